"""JSON Lines: one article a line, read as a stream, so that the file may have any size."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, NoReturn

from healthtext.errors import InputError
from healthtext.read import files, gates
from healthtext.read.encoding import REMEDY, marked
from healthtext.records import Article, Failure, Source
from healthtext.settings import Settings

_ESCAPED = 6  # the bytes of \u0041, which is one byte of text
_OTHER_FIELDS = 1_000_000
_ABOUT = ("url", "title", "author", "date")


def records(
    name: str, source: Source, settings: Settings, skip: int = 0
) -> Iterator[Article | Failure]:
    """Yield an Article or a Failure for every line that is not blank, in order.

    The first `skip` of them are passed over unread, so that a run that goes on loses no time.
    """
    try:
        yield from _records(name, source, settings, skip)
    except InputError as error:  # of the file; what is wrong with a line is dealt with there
        yield gates.failure(error, source.name, source)


def _records(
    name: str, source: Source, settings: Settings, skip: int
) -> Iterator[Article | Failure]:
    limit = _ESCAPED * settings.max_bytes + _OTHER_FIELDS
    blank = True
    with files.opened(name, source.name, settings.timeout) as stream:
        for number, line in _lines(stream, limit):
            if number == 1:
                _refuse_marked(line, source.name)
            line = line.removeprefix(codecs.BOM_UTF8)  # each of several files put together has one
            if line.strip():
                blank = False
                skip -= 1
                if skip >= 0:
                    continue
                yield _article(line, limit, replace(source, line=number), settings)
    if blank:
        remedy = "give a file with one JSON object a line"
        raise InputError(source.name, "holds no records", remedy, code="empty")


def _lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes]]:
    """Yield lines with their numbers; of one that is longer than the limit only its beginning."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        yield number, line
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)


def _refuse_marked(line: bytes, where: str) -> None:
    codec = marked(line)
    if codec not in ("", "utf-8-sig"):
        raise InputError(where, f"is in {codec.upper()}, not UTF-8", REMEDY, code="encoding")


def _article(line: bytes, limit: int, source: Source, settings: Settings) -> Article | Failure:
    try:
        if len(line) > limit:
            files.refuse_size(source.name, f"a line of more than {limit:,} bytes", limit)
        values = _object(line, source.name)
    except InputError as error:
        return gates.failure(error, f"{source.name}:{source.line}", source)
    return of_record(values, source, settings)


def of_record(values: dict[str, Any], source: Source, settings: Settings) -> Article | Failure:
    """Make an article of a record's fields, whatever kind of table it stands in."""
    id = f"{source.name}:{source.line}"
    try:
        id = _id(values.get(settings.id_field), settings.id_field, source.name) or id
        text = _text(values, settings.text_field, source.name)
        gates.refuse_long(text, source.name, settings.max_bytes)
        about = {key: values[key] for key in _ABOUT if gates.is_text(values.get(key))}
        return gates.admit(Article(id, text, replace(source, **about)))
    except InputError as error:
        return gates.failure(error, id, source)


def _object(line: bytes, where: str) -> dict[str, Any]:
    try:
        values = json.loads(line.decode().rstrip("\r\n"))  # columns count in the line
    except UnicodeDecodeError as error:
        problem = f"is not UTF-8 at byte {error.start + 1:,} of the line"
        raise InputError(where, problem, REMEDY, code="encoding") from None
    except json.JSONDecodeError as error:
        _refuse_line(where, f"is no JSON ({error.msg} at column {error.colno:,})")
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, a thousand brackets
        _refuse_line(where, f"is no JSON that can be read ({error})")
    if not isinstance(values, dict):
        _refuse_line(where, f"is JSON but no object: {line.decode()[:40].strip()!r}")
    return values


def _refuse_line(where: str, problem: str) -> NoReturn:
    raise InputError(where, problem, "write one JSON object a line", code="json")


def _id(value: Any, field: str, where: str) -> str:
    """Return the record's own id, a number as its digits, or "" for none."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        problem = f"field {field!r} is {_sort(value)}, not a text or number"
        raise InputError(where, problem, "name another with --id-field", code="id")
    if isinstance(value, str) and value and not gates.is_text(value):
        problem = f"field {field!r} holds half a character: {value!r:.60}"
        raise InputError(where, problem, "write both halves or take it out", code="surrogate")
    return str(value)


def _text(values: dict[str, Any], field: str, where: str) -> str:
    if field not in values:
        fields = ", ".join(map(repr, list(values)[:8])) or "none"
        problem = f"has no field {field!r} (its fields: {fields:.200})"
        raise InputError(where, problem, "name its text with --text-field", code="text")
    value = values[field]
    if not isinstance(value, str):
        problem = f"field {field!r} is {_sort(value)}, not a text"
        raise InputError(where, problem, "name its text with --text-field", code="text")
    return value


def _sort(value: Any) -> str:
    """Name a JSON value's type as JSON does."""
    names = {bool: "true or false", dict: "an object", list: "a list", type(None): "null"}
    return names.get(type(value), "a number" if isinstance(value, (int, float)) else "a text")
