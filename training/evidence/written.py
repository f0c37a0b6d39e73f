"""Tables that people write: tab separated, a header line, lines with # are comments.

A row that is wrong stops the reading with file, line, value and remedy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from healthtext.errors import InputError


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table may hold.

    `needed` may not be empty; `sets` names the values of a column, `words` how many words it has at
    most, `forms` the pattern that a whole value fits and what to do otherwise. No two rows may have
    the same `key`, in any case.
    """

    columns: tuple[str, ...]
    needed: tuple[str, ...]
    sets: Mapping[str, tuple[str, ...]]
    words: Mapping[str, int]
    forms: Mapping[str, tuple[re.Pattern[str], str]]
    key: tuple[str, ...]


def rows(lines: Iterable[str], name: str, layout: Layout) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as its columns; raises InputError at the first that is wrong."""
    told = ((number, line) for number, line in enumerate(lines, 1)
            if line.strip() and not line.startswith("#"))  # fmt: skip
    number, header = next(told, (1, ""))
    if tuple(header.split("\t")) != layout.columns:
        remedy = f"name {', '.join(layout.columns)}, with tabs"
        raise _wrong(name, number, "header", header, remedy)
    first: dict[tuple[str, ...], int] = {}
    for number, line in told:
        row = _row(name, number, line, layout)
        key = tuple(row[one].lower() for one in layout.key)
        if key in first:
            raise _wrong(name, number, "row", line, f"line {first[key]} says the same; keep one")
        first[key] = number
        yield row


def _row(name: str, number: int, line: str, layout: Layout) -> dict[str, str]:
    fields = [one.strip() for one in line.split("\t")]
    if len(fields) != len(layout.columns):
        remedy = f"give {len(layout.columns)}, with tabs"
        raise _wrong(name, number, "fields", str(len(fields)), remedy)
    row = dict(zip(layout.columns, fields, strict=True))
    for column, value in row.items():
        remedy = _remedy(column, value, layout)
        if remedy:
            raise _wrong(name, number, column, value, remedy)
    return row


def _remedy(column: str, value: str, layout: Layout) -> str:
    """Return what to do about a value; '' where it is right."""
    if column in layout.needed and not value:
        return "it is needed"
    allowed = layout.sets.get(column)
    if allowed and value not in allowed:
        return f"known: {', '.join(one or 'nothing' for one in allowed)}"
    if len(value.split()) > layout.words.get(column, len(value)):
        return f"use at most {layout.words[column]} words"
    pattern, remedy = layout.forms.get(column, (None, ""))
    return "" if pattern is None or pattern.fullmatch(value) else remedy


def _wrong(name: str, number: int, column: str, value: str, remedy: str) -> InputError:
    return InputError(name, f"line {number}: {column} = {value!r} is not right", remedy)
