"""RSS, Atom and JSON Feed: bytes in, a feed with its items out, whatever state it is in."""

from __future__ import annotations

import hashlib
import io
import json
import re
import time
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import urljoin

from healthtext.errors import InputError
from healthtext.read import encoding
from healthtext.read.files import shown
from healthtext.sources import fragment

_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_DECLARED = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ROOT = re.compile(r"<(?:\w{1,20}:)?(rss|feed|rdf)\b", re.IGNORECASE)
_END = re.compile(r"</(?:\w{1,20}:)?(?:rss|feed|rdf)\s*>[^<]*(?:<!--.*?-->[^<]*)*\Z", re.I | re.S)
_LINK = re.compile(r"<link\b[^>]{0,1000}>", re.IGNORECASE)
_FEED_TYPE = re.compile(r"application/(?:rss|atom|feed)\+(?:xml|json)", re.IGNORECASE)
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]{1,1000})", re.IGNORECASE)
_JSON = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/")
_PERIODS = {"hourly": 60.0, "daily": 1440.0, "weekly": 10080.0, "monthly": 43200.0}
_MOST_TAGS = 1_000_000  # a minute or two of parsing
FULL_WORDS = 120  # a text with fewer is taken for a teaser


@dataclass(frozen=True, slots=True)
class Item:
    """An article of a feed. `id` is its guid, its link or a digest of what it says, never empty.

    `cut` says that the feed broke off in it. `date` is ISO 8601, or "" when the feed gives none.
    """

    id: str
    url: str = ""
    title: str = ""
    author: str = ""
    date: str = ""
    text: str = ""
    cut: bool = False

    @property
    def full(self) -> bool:
        """Whether the feed holds the article and not a teaser."""
        return len(self.text.split()) >= FULL_WORDS


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's items in its own order. `minutes` is how long it may be kept, 0 if not said."""

    title: str
    items: tuple[Item, ...]
    minutes: float = 0.0
    warnings: tuple[str, ...] = ()


def parse(data: bytes, url: str, *, charset: str = "") -> Feed:
    """Read a feed that was found at `url`; `charset` is what HTTP said.

    Raises InputError for what is no feed, and for one that declares entities.
    """
    where = shown(url)
    decoded = encoding.decode(data, where, declares=True, label=charset)
    text = decoded.text.removeprefix("\ufeff").lstrip()
    if text.startswith("{"):
        return _of_json(text, url, decoded.warnings)
    _refuse_what_is_none(text, url)
    if text.count("<") > _MOST_TAGS:
        problem = f"has more than {_MOST_TAGS:,} tags"
        _refuse(url, problem, "ask its maker for a feed of the latest items", "too-large")
    text = _NO_XML.sub("", _DECLARED.sub("", text))
    return _of_xml(text, url, decoded.warnings)


def _refuse_what_is_none(text: str, url: str) -> None:
    root = _ROOT.search(text[:20_000])
    before = text[: root.start()] if root else text[:20_000]
    if _ENTITY.search(before):
        problem = "declares entities, as feeds do that are made to break their readers"
        _refuse(url, problem, "leave it out, or ask its maker for one without", "entities")
    if root is not None and not re.search(r"<html\b", before, re.IGNORECASE):
        return
    if not text:
        _refuse(url, "is empty", "check the address of the feed", "empty")
    if re.search(r"<(?:!doctype html|html|body|head)\b", text[:5000], re.IGNORECASE):
        feeds = _announced(text, url)
        remedy = f"give its feed: {feeds[0]}" if feeds else "give the address of a feed"
        _refuse(url, "is an HTML page, not a feed", remedy, "not-a-feed")
    _refuse(url, f"is no feed: {text[:40].strip()!r}", "give RSS, Atom or JSON Feed", "not-a-feed")


def _announced(text: str, url: str) -> list[str]:
    """Return the feeds that a page names in its head."""
    links = [tag for tag in _LINK.findall(text[:200_000]) if _FEED_TYPE.search(tag)]
    return [urljoin(url, match[1]) for tag in links if (match := _HREF.search(tag))]


def _refuse(url: str, problem: str, remedy: str, code: str) -> NoReturn:
    raise InputError(shown(url), problem, remedy, code=code)


