"""Sitemaps and indexes of sitemaps: the addresses in them, in order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from healthtext.errors import InputError
from healthtext.fetch import unpack
from healthtext.read.files import shown

_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


def locations(data: bytes, where: str, limit: int) -> Iterator[tuple[bool, str]]:
    """Yield every address in a sitemap, and whether it leads to another sitemap.

    Raises InputError, after what could be read, where it is no valid XML.
    """
    from lxml import etree  # type: ignore[import-untyped]

    if data.startswith(b"\x1f\x8b"):
        data = _gunzip(data, where, limit)
    if _DOCTYPE.search(data[:100_000]):
        problem = "declares a document type, as no sitemap does"
        raise InputError(shown(where), problem, "leave it out", code="entities")
    events = etree.iterparse(
        io.BytesIO(data), events=("end",), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for _, element in events:
            name = str(element.tag).rpartition("}")[2]
            if name in ("url", "sitemap"):
                if address := _loc(element):
                    yield name == "sitemap", address
                element.clear()
    except etree.XMLSyntaxError as error:
        problem = f"is no valid XML ({error!s:.120}); what came before is read"
        raise InputError(shown(where), problem, "ask its maker to mend it", code="xml") from None


def _loc(element: object) -> str:
    for child in element:  # type: ignore[attr-defined]
        if str(child.tag).rpartition("}")[2] == "loc":
            return "".join((child.text or "").split())
    return ""


def _gunzip(data: bytes, where: str, limit: int) -> bytes:
    try:
        return unpack.gunzip(data, limit)
    except unpack.TooLargeError:
        remedy = "raise the setting max_bytes"
        raise InputError(shown(where), "unpacks to more than it may", remedy, code="too-large") \
            from None  # fmt: skip
    except unpack.DamagedError as error:
        raise InputError(shown(where), str(error), "fetch it again", code="truncated") from None
