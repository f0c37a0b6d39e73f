"""Read corpora/health_claims: consumer prose sentence by sentence, and the labels people gave it.

`python -m benchmarks.health_claims` prints the manifest that belongs to the passages. Of the two
passages of a topic the one whose id has the smaller sha256 is in the half `dev`, on which rules and
thresholds may be chosen; `held` is only measured. The sentences of `development.tsv` stand alone;
rules are chosen on their part `rules` and watched on `check`.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from healthtext.claims import KINDS, POLARITIES, STRENGTHS
from healthtext.records import Span

CORPUS = Path(__file__).parents[1] / "corpora" / "health_claims"
PASSAGES = CORPUS / "passages.jsonl"
DEVELOPMENT = CORPUS / "development.tsv"
FURTHER = CORPUS / "genres.tsv"
WIDER = CORPUS / "wider.tsv"
VOICES = CORPUS / "voices.tsv"
TELLERS = CORPUS / "tellers.tsv"
ADVICE = CORPUS / "advice.tsv"
LABELS = CORPUS / "labels.tsv"
PARTS = ("rules", "check")  # of DEVELOPMENT, by the sha256 of the sentence
# Of FURTHER: what may be chosen on, and what is only measured.
FIT, UNSEEN = (
    ("ad", "encyclopedia", "forum", "tabloid", "viral"),
    ("column", "factcheck", "influencer", "press", "remedy"),
)
# Of TELLERS likewise; of the ten genres that are only measured no error is ever listed.
TOLD, FRESH = (
    ("association", "bulletin", "cosmetics", "german", "inflight", "pets", "spa", "textbook",
     "tracker", "village"),
    ("crowdfund", "government", "horoscope", "localpaper", "radio", "review", "reworded",
     "subtitle", "tract", "wellness"),
)  # fmt: skip
# Of ADVICE: what the head on advice learns from, and what its thresholds are chosen on.
ADVISED = ("coach", "group", "guide", "label", "leaflet", "video")
CHOSEN = ("answer", "letter", "mail", "news")
GENRES = ("blog", "clinic", "content", "forum", "leaflet", "newspaper", "shop", "spun")
HALVES = ("dev", "held")
FINDINGS = (
    "NO_CITATION", "VAGUE_ATTRIBUTION", "ABSOLUTE_WORDING", "PSEUDO_MECHANISM", "DANGEROUS_ADVICE",
    "NATURAL_MEANS_SAFE", "ANIMAL_OR_IN_VITRO",
)  # fmt: skip
COLUMNS = ("passage", "sentence", "claim", "kind", "strength", "polarity", "findings")
Place = tuple[str, int]  # id of the passage, number of the sentence from 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A few sentences of one page; joined by spaces they are its text."""

    id: str
    topic: str
    genre: str
    half: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.sentences)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return where each sentence stands in the text."""
        found, at = [], 0
        for sentence in self.sentences:
            found.append((at, at + len(sentence)))
            at += len(sentence) + 1
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Label:
    """What one person says of a sentence; kind, strength and polarity are "-" without a claim."""

    claim: bool
    kind: str = "-"
    strength: str = "-"
    polarity: str = "-"
    findings: frozenset[str] = frozenset()


Labels = Mapping[Place, Label]


@dataclass(frozen=True, slots=True)
class Single:
    """A sentence of one of the development lists, which stands alone."""

    text: str
    label: Label
    genre: str = ""

    @property
    def part(self) -> str:
        if self.genre in TOLD or self.genre in FRESH:
            return "told" if self.genre in TOLD else "fresh"
        if self.genre:
            return "fit" if self.genre in FIT else "unseen"
        return PARTS[hashlib.sha256(self.text.encode()).digest()[0] % 2]


def passages(file: Path = PASSAGES, half: str | None = None) -> tuple[Passage, ...]:
    """Read the passages, or those of one half."""
    records = (json.loads(line) for line in file.read_text("utf-8").splitlines())
    every = (Passage(**{**record, "sentences": tuple(record["sentences"])}) for record in records)
    return tuple(passage for passage in every if half in (None, passage.half))


def places(of: Sequence[Passage]) -> Iterator[Place]:
    """Yield the place of every sentence, in order."""
    for passage in of:
        yield from ((passage.id, number) for number in range(len(passage.sentences)))


def labels(file: Path, of: Sequence[Passage]) -> dict[Place, Label]:
    """Read the labels of all sentences. Raises ValueError, naming the line, on the first fault."""
    found: dict[Place, Label] = {}
    wanted = list(places(of))
    with file.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(next(rows, ())) != COLUMNS:
            raise ValueError(f"{file.name}:1: the first line must be {' '.join(COLUMNS)}")
        # `wanted` first: at its end zip must not have taken a row too many.
        for number, (place, row) in enumerate(zip(wanted, rows, strict=False), 2):
            if tuple(row[:2]) != (place[0], str(place[1])):
                raise ValueError(f"{file.name}:{number}: expected {place[0]} {place[1]}")
            found[place] = _label(row, f"{file.name}:{number}")
        if len(found) < len(wanted) or next(rows, None) is not None:
            raise ValueError(f"{file.name}: {len(wanted)} lines of labels expected, in order")
    return found


def development(file: Path = DEVELOPMENT) -> tuple[Single, ...]:
    """Read the development list. Raises ValueError, naming the line, on the first fault."""
    rows = _rows(file, ("sentence", *COLUMNS[2:]))
    return tuple(Single(row[0], _label(["", *row], where)) for where, row in rows)


def genres(part: str | None = None, file: Path = FURTHER) -> tuple[Single, ...]:
    """Read the list by genres, or a part of it. Raises ValueError as `development` does."""
    every = tuple(
        Single(row[1], _label(row, where), row[0])
        for where, row in _rows(file, ("genre", "sentence", *COLUMNS[2:]))
    )
    return tuple(one for one in every if part in (None, one.part))


def wider() -> tuple[Single, ...]:
    """Read the wider list, to be chosen on and learnt from. Raises as `development` does."""
    return genres(file=WIDER)


def voices() -> tuple[Single, ...]:
    """Read the list of voices: rules are chosen on it, the head on sources learns from it."""
    return genres(file=VOICES)


def tellers(of: Sequence[str] = (*TOLD, *FRESH)) -> tuple[Single, ...]:
    """Read the list of tellers, or some genres of it. Raises ValueError as `development` does."""
    return tuple(one for one in genres(file=TELLERS) if one.genre in of)


def advice(of: Sequence[str] = (*ADVISED, *CHOSEN)) -> tuple[Single, ...]:
    """Read the list of advice, or some genres of it. Raises ValueError as `development` does."""
    return tuple(one for one in genres(file=ADVICE) if one.genre in of)


def _rows(file: Path, header: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines of a list with where they stand."""
    with file.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(next(rows, ())) != tuple(header):
            raise ValueError(f"{file.name}:1: the first line must be {' '.join(header)}")
        for number, row in enumerate(rows, 2):
            yield f"{file.name}:{number}", row


