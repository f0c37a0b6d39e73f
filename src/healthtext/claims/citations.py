"""Citations in a text: DOI, PMID and URL."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator

from healthtext.records import Citation

_KINDS = (
    ("doi", re.compile(r"\b10\.\d{4,9}/[^\s\"'<>\[\]{}]{1,200}")),
    ("pmid", re.compile(r"\b(?:PMID|PubMed(?: ID)?)[:\s#]{0,3}(\d{4,8})\b", re.I)),
    ("pmid", re.compile(r"\b(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{4,8})")),
    ("url", re.compile(r"\b(?:https?://|www\.)[^\s\"'<>\[\]{}]{3,2000}")),
)
_TRAILING = ".,;:!?)"


def citations(text: str, offset: int = 0) -> tuple[Citation, ...]:
    """Return the citations in order; a DOI or PMID inside a URL stands for the URL."""
    found: list[Citation] = []
    for citation in _all(text, offset):
        at = bisect(found, citation.start, key=lambda known: known.start)
        free_before = not at or found[at - 1].end <= citation.start
        if free_before and (at == len(found) or citation.end <= found[at].start):
            found.insert(at, citation)
    return tuple(found)


def _all(text: str, offset: int) -> Iterator[Citation]:
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            whole = _trimmed(match.group())
            value = match.group(1) if pattern.groups else whole
            start = match.start() + offset
            yield Citation(start, start + len(whole), kind, value)


def _trimmed(text: str) -> str:
    """Leave out closing marks of the sentence; a bracket that was opened inside stays."""
    while text[-1] in _TRAILING and not (text[-1] == ")" and text.count("(") >= text.count(")")):
        text = text[:-1]
    return text
