"""Context labels on the public table, corpora/context: accuracy per category, with the floors.

`python -m benchmarks.context` prints both halves: `rules` is the half that the rules were chosen
on, `held` the half that was only measured (by the sha256 of a row's id). Negation is compared with
the public NegEx algorithm in its plainest form, and with negspaCy and medspaCy where they are
installed. `--errors` lists what goes wrong in the half `rules`; `--floor` fails below the floors.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import importlib.util
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.tables import show
from healthtext import context, syntax
from healthtext.records import Context, Entity

TABLE = Path(__file__).parents[1] / "corpora" / "context" / "table.tsv"
CATEGORIES = ("negation", "hedge", "hypothetical", "historical", "subject", "population")
FLOORS = {
    "negation": 0.97, "hedge": 0.95, "hypothetical": 0.90, "historical": 0.85, "subject": 0.90,
    "population": 0.90,
}  # fmt: skip
LABELS = frozenset(
    ("negated", "hedged", "hypothetical", "historical", "family", "other", "animal", "in_vitro",
     "children")
)  # fmt: skip
_TARGET = re.compile(r"\{([^{}|]+)(?:\|([^{}]*))?\}")


@dataclass(frozen=True, slots=True)
class Target:
    """A marked thing of a sentence with its labels."""

    start: int
    end: int
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of the table; `focus` is the category it was written for."""

    id: str
    focus: str
    text: str
    targets: tuple[Target, ...]
    thread: str

    @property
    def half(self) -> str:
        return ("rules", "held")[hashlib.sha256(self.id.encode()).digest()[0] % 2]


Labeller = Callable[[Row], Sequence[frozenset[str]]]


def rows(file: Path = TABLE) -> Iterator[Row]:
    """Read the table. Raises ValueError, naming the line, when a row is malformed."""
    with file.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream, delimiter="\t", quoting=3), 2):
            if None in row or None in row.values() or row["focus"] not in CATEGORIES:
                raise ValueError(f"{file.name}:{number}: not id, focus, sentence, thread")
            text, targets = parse(row["sentence"])
            unknown = {label for target in targets for label in target.labels} - LABELS
            if unknown or not targets:
                raise ValueError(f"{file.name}:{number}: no target, or labels {unknown}")
            yield Row(row["id"], row["focus"], text, targets, row["thread"])


def parse(sentence: str) -> tuple[str, tuple[Target, ...]]:
    """Take the marks out of a sentence: "no {fever|negated}" gives "no fever" and its target."""
    text, targets, at = "", [], 0
    for match in _TARGET.finditer(sentence):
        text += sentence[at : match.start()]
        labels = frozenset(filter(None, map(str.strip, (match[2] or "").split(","))))
        targets.append(Target(len(text), len(text) + len(match[1]), labels))
        text, at = text + match[1], match.end()
    return text + sentence[at:], tuple(targets)


def ours(row: Row) -> list[frozenset[str]]:
    """Label a row's targets as healthtext does."""
    entities = [Entity(t.start, t.end, row.text[t.start : t.end], "CONDITION") for t in row.targets]
    return [labels(e.context) for e in context.label(syntax.load()(row.text), entities)]


def labels(found: Context) -> frozenset[str]:
    """Return a context's labels by the names of the table."""
    flags = [name for name in ("negated", "hedged", "hypothetical", "historical")
             if getattr(found, name)]  # fmt: skip
    values = {found.subject, found.population} - {"reader", ""}
    return frozenset((*flags, *values))


BELONGING = {
    "negation": {"negated"}, "hedge": {"hedged"}, "hypothetical": {"hypothetical"},
    "historical": {"historical"}, "subject": {"family", "other"},
    "population": {"animal", "in_vitro", "children"},
}  # fmt: skip


def judged(table_rows: Sequence[Row], labeller: Labeller, category: str) -> list[tuple[bool, bool]]:
    """Return, for every target of the rows, whether it has the category and whether it is found.

    A wrong value, family for other, counts as found wrongly: (True, False).
    """
    pairs = []
    for row in table_rows:
        for target, got in zip(row.targets, labeller(row), strict=True):
            wanted, found = (both & BELONGING[category] for both in (target.labels, got))
            pairs.append((bool(wanted), found == wanted if wanted else bool(found)))
    return pairs


def accuracy(pairs: Sequence[tuple[bool, bool]]) -> float:
    return sum(wanted == found for wanted, found in pairs) / max(len(pairs), 1)


def f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    hits = sum(wanted and found for wanted, found in pairs)
    return 2 * hits / max(sum(w for w, _ in pairs) + sum(f for _, f in pairs), 1)


