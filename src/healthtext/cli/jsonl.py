"""JSONL records with a new text: every other character of the line stays as it is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import TracebackType

_SPACE = re.compile(r"[ \t\r\n]*")
_CHUNK = 1 << 16


class Records:
    """The raw lines of a JSONL file, asked for in order."""

    def __init__(self, path: Path) -> None:
        self._stream = path.open("rb")
        self._next = 1

    def __enter__(self) -> Records:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._stream.close()

    def line(self, number: int) -> str:
        """Return line `number`, from 1; lines before it are passed over."""
        while self._next < number:
            chunk = self._stream.readline(_CHUNK)
            self._next += not chunk or chunk.endswith(b"\n")
        self._next += 1
        return self._stream.readline().decode("utf-8-sig" if number == 1 else "utf-8")


def with_text(line: str, field: str, text: str) -> str:
    """Return a record's line with another string in one field. It ends with a line feed."""
    start, end = _value_span(line, field)
    line = line[:start] + json.dumps(text, ensure_ascii=False) + line[end:]
    return line if line.endswith("\n") else f"{line}\n"


def _value_span(line: str, field: str) -> tuple[int, int]:
    """Find the value of a top-level field; of a name given twice the last, as JSON readers do."""
    decoder = json.JSONDecoder()
    found = (0, 0)
    at = _skip(line, line.index("{") + 1)
    while line[at] != "}":
        key, at = decoder.raw_decode(line, at)
        start = _skip(line, _skip(line, at) + 1)
        _, end = decoder.raw_decode(line, start)
        if key == field:
            found = start, end
        at = _skip(line, end)
        if line[at] == ",":
            at = _skip(line, at + 1)
    return found


def _skip(line: str, at: int) -> int:
    match = _SPACE.match(line, at)
    return match.end() if match else at
