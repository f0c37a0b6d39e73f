"""CSV with a header: one article a row, read as a stream; a broken row costs that row only."""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, cast

from healthtext.errors import InputError
from healthtext.read import encoding, gates
from healthtext.read.files import opened, shown
from healthtext.read.jsonl import of_record
from healthtext.records import Article, Failure, Source
from healthtext.settings import Settings

_DELIMITERS = ",;\t|"
_HEAD = 1_000_000
_OTHER_FIELDS = 1_000_000


def records(name: str, settings: Settings) -> Iterator[Article | Failure]:
    """Yield an Article or a Failure for every row, in order.

    `Source.line` is the line of the file on which the row begins. The delimiter is the one that
    makes the text's column appear in the header.
    """
    where = shown(name)
    with opened(name, where, settings.timeout) as stream:
        buffered = io.BufferedReader(cast(io.RawIOBase, stream), _HEAD)
        decoded = _decoded(buffered.peek(_HEAD)[:_HEAD], where)
        text = io.TextIOWrapper(buffered, decoded.encoding, "surrogateescape", newline="")
        rows = _Rows(text, settings.max_bytes + _OTHER_FIELDS)
        source = Source(where, "csv", encoding=decoded.encoding, warnings=decoded.warnings)
        header = _header(rows, where, settings)
        empty = True
        for line, row in rows:
            empty = False
            yield _article(row, header, replace(source, line=line), settings)
        text.detach()
    if empty:
        raise InputError(where, "holds a header and no rows", "give a table of articles",
                         code="empty")  # fmt: skip


def _decoded(head: bytes, where: str) -> encoding.Decoded:
    """Tell the encoding of a file by how it begins; a character may be cut at the end."""
    if not encoding.marked(head):
        head = head.replace(b"\0", b"")  # those of one row must not decide for all
        with suppress(UnicodeDecodeError):
            return encoding.Decoded(codecs.getincrementaldecoder("utf-8")().decode(head), "utf-8")
    return encoding.decode(head[: len(head) // 4 * 4], where)


class _Rows:
    """The rows of a CSV with the lines they begin on; a row that is none is its error's text.

    After a broken row reading goes on with the line after its first: a quote that nobody closed
    takes no other row with it.
    """

    def __init__(self, stream: io.TextIOWrapper, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._line = 0  # the last one read
        self._again: deque[str] = deque()
        self._row: list[str] = []  # the lines of the row being read
        self._size = 0
        self.delimiter = ","
        csv.field_size_limit(max(limit, csv.field_size_limit()))

    def first(self) -> str:
        """Return the header's line without reading it."""
        line = self._stream.readline(self._limit)
        self._again.append(line)
        return line

    def __iter__(self) -> Iterator[tuple[int, list[str] | str]]:
        while True:
            self._row, self._size = [], 0
            begins = self._line + 1
            try:
                reader = csv.reader(self._lines(), delimiter=self.delimiter, strict=True)
                row: list[str] | str = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                row = str(error)
                self._again.extendleft(reversed(self._row[1:]))
                self._line = begins
            if row:  # blank lines are no rows
                yield begins, row

    def _lines(self) -> Iterator[str]:
        while line := self._again.popleft() if self._again else self._next():
            self._line += 1
            self._size += len(line)
            self._row.append(line)
            if self._size > self._limit:
                raise csv.Error(f"more than {self._limit:,} characters in one row")
            yield line

    def _next(self) -> str:
        """Return the next line; of one over the limit only its beginning."""
        line = self._stream.readline(self._limit + 1)
        rest = line
        while len(rest) > self._limit and not rest.endswith(("\n", "\r")):
            rest = self._stream.readline(self._limit + 1)
        return line


def _header(rows: _Rows, where: str, settings: Settings) -> list[str]:
    line = rows.first()
    if not line.strip():
        raise InputError(where, "holds no header", "name the columns in line 1", code="empty")
    for delimiter in _DELIMITERS:
        rows.delimiter = delimiter
        header = next(iter(rows))[1] if delimiter in _splits(line, settings.text_field) else []
        if isinstance(header, list) and settings.text_field in map(str.strip, header):
            return [name.strip() for name in header]
    columns = line.strip()
    problem = f"has no column {settings.text_field!r} (its header: {columns!r:.200})"
    raise InputError(where, problem, "name its text with --text-field", code="text")


def _splits(line: str, field: str) -> str:
    """Return the delimiters that make `field` a column of a header's first line."""
    found = ""
    for delimiter in _DELIMITERS:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        if field in map(str.strip, cells):
            found += delimiter
    return found


def _article(
    row: list[str] | str, header: list[str], source: Source, settings: Settings
) -> Article | Failure:
    id = f"{source.name}:{source.line}"
    try:
        if isinstance(row, str):
            _refuse(source, f"is no CSV ({row})", "quote the field and double the quotes in it")
        if len(row) != len(header):
            problem = f"has {len(row)} fields where the header has {len(header)}"
            _refuse(source, problem, "quote fields that hold the delimiter or a line end")
        if any(map(_undecoded, row)):
            problem = f"holds bytes that are not {source.encoding.upper()}"
            raise InputError(source.name, problem, encoding.REMEDY, code="encoding")
    except InputError as error:
        return gates.failure(error, id, source)
    values: dict[str, Any] = dict(zip(header, row, strict=True))
    return of_record(values, source, settings)


def _undecoded(field: str) -> bool:
    return not field.isascii() and any("\udc80" <= char <= "\udcff" for char in field)


def _refuse(source: Source, problem: str, remedy: str) -> None:
    raise InputError(source.name, problem, remedy, code="csv")
