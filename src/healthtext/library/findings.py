"""Findings that a person wrote down: CSV with a header, one finding a line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from healthtext import terms
from healthtext.errors import InputError
from healthtext.evidence import identifiers
from healthtext.evidence.store import DIRECTIONS, EFFECTS, Row
from healthtext.library import opening
from healthtext.records import Evidence

NEEDED = ("intervention", "outcome", "effect", "identifier")
COLUMNS = (
    "intervention", "outcome", "comparator", "population", "direction", "certainty", "study",
    "identifier", "year", "effect", "retracted", "sentence",
)  # fmt: skip
CERTAINTIES = ("", "high", "moderate", "low", "very low")
_CHOSEN = ("direction", "effect", "certainty", "retracted")  # in letters of any case
_YES, _NO = ("yes", "true", "1"), ("", "no", "false", "0")


def read(path: Path) -> Iterator[Row | InputError]:
    """Yield the findings of a file and an error for each line that is none.

    Raises InputError for a header that is none.
    """
    lines = (f"{line}\n" for line in opening.lines(path))
    head = next(lines, "")
    table = csv.DictReader(chain((head,), lines), delimiter=_between(head), strict=True)
    try:
        names = [name.strip().lower() for name in table.fieldnames or ()]
    except csv.Error as error:
        raise opening.broken(path, f"line 1: is no CSV ({error})") from None
    _check_header(path, names)
    table.fieldnames = names
    while True:
        first = table.reader.line_num + 1
        try:
            fields = next(table, None)
            if fields is None:
                return
            if any(fields.values()):  # spreadsheets leave empty lines of commas
                yield _row(_said(path, table.line_num, fields))
        except csv.Error as error:
            last = table.reader.line_num
            where = f"lines {first} to {last}" if last > first else f"line {first}"
            yield opening.broken(path, f"{where}: is no CSV ({error})", "see to its quotes")
        except InputError as error:
            yield error


def _between(head: str) -> str:
    """Return what stands between the cells of a header: spreadsheets write what a country does."""
    return max(",;\t", key=head.count)


def _check_header(path: Path, names: Sequence[str]) -> None:
    for name in NEEDED:
        if name not in names:
            raise opening.broken(path, f"has no column {name}", f"name it; needed: {_list(NEEDED)}")
    for name in names:
        if name not in COLUMNS:
            raise opening.broken(
                path, f"has an unknown column {name!r}", f"known: {_list(COLUMNS)}"
            )
        if names.count(name) > 1:
            raise opening.broken(path, f"has the column {name} twice", "leave one of them out")


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(name or "nothing" for name in names)


def _said(path: Path, line: int, fields: Mapping[str | None, Any]) -> dict[str, str]:
    """Return what a line says by column. Raises InputError where it says what cannot be."""
    if more := fields.get(None):
        problem = f"line {line}: {','.join(more)!r} stands behind the last column"
        raise opening.broken(path, problem, "put quotes around a cell that has commas")
    said = {name: (fields.get(name) or "").strip() for name in COLUMNS}
    for name, value in said.items():
        if opening.UNREADABLE in value:
            problem = f"line {line}: {name} = {value!r} is not UTF-8"
            raise opening.broken(path, problem, "save the file in UTF-8")
    for name in NEEDED:
        _one_of(path, line, name, bool(said[name]), said[name], "it is needed")
    said |= {name: said[name].lower() for name in _CHOSEN}
    no_effect = said["effect"] == "none"
    said["direction"] = said["direction"] or ("no_difference" if no_effect else "unknown")
    for name, known in (("direction", DIRECTIONS), ("effect", EFFECTS),
                        ("certainty", CERTAINTIES), ("retracted", (*_YES, *_NO))):  # fmt: skip
        _one_of(path, line, name, said[name] in known, said[name], f"known: {_list(known)}")
    is_year = not said["year"] or (said["year"].isdecimal() and 1500 < int(said["year"]) < 2200)
    _one_of(path, line, "year", is_year, said["year"], "give a year such as 2014")
    return said


def _row(said: Mapping[str, str]) -> Row:
    identifier = identifiers.normal(said["identifier"])
    found = Evidence(
        said["intervention"], said["outcome"], said["comparator"], said["population"],
        said["direction"], said["certainty"], said["study"] or "finding", identifier,
        int(said["year"]) if said["year"] else None, said["effect"], said["retracted"] in _YES,
        said["sentence"],
    )  # fmt: skip
    return Row(found, _concepts(found.intervention), _concepts(found.outcome))


def _one_of(path: Path, line: int, name: str, fits: bool, value: str, remedy: str) -> None:
    if not fits:
        raise opening.broken(path, f"line {line}: {name} = {value!r} is not one", remedy)


def _concepts(text: str) -> tuple[str, ...]:
    found = (one.id for match in terms.load().find(text) for one in match.concepts)
    return tuple(dict.fromkeys(found))
