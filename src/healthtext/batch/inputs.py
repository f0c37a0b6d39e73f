"""The inputs of a run as one stream that can be entered at any place, cut into shards.

A source is a row of parts (files, addresses), a part a row of items. Parts that hold one article
are not read here but by the worker that takes them, so that a page that breaks its reader ends
that worker and not the run. What may not read the same twice is copied first and read from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from healthtext import sources
from healthtext.batch import spool
from healthtext.batch.storage import Folder
from healthtext.read.files import STDIN, kind_of, shown
from healthtext.records import Article, Failure, Source
from healthtext.settings import Settings
from healthtext.sources import names

Item = Article | Failure | str  # a str is a part that a worker reads
COUNTED = 4_000_000_000  # bytes of input above which nobody counts lines only to tell the time left
_FETCHED = frozenset(("url", "urls", "feed", "sitemap"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands in the stream: the part's number and the item's number in it."""

    part: int = 0
    item: int = 0


@dataclass(frozen=True, slots=True)
class Shard:
    """Items in a row; the first is input number `first` of the run and `after` follows the last."""

    number: int
    first: int
    items: tuple[Item, ...]
    after: Place
    last: bool


class Inputs:
    """The stream of all items of some sources."""

    def __init__(self, given: Sequence[str], settings: Settings, folder: Folder) -> None:
        self._given = given
        self._settings = settings
        self._folder = folder
        self._stream: Iterator[tuple[Item, Place]] = iter(())
        self._ahead: tuple[Item, Place] | None = None
        self._at: Place | None = None

    def shard(self, number: int, size: int, first: int, place: Place) -> Shard | None:
        """Return `size` items from `place` on, fewer where the stream ends, None for none at all.

        Shards in a row are read in a row; any other place is jumped to.
        """
        if place != self._at:
            self._stream = self._from(place)
            self._ahead = next(self._stream, None)
        items: list[Item] = []
        after = place
        while self._ahead is not None and len(items) < size:
            item, after = self._ahead
            items.append(item)
            self._ahead = next(self._stream, None)
        self._at = after
        if not items:
            return None
        return Shard(number, first, tuple(items), after, self._ahead is None)

    def total(self) -> int | None:
        """Count the inputs without reading them, or return None where that would take long."""
        whole = bytes_seen = 0
        for part in self._parts():
            if isinstance(part, Failure) or _looks_single(part):
                whole += 1
                continue
            lines = kind_of(part) == "jsonl" and Path(part).is_file()
            bytes_seen += Path(part).stat().st_size if lines else COUNTED
            if bytes_seen >= COUNTED:
                return None
            whole += _lines(part)
        return whole

    def _parts(self) -> Iterator[str | Failure]:
        return chain.from_iterable(map(_members, self._given))

    def _from(self, place: Place) -> Iterator[tuple[Item, Place]]:
        """Yield every item from a place on, each with the place after it."""
        for number, part in enumerate(islice(self._parts(), place.part, None), place.part):
            start = place.item if number == place.part else 0
            for count, item in enumerate(self._items(number, part, start), start + 1):
                yield item, Place(number, count)

    def _items(self, number: int, part: str | Failure, start: int) -> Iterator[Item]:
        if isinstance(part, Failure) or (single(part) and not Path(part).is_fifo()):
            return islice((part,), start, None)
        if not repeatable(part):
            return spool.items(self._folder, f"{number:06d}", part, self._settings, start)
        if kind_of(part) == "jsonl":
            from healthtext.read import jsonl

            return jsonl.records(part, Source(shown(part), "jsonl"), self._settings, start)
        return islice(sources.open(part, self._settings), start, None)


def single(part: str) -> bool:
    """Tell whether a part is a file with one article in it."""
    if part == STDIN or kind_of(part) == "jsonl":
        return False
    return not names.kind(part)


def _looks_single(part: str) -> bool:
    """Tell by the name what `single` tells, where the name says it."""
    return kind_of(part) not in ("", "jsonl") or single(part)


def repeatable(part: str) -> bool:
    """Tell whether a part reads the same twice: what is fetched or piped in may not."""
    if part == STDIN or names.kind(part) in _FETCHED:
        return False
    path = Path(part)
    return path.is_file() or not path.exists()  # a named pipe reads once


def _members(source: str) -> Iterator[str | Failure]:
    source = names.local(source)
    return sources.guarded(names.members(source), source, "source")


def _lines(part: str) -> int:
    with Path(part).open("rb") as stream:
        return sum(1 for line in stream if line.strip())
