"""Struck text in HTML: what a page marks as deleted is no longer what it says."""

from __future__ import annotations

import re
from typing import Any

_STRUCK = ("del", "s", "strike")
_MOST = 60  # words: whatever is longer was rather never closed, and would take the article along
_ANY = re.compile(r"<(?:del|s|strike)\b", re.IGNORECASE)
_BLOCKS = ("p", "div", "section", "article", "table", "ul", "ol", "h1", "h2", "h3", "h4")


def in_html(html: str) -> str:
    """Return a page without what stands in short `del`, `s` and `strike` elements."""
    if not _ANY.search(html):
        return html
    from lxml.html import document_fromstring, tostring  # type: ignore[import-untyped]

    tree = document_fromstring(html)
    found = [node for node in tree.iter(*_STRUCK) if _is_short(node)]
    for node in found:
        node.drop_tree()
    return tostring(tree, encoding="unicode") if found else html


def _is_short(node: Any) -> bool:
    return next(node.iter(*_BLOCKS), None) is None and len(node.text_content().split()) <= _MOST
