"""Findings that a person wrote down: CSV with a header, one finding a line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from healthtext import terms
from healthtext.errors import InputError
from healthtext.evidence.store import DIRECTIONS, EFFECTS, Row
from healthtext.library import opening
from healthtext.records import Evidence
from healthtext.user.tables import SHOWN

NEEDED = ("intervention", "outcome", "effect", "identifier")
COLUMNS = (
    "intervention", "outcome", "comparator", "population", "direction", "certainty", "study",
    "identifier", "year", "effect", "retracted", "sentence",
)  # fmt: skip
CERTAINTIES = ("", "high", "moderate", "low", "very low")
_YES, _NO = ("yes", "true", "1"), ("", "no", "false", "0")


def read(path: Path) -> Iterator[Row]:
    """Yield findings up to a wrong line; raises InputError that names every wrong one."""
    wrong: list[InputError] = []
    table = csv.DictReader((f"{line}\n" for line in opening.lines(path)), strict=True)
    try:
        _check_header(path, table.fieldnames or ())
        for fields in table:
            try:
                said = _said(path, table.line_num, fields)
            except InputError as error:
                wrong.append(error)
            else:
                if not wrong:
                    yield _row(said)
    except csv.Error as error:
        wrong.append(opening.broken(path, f"line {table.line_num}: is no CSV ({error})"))
    if wrong:
        raise _all(path, wrong)


def _all(path: Path, wrong: Sequence[InputError]) -> InputError:
    """Return the error for wrong lines: it names the first SHOWN and how many more there are."""
    if len(wrong) == 1:
        return wrong[0]
    more = f"; and {len(wrong) - SHOWN:,} more" if len(wrong) > SHOWN else ""
    named = "; ".join(f"{one.problem} ({one.remedy})" for one in wrong[:SHOWN])
    return opening.broken(path, named + more, "mend these lines and add the file again")


def _check_header(path: Path, names: object) -> None:
    given = tuple(str(name) for name in names) if isinstance(names, (list, tuple)) else ()
    for name in NEEDED:
        if name not in given:
            raise opening.broken(path, f"has no column {name}", f"name it; needed: {_list(NEEDED)}")
    for name in given:
        if name not in COLUMNS:
            raise opening.broken(
                path, f"has an unknown column {name!r}", f"known: {_list(COLUMNS)}"
            )


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(name or "nothing" for name in names)


def _said(path: Path, line: int, fields: Mapping[str, str | None]) -> dict[str, str]:
    """Return what a line says by column. Raises InputError where it says what cannot be."""
    said = {name: (fields.get(name) or "").strip() for name in COLUMNS}
    for name in NEEDED:
        _one_of(path, line, name, bool(said[name]), said[name], "it is needed")
    no_effect = said["effect"] == "none"
    said["direction"] = said["direction"] or ("no_difference" if no_effect else "unknown")
    for name, known in (("direction", DIRECTIONS), ("effect", EFFECTS),
                        ("certainty", CERTAINTIES), ("retracted", (*_YES, *_NO))):  # fmt: skip
        _one_of(path, line, name, said[name] in known, said[name], f"known: {_list(known)}")
    is_year = not said["year"] or (said["year"].isdecimal() and 1500 < int(said["year"]) < 2200)
    _one_of(path, line, "year", is_year, said["year"], "give a year such as 2014")
    return said


def _row(said: Mapping[str, str]) -> Row:
    found = Evidence(
        said["intervention"], said["outcome"], said["comparator"], said["population"],
        said["direction"], said["certainty"], said["study"] or "finding", said["identifier"],
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
