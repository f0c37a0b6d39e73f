"""The two sides of a report: which edits were made, and which paragraph became which."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from healthtext.edits import apply
from healthtext.records import SAFETIES, Edit, Report, Span

_PARAGRAPHS = re.compile(r"(?:\r\n|\r|\n)[ \t\r\n]*")
# For display only: an abbreviation that is taken for a sentence's end does no harm here.
_SENTENCES = re.compile(r"""[.!?…]["')\]”’]*[ \t]+(?=["'(\[“‘]?[A-Z0-9])|""" + _PARAGRAPHS.pattern)


@dataclass(frozen=True, slots=True)
class Change:
    """An edit of a report: its number, from 1, whether it was made, and its repaired place."""

    number: int
    edit: Edit
    made: bool
    place: Span


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of text on both sides, white space behind it included, and the edits in it."""

    original: Span
    repaired: Span
    changes: tuple[Change, ...]

    @property
    def changed(self) -> bool:
        """Tell whether the two sides differ."""
        return any(change.made for change in self.changes)


def made(report: Report) -> tuple[Edit, ...]:
    """Return the edits that lead from the original to the repaired text.

    They are those of the lowest tiers, as many as it takes: a run can be told to make `review` or
    `suggest` edits too. Raises ValueError when no tier explains the repaired text.
    """
    for rank in range(len(SAFETIES)):
        tiers = SAFETIES[: rank + 1]
        edits = tuple(edit for edit in report.edits if edit.safety in tiers)
        if apply(report.original, edits) == report.repaired:
            return edits
    raise ValueError(f"{report.id}: the edits do not lead to the repaired text")


def changes(report: Report) -> tuple[Change, ...]:
    """Number the edits and give each its place in the repaired text."""
    waiting = set(report.edits).difference(made(report))
    shift, found = 0, []
    for number, edit in enumerate(report.edits, 1):
        length = len(edit.old if edit in waiting else edit.new)
        start = edit.start + shift
        found.append(Change(number, edit, edit not in waiting, (start, start + length)))
        shift += length - len(edit.old)
    return tuple(found)


def paragraphs(report: Report) -> tuple[Row, ...]:
    """Cut both texts into paragraphs that belong together; an edit is never cut."""
    return _rows(report, _PARAGRAPHS)


def sentences(report: Report) -> tuple[Row, ...]:
    """Cut both texts into sentences, roughly, that belong together; an edit is never cut."""
    return _rows(report, _SENTENCES)


def _rows(report: Report, breaks: re.Pattern[str]) -> tuple[Row, ...]:
    every = changes(report)
    cuts = [(0, 0), *_cuts(report.original, every, breaks)]
    cuts.append((len(report.original), len(report.repaired)))
    starts = [change.edit.start for change in every]
    first, found = 0, []
    for lo, hi in pairwise(cuts):
        # An insertion at a cut belongs to the piece behind it, at the end to the last piece.
        last = len(every) if hi is cuts[-1] else bisect_left(starts, hi[0])
        found.append(Row((lo[0], hi[0]), (lo[1], hi[1]), every[first:last]))
        first = last
    return tuple(found)


def _cuts(text: str, every: Sequence[Change], breaks: re.Pattern[str]) -> Iterator[Span]:
    """Yield where each piece but the last ends, in the original and in the repaired text."""
    shift, index = 0, 0
    for match in breaks.finditer(text):
        at = match.end()
        while index < len(every) and every[index].edit.start < at:
            shift = every[index].place[1] - every[index].edit.end
            index += 1
        if at < len(text) and (not index or every[index - 1].edit.end <= at):
            yield at, at + shift


class Lines:
    """Lines and columns of a text, both one-based; columns count code points."""

    def __init__(self, text: str) -> None:
        self._ends = [match.end() for match in re.finditer(r"\r\n|\r|\n", text)]

    def at(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset; one outside the text counts as its start."""
        offset = max(offset, 0)
        line = bisect_right(self._ends, offset)
        return line + 1, offset - (self._ends[line - 1] if line else 0) + 1
