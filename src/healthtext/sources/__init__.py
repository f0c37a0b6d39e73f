"""Open whatever articles come from: files, folders, globs, tables, archives, feeds, sitemaps, URLs.

A source is named as on the command line. Its articles come in a stable order, one after the other,
so that a source may be larger than the memory; what is wrong with one of them is one Failure.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import TypeVar

from healthtext.errors import InputError
from healthtext.read import gates, read
from healthtext.read.files import shown
from healthtext.records import Article, Failure, Source
from healthtext.settings import Settings
from healthtext.sources import names
from healthtext.sources.names import digest

__all__ = ["digest", "open"]

log = logging.getLogger("healthtext")
Items = Iterator[Article | Failure]
T = TypeVar("T")


def open(source: str, settings: Settings) -> Items:
    """Yield every article of a source, or why there is none. Never raises for bad input."""
    source = names.local(source)
    for member in guarded(names.members(source), source, "source"):
        if isinstance(member, Failure):
            yield member
            continue
        kind = names.KINDS.get(names.suffix(member), "text")
        yield from guarded(_records(member, settings), member, kind)


def guarded(items: Iterator[T], name: str, kind: str) -> Iterator[T | Failure]:
    """Yield items; whatever ends them before their time becomes a Failure of the whole source."""
    source = Source(shown(name), kind)
    try:
        yield from items
    except InputError as error:
        yield gates.failure(error, source.name, source)
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        unread = InputError(source.name, problem, "check the file and its disk", code="unreadable")
        yield gates.failure(unread, source.name, source)
    except Exception as error:  # a library broke on it; the other sources must not suffer
        log.exception("%s could not be read", source.name)
        problem = f"could not be read ({type(error).__name__}: {error!s:.200})"
        broken = InputError(source.name, problem, "report it with the file", code="internal")
        yield gates.failure(broken, source.name, source)


def _records(name: str, settings: Settings) -> Items:
    """Read by kind; the libraries are imported when they are needed."""
    records: Callable[[str, Settings], Items] = read
    match names.kind(name):
        case "parquet":
            from healthtext.sources.parquet import records
        case "csv":
            from healthtext.sources.tables import records
        case "warc":
            from healthtext.sources.warc import records
        case "feed" | "sitemap" | "urls" | "url":
            from healthtext.sources.web import records
    yield from records(name, settings)
