"""A user's own evidence in SQLite: the tables of an evidence store, and articles with sentences.

An article is one row of `record` whatever number of files it came in: `alias` leads from each of
its ids to it. `file` says how far each file was read and is written with what was read from it,
so that a program that is killed at any moment has lost nothing and doubles nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal, Self

from healthtext.errors import AssetError
from healthtext.evidence import fulltext, store
from healthtext.evidence.fulltext import Group
from healthtext.evidence.schema import SCHEMA, unlike
from healthtext.evidence.store import EvidenceStore, chained
from healthtext.library import tables
from healthtext.library.merging import both, order, row_of
from healthtext.library.records import Deletion, Finding, Item, Record, kept, numbered, revised

Outcome = Literal["new", "replaced", "unchanged", "deleted", "none"]
LONGER = 15  # times as long as who only reads: other programs may be adding too
_KEPT = "title, text, year, kind, version, retracted"


@dataclass(frozen=True, slots=True)
class Holds:
    """What a library holds; `reviews` and `trials` are of its articles."""

    records: int = 0
    with_abstract: int = 0
    reviews: int = 0
    trials: int = 0
    retracted: int = 0
    findings: int = 0
    files: int = 0


class Library(EvidenceStore):
    """An evidence store of the user's. Every method raises AssetError when it fails."""

    TABLES = EvidenceStore.TABLES + "create index concept_fact on concept (fact);" \
        "create index pair_fact on pair (fact);" + tables.TABLES + tables.GONE  # fmt: skip
    REMEDY = "name a store that `healthtext evidence add FILE... --store {name}` made, or make it"
    DAMAGED = (
        "name another store, or move this file away and add your files anew:"
        " `healthtext evidence add FILE... --store {name}`"
    )

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a library for reading only; what a killed program left half written is undone."""
        if Path(f"{path}-journal").is_file():
            with cls._connected(f"{path.resolve().as_uri()}?mode=rw", str(path)) as library:
                library._has_tables()  # SQLite goes back to the last whole transaction
        return super().open(path)

    @classmethod
    def writable(cls, path: Path) -> Self:
        """Open a library to write to; make it if there is none."""
        if path.is_dir():
            raise AssetError(str(path), "is a folder, no evidence store", "name a file")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            problem = f"its folder cannot be made ({error.strerror})"
            raise AssetError(str(path), problem, "name another --store") from None
        library = cls._connected(path.resolve().as_uri(), str(path))
        library._rows(f"pragma busy_timeout = {int(1000 * LONGER * store.TIMEOUT_S)}", ())
        if not library._has_tables():
            try:
                return library._built(_today())
            except AssetError:  # or another program was first
                if not library._has_tables():
                    raise
        library._check()
        with library.writing() as connection:
            connection.execute(tables.GONE)  # stores made before November 2026 lack it
        return library

    def _has_tables(self) -> bool:
        return bool(self._rows("select 1 from sqlite_master limit 1", ()))

    def _check(self) -> None:
        found = self._meta("schema") if self.has_records else ""
        if found == SCHEMA:
            return
        self.close()
        if found:
            raise unlike(self.name, found, self.DAMAGED.format(name=self.name))
        raise AssetError(self.name, "is no evidence store of your own", "name another --store")

    def verify(self) -> None:
        """Read all of the store. Raises AssetError when it is damaged."""
        # quick_check of SQLite 3.40 sees nulls in tables without rowid that hold none
        found = str(self._rows("pragma integrity_check(1)", ())[0][0])
        if found != "ok":
            problem = f"is damaged ({found.splitlines()[-1]})"
            raise AssetError(self.name, problem, self.DAMAGED.format(name=self.name))

    @cached_property
    def has_records(self) -> bool:
        """Whether the store holds articles with sentences, or findings only."""
        return bool(self._rows("select 1 from sqlite_master where name = 'record'", ()))

    def put(self, item: Item) -> Outcome:
        """Put one item in, inside `writing`, and say what became of it."""
        match item:
            case Record():
                done = self._put(item)
            case Deletion():
                done = self._delete(item)
            case Finding():
                done = self._put_finding(item)
        if done not in ("unchanged", "none"):
            said = item.row if isinstance(item, Finding) else item
            self._set("digest", chained(said, self._meta("digest")))
            self._set("snapshot", _today())
        return done

    def _put(self, record: Record) -> Outcome:
        for one in record.retracts:
            self._retract(one)
        record = self._told_apart(record)
        if any(self._is_gone(one, record) for one in record.ids):
            return "unchanged"
        known = self._numbers(record.ids)
        if any(self._rows("select 1 from notice where id = ?", (one,)) for one in record.ids):
            record = replace(record, retracted=True)
        if not known:
            sql = f"insert into record ({_KEPT}) values (?, ?, ?, ?, ?, ?)"
            number = self._connection.execute(sql, row_of(record)).lastrowid or 0
            self._name(record, number)
            return "new"
        return self._merge(record, known)

    def _told_apart(self, record: Record) -> Record:
        """Return an article with its year in its key where its title is that of another year's.

        There are many editorials called Editorial; an article with a number needs no key.
        """
        keys = [one for one in record.ids if one.startswith("key:")]
        known = self._numbers(keys[:1]) if record.year else []
        if not known or self._record(known[0]).year in (None, record.year):
            return record
        return replace(record, ids=(f"{keys[0]} {record.year}",))

    def _numbers(self, ids: Sequence[str]) -> list[int]:
        """Return the numbers of the articles that have one of these ids."""
        marks = ", ".join("?" * len(ids))
        sql = f"select distinct record from alias where id in ({marks}) order by record"
        return [int(row[0]) for row in self._rows(sql, tuple(ids))]

    def _merge(self, record: Record, known: list[int]) -> Outcome:
        """Lay an article over what is known of it: the higher version wins, of equals the later."""
        first, *others = known
        before = self._record(first)
        for number in others:
            other = self._record(number)
            before = both(before, other) if other.version >= before.version else both(
                other, before)  # fmt: skip
            self._remove(number)
        newer = record.version >= before.version
        laid = both(before, record) if newer else both(record, before)
        self._name(replace(laid, ids=(*before.ids, *record.ids)), first)
        if row_of(laid) == row_of(self._record(first)):
            return "unchanged"
        sql = f"update record set ({_KEPT}) = (?, ?, ?, ?, ?, ?) where id = ?"
        self._connection.execute(sql, (*row_of(laid), first))
        return "replaced"

    def _name(self, record: Record, number: int) -> None:
        self._connection.executemany(
            "insert or replace into alias values (?, ?)", [(one, number) for one in record.ids]
        )

    def _retract(self, id_: str) -> None:
        self._connection.execute("insert or ignore into notice values (?)", (id_,))
        self._connection.execute(
            "update record set retracted = 1 where id = (select record from alias where id = ?)",
            (id_,),
        )

    def _delete(self, deletion: Deletion) -> Outcome:
        found = self._numbers([deletion.id])
        last = numbered(deletion.version)
        if deletion.version and any(self._record(one).version[: len(last)] > last for one in found):
            return "none"  # what is kept is a later version than the one that is gone
        values = (deletion.id, deletion.date)
        self._connection.execute("insert or replace into gone values (?, ?)", values)
        for number in found:
            self._remove(number)
        return "deleted" if found else "none"

    def _is_gone(self, id_: str, record: Record) -> bool:
        """Tell whether an article was deleted after it was revised like this; else forget that."""
        for (date,) in self._rows("select date from gone where id = ?", (id_,)):
            if not date or revised(record) <= date:
                return True
            self._connection.execute("delete from gone where id = ?", (id_,))
        return False

    def _remove(self, number: int) -> None:
        self._connection.execute("delete from alias where record = ?", (number,))
        self._connection.execute("delete from record where id = ?", (number,))

    def _put_finding(self, found: Finding) -> Outcome:
        key, is_last = found.key(found.nth), found.nth == found.of - 1
        before = self._rows("select fact from finding where key = ?", (key,))
        gone = self._drop_beyond(found) if is_last else False
        if before and self._facts("where fact.id = ?", before[0]) == (found.row.evidence,):
            return "replaced" if gone else "unchanged"
        self._drop(key)
        self._connection.execute("insert into finding values (?, ?)", (key, self.insert(found.row)))
        return "replaced" if before else "new"

    def _drop_beyond(self, found: Finding) -> bool:
        """Drop what an earlier file said beyond the last finding of a study on the same sides."""
        nth = found.of
        while self._drop(found.key(nth)):
            nth += 1
        return nth > found.of

    def _drop(self, key: str) -> bool:
        """Drop a finding, if there is one of that key, and say whether there was."""
        sql = "delete from fact where id = (select fact from finding where key = ?)"
        self._connection.execute(sql, (key,))
        sql = "delete from finding where key = ?"
        return bool(self._connection.execute(sql, (key,)).rowcount)

    def retracts(self, identifier: str) -> bool:
        """Tell whether an article or a notice that is kept says that a study was retracted."""
        if not self.has_records or not (ids := kept(identifier)):
            return False
        marks = ", ".join("?" * len(ids))
        sql = f"select 1 from notice where id in ({marks})"
        return bool(self._rows(sql, ids)) or any(one.retracted for one in self.by_ids(ids))

    def _set(self, key: str, value: str) -> None:
        self._connection.execute("insert or replace into meta values (?, ?)", (key, value))

    def read_so_far(self, path: Path) -> tuple[int, bool]:
        """Return how many items of a file were read, and whether that is all of it."""
        sql = "select done, finished from file where (name, size, stamp) = (?, ?, ?)"
        found = self._rows(sql, _identity(path))
        return (int(found[0][0]), bool(found[0][1])) if found else (0, False)

    def note_file(self, path: Path, done: int, *, finished: bool) -> None:
        """Note how far a file was read, inside `writing`."""
        sql = "insert or replace into file values (?, ?, ?, ?, ?)"
        self._connection.execute(sql, (*_identity(path), done, finished))

    def records(self, groups: list[Group], limit: int) -> tuple[Record, ...]:
        """Return the articles that have a word of each group, best first."""
        if not self.has_records:
            return ()
        numbers = fulltext.best(self._rows, "record_text", groups, limit)
        return tuple(self._record(number) for number in numbers)

    def by_ids(self, ids: Sequence[str]) -> tuple[Record, ...]:
        """Return the articles that have one of these ids, such as pmid:123 or doi:10.1000/x."""
        numbers = self._numbers(ids) if self.has_records else []
        return tuple(self._record(number) for number in numbers)

    def _record(self, number: int) -> Record:
        row = self._rows(f"select {_KEPT} from record where id = ?", (number,))[0]
        title, text, year, kind, version, retracted = row
        aliases = self._rows("select id from alias where record = ?", (number,))
        ids = sorted((str(row[0]) for row in aliases), key=order)
        lines = tuple(text.split("\n")) if text else ()
        return Record(tuple(ids), title, lines, year, kind, version, bool(retracted))

    def holds(self) -> Holds:
        """Count what the library holds."""
        if not self.has_records:
            return Holds()
        counts = ("count(*)", "sum(text != '')", "sum(kind = 'systematic review')",
                  "sum(kind like '%trial')", "sum(retracted)")  # fmt: skip
        row = self._rows(f"select {', '.join(counts)} from record", ())[0]
        facts = self._rows("select count(*) from fact", ())[0]
        files = self._rows("select count(*) from file where finished", ())[0]
        return Holds(*(int(number or 0) for number in (*row, *facts, *files)))


def _identity(path: Path) -> tuple[str, int, int]:
    stat = path.stat()
    return str(path.resolve()), stat.st_size, stat.st_mtime_ns


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
