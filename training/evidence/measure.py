"""Hold the rows against what a person read in their sources.

    python -m training.evidence.measure [--store FILE] [--wrong]

A labelled fact of a review is found where a row of that review names its intervention and its
outcome or condition; effect and certainty are then those of the row that shares most words with
it. A labelled prompt of a trial is a row of its own. A labelled row of a page was drawn at random
from those that were made, and is right where the page says so. Nothing was tuned on the labels of
reviews and trials; 99 of the 150 of pages were in draws after which patterns were restricted.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from healthtext.evidence import store
from healthtext.evidence.language.synonyms import abbreviations
from healthtext.evidence.store import EvidenceStore
from healthtext.records import Evidence
from training.evidence import linking
from training.evidence.abbreviations import expanded
from training.evidence.passages import content

FOLDER = Path(__file__).parent
REVIEWS, TRIALS = FOLDER / "labels_reviews.tsv", FOLDER / "labels_trials.tsv"
PAGES = FOLDER / "labels_pages.tsv"


@dataclass(frozen=True, slots=True)
class Label:
    """What a person read: of a review its certainty, of a trial's prompt its direction."""

    source: str
    intervention: str
    outcome: str
    effect: str
    certainty: str = ""
    direction: str = ""


def review_labels() -> list[Label]:
    """Return the labelled facts of reviews that name an intervention."""
    rows = (line.split("\t") for line in _lines(REVIEWS))
    return [Label(f"10.1002/14651858.{a}", b, c, d, e) for a, b, c, d, e in rows if b != "-"]


def trial_labels() -> dict[int, Label]:
    """Return the labels of prompts by their numbers; `outcome` is the trial's condition."""
    rows = (line.split("\t") for line in _lines(TRIALS))
    return {int(a): Label(a, "", c, effect, "", b) for a, b, effect, c in rows}


def _lines(path: Path) -> Iterator[str]:
    return (line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))


def reviewed(rows: Iterable[Evidence]) -> Iterator[tuple[Label, Evidence | None]]:
    """Yield the labelled facts of reviews, each with the row that says it best, if one does."""
    by_source: dict[str, list[Evidence]] = {}
    for row in rows:
        by_source.setdefault(row.identifier, []).append(row)
    for label in review_labels():
        scored = [(_shared(label, row), row) for row in by_source.get(label.source, ())]
        best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        yield label, best[1] if best[0] else None


def _shared(label: Label, row: Evidence) -> float:
    """Return how much a row shares with a label, 0 where either side shares nothing."""
    acts = _marks(label.intervention) & _marks(row.intervention)
    told = _marks(label.outcome)
    named, nearby = told & _marks(row.outcome), told & _marks(row.population)
    if not acts or not (named or nearby):
        return 0.0
    return len(acts) + 2 * len(named) + len(nearby) - 0.05 * len(content(row.outcome))


@cache
def _marks(text: str) -> frozenset[str]:
    """Return the words of a phrase, abbreviations written out, and the concepts it names."""
    said = expanded(text, abbreviations())
    return content(said) | {*linking.acting([said]), *linking.suffered([said])}


def review_accuracy(rows: Iterable[Evidence]) -> dict[str, float]:
    """Return the share of labelled facts that are found, and how right the found ones are."""
    pairs = list(reviewed(rows))
    found = [(label, row) for label, row in pairs if row is not None]
    return {
        "review_facts": len(pairs),
        "review_found": _share(row is not None for _, row in pairs),
        "review_effect": _share(label.effect == row.effect for label, row in found),
        "review_benefit_or_not": _share(_sided(label.effect) == _sided(row.effect)
                                        for label, row in found),
        "review_certainty": _share(label.certainty == row.certainty for label, row in found),
    }  # fmt: skip


def _sided(effect: str) -> str:
    """Join what a verdict joins: no effect, unclear and unknown all support nothing."""
    return effect if effect in ("benefit", "harm") else "none"


def trial_accuracy(rows: Mapping[int, Evidence]) -> dict[str, float]:
    """Return how right the rows of labelled prompts are; `rows` are by the prompts' numbers."""
    pairs = [(label, rows[name]) for name, label in trial_labels().items() if name in rows]
    said = [(label, row) for label, row in pairs if row.direction != "unknown"]
    told = [(label, row) for label, row in said if label.direction != "unknown"]
    ill = [(label, row) for label, row in pairs if label.outcome != "-"]
    return {
        "trial_prompts": len(pairs),
        "trial_direction": _share(label.direction == row.direction for label, row in pairs),
        "trial_direction_given": len(said) / max(len(pairs), 1),
        "trial_direction_where_given": _share(a.direction == b.direction for a, b in said),
        "trial_direction_where_both_say": _share(a.direction == b.direction for a, b in told),
        "trial_effect": _share(label.effect == row.effect for label, row in pairs),
        "trial_condition": _share(_about(label, row) for label, row in ill),
    }


def page_accuracy(rows: Iterable[Evidence]) -> dict[str, float]:
    """Return the share of labelled rows of pages that are still made, and that of right ones."""
    made = {(row.identifier, row.intervention, row.outcome) for row in rows}
    labels = [line.split("\t") for line in _lines(PAGES)]
    right = [said == "yes" for *row, said in labels if tuple(row) in made]
    return {
        "page_rows_read": len(labels),
        "page_rows_made": round(len(right) / max(len(labels), 1), 3),
        "page_rows_right": _share(right),
    }


def _about(label: Label, row: Evidence) -> bool:
    wanted = label.outcome.lower()
    return wanted in f"{row.population} {row.outcome}".lower()


def _share(hits: Iterable[bool]) -> float:
    listed = list(hits)
    return round(sum(listed) / max(len(listed), 1), 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="a store other than the packaged one")
    parser.add_argument("--wrong", action="store_true", help="list the facts that are not right")
    options = parser.parse_args()
    opened = EvidenceStore.open(options.store) if options.store else store.default()
    rows = list(opened.facts())
    for name, value in {**review_accuracy(rows), **page_accuracy(rows)}.items():
        print(f"{name}\t{value}")
    for label, row in reviewed(rows) if options.wrong else ():
        if row is None or (label.effect, label.certainty) != (row.effect, row.certainty):
            print(label, row, sep="\n  ")


if __name__ == "__main__":
    main()
