"""The watch itself: ask the feeds that are due, work on what they brought, wait."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import healthtext
from healthtext import sources
from healthtext.batch import tables
from healthtext.errors import InputError
from healthtext.fetch import Failed, Fetcher, Page, Unchanged
from healthtext.fetch.client import Stopped
from healthtext.read.files import shown
from healthtext.records import Article, Failure, Report, Source
from healthtext.render.text import count
from healthtext.settings import Settings
from healthtext.sources import feeds, web
from healthtext.sources.feeds import Item
from healthtext.watch import families, schedule
from healthtext.watch.state import FeedState, State, Waiting, unwritten

if TYPE_CHECKING:
    from types import TracebackType

    from healthtext.pipeline import Pipeline

ITEMS = "items"
_TEMPORARY = frozenset(("grammar",))  # steps whose server may be back soon
Say = Callable[[str], object]


class Watch:
    """Watch feeds into a folder. Use it in a `with` block; `stop` may be set by anyone.

    `every` is in seconds. `say` is told, in a line, what happens.
    """

    def __init__(
        self, urls: Sequence[str], folder: Path, settings: Settings, *, every: float,
        stop: threading.Event, say: Say,
    ) -> None:  # fmt: skip
        self._urls = tuple(dict.fromkeys(urls))
        self._folder = folder
        self._settings = settings
        self._every = every
        self._stop = stop
        self._say = say
        self._open = ExitStack()
        self._told = ""

    def __enter__(self) -> Watch:
        self._state = State(self._folder)
        self._open.callback(self._state.close)
        self._fetcher = self._open.enter_context(Fetcher(self._settings, self._stop))
        self._families = self._state.families()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._open.close()

    @cached_property
    def _pipeline(self) -> Pipeline:
        pipeline = self._open.enter_context(healthtext.load(self._settings))
        pipeline.load()
        return pipeline

    def run(self, *, once: bool = False) -> dict[str, int]:
        """Watch until told to stop, or once; return how many items have which status."""
        try:
            while not self._stop.is_set():
                self._state.bring_back(schedule.latest(time.time(), self._every))
                self._poll(everything=once)
                self._work()
                if once:
                    break
                self._stop.wait(self._pause())
        except Stopped:
            pass
        except sqlite3.OperationalError as error:
            raise unwritten(self._folder, error) from None
        return self.counts()

    def counts(self) -> dict[str, int]:
        """Count the items by status: waiting, report, failure."""
        return self._state.counts()

    def _pause(self) -> float:
        """Return the seconds until something is due."""
        due = [self._state.feed(url).due for url in self._urls]
        waiting = self._state.next_due()
        return max(min([*due, *([] if waiting is None else [waiting])]) - time.time(), 0.0)

    # feeds

    def _poll(self, *, everything: bool) -> None:
        for url in self._urls:
            feed, now = self._state.feed(url), time.time()
            if not self._stop.is_set() and (feed.rest if everything else feed.due) <= now:
                self._ask(feed)

    def _ask(self, feed: FeedState) -> None:
        limit = web.LARGER * self._settings.max_bytes
        result = self._fetcher.get(feed.url, etag=feed.etag, modified=feed.modified, limit=limit)
        now = time.time()
        if isinstance(result, Unchanged):
            self._state.polled(schedule.answered(feed, now, self._every, max_age=result.max_age))
        elif isinstance(result, Page):
            self._take(feed, result, now)
        else:
            self._feed_failed(feed, result, now)

    def _take(self, feed: FeedState, page: Page, now: float) -> None:
        try:
            found = feeds.parse(page.body, page.url, charset=page.charset)
        except InputError as error:
            problem, remedy = error.problem, error.remedy
            self._feed_failed(feed, Failed(feed.url, error.code, problem, remedy), now)
            return
        items = [item for item in found.items if not item.cut]
        whole = len(items) == len(found.items)  # or the rest must be sent again
        feed = replace(
            feed, etag=page.etag if whole else "", modified=page.modified if whole else ""
        )
        feed = schedule.answered(
            feed, now, self._every, minutes=found.minutes, max_age=page.max_age
        )
        new = self._state.polled(feed, items, warnings=found.warnings)
        self._say(f"{shown(feed.url)}: {count(len(items), 'item')}, {new:,} of them new")

    def _feed_failed(self, feed: FeedState, result: Failed, now: float) -> None:
        """Say what is wrong with a feed; of each kind of trouble there is one Failure."""
        self._say(f"{shown(feed.url)}: {result.problem}; {result.remedy}")
        state = schedule.failed(feed, now, self._every, result)
        trouble = (result.code, result.problem, result.remedy)
        self._state.polled(state, [Item(f"{feed.url} {result.code}")], trouble=trouble)

    # items

    def _work(self) -> None:
        while not self._stop.is_set():
            waiting = self._state.waiting(time.time())
            if waiting is None:
                return
            self._item(waiting)

    def _item(self, waiting: Waiting) -> None:
        if waiting.trouble:
            self._finish(waiting, _trouble(waiting))
            return
        found = self._article(waiting)
        result = found if isinstance(found, Failure) else self._pipeline.run(found)
        if isinstance(result, Failure):
            if self._stop.is_set():
                return  # what ended us may have ended a helper process, and made it fail
            if _may_pass(result) and waiting.tries + 1 < schedule.TRIES:
                due = schedule.again(time.time(), self._every, waiting.tries)
                self._state.postpone(waiting.number, due)
                return
        self._finish(waiting, result)

    def _article(self, waiting: Waiting) -> Article | Failure:
        item, feed = waiting.item, waiting.feed
        made = (
            web.item_article(item, feed, waiting.warnings, self._fetcher, self._settings)
            for _ in range(1)
        )
        found = next(sources.guarded(made, feed, "feed"))
        return replace(found, id=item.id)

    def _finish(self, waiting: Waiting, result: Report | Failure) -> None:
        signature = match = None
        if isinstance(result, Report):
            self._tell_what_is_off(result)
            signature = families.signature(result.repaired)
            match = self._families.nearest(signature)
        status = "report" if isinstance(result, Report) else "failure"
        rows = tables.rows(waiting.number, result)
        rows[ITEMS] = [_row(waiting, status, result, match)]
        output = {f"{table}.jsonl": tables.jsonl(found) for table, found in rows.items() if found}
        self._state.finish(waiting.number, status, output, signature=signature, match=match)
        if signature is not None:
            family = match.family if match else waiting.number
            self._families.add(waiting.number, family, signature)

    def _tell_what_is_off(self, report: Report) -> None:
        """Say once that grammar cannot be checked, unless that was asked for."""
        status = report.versions.get("grammar", "")
        if status.startswith("off: ") and status not in ("off: skipped", self._told):
            self._told = status
            self._say(f"grammar is {status}")


def _trouble(waiting: Waiting) -> Failure:
    """Return the Failure of a feed itself."""
    source = Source(shown(waiting.feed), "feed", url=shown(waiting.feed))
    return Failure(waiting.item.id, source, "fetch", *waiting.trouble)


def _row(
    waiting: Waiting, status: str, result: Report | Failure, match: families.Match | None
) -> tables.Row:
    """Return an item's row in the table of items."""
    return {
        "article": waiting.number, "id": result.id, "feed": shown(waiting.feed),
        "url": result.source.url, "title": result.source.title, "date": result.source.date,
        "status": status, "family": match.family if match else waiting.number,
        "near_duplicate_of": match.number if match else None,
        "similarity": match.similarity if match else None,
    }  # fmt: skip


def _may_pass(failure: Failure) -> bool:
    """Tell whether another try may go better."""
    if failure.stage == "fetch":
        return Failed("", failure.code, "", "").temporary
    return failure.stage in _TEMPORARY
