"""Texts cut into marked pieces, for pages that show changes, entities and findings in place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from healthtext.records import Report, Span
from healthtext.render.sides import Change, Row, paragraphs


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text in a style; `note` is its tool tip, `ref` the list item it belongs to."""

    start: int
    end: int
    style: str
    note: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text under the same marks; `refs` are the list items whose marks end with it."""

    text: str
    style: str
    note: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Pieces inside one change, or outside of any."""

    pieces: tuple[Piece, ...]
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph on both sides."""

    original: tuple[Block, ...]
    repaired: tuple[Block, ...]
    changed: bool


def pairs(report: Report, marks: Sequence[Mark]) -> Iterator[Pair]:
    """Yield every paragraph with its changes on both sides and `marks` on the repaired one."""
    rows = paragraphs(report)
    for row, inside in zip(rows, _by_row(rows, marks), strict=True):
        old = [((c.edit.start, c.edit.end), c) for c in row.changes]
        new = [(c.place, c) for c in row.changes]
        yield Pair(
            _trimmed(_blocks(report.original, row.original, old, [])),
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
        yield Piece(text[start:end], " ".join(styles), " · ".join(notes), refs)


def _by_row(rows: Sequence[Row], marks: Sequence[Mark]) -> list[list[Mark]]:
    """Give each row the marks that reach into it, in the order of their starts."""
    starts = [row.repaired[0] for row in rows]
    found: list[list[Mark]] = [[] for _ in rows]
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        index = max(bisect_right(starts, mark.start) - 1, 0)
        while index < len(rows) and starts[index] < mark.end:
            found[index].append(mark)
            index += 1
    return found


def _blocks(
    text: str, span: Span, changes: Sequence[tuple[Span, Change]], marks: Sequence[Mark]
) -> Iterator[Block]:
    at, end = span
    for (start, stop), change in changes:
        if at < start:
            yield Block(tuple(pieces(text, (at, start), marks)))
        yield Block(tuple(pieces(text, (start, stop), marks)), change)
        at = stop
    if at < end:
        yield Block(tuple(pieces(text, (at, end), marks)))


def _trimmed(blocks: Iterator[Block]) -> tuple[Block, ...]:
    """Leave out the line breaks at the end of a paragraph."""
    kept = list(blocks)
    if kept and kept[-1].pieces:
        *first, last = kept[-1].pieces
        kept[-1] = replace(kept[-1], pieces=(*first, replace(last, text=last.text.rstrip())))
    return tuple(kept)
