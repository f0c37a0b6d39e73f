"""The evidence store: facts about interventions with the studies they come from, in SQLite.

One row of `fact` is one result; `concept` ties it to vocabulary ids on the side of the
intervention or of the outcome; `fact_text` is a full-text index; `meta` says when the snapshot
was taken and holds a digest that chains all rows in the order they were added.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from healthtext import assets
from healthtext.errors import AssetError
from healthtext.records import Evidence

SCHEMA = "healthtext-evidence/1"
PACKAGED = "evidence/store.sqlite"  # made by training/evidence/build.py
TIMEOUT_S = 2.0
# What became of the outcome, and whether that was good for people.
DIRECTIONS = ("increased", "decreased", "no_difference", "mixed", "unknown")
EFFECTS = ("benefit", "harm", "none", "unclear", "unknown")
REMEDY = "reinstall healthtext or build the store anew"
_COLUMNS = tuple(field.name for field in fields(Evidence))
_TABLES = f"""
create table meta (key text primary key, value text not null) without rowid;
create table fact (id integer primary key, {", ".join(_COLUMNS)});
create index fact_identifier on fact (identifier);
create table concept (
  fact integer not null references fact, side text not null, concept text not null,
  primary key (concept, side, fact)
) without rowid;
create virtual table fact_text using fts5 (
  intervention, outcome, comparator, population, content=fact, content_rowid=id,
  tokenize='porter unicode61 remove_diacritics 2'
);
create trigger fact_added after insert on fact begin
  insert into fact_text (rowid, intervention, outcome, comparator, population)
  values (new.id, new.intervention, new.outcome, new.comparator, new.population);
end;
"""
_WORD = re.compile(r"\w+")


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

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self.name = name

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a store for reading only."""
        if not path.is_file():
            raise AssetError(str(path), "there is no such evidence store", REMEDY)
        store = cls._connected(f"{path.resolve().as_uri()}?mode=ro", str(path))
        found = store._meta("schema")
        if found != SCHEMA:
            store.close()
            raise AssetError(str(path), f"has schema {found!r}, not {SCHEMA!r}", REMEDY)
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
            raise _failed(name, error) from None

    def _built(self, snapshot: str) -> Self:
        meta = {"schema": SCHEMA, "snapshot": snapshot, "digest": _digest(())}
        try:
            with self._connection:
                self._connection.executescript(_TABLES)
                self._connection.executemany("insert into meta values (?, ?)", meta.items())
        except sqlite3.Error as error:
            raise _failed(self.name, error) from None
        return self

    def add(self, rows: Iterable[Row]) -> int:
        """Add rows in one transaction and return how many; a failure adds none."""
        digest, added = self._meta("digest"), 0
        try:
            with self._connection:
                for row in rows:
                    self._insert(row)
                    digest, added = _digest((row,), digest), added + 1
                self._connection.execute(
                    "update meta set value = ? where key = 'digest'", (digest,)
                )
        except sqlite3.Error as error:
            raise _failed(self.name, error) from None
        return added

    def _insert(self, row: Row) -> None:
        marks = ", ".join("?" * len(_COLUMNS))
        sql = f"insert into fact ({', '.join(_COLUMNS)}) values ({marks})"
        fact = self._connection.execute(sql, astuple(row.evidence)).lastrowid
        sides = (("intervention", row.interventions), ("outcome", row.outcomes))
        self._connection.executemany(
            "insert or ignore into concept (fact, side, concept) values (?, ?, ?)",
            [(fact, side, concept) for side, concepts in sides for concept in concepts],
        )

    def by_concepts(self, intervention: str, outcome: str) -> tuple[Evidence, ...]:
        """Return the facts about both concepts, newest first."""
        return self._facts(
            "join concept i on i.fact = fact.id and i.side = 'intervention' and i.concept = ? "
            "join concept o on o.fact = fact.id and o.side = 'outcome' and o.concept = ? "
            "order by fact.year desc, fact.id",
            (intervention, outcome),
        )

    def search(self, text: str, limit: int = 10) -> tuple[Evidence, ...]:
        """Return the facts that share most words with a text of any kind, best first."""
        words = dict.fromkeys(_WORD.findall(text))
        if not words or limit < 1:
            return ()
        query = _any_of(words)
        return self._facts(
            "join fact_text on fact_text.rowid = fact.id where fact_text match ? "
            "order by bm25(fact_text), fact.id limit ?",
            (query, limit),
        )

    def by_words(
        self, intervention: Sequence[str], outcome: Sequence[str], limit: int = 10
    ) -> tuple[Evidence, ...]:
        """Return the facts with a word of each list on its side, best first.

        The population counts to the side of the outcome: "migraine" stands there in trials.
        """
        acting, acted = _any_of(intervention), _any_of(outcome)
        if not acting or not acted or limit < 1:
            return ()
        query = f"{{intervention}} : ({acting}) AND {{outcome population}} : ({acted})"
        return self._facts(
            "join fact_text on fact_text.rowid = fact.id where fact_text match ? "
            "order by bm25(fact_text), fact.id limit ?",
            (query, limit),
        )

    def by_identifier(self, identifier: str) -> tuple[Evidence, ...]:
        """Return the facts of one study, in the order they were added."""
        return self._facts("where fact.identifier = ? order by fact.id", (identifier,))

    def info(self) -> Info:
        """Say what the store holds."""
        facts = int(self._rows("select count(*) from fact", ())[0][0])
        return Info(self._meta("schema"), self._meta("snapshot"), facts, self._meta("digest"))

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
        columns = ", ".join(f"fact.{column}" for column in _COLUMNS)
        return tuple(
            Evidence(*row) for row in self._rows(f"select {columns} from fact {rest}", values)
        )

    def _rows(self, sql: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise _failed(self.name, error) from None

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


def _any_of(words: Iterable[str]) -> str:
    return " OR ".join(f'"{word}"' for word in words if _WORD.fullmatch(word))


def _digest(rows: Iterable[Row], digest: str = "") -> str:
    for row in rows:
        line = json.dumps([digest, *astuple(row)], ensure_ascii=True)
        digest = hashlib.sha256(line.encode("ascii")).hexdigest()
    return digest


def _failed(name: str, error: sqlite3.Error) -> AssetError:
    if "locked" in str(error):
        remedy = "wait until the other program has closed it, and try again"
        return AssetError(name, "the evidence store is locked by another program", remedy)
    if "readonly" in str(error):
        return AssetError(name, "the evidence store is open for reading only", "create a new one")
    return AssetError(name, f"the evidence store cannot be used ({error})", REMEDY)
