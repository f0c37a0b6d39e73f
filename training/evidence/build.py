"""Write the packaged evidence store: facts of reviews, trials and guidance, linked to concepts.

    python -m training.evidence.build --data FOLDER --out FILE

FOLDER holds the unpacked archives named in sources.py; guidance.tsv, readings/ and conclusions/ lie
beside this file. The same sources and vocabulary give the same file, byte for byte. CARD.md says
what the rows are and how good they are.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from healthtext.evidence.store import EvidenceStore, Row
from healthtext.records import kinds
from training import files
from training.evidence import (
    abbreviations,
    conclusions,
    cues,
    facts,
    guidance,
    measure,
    pages,
    reader,
    readings,
    reviews,
    sources,
    trials,
)
from training.evidence.facts import Fact
from training.evidence.passages import Passage
from training.evidence.sources import Prompt, Review, Trial

SNAPSHOT = "2026-11-30"
TABLES = Path(__file__).parent


def gathered(data: Path, tables: Path = TABLES) -> Iterator[Fact]:
    """Yield the facts of all sources: reviews and trials by their ids, readings, guidance, pages.

    `tables` holds what people wrote: guidance.tsv, readings/ and conclusions/. What they read of a
    review stands instead of what rules read, which counts where the vocabulary knows a side: of 28
    rows with neither side known two were facts.
    """
    found = sources.reviews(data)
    prompts: dict[str, list[Prompt]] = {}
    for prompt in sources.prompts(data):
        prompts.setdefault(prompt.trial, []).append(prompt)
    articles = list(sources.trials(data, frozenset(prompts)))
    known = abbreviations.agreed(_texts(found, articles))
    told = conclusions.facts(tables / conclusions.FOLDER.name)
    silent = conclusions.silent(tables / conclusions.FOLDER.name)
    for review in found:
        if review.id not in silent:
            yield from told.get(review.id) or filter(_is_named, reviews.facts(review, known))
    near = dict(chain.from_iterable(reader.found_for(prompts[t.id], t) for t in articles))
    directions = _directions(data, chain.from_iterable(prompts.values()), near)
    for trial in articles:
        yield from trials.facts(prompts[trial.id], trial, directions)
    yield from readings.facts(tables / readings.FOLDER.name)
    yield from guidance.facts(tables / guidance.TABLE.name)
    yield from pages.all_facts(data / sources.PAGES.path)


def _is_named(fact: Fact) -> bool:
    """Tell whether a side of what rules read is known, and neither a piece of a sentence."""
    made = facts.row(fact)
    known = made.interventions or made.outcomes
    return bool(known) and not (_PIECE.search(fact.intervention) or _WHOM.fullmatch(fact.outcome))


_PIECE = cues.pattern("reviews", "piece")
_WHOM = cues.pattern("reviews", "whom")


def _directions(
    data: Path, asked: Iterable[Prompt], near: Mapping[int, Sequence[tuple[float, Passage]]]
) -> dict[int, str]:
    """Return the direction of every prompt: people's where they gave one, else the reader's.

    It learns from all articles here, those that measure it too.
    """
    fitted = reader.fit(data, near, frozenset().union(*sources.parts(data).values()))
    found = {}
    for prompt in asked:
        said, chance = fitted.direction(prompt, near[prompt.id])
        found[prompt.id] = prompt.label or (said if chance >= reader.LEAST else "unknown")
    return found


def _texts(found: Sequence[Review], articles: Sequence[Trial]) -> Iterator[str]:
    for review in found:
        yield f"{review.conclusion} {review.abstract}"
    for trial in articles:
        yield trial.text


def write(path: Path, made: Sequence[Row], notes: Mapping[str, str], snapshot: str) -> None:
    """Write a store of rows with notes in its meta table, as small as it gets."""
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    with EvidenceStore.create(path, snapshot) as store:
        store.add(made)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executemany("insert into meta values (?, ?)", sorted(notes.items()))
    # pairs of concepts are worth an index of their own (a third more) in far larger stores only
    connection.execute("drop table if exists pair")
    connection.execute("insert into fact_text (fact_text) values ('optimize')")
    connection.execute("pragma journal_mode = delete")
    connection.execute("vacuum")
    connection.close()


def counts(made: Sequence[Row]) -> dict[str, str]:
    """Return what the notes say of the rows: how many, of how many studies, how well linked."""
    rows = Counter(kinds.group(row.evidence.study) for row in made)
    studies: dict[str, set[str]] = defaultdict(set)
    for row in made:
        studies[kinds.group(row.evidence.study)].add(row.evidence.identifier)
    linked = sum(bool(row.interventions and row.outcomes) for row in made)
    effects = Counter(row.evidence.effect for row in made)
    return {
        "reviews": str(len(studies[facts.REVIEW])),
        "trials": str(len(studies[facts.TRIAL])),
        "trial_rows": str(rows[facts.TRIAL]),
        "guidance_rows": str(rows["guidance"]),
        "guidance_pages": str(len(studies["guidance"])),
        "guidance_not_read": str(sum(kinds.is_unread(row.evidence.study) for row in made)),
        "page_rows": str(rows["page"]),
        "pages": str(len(studies["page"])),
        "linked_on_both_sides": f"{linked / max(len(made), 1):.3f}",
        "effects": json.dumps(dict(sorted(effects.items()))),
    }


def accuracy(made: Sequence[Fact], linked: Sequence[Row]) -> dict[str, float]:
    """Return how right the rows of the facts are by the labels of measure.py."""
    found = [row.evidence for row in linked]
    prompts = {fact.prompt: row for fact, row in zip(made, found, strict=True) if fact.prompt}
    return {
        **measure.review_accuracy(found), **measure.trial_accuracy(prompts),
        **measure.page_accuracy(found),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the unpacked archives")
    parser.add_argument("--out", type=Path, required=True, help="file of the store to write")
    parser.add_argument("--snapshot", default=SNAPSHOT, help="ISO date of the sources")
    options = parser.parse_args()
    files.check(options.data, sources.FILES)
    made = list(gathered(options.data))
    linked = list(map(facts.row, made))
    notes = {**counts(linked), "accuracy": json.dumps(accuracy(made, linked))}
    write(options.out, linked, notes, options.snapshot)
    print(f"{options.out}: {len(linked)} rows, {options.out.stat().st_size} bytes")
    print("\n".join(f"{name}\t{value}" for name, value in notes.items()))


if __name__ == "__main__":
    main()
