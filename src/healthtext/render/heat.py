"""Where a text is spun: a value in 0..1 for each sentence of the original, and for paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from healthtext.records import Report, Span
from healthtext.render.sides import Row, sentences

LEVELS = 6
_JUDGED = "How probably a spinner worked on each sentence, paragraph by paragraph"
_TOUCHED = "Share of each sentence’s words that an edit touches, paragraph by paragraph"
_WORD = re.compile(r"\w+")
_WORDS_A_STEP, _STEPS = 4, 10


@dataclass(frozen=True, slots=True)
class Warm:
    """A sentence of the original and how spun it is, in 0..1."""

    start: int
    end: int
    value: float
    words: int

    @property
    def level(self) -> int:
        """Return the shade it is shown in, 0 to LEVELS - 1."""
        return min(int(self.value * LEVELS), LEVELS - 1)

    @property
    def width(self) -> int:
        """Return how wide it is shown, 1 to 10."""
        return min(1 + self.words // _WORDS_A_STEP, _STEPS)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph by its number on the page, with its sentences."""

    number: int
    sentences: tuple[Warm, ...]

    @property
    def value(self) -> float:
        """Return the mean over the words of the paragraph."""
        words = sum(sentence.words for sentence in self.sentences)
        return sum(s.value * s.words for s in self.sentences) / words if words else 0.0

    @property
    def level(self) -> int:
        """Return the shade it is shown in, 0 to LEVELS - 1."""
        return min(int(self.value * LEVELS), LEVELS - 1)


def warmth(report: Report) -> tuple[Warm, ...]:
    """Return the sentences of the original that hold words, as the report judges them.

    Without a judgement, the share of words that edits touch stands in; suggestions do not count.
    """
    return tuple(_judged(report) if report.heat else _touched(report))


def title(report: Report) -> str:
    """Say what the values are."""
    return _JUDGED if report.heat else _TOUCHED


def stretches(rows: Sequence[Row], warm: Sequence[Warm]) -> Iterator[Stretch]:
    """Yield the paragraphs that hold sentences, by where these start."""
    starts = [row.original[0] for row in rows]
    inside: list[list[Warm]] = [[] for _ in rows]
    for sentence in warm:
        inside[max(bisect_right(starts, sentence.start) - 1, 0)].append(sentence)
    for number, found in enumerate(inside, 1):
        if found:
            yield Stretch(number, tuple(found))


def _judged(report: Report) -> Iterator[Warm]:
    for heat in report.heat:
        words = _words(report.original, (heat.start, heat.end))
        if words:
            yield Warm(heat.start, heat.end, heat.spun, words)


def _touched(report: Report) -> Iterator[Warm]:
    for row in sentences(report):
        words = _words(report.original, row.original)
        edits = [change.edit for change in row.changes if change.edit.safety != "suggest"]
        touched = sum(_words(report.original, (edit.start, edit.end)) for edit in edits)
        if words:
            yield Warm(*row.original, min(touched / words, 1.0), words)


def _words(text: str, span: Span) -> int:
    return sum(1 for _ in _WORD.finditer(text, *span))
