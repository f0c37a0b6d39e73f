"""PubMed and PMC articles from XML, as a stream: one article is held at a time.

Entities that a file defines are not expanded and nothing it names is loaded.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from healthtext.errors import InputError
from healthtext.library import jats, pubmed
from healthtext.library.opening import broken, pieces
from healthtext.library.records import Deletion, Record, revised
from healthtext.render.text import count

LARGEST = 64_000_000  # bytes of one article
_READERS: dict[str, Callable[[etree._Element], Iterator[Record | Deletion]]] = {
    "PubmedArticle": pubmed.article, "PubmedBookArticle": pubmed.book,
    "DeleteCitation": pubmed.deletions, "article": jats.article,
}  # fmt: skip
_DECLARED = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)""")
_OF_BYTES = re.compile(rb"iso[-_]?8859|windows-125|cp125|latin|(?:us-)?ascii", re.I)
_REMEDIES = {  # by what libxml2 says
    "amplification": "take the entities that it defines out of it",
    "start of the document": "give each document in a file of its own, and nothing before it",
    "Extra content": "give each document in a file of its own",
    "ncoding": "save the file in UTF-8, and declare that",
    "invalid Char": "take that character out",
    "Invalid character:": "take that character out",
}


def read(path: Path) -> Iterator[Record | Deletion]:
    """Yield the articles and deletions of a file; raises InputError at the place it breaks."""
    names = tuple(f"{{*}}{name}" for name in _READERS)
    parser = etree.XMLPullParser(
        ("end",), tag=names, resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True, encoding=_encoding(path),
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
            raise _broken(path, found, problem)
        held = 0 if found > before else held
        if held > LARGEST:
            raise broken(path, f"the record after {found:,} has more than {LARGEST:,} bytes")
    _end(parser, path, found)


def _encoding(path: Path) -> str | None:
    """Return UTF-8 where a file declares an encoding of one byte a letter and is in UTF-8.

    A program that saves a file anew may leave the declaration as it was.
    """
    with suppress(InputError):  # which comes again where the file is read
        stream = pieces(path)
        first = next(stream, b"")
        declared = _DECLARED.match(first)
        if declared and _OF_BYTES.match(declared[1]):
            return "utf-8" if _is_utf_8(first, stream) else None
    return None


def _is_utf_8(first: bytes, stream: Iterator[bytes]) -> bool:
    """Tell whether all bytes are UTF-8, some of them of letters that ASCII lacks."""
    decoder, is_more = codecs.getincrementaldecoder("utf-8")(), not first.isascii()
    try:
        decoder.decode(first)
        for piece in stream:
            decoder.decode(piece)
            is_more = is_more or not piece.isascii()
    except UnicodeDecodeError:
        return False
    return is_more


def _broken(path: Path, found: int, problem: str) -> InputError:
    said = " ".join(problem.split())
    remedy = next((one for sign, one in _REMEDIES.items() if sign in said), "")
    return broken(path, f"broken XML after {count(found, 'record')}: {said}", remedy)


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
        raise _broken(path, found, str(error.msg)) from None
    if not found:
        raise broken(path, "has neither PubMed nor PMC articles", "give PubMed or JATS XML")
