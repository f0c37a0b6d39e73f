"""Vocabularies of the user: own medical terms with a type, found as the packaged ones are.

A file is a table in CSV, TSV or with semicolons with the columns `term` and `type`, and if wanted
`id` and `name`: rows of one id are wordings of one concept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from healthtext import terms
from healthtext.entities import TYPES
from healthtext.terms import Terms
from healthtext.user import tables

COLUMNS = ("term", "type", "id", "name")
LONGEST = 200  # characters of a term, an id or a name
OWN = "OWN"  # the vocabulary of a term without an id
_REMEDY = "mend the table, or take it out of `vocab`"
Row = tuple[str, str, str, str]


def load(paths: Iterable[str]) -> Terms | None:
    """Read vocabularies, None for none. Raises SettingsError that names broken rows."""
    rows: list[Row] = []
    for path in sorted(paths):
        found, problems = read(path)
        if problems:
            raise tables.refusal(path, problems, _REMEDY)
        rows += found
    lines = [f"{identifier}\t{kind}\t{name}\t{term}" for term, kind, identifier, name in rows]
    return Terms(map(terms.keyed, lines)) if lines else None


def version(paths: Iterable[str]) -> str:
    """Return a digest of the files, empty without any."""
    digests = [hashlib.sha256(Path(path).read_bytes()).hexdigest() for path in sorted(paths)]
    return f"sha256 {hashlib.sha256(''.join(digests).encode()).hexdigest()}" if digests else ""


def read(path: str) -> tuple[list[Row], list[str]]:
    """Return the good rows of a file and what is wrong with each other one."""
    text, undecoded = tables.decoded(path, "vocab")
    rows: list[Row] = []
    problems: list[str] = []
    places: dict[str, int] | None = None
    kinds: dict[str, tuple[str, int]] = {}
    for number, cells in tables.records(text):
        if isinstance(cells, str):
            problems.append(f"row {number:,} {cells}")
        elif places is None:
            places, problem = _places(cells)
            problems += [f"row {number:,} {problem}"] if problem else []
        elif row := _row(cells, places, number, problems):
            kind, first = kinds.setdefault(" ".join(row[0].casefold().split()), (row[1], number))
            if kind == row[1]:
                rows.append(row)
            else:
                problems.append(f"row {number:,} has type {row[1]!r}, and row {first:,} {kind!r}")
    if places is None and not problems:
        problems.append("holds no rows")
    return rows, [*problems, undecoded] if undecoded else problems


def _places(cells: Sequence[str]) -> tuple[dict[str, int], str]:
    """Return where each column stands, and what is wrong with a head."""
    names = [" ".join(cell.split()).casefold() for cell in cells]
    places = {name: names.index(name) for name in COLUMNS if name in names}
    lacking = [name for name in COLUMNS[:2] if name not in places]
    return places, f"names no column {' and no column '.join(lacking)}" if lacking else ""


def _row(
    cells: Sequence[str], places: dict[str, int], number: int, problems: list[str]
) -> Row | None:
    """Return a good row; say what is wrong with another, unless the head was wrong already."""
    if not places.keys() >= {"term", "type"}:
        return None
    told = {name: cells[at].strip() if at < len(cells) else "" for name, at in places.items()}
    faults = list(_faults(told))
    problems += [f"row {number:,} {fault}" for fault in faults]
    identifier = told.get("id") or f"{OWN}:{told['term'].casefold()}"
    row = (told["term"], told["type"].upper(), identifier, told.get("name") or told["term"])
    return None if faults else row


def _faults(told: dict[str, str]) -> Iterator[str]:
    """Yield what is wrong with a row."""
    if not any(map(str.isalnum, told["term"])):
        yield "has no word in its column term"
    if told["type"].upper() not in TYPES:
        yield f"has type {told['type']!r}, not one of {', '.join(TYPES)}"
    for name, value in told.items():
        if len(value) > LONGEST:
            yield f"has a {name} of {len(value):,} characters, over the limit of {LONGEST}"
        elif value and (not value.isprintable() or set(value) & set("|>")):
            yield f"has a {name} with a | or > or characters that cannot be seen"