def _of_xml(text: str, url: str, warnings: tuple[str, ...]) -> Feed:
    parsed = _parsed(text, url)
    whole = bool(_END.search(text[-2000:]))
    if parsed.get("bozo") and not parsed.entries:
        problem = f"is no valid XML ({_reason(parsed)}) and no item can be found in it"
        _refuse(url, problem, "ask its maker to mend it", "xml")
    if parsed.get("bozo"):
        warnings = (*warnings, f"the feed is no valid XML ({_reason(parsed)})")
    last = len(parsed.entries) - 1
    items = [
        _item(entry, url, cut=not whole and number == last)
        for number, entry in enumerate(parsed.entries)
    ]
    return Feed(_line(parsed.feed.get("title", "")), tuple(items), _minutes(parsed.feed), warnings)


def _parsed(text: str, url: str) -> Any:
    import feedparser

    try:
        return feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False, resolve_relative_uris=False,
        )  # fmt: skip
    except Exception as error:  # it takes anything for a feed, and not everything is one
        problem = f"breaks the reader of feeds ({type(error).__name__}: {error!s:.100})"
        _refuse(url, problem, "report it with the feed", "internal")


def _reason(parsed: Any) -> str:
    return f"{parsed.get('bozo_exception', '')!s:.120}".replace("\n", " ")


def _item(entry: Any, url: str, *, cut: bool) -> Item:
    contents = [str(part.get("value") or "") for part in entry.get("content") or ()]
    html = max((*contents, str(entry.get("summary") or "")), key=len)
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return _made(
        guid=str(entry.get("id") or ""), url=_link(entry, url),
        title=fragment.text(str(entry.get("title") or "")), author=str(entry.get("author") or ""),
        date=time.strftime("%Y-%m-%dT%H:%M:%SZ", moment) if moment else "",
        text=fragment.text(html), cut=cut,
    )  # fmt: skip


def _link(entry: Any, url: str) -> str:
    """Return an entry's link; a guid is one only where it is a whole address."""
    link = str(entry.get("link") or "")
    if entry.get("guidislink") and link == entry.get("id"):
        return _absolute("", link)
    return _absolute(url, link)


def _made(
    *, guid: str, url: str, title: str, author: str, date: str, text: str, cut: bool = False
) -> Item:
    """Make an item; one that has neither guid nor link is known by what it says."""
    text = _NO_XML.sub("", text)
    digest = hashlib.sha256(f"{title}\0{text}".encode("utf-8", "replace")).hexdigest()
    id = _line(guid) or url or f"sha256:{digest}"
    return Item(id, url, _line(title), _line(author), date, text, cut)


def _minutes(feed: Any) -> float:
    """Return how long a feed asks to be kept: its ttl, or its update period."""
    ttl = str(feed.get("ttl") or "").strip()
    if ttl.isdecimal():
        return min(float(ttl[:9]), 43_200.0)
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower(), 0.0)
    often = str(feed.get("sy_updatefrequency") or "1").strip()
    return period / max(int(often[:9]), 1) if often.isdecimal() else period


def _of_json(text: str, url: str, warnings: tuple[str, ...]) -> Feed:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        _refuse(url, f"is no JSON ({error!s:.100})", "ask its maker to mend it", "json")
    if not _JSON.match(str(values.get("version", ""))):
        _refuse(url, "is JSON but no JSON Feed", "give RSS, Atom or JSON Feed", "not-a-feed")
    items = values.get("items")
    if not isinstance(items, list):
        _refuse(url, "is a JSON Feed without items", "ask its maker to mend it", "json")
    made = [_json_item(item if isinstance(item, dict) else {}, url) for item in items]
    return Feed(_line(_string(values, "title")), tuple(made), 0.0, warnings)


def _json_item(item: dict[str, Any], url: str) -> Item:
    authors = item.get("authors") or [item.get("author")]
    names = [str(author.get("name") or "") for author in authors if isinstance(author, dict)]
    html = _string(item, "content_html")
    text = _string(item, "content_text") or fragment.text(html) or _string(item, "summary")
    return _made(
        guid=str(item.get("id") or ""), author=", ".join(filter(None, names)), text=text,
        url=_absolute(url, item.get("url") or item.get("external_url")),
        title=_string(item, "title"), date=_string(item, "date_published")[:40],
    )  # fmt: skip


def _string(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _absolute(url: str, link: object) -> str:
    """Return a link of a feed as an address, "" for one that is none."""
    try:
        joined = urljoin(url, str(link).strip()) if link else ""
    except ValueError:
        return ""
    return joined if joined.lower().startswith(("http://", "https://")) else ""


def _line(text: str) -> str:
    return " ".join(_NO_XML.sub("", str(text)).split())[:1000]
