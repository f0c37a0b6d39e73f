"""Marks in HTML are comments, which no extraction keeps: signs go with the text between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from healthtext.read.marks import MARK
from healthtext.records import Span

# Letters that no page has by chance; the first two that a page lacks are its signs.
_RARE = range(0x18B00, 0x18C00)  # Khitan small script
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
Signs = tuple[str, str]


def signed(html: str) -> tuple[str, Signs]:
    """Return a page with signs around every text between off and on; as it is without marks."""
    if not MARK.search(html) or not _COMMENT.sub("", html).strip():
        return html, ("", "")
    from lxml.html import document_fromstring, tostring  # type: ignore[import-untyped]

    rare = (chr(code) for code in _RARE if chr(code) not in html)
    signs, tree = (next(rare), next(rare)), document_fromstring(html)
    _sign(tree, signs)
    return tostring(tree, encoding="unicode"), signs


def unsigned(text: str, signs: Signs) -> tuple[str, list[Span]]:
    """Take the signs out of a text; return what they stood around, joined across white space."""
    if not signs[0]:
        return text, []
    parts, bounds, size = [], [], 0
    for part in re.split(f"([{''.join(signs)}])", text):
        if part in signs:
            bounds.append((size, part == signs[0]))
        else:
            parts.append(part)
            size += len(part)
    plain = "".join(parts)
    return plain, list(_joined(plain, bounds))


def _joined(text: str, bounds: list[tuple[int, bool]]) -> Iterator[Span]:
    """Yield spans from the places of opening and closing signs; a lost sign closes at the next."""
    start, end = -1, -1
    for (at, opens), (after, _) in pairwise([*bounds, (len(text), False)]):
        if not opens:
            continue
        if start >= 0 and text[end:at].strip():
            yield start, end
            start = -1
        start, end = at if start < 0 else start, after
    if start >= 0:
        yield start, end


def _sign(tree: Any, signs: Signs) -> None:
    off = False
    for node, name in _texts(tree):
        if name == "comment":
            mark = MARK.fullmatch(f"<!--{node.text}-->")
            off = mark[1].lower() == "off" if mark else off
        elif off and (text := getattr(node, name)) and (core := text.strip()):
            setattr(node, name, text.replace(core, f"{signs[0]}{core}{signs[1]}", 1))


def _texts(tree: Any) -> Iterator[tuple[Any, str]]:
    """Yield, in the order of the page, each node with where its text is, and each comment."""
    from lxml import etree  # type: ignore[import-untyped]

    for event, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start" and node.tag not in ("script", "style", "title"):
            yield node, "text"
        elif event == "comment":
            yield node, "comment"
        if event != "start":
            yield node, "tail"
