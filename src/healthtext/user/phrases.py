"""Phrase lists of the user: which wording to write for which, read and checked row by row.

A list is a table in CSV, TSV or with semicolons, as lists of tortured phrases are: a column of
wrong wordings, a column of right ones. Rows count from 1, as spreadsheets do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

from healthtext.user import tables
from healthtext.user.matching import MOST_WORDS, Index, Key, key

LONGEST = 200  # characters of a wording
WRONG = frozenset(
    ("wrong", "wrong phrase", "tortured", "tortured phrase", "phrase", "fingerprint", "spun",
     "found", "old", "from")
)  # fmt: skip
RIGHT = frozenset(
    ("right", "right phrase", "expected", "expected phrase", "expected term", "correct",
     "correct phrase", "established phrase", "original", "replacement", "new", "to")
)  # fmt: skip
_SPACES = re.compile(r"[ \t\xa0]+")
_REMEDY = "mend the list, or take it out of `phrases`"


class Row(NamedTuple):
    """Write `right` for `wrong`, as the file says in this row."""

    wrong: str
    right: str
    file: str
    number: int

    @property
    def place(self) -> str:
        """Return the file and the row, to be read by people."""
        return f"{self.file}, row {self.number:,}"


Rows = dict[Key, Row]


def load(paths: Iterable[str]) -> Rows:
    """Read phrase lists. Raises SettingsError that names every broken row, up to some."""
    rows: Rows = {}
    for path in sorted(paths):
        problems = list(broken(path, rows))
        if problems:
            raise tables.refusal(path, problems, _REMEDY)
    loops = list(_loops(rows))
    if loops:
        raise tables.refusal("phrases", loops, _REMEDY)
    return rows


def broken(path: str, rows: Rows) -> Iterator[str]:
    """Add the good rows of a list to `rows` and yield what is wrong with each other one."""
    text, undecoded = tables.decoded(path, "phrases")
    columns: tuple[int, int] | None = None
    for number, cells in tables.records(text):
        if isinstance(cells, str):
            yield f"row {number:,} {cells}"
        elif columns is None:
            columns, has_head, problem = _columns(cells)
            if not has_head:
                problem = _add(cells, columns, Path(path).name, number, rows)
            if problem:
                yield f"row {number:,} {problem}"
        elif problem := _add(cells, columns, Path(path).name, number, rows):
            yield f"row {number:,} {problem}"
    if undecoded:
        yield undecoded
    elif columns is None:
        yield "holds no rows"


def _columns(cells: Sequence[str]) -> tuple[tuple[int, int], bool, str]:
    """Return where wrong and right wordings stand, whether a head says so, and its problem."""
    names = [" ".join(cell.replace("_", " ").split()).casefold() for cell in cells]
    wrong = next((at for at, name in enumerate(names) if name in WRONG), None)
    right = next((at for at, name in enumerate(names) if name in RIGHT), None)
    if wrong is None and right is None:
        return (0, 1), False, ""
    if wrong is not None and right is not None:
        return (wrong, right), True, ""
    has, lacks = ("wrong", "right") if right is None else ("right", "wrong")
    problem = f"names the column of {has} wordings, not that of {lacks} ones: call it {lacks!r}"
    return (0, 1), True, problem


def _add(cells: Sequence[str], columns: tuple[int, int], file: str, number: int, rows: Rows) -> str:
    """Add a row, or say what is wrong with it."""
    if len(cells) <= max(columns):
        return f"has {len(cells)} of the {max(columns) + 1} columns that are needed"
    wrong, right = (_SPACES.sub(" ", cells[at]).strip() for at in columns)
    row = Row(wrong, right, file, number)
    forms = key(row.wrong)
    problem = _fault(row, forms)
    if problem:
        return problem
    twin = rows.setdefault(forms, row)
    if twin.right != row.right:
        return f"writes “{row.right}” for “{row.wrong}”, but {twin.place}, “{twin.right}”"
    return ""


def _fault(row: Row, forms: Key) -> str:
    for name, cell in (("wrong", row.wrong), ("right", row.right)):
        if not cell:
            return f"has no {name} wording"
        if len(cell) > LONGEST:
            return f"has a {name} wording of {len(cell):,} characters, over the limit of {LONGEST}"
        if not cell.isprintable():
            return f"has a {name} wording of several lines, or with characters that cannot be seen"
    if not any(form[0].isalnum() for form in forms):
        return f"has no word in its wrong wording “{row.wrong}”"
    if len(forms) > MOST_WORDS:
        return f"has a wrong wording of {len(forms)} words, over the limit of {MOST_WORDS}"
    if row.wrong == row.right:
        return f"writes “{row.wrong}” for itself"
    return ""


def _loops(rows: Rows) -> Iterator[str]:
    """Yield rows that lead back to themselves: each run would change the text again."""
    index = Index(rows)
    after = {row: set(index.inside(key(row.right))) for row in rows.values()}
    for forms, row in rows.items():
        if key(row.right) == forms:  # another case only: what it writes it leaves alone
            after[row].discard(row)
        elif row in after[row]:
            after[row].discard(row)
            yield f"row {row.number:,} of {row.file} would loop: “{row.right}” holds “{row.wrong}”"
    for _ in range(tables.SHOWN + 1):
        try:
            TopologicalSorter(after).prepare()
        except CycleError as error:
            cycle: list[Row] = error.args[1][:0:-1]
            yield "rows would loop: " + ", ".join(
                f"{row.place} (“{row.wrong}” to “{row.right}”)" for row in cycle[: tables.SHOWN]
            )
            for row in cycle:
                after.pop(row, None)
            continue
        return
