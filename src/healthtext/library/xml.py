"""PubMed and PMC articles from XML, as a stream: one article is held at a time.

Entities that a file defines are not expanded and nothing it names is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from healthtext.library import jats, pubmed
from healthtext.library.opening import broken, pieces
from healthtext.library.records import Deletion, Record, revised

LARGEST = 64_000_000  # bytes of one article
_READERS: dict[str, Callable[[etree._Element], Iterator[Record | Deletion]]] = {
    "PubmedArticle": pubmed.article, "DeleteCitation": pubmed.deletions, "article": jats.article,
}  # fmt: skip


def read(path: Path) -> Iterator[Record | Deletion]:
    """Yield the articles and deletions of a file; raises InputError at the place it breaks."""
    names = tuple(f"{{*}}{name}" for name in _READERS)
    parser = etree.XMLPullParser(
        ("end",), tag=names, resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    found, held, latest = 0, 0, ""
    for piece in pieces(path):
        problem = _fed(parser, piece)
        before, held = found, held + len(piece)
        for item in _items(parser):
            found += 1
            if isinstance(item, Record):
                latest = max(latest, revised(item))
                yield item
            else:
                yield replace(item, date=latest)
        if problem is not None:
            raise broken(path, f"broken XML after {found:,} records: {problem}")
        held = 0 if found > before else held
        if held > LARGEST:
            raise broken(path, f"the record after {found:,} has more than {LARGEST:,} bytes")
    _end(parser, path, found)


def _fed(parser: etree.XMLPullParser, piece: bytes) -> str | None:
    try:
        parser.feed(piece)
    except etree.XMLSyntaxError as error:
        return str(error.msg)  # with line and column
    return None


def _items(parser: etree.XMLPullParser) -> Iterator[Record | Deletion]:
    for _, element in parser.read_events():
        _without_namespaces(element)
        yield from _READERS[str(element.tag)](element)
        _forget(element)


def _without_namespaces(element: etree._Element) -> None:
    """Name elements as in files without namespaces: PMC's archive service gives JATS with one."""
    for one in element.iter(etree.Element):
        if one.tag[0] == "{":
            one.tag = etree.QName(one).localname


def _forget(element: etree._Element) -> None:
    """Drop an element that has been read, and what stands before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _end(parser: etree.XMLPullParser, path: Path, found: int) -> None:
    try:
        parser.close()
    except etree.XMLSyntaxError as error:
        raise broken(path, f"broken XML after {found:,} records: {error.msg}") from None
    if not found:
        raise broken(path, "has neither PubMed nor PMC articles", "give PubMed or JATS XML")
