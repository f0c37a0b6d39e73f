"""Open documents: their text under incremental changes, places in the units the editor counts.

Lines end at CRLF, LF or CR and nowhere else, as the protocol has it; pygls itself splits documents
at U+2028, form feeds and more too, and would apply a change behind one in the wrong place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from lsprotocol import types

Units = Literal["utf-8", "utf-16", "utf-32"]
_LINE_END = re.compile(r"\r\n|\n|\r")
_KINDS = {"plaintext": "text", "text": "text", "markdown": "markdown", "": ""}
_SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".txt": "text", ".text": "text"}


class Text:
    """A text with its lines; positions count `units` in a line, offsets code points."""

    def __init__(self, content: str, units: Units = "utf-16") -> None:
        self.content = content
        self.units = units
        ends = [(match.start(), match.end()) for match in _LINE_END.finditer(content)]
        self._starts = [0, *(end for _, end in ends)]
        self._stops = [*(start for start, _ in ends), len(content)]

    def offset(self, position: types.Position) -> int:
        """Return the offset of a position; one behind its line's or the text's end is moved there.

        A position inside a character counts as the character's start.
        """
        if position.line >= len(self._starts):
            return len(self.content)
        start, stop = self._starts[position.line], self._stops[position.line]
        line = self.content[start:stop]
        if line.isascii() or self.units == "utf-32":
            return min(start + position.character, stop)
        left = position.character
        for index, character in enumerate(line):
            left -= _width(character, self.units)
            if left < 0:
                return start + index
        return stop

    def position(self, offset: int) -> types.Position:
        """Return the position of an offset; one inside a line's end counts as the line's end."""
        line = bisect_right(self._starts, offset) - 1
        before = self.content[self._starts[line] : min(offset, self._stops[line])]
        if before.isascii():
            return types.Position(line, len(before))
        return types.Position(line, sum(_width(character, self.units) for character in before))

    def range(self, start: int, end: int) -> types.Range:
        """Return the range between two offsets."""
        return types.Range(self.position(start), self.position(end))


def _width(character: str, units: Units) -> int:
    if units == "utf-8":
        return len(character.encode("utf-8", "surrogatepass"))
    return 2 if units == "utf-16" and character > "\uffff" else 1


@dataclass(slots=True)
class Document:
    """An open document. `kind` is text or markdown, or empty for what is not checked."""

    uri: str
    language: str
    version: int
    text: Text
    kind: str = field(init=False)

    def __post_init__(self) -> None:
        suffix = re.search(r"\.\w+$", self.uri)
        by_name = _SUFFIXES.get(suffix[0].lower(), "") if suffix else ""
        self.kind = _KINDS.get(self.language, "") or by_name

    def change(
        self, changes: Sequence[types.TextDocumentContentChangeEvent], version: int
    ) -> None:  # fmt: skip
        """Apply changes one after the other, as the protocol has it."""
        for change in changes:
            content = change.text
            if isinstance(change, types.TextDocumentContentChangePartial):
                old = self.text.content
                start = self.text.offset(change.range.start)
                end = max(start, self.text.offset(change.range.end))
                content = old[:start] + change.text + old[end:]
            self.text = Text(content, self.text.units)
        self.version = version
