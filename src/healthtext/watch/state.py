"""What a watch knows, in SQLite: its feeds, every item ever seen, and what is being written.

One transaction takes a feed's new items together with its ETag, and one takes an item's result
together with the bytes it adds to the output; so whenever the process is killed, an item is either
waiting or done, and what it wrote is repeated at the same place or was there.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from healthtext.errors import HealthtextError, InputError, StepError
from healthtext.sources.feeds import Item
from healthtext.watch.families import Families, Match, Signature
from healthtext.watch.files import Files

NAME = "watch.sqlite"
_VERSION = 1
_TABLES = """
CREATE TABLE feeds (url TEXT PRIMARY KEY, etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '', due REAL NOT NULL DEFAULT 0,
    rest REAL NOT NULL DEFAULT 0, errors INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE items (number INTEGER PRIMARY KEY, feed TEXT NOT NULL, id TEXT NOT NULL,
    item TEXT, status TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL DEFAULT 0,
    family INTEGER, signature BLOB, UNIQUE (feed, id)) STRICT;
CREATE INDEX waiting ON items (due) WHERE status = 'waiting';
CREATE TABLE files (name TEXT PRIMARY KEY, length INTEGER NOT NULL) STRICT;
CREATE TABLE outbox (file TEXT NOT NULL, place INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed. `due` and `rest` are times: `rest` is one the host asked for."""

    url: str
    etag: str = ""
    modified: str = ""
    due: float = 0.0
    rest: float = 0.0
    errors: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that has no result yet. `trouble` is the code, problem and remedy of a feed's own."""

    number: int
    feed: str
    item: Item
    warnings: tuple[str, ...] = ()
    tries: int = 0
    trouble: tuple[str, ...] = ()


_ROOM = "make room on its disk and start again: it goes on where it was"


def unwritten(folder: Path, error: sqlite3.Error, remedy: str = _ROOM) -> StepError:
    """Return the error of a place that cannot be written, as a rule a disk that takes no more."""
    return StepError(str(folder), f"cannot be written ({error})", remedy, code="output")


def _refuse_others(folder: Path) -> None:
    """Raise InputError for tables that no state knows: they would be written over."""
    found = sorted(path.name for path in folder.glob("*.jsonl"))
    if found and not (folder / NAME).exists():
        problem = f"holds tables of something else ({', '.join(found[:3])}) and no {NAME}"
        remedy = f"put {NAME} back, or give a new or empty folder"
        raise InputError(str(folder), problem, remedy, code="state")


def _refused(folder: Path, error: sqlite3.DatabaseError) -> HealthtextError:
    """Return what is wrong with a database: in use, on a full disk, or no state of a watch."""
    if not isinstance(error, sqlite3.OperationalError):
        problem, remedy = f"is no state of a watch ({error})", "move it away to begin anew"
        return InputError(str(folder / NAME), problem, remedy, code="state")
    if "locked" not in str(error):
        return unwritten(folder, error)
    remedy = "stop it first, or give another --out"
    return InputError(str(folder), "another watch writes there", remedy, code="locked")


def _connected(folder: Path) -> sqlite3.Connection:
    """Open a folder's database for one process; raises StepError where that may not be."""
    try:
        return sqlite3.connect(folder / NAME, isolation_level=None, timeout=0.5)
    except sqlite3.Error as error:
        remedy = "see who may write there, or give another --out"
        raise unwritten(folder, error, remedy) from None


class State:
    """The database of one output folder; no other process may have it open."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        _refuse_others(folder)
        self._db = _connected(folder)
        try:
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._make(folder / NAME)
            self._files = Files(folder)
            self._recover()
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise _refused(folder, error) from None

    def close(self) -> None:
        """Give the folder free."""
        self._files.close()
        self._db.close()

    def _make(self, path: Path) -> None:
        with self._transaction():
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, _VERSION):
                problem, remedy = f"is of version {version}", "give another --out"
                raise StepError(str(path), problem, remedy, code="state")
            if version == 0:
                for statement in _TABLES.split(";"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {_VERSION}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    # feeds

    def feed(self, url: str) -> FeedState:
        """Return what is known of a feed."""
        row = self._db.execute(
            "SELECT etag, modified, due, rest, errors FROM feeds WHERE url = ?", (url,)
        ).fetchone()
        return FeedState(url, *row) if row else FeedState(url)

    def polled(
        self, feed: FeedState, items: Sequence[Item] = (), *, warnings: tuple[str, ...] = (),
        trouble: tuple[str, ...] = (),
    ) -> int:  # fmt: skip
        """Keep a feed's state and its items in one step; return how many of them are new."""
        with self._transaction():
            added = self._add(feed.url, items, {"warnings": warnings, "trouble": trouble})
            self._db.execute(
                "INSERT OR REPLACE INTO feeds (url, etag, modified, due, rest, errors) "
                "VALUES (:url, :etag, :modified, :due, :rest, :errors)",
                asdict(feed),
            )
        return added

    def _add(self, url: str, items: Sequence[Item], about: dict[str, tuple[str, ...]]) -> int:
        first = number = self.seen()
        for item in items:
            known = self._db.execute(
                "SELECT 1 FROM items WHERE feed = ? AND id = ?", (url, item.id)
            ).fetchone()
            if not known:
                self._db.execute(
                    "INSERT INTO items (number, feed, id, item, status) "
                    "VALUES (?, ?, ?, ?, 'waiting')",
                    (number, url, item.id, json.dumps({"item": asdict(item), **about})),
                )
                number += 1
        return number - first

    def bring_back(self, latest: float) -> None:
        """Have now what is due after the latest time that a right clock can have set."""
        with self._transaction():
            for table, name in (("feeds", "due"), ("feeds", "rest"), ("items", "due")):
                self._db.execute(f"UPDATE {table} SET {name} = 0 WHERE {name} > ?", (latest,))

    # items

    def seen(self) -> int:
        """Count the items that were ever seen; they are numbered from 0."""
        return int(self._db.execute("SELECT ifnull(max(number), -1) + 1 FROM items").fetchone()[0])

    def counts(self) -> dict[str, int]:
        """Count the items by status: waiting, report, failure."""
        found = dict(self._db.execute("SELECT status, count(*) FROM items GROUP BY status"))
        return {"waiting": 0, "report": 0, "failure": 0, **found}

    def waiting(self, now: float) -> Waiting | None:
        """Return the first item that is due."""
        row = self._db.execute(
            "SELECT number, feed, item, tries FROM items WHERE status = 'waiting' AND due <= ? "
            "ORDER BY number LIMIT 1",
            (now,),
        ).fetchone()
        if row is None:
            return None
        number, feed, text, tries = row
        value = json.loads(text)
        return Waiting(
            number, feed, Item(**value["item"]), tuple(value["warnings"]), tries,
            tuple(value["trouble"]),
        )  # fmt: skip

    def next_due(self) -> float | None:
        """Return when the next waiting item is due."""
        row = self._db.execute("SELECT min(due) FROM items WHERE status = 'waiting'").fetchone()
        return None if row[0] is None else float(row[0])

    def postpone(self, number: int, due: float) -> None:
        """Let an item wait for another try."""
        with self._transaction():
            self._db.execute(
                "UPDATE items SET tries = tries + 1, due = ? WHERE number = ?", (due, number)
            )

    def finish(
        self, number: int, status: str, output: dict[str, bytes], *,
        signature: Signature | None = None, match: Match | None = None,
    ) -> None:  # fmt: skip
        """Keep an item's result and write its output, `output` being the bytes for each file."""
        family = match.family if match else number
        blob = None if signature is None else signature.tobytes()
        with self._transaction():
            changed = self._db.execute(
                "UPDATE items SET status = ?, item = NULL, family = ?, signature = ? "
                "WHERE number = ? AND status = 'waiting'",
                (status, family, blob, number),
            )
            assert changed.rowcount == 1
            for name, data in output.items():
                self._send(name, data)
        self._write()

    def families(self) -> Families:
        """Return the families of all reports so far."""
        found = Families()
        for number, family, blob in self._db.execute(
            "SELECT number, family, signature FROM items WHERE signature IS NOT NULL"
        ):
            found.add(number, family, np.frombuffer(blob, np.uint32))
        return found

    # output

    def _send(self, name: str, data: bytes) -> None:
        row = self._db.execute("SELECT length FROM files WHERE name = ?", (name,)).fetchone()
        place = row[0] if row else 0
        self._db.execute("INSERT INTO outbox VALUES (?, ?, ?)", (name, place, data))
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (name, place + len(data)))

    def _write(self) -> None:
        """Write what is in the outbox, each piece at its own place, and empty it."""
        names = set()
        for name, place, data in self._db.execute("SELECT file, place, data FROM outbox"):
            self._files.write(name, place, data)
            names.add(name)
        for name in sorted(names):
            self._files.sync(name)
        with self._transaction():
            self._db.execute("DELETE FROM outbox")

    def _recover(self) -> None:
        """Write again what was being written when the process ended, and nothing else."""
        for name, length in self._db.execute("SELECT name, length FROM files").fetchall():
            if not (self._folder / name).exists():
                self._begin_anew(name)
                continue
            pending = self._db.execute(
                "SELECT ifnull(min(place), ?) FROM outbox WHERE file = ?", (length, name)
            ).fetchone()[0]
            self._files.check(name, pending)
            self._files.cut(name, pending)
        self._write()

    def _begin_anew(self, name: str) -> None:
        """Start a file again that was moved away while no watch was running."""
        with self._transaction():
            place = 0
            for row, size in self._db.execute(
                "SELECT rowid, length(data) FROM outbox WHERE file = ? ORDER BY place", (name,)
            ).fetchall():
                self._db.execute("UPDATE outbox SET place = ? WHERE rowid = ?", (place, row))
                place += size
            self._db.execute("UPDATE files SET length = ? WHERE name = ?", (place, name))