_WINDOW = 6
_NEGEX = re.compile(
    r"\b(?:no(?! (?:change|increase|doubt))|not(?! only)|n['’]t|without|den(?:y|ies|ied)|never|"
    r"cannot|neither|nor|absence of|lack of|free of|negative for|ruled out)\b", re.I
)  # fmt: skip
_BEHIND = re.compile(r"\b(?:absent|ruled out|not (?:seen|found|present)|negative|none)\b", re.I)
_ENDS = re.compile(r"\b(?:but|however|although|yet|except|because)\b|[.;:]", re.I)


def negex(row: Row) -> list[frozenset[str]]:
    """Label by NegEx with few cues: a negated thing stands within six words of a cue."""
    found = []
    for target in row.targets:
        before = _ENDS.split(row.text[: target.start])[-1].split()[-_WINDOW:]
        after = _ENDS.split(row.text[target.end :])[0].split()[:_WINDOW]
        negated = _NEGEX.search(" ".join(before)) or _BEHIND.search(" ".join(after))
        found.append(frozenset({"negated"} if negated else ()))
    return found


def negspacy() -> Labeller:
    """Return negspaCy with its default English terms as a labeller."""
    import negspacy.negation  # type: ignore[import-not-found]  # noqa: F401
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("negex", config={"chunk_prefix": ["no"]})
    return lambda row: _by_span(nlp, row, "negex", "negex")


def medspacy() -> Labeller:
    """Return medspaCy's ConText with its default rules as a labeller."""
    import spacy
    from medspacy.context import ConText  # type: ignore[import-not-found]  # noqa: F401

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("medspacy_context")
    return lambda row: _by_span(nlp, row, "medspacy_context", "is_negated")


def _by_span(nlp: object, row: Row, pipe: str, attribute: str) -> list[frozenset[str]]:
    doc = nlp.get_pipe("sentencizer")(nlp.make_doc(row.text))  # type: ignore[attr-defined]
    spans = [doc.char_span(t.start, t.end, "X", alignment_mode="expand") for t in row.targets]
    doc.ents = spans
    doc = nlp.get_pipe(pipe)(doc)  # type: ignore[attr-defined]
    return [frozenset({"negated"} if getattr(ent._, attribute) else ()) for ent in doc.ents]


def systems() -> dict[str, Labeller]:
    """Return what negation is compared on, by name, as far as it is installed."""
    found: dict[str, Labeller] = {"healthtext": ours, "NegEx, six words": negex}
    makers: dict[str, Callable[[], Labeller]] = {"negspacy": negspacy, "medspacy": medspacy}
    for name, maker in makers.items():
        if importlib.util.find_spec(name) is not None:
            found[name] = maker()
    return found


def figures(every: Sequence[Row]) -> Iterator[tuple[str, list[float]]]:
    """Yield each category with its floor, its accuracy by half and in all, and F1 by half.

    Accuracy is on the rows written for the category, F1 on the whole table.
    """
    for category in CATEGORIES:
        own = [row for row in every if row.focus == category]
        halves = [[row for row in own if row.half == half] for half in ("rules", "held")]
        scores = [accuracy(judged(part, ours, category)) for part in (*halves, own)]
        whole = [[row for row in every if row.half == half] for half in ("rules", "held")]
        scores += [f1(judged(part, ours, category)) for part in whole]
        yield category, [FLOORS[category], *scores]


def comparison(every: Sequence[Row]) -> Iterator[tuple[str | float, ...]]:
    """Yield a line per system: negation on the rows written for it, and on those with a thread."""
    own = [row for row in every if row.focus == "negation"]
    for name, labeller in systems().items():
        parts = [[row for row in own if row.half == half] for half in ("rules", "held")]
        parts.append([row for row in own if row.thread])
        yield name, *(accuracy(judged(part, labeller, "negation")) for part in parts)


def errors(every: Sequence[Row]) -> Iterator[str]:
    """Yield what is labelled wrongly in the half that rules are chosen on."""
    for row in every:
        for target, got in zip(row.targets, ours(row), strict=True):
            if row.half == "rules" and got != target.labels:
                words = row.text[target.start : target.end]
                wanted = ", ".join(sorted(target.labels)) or "-"
                yield f"{row.id} [{words}] {wanted} / {', '.join(sorted(got)) or '-'}: {row.text}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list wrong labels of half `rules`")
    parser.add_argument("--floor", action="store_true", help="exit 1 below a floor")
    chosen = parser.parse_args()
    every = tuple(rows())
    if chosen.errors:
        print("\n".join(errors(every)))
        return
    found = list(figures(every))
    columns = ("category", "floor", "rules", "held", "all", "F1 rules", "F1 held")
    show(f"Context, {len(every)} sentences", columns, [(name, *scores) for name, scores in found])
    show("Negation", ("system", "rules", "held", "reported failures"), comparison(every))
    low = [name for name, (floor, _, _, every_row, *_) in found if every_row < floor]
    if chosen.floor and low:
        raise SystemExit(f"below the floor: {', '.join(low)}")


if __name__ == "__main__":
    main()
