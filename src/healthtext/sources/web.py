"""Feeds, sitemaps, lists of addresses and single pages, from the web or from files."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from healthtext import read
from healthtext.errors import InputError
from healthtext.fetch import Failed, Get, Page, Pool, Result
from healthtext.read import files, gates
from healthtext.read.files import shown
from healthtext.records import Article, Failure, Source
from healthtext.settings import Settings
from healthtext.sources import feeds, names, sitemaps
from healthtext.sources.feeds import Feed, Item

Items = Iterator[Article | Failure]
LARGER = 5  # times the size of an article a feed or sitemap may have
_DEPTH = 3  # of sitemaps in sitemaps
_LONGEST = 10_000  # bytes of an address


def records(name: str, settings: Settings) -> Items:
    """Yield the articles that an address, or a file of addresses, leads to, in order."""
    with Pool(settings) as fetcher:
        if names.is_url(name):
            yield from _of_url(name, fetcher, settings)
            return
        kind = names.kind(name)
        if kind == "urls":
            with files.opened(name, shown(name), settings.timeout) as lines:
                yield from _of_addresses(_listed(lines), name, fetcher, settings)
            return
        data = files.fetch(name, shown(name), _roomy(settings))
        yield from _of_content(data, name, "", kind, fetcher, settings)


def _of_url(url: str, fetcher: Pool, settings: Settings) -> Items:
    result = fetcher.get(url, limit=_roomy(settings).max_bytes)
    if not isinstance(result, Page):
        yield unfetched(url, result)
        return
    kind = names.kind_of_bytes(result.body[:65_536]) or _packed_sitemap(result)
    if kind:
        yield from _of_content(result.body, result.url, result.charset, kind, fetcher, settings)
    elif len(result.body) > settings.max_bytes:
        too_large = Failed(url, "too-large", "is larger than it may be", "raise max_bytes")
        yield unfetched(url, too_large)
    else:
        yield article(result, Source(shown(url)), settings)


def _packed_sitemap(page: Page) -> str:
    return "sitemap" if page.body.startswith(b"\x1f\x8b") and ".xml" in page.url else ""


def _of_content(
    data: bytes, where: str, charset: str, kind: str, fetcher: Pool, settings: Settings
) -> Items:
    if kind == "feed":
        feed = feeds.parse(data, where, charset=charset)
        yield from feed_articles(feed, where, fetcher, settings)
    elif kind == "sitemap":
        mapped = _mapped(data, where, fetcher, settings)
        yield from _of_addresses(mapped, where, fetcher, settings)
    else:
        yield from _of_addresses(_listed(io.BytesIO(data)), where, fetcher, settings)


def _listed(stream: BinaryIO) -> Iterator[str]:
    """Yield the addresses in a list, one a line."""
    while line := stream.readline(_LONGEST):
        address = line.decode("utf-8-sig", "replace").strip()
        if address and not address.startswith("#"):
            yield address


def _of_addresses(
    addresses: Iterable[str | Failure], where: str, pool: Pool, settings: Settings
) -> Items:
    """Fetch every address as an article; one that was given before is left out.

    Raises InputError where there is none.
    """
    empty = True
    for address, result in pool.ahead(_once(addresses), _address):
        empty = False
        if isinstance(address, Failure):
            yield address
        elif result is not None:
            yield fetched(address, result, Source(shown(address)), settings)
    if empty:
        remedy = "give a list or sitemap with addresses in it"
        raise InputError(shown(where), "holds no addresses", remedy, code="empty")


def _once(addresses: Iterable[str | Failure]) -> Iterator[str | Failure]:
    seen: set[str] = set()
    for address in addresses:
        if not isinstance(address, str):
            yield address
        elif address not in seen:
            seen.add(address)
            yield address


def _address(address: str | Failure) -> str:
    return address if isinstance(address, str) else ""


def _mapped(
    data: bytes, where: str, fetcher: Get, settings: Settings, seen: tuple[str, ...] = ()
) -> Iterator[str | Failure]:
    """Yield the pages of a sitemap, and of the sitemaps in it; `seen` are those it is in."""
    limit = _roomy(settings).max_bytes
    try:
        for is_map, address in sitemaps.locations(data, where, limit):
            if is_map:
                yield from _inner(address, fetcher, settings, (*seen, where))
            else:
                yield address
    except InputError as error:
        yield gates.failure(error, shown(where), Source(shown(where), "sitemap"))


def _inner(
    url: str, fetcher: Get, settings: Settings, seen: tuple[str, ...]
) -> Iterator[str | Failure]:
    if url in seen or len(seen) > _DEPTH:
        lost = Failed(url, "circle", "is a sitemap in itself or too deep in others", "leave it out")
        yield unfetched(url, lost)
        return
    result = fetcher.get(url, limit=_roomy(settings).max_bytes)
    if isinstance(result, Page):
        yield from _mapped(result.body, url, fetcher, settings, seen)
    else:
        yield unfetched(url, result)


def unfetched(id: str, result: object, source: Source | None = None) -> Failure:
    """Make the Failure of an address that gave no page."""
    if not isinstance(result, Failed):
        result = Failed(id, "unchanged", "sent nothing", "ask for it without conditions")
    source = source or Source(shown(result.url), "url", url=shown(result.url))
    problem = result.problem if result.url == id else f"{result.problem} ({shown(result.url)})"
    return Failure(shown(id), source, "fetch", result.code, problem, result.remedy)


def page_article(url: str, source: Source, fetcher: Get, settings: Settings) -> Article | Failure:
    """Fetch a page and make an article of it."""
    return fetched(url, fetcher.get(url), source, settings)


def fetched(url: str, result: Result, source: Source, settings: Settings) -> Article | Failure:
    """Make an article of what fetching an address gave."""
    if not isinstance(result, Page):
        return unfetched(url, result, replace(source, kind=source.kind or "url", url=shown(url)))
    return article(result, source, settings)


def article(page: Page, source: Source, settings: Settings) -> Article | Failure:
    """Make an article of a fetched page. What the feed says about it goes before what it says."""
    kind = "html" if "html" in page.content_type.lower() else ""
    asked = replace(source, kind=kind, url=shown(page.url))
    made = read.from_bytes(page.body, asked, settings, charset=page.charset)
    found = made.source
    title, author = source.title or found.title, source.author or found.author
    told = replace(found, url=shown(page.url), title=title, author=author)
    return replace(made, source=replace(told, date=source.date or found.date))


def feed_articles(feed: Feed, where: str, fetcher: Get, settings: Settings) -> Items:
    """Yield an Article or a Failure for every item of a feed, an item given twice once."""
    seen: set[str] = set()
    for item in feed.items:
        if item.id not in seen:
            seen.add(item.id)
            yield item_article(item, where, feed.warnings, fetcher, settings)
    if not feed.items:
        empty = InputError(shown(where), "has no items", "ask again later", code="empty")
        yield gates.failure(empty, shown(where), Source(shown(where), "feed"))


def item_article(
    item: Item, where: str, warnings: tuple[str, ...], fetcher: Get, settings: Settings
) -> Article | Failure:
    """Make an article of a feed's item: of its text, or of the page behind it."""
    source = Source(
        shown(where), "feed", None, shown(item.url), item.title, item.author, item.date,
        warnings=warnings,
    )  # fmt: skip
    if item.cut:
        cut = InputError(
            source.name, "breaks off in this item", "ask again later", code="truncated"
        )
        return gates.failure(cut, item.id, source)
    wanted = settings.pages == "always" or (settings.pages == "auto" and not item.full)
    if wanted and item.url:
        made = page_article(item.url, source, fetcher, settings)
        return replace(made, id=item.id, source=replace(made.source, name=source.name))
    if not item.text:
        remedy = "fetch the pages: --pages auto" if item.url else "ask the feed's maker for texts"
        bare = InputError(source.name, "has an item without a text", remedy, code="empty")
        return gates.failure(bare, item.id, source)
    made = Article(item.id, item.text, source)
    return gates.attempt(lambda: _admitted(made, settings), item.id, source)


def _admitted(article: Article, settings: Settings) -> Article:
    gates.refuse_long(article.text, article.source.name, settings.max_bytes)
    return gates.admit(article)


def _roomy(settings: Settings) -> Settings:
    return replace(settings, max_bytes=LARGER * settings.max_bytes)
