"""Parquet: one article a row, read a few rows at a time, so that a file may have any size."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, BinaryIO

from healthtext.errors import InputError
from healthtext.read.files import opened, shown
from healthtext.read.jsonl import of_record
from healthtext.records import Article, Failure, Source
from healthtext.settings import Settings

_ROWS = 64  # at a time; articles are long
_ABOUT = ("url", "title", "author", "date")


def records(name: str, settings: Settings) -> Iterator[Article | Failure]:
    """Yield an Article or a Failure for every row, in order. `Source.line` is the row, from 1."""
    where = shown(name)
    with opened(name, where, settings.timeout) as stream:
        yield from _records(stream, where, settings)


def _records(stream: BinaryIO, where: str, settings: Settings) -> Iterator[Article | Failure]:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        remedy = "install it: pip install 'healthtext[parquet]'"
        raise InputError(where, "Parquet needs pyarrow", remedy, code="missing-package") from None
    row = 0
    try:
        with ParquetFile(stream, memory_map=False, pre_buffer=False) as file:
            columns = _columns(file.schema_arrow.names, where, settings)
            for batch in file.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
                for values in batch.to_pylist():
                    row += 1
                    source = Source(where, "parquet", row)
                    yield of_record(_plain(values), source, settings)
    except (ArrowException, OSError, ValueError) as error:
        problem = f"is no Parquet that can be read after row {row:,} ({str(error).splitlines()[0]})"
        raise InputError(where, f"{problem:.300}", "write it again", code="parquet") from None
    if row == 0:
        raise InputError(where, "holds no rows", "give a table with articles", code="empty")


def _columns(names: list[str], where: str, settings: Settings) -> list[str]:
    if settings.text_field not in names:
        columns = ", ".join(map(repr, names[:20])) or "none"
        problem = f"has no column {settings.text_field!r} (its columns: {columns:.300})"
        raise InputError(where, problem, "name its text with --text-field", code="text")
    wanted = (settings.id_field, settings.text_field, *_ABOUT)
    return [name for name in dict.fromkeys(wanted) if name in names]


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its dates as ISO 8601 and its bytes as text, where they are UTF-8."""
    return {key: _value(value) for key, value in values.items()}


def _value(value: Any) -> Any:
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    return value
