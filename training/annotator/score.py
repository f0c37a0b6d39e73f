"""Count mentions: exact spans of texts put together from neighbouring sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from training.annotator import corpora
from training.annotator.corpora import Labelled, Sentence

TOGETHER = 8  # neighbouring sentences that are read as one text, a line each

Spans = set[tuple[int, int]]


@dataclass(slots=True)
class Counts:
    """True positives, what was found, what is there."""

    right: int = 0
    found: int = 0
    there: int = 0

    def add(self, wanted: Spans, found: Spans) -> None:
        self.right += len(wanted & found)
        self.found += len(found)
        self.there += len(wanted)

    def join(self, other: Counts) -> None:
        self.right += other.right
        self.found += other.found
        self.there += other.there

    @property
    def precision(self) -> float:
        return self.right / max(self.found, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.there, 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.found + self.there, 1)

    def __str__(self) -> str:
        return f"P {self.precision:.4f}  R {self.recall:.4f}  F1 {self.f1:.4f}  ({self.there})"


def chunks(sentences: Sequence[Sentence]) -> Iterator[tuple[str, list[Labelled]]]:
    """Yield texts of neighbouring sentences with their spans."""
    for at in range(0, len(sentences), TOGETHER):
        text, spans = "", []
        for sentence in sentences[at : at + TOGETHER]:
            spans += [(s + len(text), e + len(text), name) for s, e, name in sentence.spans]
            text += sentence.text + "\n"
        yield text, spans


def gold(spans: Sequence[Labelled], corpus: str, group: str) -> Spans:
    """Return the spans of a corpus that count for a group."""
    return {(s, e) for s, e, name in spans if group in corpora.grouped(corpus, name)}
