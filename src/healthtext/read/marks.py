"""What an author switches off: everything between two marks stays as it is.

    <!-- healthtext: off --> … <!-- healthtext: on -->

Without the second mark everything to the end stays. The marks themselves stay too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from healthtext.records import Article, Span
from healthtext.spans import merged

MARK = re.compile(r"<!--\s{0,20}healthtext\s{0,20}:\s{0,20}(off|on)\s{0,20}-->", re.IGNORECASE)
_LIKE = re.compile(r"<!--\s{0,20}healthtext\b[^<>]{0,80}-->", re.IGNORECASE)
_FEW = 5  # marks that switch nothing, each with its line
# Comments of HTML are read from the page itself, code of Markdown is known to its reader only.
_READ_ELSEWHERE = frozenset(("html", "markdown"))


def respected(article: Article) -> Article:
    """Return the article with what its marks switch off protected."""
    return article if article.source.kind in _READ_ELSEWHERE else protecting(article)


def protecting(article: Article, code: Sequence[Span] = ()) -> Article:
    """Return the article with what the marks outside `code` switch off protected."""
    found, open_at = _switched(article.text, code)
    source = article.source
    source = replace(source, warnings=(*source.warnings, *mistaken(article.text, code)))
    if open_at is not None:
        line = article.text.count("\n", 0, open_at) + 1
        warning = f"healthtext is off from line {line} to the end: no mark switches it on again"
        source = replace(source, warnings=(*source.warnings, warning))
    spans = tuple(merged([*article.protected, *found]))
    return replace(article, source=source, protected=spans)


def mistaken(text: str, code: Sequence[Span] = ()) -> Iterator[str]:
    """Yield what to say of comments that look like marks and switch nothing, of the first few."""
    others = (like for like in _shown(_LIKE, text, code) if not MARK.fullmatch(like.group()))
    for like in islice(others, _FEW):
        line = text.count("\n", 0, like.start()) + 1
        words = " ".join(like.group().split())
        yield f"{words} in line {line} switches nothing: a mark says healthtext: off, or on"


def _switched(text: str, code: Sequence[Span]) -> tuple[list[Span], int | None]:
    """Return what is switched off, marks included, and where a mark was left open."""
    found: list[Span] = []
    off: int | None = None
    for mark in _shown(MARK, text, code):
        if mark[1].lower() == "off":
            off = mark.start() if off is None else off
        else:
            found.append((mark.start() if off is None else off, mark.end()))
            off = None
    return found + ([] if off is None else [(off, len(text))]), off


def _shown(pattern: re.Pattern[str], text: str, code: Sequence[Span]) -> Iterator[re.Match[str]]:
    """Yield the matches that do not begin in code."""
    code = list(merged(code))
    ends = [end for _, end in code]
    for match in pattern.finditer(text):
        at = bisect_right(ends, match.start())
        if at == len(code) or match.start() < code[at][0]:
            yield match
