"""Several Fetchers side by side, each with hosts of its own, so that no host is asked oftener."""

from __future__ import annotations

import threading
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from healthtext.fetch.client import Fetcher
from healthtext.fetch.results import Result
from healthtext.settings import Settings

THREADS = 8
AHEAD = 16  # addresses that are fetched before they are asked for
T = TypeVar("T")


class Get(Protocol):
    """What a Fetcher and a Pool have in common."""

    def get(self, url: str, *, limit: int = 0) -> Result:
        """Fetch an address."""


class Pool:
    """Fetch addresses of many hosts at a time. Use it in a `with` block."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stop = threading.Event()
        self._open = ExitStack()
        self._threads: dict[int, tuple[ThreadPoolExecutor, Fetcher]] = {}

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()  # nobody waits for a turn any more
        for threads, _fetcher in self._threads.values():
            threads.shutdown(wait=True, cancel_futures=True)
        self._open.close()

    def get(self, url: str, *, limit: int = 0) -> Result:
        """Fetch an address in the thread of its host."""
        return self._asked(url, limit).result()

    def ahead(self, addresses: Iterable[T], url_of: Callable[[T], str]) -> Iterator[
        tuple[T, Result | None]
    ]:  # fmt: skip
        """Yield each thing with what its address gave, in order, some being fetched ahead.

        What has no address, "", has no result.
        """
        waiting: deque[tuple[T, Future[Result] | None]] = deque()
        for thing in addresses:
            url = url_of(thing)
            waiting.append((thing, self._asked(url) if url else None))
            if len(waiting) > AHEAD:
                yield _done(*waiting.popleft())
        while waiting:
            yield _done(*waiting.popleft())

    def _asked(self, url: str, limit: int = 0) -> Future[Result]:
        place = zlib.crc32(_host(url)) % THREADS
        if place not in self._threads:
            fetcher = self._open.enter_context(Fetcher(self._settings, self._stop))
            self._threads[place] = ThreadPoolExecutor(1, f"fetch-{place}"), fetcher
        threads, fetcher = self._threads[place]
        return threads.submit(fetcher.get, url, limit=limit)


def _done(thing: T, future: Future[Result] | None) -> tuple[T, Result | None]:
    return thing, future.result() if future else None


def _host(url: str) -> bytes:
    try:
        return urlsplit(url).netloc.lower().encode("utf-8", "replace")
    except ValueError:  # no address, which is said when it is fetched
        return b""
