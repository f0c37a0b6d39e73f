"""Tables that lay a page out, as pages of the years before style sheets do: their cells are blocks.

The extraction keeps a table as rows of a table, which would make one row of a whole article with
the navigation beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_FEWEST = 60  # words of a cell that can hold an article
_SHARE = 0.5  # of the words of the page
_SHOWN = ".//text()[not(parent::script or parent::style)]"


def in_html(html: str) -> str:
    """Return a page whose tables that hold most of it in one cell are blocks, not tables."""
    if not re.search(r"<table\b", html, re.IGNORECASE):
        return html
    from lxml.html import document_fromstring, tostring  # type: ignore[import-untyped]

    tree = document_fromstring(html)
    least = max(_FEWEST, _SHARE * _words(tree))
    found = [table for table in tree.iter("table") if _lays_out(table, least)]
    for table in found:
        for part in list(_parts(table)):
            part.tag = "div"
        table.tag = "div"
    return tostring(tree, encoding="unicode") if found else html


def _lays_out(table: Any, least: float) -> bool:
    cells = (part for part in _parts(table) if part.tag in ("td", "th"))
    return any(_is_prose(cell) and _words(cell) >= least for cell in cells)


def _words(node: Any) -> int:
    return sum(len(text.split()) for text in node.xpath(_SHOWN))


def _is_prose(cell: Any) -> bool:
    """Tell whether a cell has several paragraphs."""
    return sum(1 for _ in cell.iter("p", "br", "h1", "h2", "h3", "table")) >= 2


def _parts(table: Any) -> Iterator[Any]:
    """Yield the sections, rows and cells of a table, not those of tables in it."""
    for part in table.iterchildren("thead", "tbody", "tfoot", "tr", "td", "th"):
        yield part
        if part.tag not in ("td", "th"):
            yield from _parts(part)
