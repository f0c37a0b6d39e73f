"""The evidence store: facts about interventions with the sources they come from, in SQLite.

One row of `fact` is one result; `concept` ties it to vocabulary ids on the side of the
intervention or of the outcome, `pair` is the same by both sides, in the order that is shown;
`fact_text` is a full-text index; `meta` says when the snapshot was taken and holds a digest that
chains all rows in the order they were added.

A look-up by a pair costs the logarithm of the rows; a text search ranks no more than RANKED rows,
so that neither grows with the store (benchmarks/evidence_store.py).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from functools import cache, cached_property
from itertools import product
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from healthtext import assets
from healthtext.errors import AssetError
from healthtext.evidence import fulltext, schema
from healthtext.evidence.fulltext import Group
from healthtext.evidence.schema import SCHEMA
from healthtext.records import Evidence, kinds

PACKAGED = "evidence/store.sqlite"  # made by training/evidence/build.py
TIMEOUT_S = 2.0
MOST = 1_000  # facts of one pair of concepts
# What became of the outcome, and whether that was good for people.
DIRECTIONS = ("increased", "decreased", "no_difference", "mixed", "unknown")
EFFECTS = ("benefit", "harm", "none", "unclear", "unknown")
REMEDY = "reinstall healthtext or build the store anew"
_NO_ROOM = ("disk is full", "disk I/O")
_DAMAGE = ("not a database", "malformed")


@dataclass(frozen=True, slots=True)
class Row:
    """One fact with the concept ids of its intervention and of its outcome (or condition)."""

    evidence: Evidence
    interventions: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Info:
    """What a store is: schema, ISO date of the snapshot, number of facts, sha256 of its rows."""

    schema: str
    snapshot: str
    facts: int
    digest: str


class EvidenceStore:
    """A store that is open; a context manager. Every method raises AssetError when it fails."""

    TABLES = schema.TABLES
    REMEDY = DAMAGED = REMEDY  # {name} is the store's name; DAMAGED is for files that are there

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self.name = name

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a store for reading only."""
        if path.is_dir():
            raise AssetError(str(path), "is a folder, no evidence store", "name a file")
        if not path.is_file():
            remedy = cls.REMEDY.format(name=path)
            raise AssetError(str(path), "there is no such evidence store", remedy)
        store = cls._connected(f"{path.resolve().as_uri()}?mode=ro", str(path))
        found = store._meta("schema")
        if found != SCHEMA:
            store.close()
            raise schema.unlike(str(path), found, cls.DAMAGED.format(name=path))
        return store

    @classmethod
    def create(cls, path: Path, snapshot: str) -> Self:
        """Make a new store for rows as they were on the ISO date `snapshot`."""
        if path.exists():
            raise AssetError(str(path), "is there already", "name a new file")
        return cls._connected(path.resolve().as_uri(), str(path))._built(snapshot)

    @classmethod
    def empty(cls) -> Self:
        """Make a store in memory that holds nothing, so that every look-up finds nothing."""
        return cls._connected(":memory:", "empty evidence store")._built("")

    @classmethod
    def _connected(cls, uri: str, name: str) -> Self:
        try:
            # one thread may load what another asks; SQLite serialises them
            connection = sqlite3.connect(uri, uri=True, timeout=TIMEOUT_S, check_same_thread=False)
            return cls(connection, name)
        except sqlite3.Error as error:
            raise failed(name, error, cls.DAMAGED) from None

    def _built(self, snapshot: str) -> Self:
        meta = {"schema": SCHEMA, "snapshot": snapshot, "digest": ""}
        try:
            with self._connection:  # all tables or none, whenever the program is killed
                self._connection.executescript(f"begin immediate; {self.TABLES}")
                self._connection.executemany("insert into meta values (?, ?)", meta.items())
        except sqlite3.Error as error:
            raise failed(self.name, error, self.DAMAGED) from None
        return self

    def add(self, rows: Iterable[Row]) -> int:
        """Add rows in one transaction and return how many; a failure adds none."""
        with self.writing() as connection:
            digest, added = self._meta("digest"), 0
            for row in rows:
                self.insert(row)
                digest, added = chained(row, digest), added + 1
            connection.execute("update meta set value = ? where key = 'digest'", (digest,))
        return added

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Make all or nothing of what is written in the block; errors become an AssetError."""
        try:
            with self._connection as connection:
                connection.execute("begin immediate")
                yield connection
        except sqlite3.Error as error:
            raise failed(self.name, error, self.DAMAGED) from None

    def insert(self, row: Row) -> int:
        """Insert a row inside `writing` and return its number; the caller minds the digest."""
        marks = ", ".join("?" * len(schema.COLUMNS))
        sql = f"insert into fact ({', '.join(schema.COLUMNS)}) values ({marks})"
        fact = self._connection.execute(sql, astuple(row.evidence)).lastrowid or 0
        sides = ((schema.INTERVENTION, row.interventions), (schema.OUTCOME, row.outcomes))
        self._connection.executemany(
            "insert or ignore into concept (fact, side, concept) values (?, ?, ?)",
            [(fact, side, concept) for side, concepts in sides for concept in concepts],
        )
        self._connection.executemany(
            "insert or ignore into pair values (?, ?, ?, ?)",
            [(*both, -(row.evidence.year or 0), fact)
             for both in product(row.interventions, row.outcomes)],
        )  # fmt: skip
        return fact

    def by_concepts(self, intervention: str, outcome: str) -> tuple[Evidence, ...]:
        """Return the facts about both concepts, newest first, no more than MOST."""
        if not self._has_pairs:
            return self._facts(schema.BOTH_CONCEPTS, (intervention, outcome, MOST))
        return self._facts(
            "join pair on pair.fact = fact.id where pair.intervention = ? and pair.outcome = ? "
            "order by pair.age, pair.fact limit ?",
            (intervention, outcome, MOST),
        )

    @cached_property
    def _has_pairs(self) -> bool:
        """Whether the store has the table `pair`, which older ones lack."""
        return bool(self._rows("select 1 from sqlite_master where name = 'pair'", ()))

    def search(self, text: str, limit: int = 10) -> tuple[Evidence, ...]:
        """Return the facts that share most words with a text of any kind, best first."""
        return self._ranked([fulltext.words(text)], limit)

    def by_words(
        self, intervention: Sequence[str], outcome: Sequence[str], limit: int = 10
    ) -> tuple[Evidence, ...]:
        """Return the facts with a word of each list on its side, best first.

        The population counts to the side of the outcome: "migraine" stands there in trials.
        """
        acting = Group(tuple(intervention), ("intervention",))
        acted = Group(tuple(outcome), ("outcome", "population"))
        return self._ranked([acting, acted], limit)

    def by_intervention(self, intervention: Sequence[str], limit: int) -> tuple[Evidence, ...]:
        """Return the facts with one of these words in what was tested, best first."""
        return self._ranked([Group(tuple(intervention), ("intervention",))], limit)

    def _ranked(self, groups: Sequence[Group], limit: int) -> tuple[Evidence, ...]:
        rows = fulltext.best(self._rows, "fact_text", groups, limit)
        columns, marks = ", ".join(schema.COLUMNS), ", ".join("?" * len(rows))
        sql = f"select id, {columns} from fact where id in ({marks})"  # one query, not one a row
        found = {row: _evidence(tuple(values)) for row, *values in self._rows(sql, tuple(rows))}
        return tuple(found[row] for row in rows if row in found)

    def by_identifier(self, identifier: str) -> tuple[Evidence, ...]:
        """Return the facts of one study, in the order they were added."""
        return self._facts("where fact.identifier = ? order by fact.id", (identifier,))

    def info(self) -> Info:
        """Say what the store holds."""
        facts = int(self._rows("select count(*) from fact", ())[0][0])
        return Info(self._meta("schema"), self._meta("snapshot"), facts, self._meta("digest"))

    def kinds(self) -> dict[str, int]:
        """Count the facts by the kind of study they come from; what bodies state is one kind."""
        found: Counter[str] = Counter()
        for kind, number in self._rows("select study, count(*) from fact group by study", ()):
            found[kinds.group(str(kind))] += int(number)
        return dict(sorted(found.items()))

    def notes(self) -> dict[str, str]:
        """Return what the builder of the store noted of it: counts, and measured accuracy."""
        return {str(key): str(value) for key, value in self._rows("select * from meta", ())}

    def facts(self) -> tuple[Evidence, ...]:
        """Return all facts in the order they were added."""
        return self._facts("order by fact.id", ())

    def _meta(self, key: str) -> str:
        rows = self._rows("select value from meta where key = ?", (key,))
        return str(rows[0][0]) if rows else ""

    def _facts(self, rest: str, values: tuple[Any, ...]) -> tuple[Evidence, ...]:
        columns = ", ".join(f"fact.{column}" for column in schema.COLUMNS)
        return tuple(
            _evidence(row) for row in self._rows(f"select {columns} from fact {rest}", values)
        )

    def _rows(self, sql: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise failed(self.name, error, self.DAMAGED) from None

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@cache
def default() -> EvidenceStore:
    """Return the packaged store, its digest checked, open for reading only."""
    return EvidenceStore.open(assets.path(PACKAGED))


def _evidence(row: tuple[Any, ...]) -> Evidence:
    found = Evidence(*row)
    return replace(found, retracted=bool(found.retracted))  # SQLite knows numbers only


def chained(row: Any, digest: str) -> str:
    """Return the digest of a store whose digest was `digest` and that a record was added to."""
    line = json.dumps([digest, *astuple(row)], ensure_ascii=True)
    return hashlib.sha256(line.encode("ascii")).hexdigest()


def failed(name: str, error: sqlite3.Error, remedy: str = REMEDY) -> AssetError:
    """Say what an error of SQLite means for the store of that name."""
    if "locked" in str(error):
        wait = "wait until the other program has closed it, and try again"
        return AssetError(name, "the evidence store is locked by another program", wait)
    if "readonly" in str(error):
        remedy = "make it writable, or name another store"
        return AssetError(name, "the evidence store cannot be written", remedy)
    if any(sign in str(error) for sign in _NO_ROOM):
        room = "see to its disk and the room on it, and try again; what was added before is kept"
        return AssetError(name, f"the evidence store cannot be used ({error})", room)
    if "unable to open" in str(error):
        problem = "the evidence store cannot be opened; see to its folder and who may use it"
        return AssetError(name, problem, "name another store")
    if "no such table" in str(error):
        problem = "is a database, but no evidence store"
    elif any(sign in str(error) for sign in _DAMAGE):
        problem = f"is damaged, or no evidence store ({error})"
    else:
        problem = f"the evidence store cannot be used ({error})"
    return AssetError(name, problem, remedy.format(name=name))
