"""Feeds, sitemaps, lists of addresses and single pages, from the web or from files."""

from __future__ import annotations

from collections.abc import Iterator

from healthtext.errors import InputError
from healthtext.read.files import shown
from healthtext.records import Article, Failure
from healthtext.settings import Settings


def records(name: str, settings: Settings) -> Iterator[Article | Failure]:
    raise InputError(shown(name), "not yet", "wait", code="todo")
    yield
