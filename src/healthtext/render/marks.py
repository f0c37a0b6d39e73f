"""Texts cut into marked pieces, for pages that show changes, entities and findings in place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from healthtext.records import Report, Span
from healthtext.render.sides import Change, Row


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text in a style.

    `note` is its tool tip, `ref` the list item it belongs to, `card` the number of its card.
    """

    start: int
    end: int
    style: str
    note: str
    ref: str = ""
    card: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Text under the same marks; `refs` are the list items whose marks end with it."""

    text: str
    style: str
    note: str
    refs: tuple[str, ...]
    card: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Pieces inside one change, or outside of any."""

    pieces: tuple[Piece, ...]
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph on both sides, with its number from 1."""

    number: int
    original: tuple[Block, ...]
    repaired: tuple[Block, ...]
    changed: bool


def pairs(
    report: Report, rows: Sequence[Row], before: Sequence[Mark], marks: Sequence[Mark]
) -> Iterator[Pair]:
    """Yield every paragraph with its changes, `before` on the original side, `marks` on the other.

    `rows` are the paragraphs of the report.
    """
    outside = _by_row([row.original for row in rows], before)
    within = _by_row([row.repaired for row in rows], marks)
    for number, (row, left, inside) in enumerate(zip(rows, outside, within, strict=True), 1):
        old = [((c.edit.start, c.edit.end), c) for c in row.changes]
        new = [(c.place, c) for c in row.changes]
        yield Pair(
            number,
            _trimmed(_blocks(report.original, row.original, old, left)),
            _trimmed(_blocks(report.repaired, row.repaired, new, inside)),
            bool(row.changes),
        )


def pieces(text: str, span: Span, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Cut a span wherever a mark starts or ends. `marks` are in the order of their starts."""
    lo, hi = span
    edges = {edge for mark in marks for edge in (mark.start, mark.end) if lo < edge < hi}
    active: list[Mark] = []
    index = 0
    for start, end in pairwise(sorted({lo, hi} | edges)):
        while index < len(marks) and marks[index].start <= start:
            active.append(marks[index])
            index += 1
        active = [mark for mark in active if mark.end > start]
        refs = tuple(mark.ref for mark in active if mark.ref and mark.end == end)
        styles = dict.fromkeys(style for mark in active for style in mark.style.split())
        notes = dict.fromkeys(mark.note for mark in active if mark.note)
        card = max((mark.card for mark in active), default=0)
        yield Piece(text[start:end], " ".join(styles), " · ".join(notes), refs, card)


def _by_row(spans: Sequence[Span], marks: Sequence[Mark]) -> list[list[Mark]]:
    """Give each span the marks that reach into it, in the order of their starts."""
    starts = [start for start, _ in spans]
    found: list[list[Mark]] = [[] for _ in spans]
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        index = max(bisect_right(starts, mark.start) - 1, 0)
        while index < len(spans) and starts[index] < mark.end:
            found[index].append(mark)
            index += 1
    return found


def _blocks(
    text: str, span: Span, changes: Sequence[tuple[Span, Change]], marks: Sequence[Mark]
) -> Iterator[Block]:
    reaching = _Reaching(marks)
    at, end = span
    for (start, stop), change in changes:
        if at < start:
            yield Block(tuple(pieces(text, (at, start), reaching.into(at, start))))
        yield Block(tuple(pieces(text, (start, stop), reaching.into(start, stop))), change)
        at = stop
    if at < end:
        yield Block(tuple(pieces(text, (at, end), reaching.into(at, end))))


class _Reaching:
    """Marks in the order of their starts, asked for by spans in order, each seen once."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        self._next = 0
        self._open: list[Mark] = []

    def into(self, start: int, end: int) -> list[Mark]:
        """Return the marks that share a character with a span."""
        while self._next < len(self._marks) and self._marks[self._next].start < end:
            self._open.append(self._marks[self._next])
            self._next += 1
        self._open = [mark for mark in self._open if mark.end > start]
        return list(self._open)


def _trimmed(blocks: Iterator[Block]) -> tuple[Block, ...]:
    """Leave out the line breaks at the end of a paragraph."""
    kept = list(blocks)
    if kept and kept[-1].pieces:
        *first, last = kept[-1].pieces
        kept[-1] = replace(kept[-1], pieces=(*first, replace(last, text=last.text.rstrip())))
    return tuple(kept)
