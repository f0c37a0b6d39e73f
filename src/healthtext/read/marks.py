"""What an author switches off: everything between two marks stays as it is.

    <!-- healthtext: off --> … <!-- healthtext: on -->

Without the second mark everything to the end stays. The marks themselves stay too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from healthtext.records import Article, Span
from healthtext.spans import merged

MARK = re.compile(r"<!--\s{0,20}healthtext\s{0,20}:\s{0,20}(off|on)\s{0,20}-->", re.IGNORECASE)
# Comments of HTML are read from the page itself, code of Markdown is known to its reader only.
_READ_ELSEWHERE = frozenset(("html", "markdown"))


def respected(article: Article) -> Article:
    """Return the article with what its marks switch off protected."""
    return article if article.source.kind in _READ_ELSEWHERE else protecting(article)


def protecting(article: Article, code: Sequence[Span] = ()) -> Article:
    """Return the article with what the marks outside `code` switch off protected."""
    found, open_at = _switched(article.text, code)
    if not found:
        return article
    source = article.source
    if open_at is not None:
        line = article.text.count("\n", 0, open_at) + 1
        warning = f"healthtext is off from line {line} to the end: no mark switches it on again"
        source = replace(source, warnings=(*source.warnings, warning))
    spans = tuple(merged([*article.protected, *found]))
    return replace(article, source=source, protected=spans)


def _switched(text: str, code: Sequence[Span]) -> tuple[list[Span], int | None]:
    """Return what is switched off, marks included, and where a mark was left open."""
    code = list(merged(code))
    ends = [end for _, end in code]
    found: list[Span] = []
    off: int | None = None
    for mark in MARK.finditer(text):
        at = bisect_right(ends, mark.start())
        if at < len(code) and code[at][0] <= mark.start():
            continue
        if mark[1].lower() == "off":
            off = mark.start() if off is None else off
        else:
            found.append((mark.start() if off is None else off, mark.end()))
            off = None
    return found + ([] if off is None else [(off, len(text))]), off
