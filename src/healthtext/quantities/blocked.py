"""Places whose numbers are no quantities: addresses, dates, telephone and section numbers."""

from __future__ import annotations

import re

from healthtext.records import Span

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_PATTERNS = (
    r"https?://\S+|www\.\S+",
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}",
    r"\b(?:doi|pmid|pmcid|isbn|issn|arxiv)\b:?\s{0,3}\S+|\b10\.\d{4,9}/\S+",
    r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})\b",
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}}\b)?",
    rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?|\b{_MONTH} \d{{4}}\b",
    r"(?<![\w+])\+\d{1,3}(?:[ .()-]{1,2}\d{1,5}){2,6}\b",
    r"(?<![\w.])\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}\b|(?<![\w.])0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}\b",
    r"\b\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?|\b\d{1,2} ?[ap]\.?m\b\.?",
    r"\b(?:sections?|chapters?|figures?|figs?\.?|tables?|appendix|pages?|pp?\.|items?|paragraphs?"
    r"|no\.|vol\.|volume|version|room|steps?(?= \d{1,2}[ ,.:])|questions?|box|ref\.?|§)"
    r" ?\d{1,4}(?:\.\d{1,3}){0,4}(?:[–-]\d{1,4})?\b",
    r"§ ?\d{1,4}(?:\.\d{1,3}){0,4}",
    r"\[\d[\d,\s–-]{0,60}\]",
    r"\([A-Z][\w'’-]{1,40}[^()\d]{0,60},? (?:19|20)\d\d[a-z]?(?:[,;:][^()]{0,40})?\)",
    r"(?:^|(?<=\n))[ \t]{0,8}\d{1,2}(?:\.\d{1,2}){1,4}\.?(?=[ \t]+[A-Z])",
    r"(?:[$£€¥]|\b(?:USD|EUR|GBP) ?)\d[\d,.]{0,20}(?: ?(?:million|billion|thousand|m|bn)\b)?",
)
_BLOCKED = tuple(re.compile(pattern, re.I if "doi" in pattern or "sections" in pattern else 0)
                 for pattern in _PATTERNS)  # fmt: skip


def blocked(text: str) -> tuple[Span, ...]:
    """Return the places in order; those that meet are joined."""
    spans = sorted(match.span() for pattern in _BLOCKED for match in pattern.finditer(text))
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)
