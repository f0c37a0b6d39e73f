"""Findings that a person wrote down: CSV with a header, one finding a line."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

from healthtext import terms
from healthtext.errors import InputError
from healthtext.evidence import identifiers
from healthtext.evidence.store import DIRECTIONS, EFFECTS, Row
from healthtext.library import opening
from healthtext.library.records import Finding
from healthtext.records import Evidence

NEEDED = ("intervention", "outcome", "effect", "identifier")
COLUMNS = (
    "intervention", "outcome", "comparator", "population", "direction", "certainty", "study",
    "identifier", "year", "effect", "retracted", "sentence",
)  # fmt: skip
CERTAINTIES = ("", "high", "moderate", "low", "very low")
_CHOSEN = ("direction", "effect", "certainty", "retracted")  # in letters of any case
_BETWEEN = re.compile(r'"?sep=([,;\t])"?\s*', re.I)
# By study and sides: what is said, with its number among them and its line.
_Groups = dict[str, dict[Evidence, tuple[int, int]]]
_YES, _NO = ("yes", "true", "1"), ("", "no", "false", "0")


def read(path: Path) -> Iterator[Finding | InputError]:
    """Yield the findings of a file and an error for each line that is none.

    Lines that say different things of a study on the same two sides are findings side by side.
    Raises InputError for a header that is none.
    """
    groups: _Groups = defaultdict(dict)
    with suppress(InputError):  # which comes again behind what stands before it
        for one in _lines(path):
            if not isinstance(one, InputError):
                line, said = one
                group = groups[Finding(Row(said)).key(0)]
                group.setdefault(said, (len(group), line))
    for one in _lines(path):
        yield one if isinstance(one, InputError) else _finding(*one, groups)


def _finding(line: int, said: Evidence, groups: _Groups) -> Finding:
    group = groups[Finding(Row(said)).key(0)]
    nth, its_line = group[said]
    first, (_, first_line) = next(iter(group.items()))
    note = (
        f"line {line} has effect = {said.effect!r} where line {first_line} has {first.effect!r}, "
        "of the same study, intervention and outcome"
    )
    row = Row(said, _concepts(said.intervention), _concepts(said.outcome))
    tells = line == its_line and said.effect != first.effect
    return Finding(row, nth, len(group), note if tells else "")


def _lines(path: Path) -> Iterator[tuple[int, Evidence] | InputError]:
    """Yield what each line says with its number, and an error for each that is none."""
    lines = (f"{line}\n" for line in opening.lines(path))
    head, between, passed = _head(lines)
    table = csv.DictReader(chain((head,), lines), delimiter=between, strict=True)
    table.fieldnames = _names(path, table)
    while True:
        first = table.reader.line_num + 1 + passed
        try:
            fields = next(table, None)
        except csv.Error as error:
            last = table.reader.line_num + passed
            where = f"lines {first} to {last}" if last > first else f"line {first}"
            yield opening.broken(path, f"{where}: is no CSV ({error})", "see to its quotes")
            continue
        if fields is None:
            return
        line = table.line_num + passed
        try:
            if any(map(str.strip, _cells(fields))):  # spreadsheets leave empty lines of commas
                yield line, _evidence(_said(path, line, fields))
        except InputError as error:
            yield error


def _head(lines: Iterator[str]) -> tuple[str, str, int]:
    """Return the header, what stands between its cells, and how many lines stand before it."""
    between = ""
    for passed, line in enumerate(lines):
        if told := _BETWEEN.fullmatch(line):  # as spreadsheets are told it
            between = told[1]
        elif line.strip():
            return line, between or max(",;\t", key=line.count), passed
    return "", ",", 0


def _names(path: Path, table: csv.DictReader[str]) -> list[str]:
    try:
        names = [name.strip().lower() for name in table.fieldnames or ()]
    except csv.Error as error:
        raise opening.broken(path, f"the header is no CSV ({error})", "see to its quotes") from None
    while names and not names[-1]:  # spreadsheets end lines in empty cells
        names.pop()
    _check_header(path, names)
    return names


def _cells(fields: Mapping[str | None, Any]) -> Iterator[str]:
    """Yield the cells of a line that are there."""
    for cell in fields.values():
        yield from cell if isinstance(cell, list) else (cell or "",)


def _check_header(path: Path, names: Sequence[str]) -> None:
    for name in NEEDED:
        if name not in names:
            raise opening.broken(path, f"has no column {name}", f"name it; needed: {_list(NEEDED)}")
    for number, name in enumerate(names, 1):
        if not name:
            problem = f"has no name for its column {number}"
            raise opening.broken(path, problem, "name that column or take it out")
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
    if any(map(str.strip, more := fields.get(None) or ())):
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


def _evidence(said: Mapping[str, str]) -> Evidence:
    identifier = identifiers.normal(said["identifier"])
    return Evidence(
        said["intervention"], said["outcome"], said["comparator"], said["population"],
        said["direction"], said["certainty"], said["study"] or "finding", identifier,
        int(said["year"]) if said["year"] else None, said["effect"], said["retracted"] in _YES,
        said["sentence"],
    )  # fmt: skip


def _one_of(path: Path, line: int, name: str, fits: bool, value: str, remedy: str) -> None:
    if not fits:
        raise opening.broken(path, f"line {line}: {name} = {value!r} is not one", remedy)


def _concepts(text: str) -> tuple[str, ...]:
    found = (one.id for match in terms.load().find(text) for one in match.concepts)
    return tuple(dict.fromkeys(found))
