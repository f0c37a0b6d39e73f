"""Lines of a text with their line ends, and what removing one of them takes away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from healthtext.records import Edit, Safety, Span

_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its text without white space around it, its end and the end of its line break."""

    start: int
    text: str
    end: int
    next: int

    @property
    def is_blank(self) -> bool:
        return not self.text


def split(text: str) -> list[Line]:
    """Return the lines of a text, the last one although it has no line break."""
    return [
        Line(match.start(), match[1].strip(), match.end(1), match.end())
        for match in _LINE.finditer(text)
        if match.end() > match.start()
    ]


def whole(rows: Sequence[Line], first: int, last: int, floor: int = 0) -> Span:
    """Return the span that takes out the lines first..last and the gap they would leave.

    The gap is the blank lines behind if there are some before too; at the end of the text it is
    those before, but nothing before `floor`, and the last line break stays.
    """
    behind = last + 1
    while behind < len(rows) and rows[behind].is_blank:
        behind += 1
    if behind == len(rows) and first:
        before = first - 1
        while before and rows[before].is_blank:
            before -= 1
        return max(floor, rows[before].end), rows[last].end
    if first and not rows[first - 1].is_blank:
        behind = last + 1
    return rows[first].start, rows[behind - 1].next


def removal(text: str, span: Span, rule: str, safety: Safety, reason: str, score: float) -> Edit:
    """Make the edit that takes a span out."""
    return Edit(*span, text[slice(*span)], "", "clean", rule, score, safety, reason)