def _label(row: Sequence[str], where: str) -> Label:
    if len(row) != len(COLUMNS):
        raise ValueError(f"{where}: {len(row)} columns, expected {len(COLUMNS)}")
    named = [] if row[6] == "-" else row[6].split(",")
    label = Label(row[2] == "1", row[3], row[4], row[5], frozenset(named))
    if row[2] not in ("0", "1") or len(label.findings) != len(named):
        raise ValueError(f"{where}: claim is neither 0 nor 1, or a finding is named twice")
    fault = next((what for what, broken in RULES.items() if broken(label)), None)
    if fault:
        raise ValueError(f"{where}: {fault}")
    return label


def _of_claim(label: Label) -> tuple[str, str, str]:
    return label.kind, label.strength, label.polarity


def _unsourced(label: Label) -> bool:
    """Tell whether the claim is of the sort that NO_CITATION is for."""
    strong = (label.strength, label.polarity) == ("direct_causal", "positive")
    return strong and label.kind in ("treatment", "prevention", "harm")


# What the guideline rules out, each with what is said of it.
RULES: Mapping[str, Callable[[Label], bool]] = {
    "without a claim kind, strength and polarity are -": lambda label: (
        not label.claim and _of_claim(label) != ("-", "-", "-")
    ),
    f"kind is one of {', '.join(KINDS)}": lambda label: label.claim and label.kind not in KINDS,
    f"strength is one of {', '.join(STRENGTHS)}": lambda label: (
        label.claim and label.strength not in STRENGTHS
    ),
    f"polarity is one of {', '.join(POLARITIES)}": lambda label: (
        label.claim and label.polarity not in POLARITIES
    ),
    "strength is none for diagnosis, dose and statistic, and only for them": lambda label: (
        label.claim
        and (label.strength == "none") != (label.kind in ("diagnosis", "dose", "statistic"))
    ),
    f"findings are among {', '.join(FINDINGS)}": lambda label: bool(label.findings - set(FINDINGS)),
    "NO_CITATION, VAGUE_ATTRIBUTION and ANIMAL_OR_IN_VITRO need a claim": lambda label: (
        not label.claim
        and bool(label.findings & {"NO_CITATION", "VAGUE_ATTRIBUTION", "ANIMAL_OR_IN_VITRO"})
    ),
    "NO_CITATION is for positive, direct treatment, prevention or harm": lambda label: (
        "NO_CITATION" in label.findings and not _unsourced(label)
    ),
    "a sentence has NO_CITATION or VAGUE_ATTRIBUTION, not both": lambda label: (
        label.findings >= {"NO_CITATION", "VAGUE_ATTRIBUTION"}
    ),
}


NAMED = {"genres": FURTHER, "wider": WIDER, "voices": VOICES, "tellers": TELLERS,
         "advice": ADVICE}  # fmt: skip


def manifest(file: Path = PASSAGES) -> dict[str, object]:
    """Return counts and digests of the passages and the list, as manifest.json keeps them."""
    every, singles = passages(file), development()
    return {
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "passages": len(every),
        "sentences": sum(len(passage.sentences) for passage in every),
        "topics": len({passage.topic for passage in every}),
        "words": sum(len(passage.text.split()) for passage in every),
        "halves": {
            half: {
                "passages": sum(passage.half == half for passage in every),
                "sentences": sum(len(p.sentences) for p in every if p.half == half),
                "genres": dict(sorted(Counter(p.genre for p in every if p.half == half).items())),
            }
            for half in HALVES
        },
        "development": {
            "sha256": hashlib.sha256(DEVELOPMENT.read_bytes()).hexdigest(),
            **{part: sum(one.part == part for one in singles) for part in PARTS},
        },
        **{
            name: {
                "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                **dict(sorted(Counter(one.genre for one in genres(file=path)).items())),
            }
            for name, path in NAMED.items()
        },
    }


if __name__ == "__main__":
    print(json.dumps(manifest(), indent=2))
