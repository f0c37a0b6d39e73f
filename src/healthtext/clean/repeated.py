"""Paragraphs that stand in the article twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from healthtext.clean import lines
from healthtext.clean.lines import Line
from healthtext.records import Edit, Safety

RULE = "clean-repeated"
MIN_WORDS = 8
_HEADING_WORDS = 20  # a line as long as this is no heading, even without a full stop
_ENDS = re.compile(r"[.!?…][\"'”’)\]]{0,2}$")
_BEGINS = re.compile(r"[\"'“‘(\[]?[A-Z0-9]|[-*•–|#>]\s")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """The lines first..last of a text."""

    first: int
    last: int

    def words(self, rows: Sequence[Line]) -> tuple[str, ...]:
        return tuple(" ".join(row.text for row in rows[self.first : self.last + 1]).split())


def find(text: str) -> Iterator[Edit]:
    """Yield the removal of every later copy of a paragraph; right behind the first it is `safe`."""
    rows = lines.split(text)
    seen: dict[tuple[str, ...], int] = {}
    floor = 0
    for paragraph, safety in _copies(rows, seen):
        span = lines.whole(rows, paragraph.first, paragraph.last, floor)
        floor = span[1]
        line = seen[paragraph.words(rows)]
        score = 0.97 if safety == "safe" else 0.8
        yield lines.removal(text, span, RULE, safety, f"repeats line {line}", score)


def _copies(
    rows: Sequence[Line], seen: dict[tuple[str, ...], int]
) -> Iterator[tuple[_Paragraph, Safety]]:
    """Yield what stands there again: a block of lines as a whole, or else paragraphs in it.

    `seen` is filled with the words of each and the number of its first line.
    """
    block_before: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    for block in _blocks(rows):
        words = block.words(rows)
        if words in seen and _is_prose(words):
            yield block, "safe" if words in (block_before, before) else "review"
            continue
        block_before = words
        for paragraph in _paragraphs(rows, block):
            words = paragraph.words(rows)
            if words in seen and _is_prose(words):
                yield paragraph, "safe" if words == before else "review"
            seen.setdefault(words, paragraph.first + 1)
            before = words
        seen.setdefault(block_before, block.first + 1)


def _is_prose(words: tuple[str, ...]) -> bool:
    """Tell a paragraph from a heading, a short list item or a row of a table."""
    if len(words) < MIN_WORDS or words[0][0] in "|#":
        return False
    return len(words) >= _HEADING_WORDS or bool(_ENDS.search(words[-1]))


def _blocks(rows: Sequence[Line]) -> Iterator[_Paragraph]:
    """Yield the runs of lines that are not blank."""
    for blank, run in groupby(range(len(rows)), key=lambda number: rows[number].is_blank):
        if not blank:
            numbers = list(run)
            yield _Paragraph(numbers[0], numbers[-1])


def _paragraphs(rows: Sequence[Line], block: _Paragraph) -> Iterator[_Paragraph]:
    """Split a block where a line ends a sentence and the next one can begin a paragraph."""
    first = block.first
    for number in range(block.first, block.last):
        if _ENDS.search(rows[number].text) and _BEGINS.match(rows[number + 1].text):
            yield _Paragraph(first, number)
            first = number + 1
    yield _Paragraph(first, block.last)
