"""Vocabularies of the user: own medical terms with a type, found as the packaged ones are.

A file is a table in CSV, TSV or with semicolons with the columns `term` and `type`, and if wanted
`id` and `name`: rows of one id are wordings of one concept.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from healthtext import terms
from healthtext.entities import TYPES
from healthtext.records import Concept
from healthtext.terms import TermMatch, Terms
from healthtext.user import tables

COLUMNS = ("term", "type", "id", "name")
LONGEST = 200  # characters of a term, an id or a name
OWN = "OWN"  # the vocabulary of a term without an id
_REMEDY = "mend the table, or take it out of `vocab`"
Row = tuple[str, str, str, str]
_REGISTERED = dict.fromkeys(map(ord, "®™℠"))  # texts write them or not


class Own(Terms):
    """Terms of the user; one that holds other marks than words do is found as it is written.

    "C++" would be any C, and "Alpha (forte)" nowhere, if only words counted.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        """Index rows; of one wording the first decides."""
        bare = [(row[0].translate(_REGISTERED).strip(), *row[1:]) for row in rows]
        plain = [row for row in bare if terms.is_plain(row[0])]
        super().__init__(
            terms.keyed(f"{at}\t{kind}\t{name}\t{term}") for term, kind, at, name in plain
        )
        marked = {_folded(row[0]): row for row in reversed(bare) if not terms.is_plain(row[0])}
        self._marked = marked
        longest = sorted(marked, key=len, reverse=True)
        self._written = re.compile("|".join(map(_literal, longest)), re.I) if marked else None

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """Return the terms of a text in order, never overlapping; the longer one stays."""
        plain = super().find(text)
        written = tuple(self._found(text))
        if not written:
            return plain
        kept: list[TermMatch] = []
        for match in sorted((*written, *plain), key=lambda one: one.start - one.end):
            at = bisect_left(kept, match.start, key=lambda one: one.end - 1)
            if at == len(kept) or kept[at].start >= match.end:
                kept.insert(at, match)
        return tuple(kept)

    def _found(self, text: str) -> Iterator[TermMatch]:
        for found in self._written.finditer(text) if self._written else ():
            row = self._marked.get(_folded(found.group()))
            if row:  # a letter may have a third form ("ſ")
                _, kind, at, name = row
                concept = Concept(at, name, at.partition(":")[0])
                yield TermMatch(found.start(), found.end(), found.group(), kind, (concept,))


def _folded(term: str) -> str:
    return " ".join(term.lower().split())


def _literal(term: str) -> str:
    """Return the expression of a term as it is written; letters and digits end a word."""
    before = r"(?<!\w)" if _ends_word(term[0]) else ""
    after = r"(?!\w)" if _ends_word(term[-1]) else ""
    return before + r"\s+".join(map(re.escape, term.split())) + after


def _ends_word(character: str) -> bool:
    """Tell whether words end before and behind it: scripts without spaces have no such letters."""
    return character.isdigit() or character.lower() != character.upper()


def load(paths: Iterable[str]) -> Terms | None:
    """Read vocabularies, None for none. Raises SettingsError that names broken rows."""
    rows: list[Row] = []
    for path in sorted(paths):
        found, problems = read(path)
        if problems:
            raise tables.refusal(path, problems, _REMEDY)
        rows += found
    return Own(rows) if rows else None


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
    if places is None and not problems and not undecoded:
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
