"""Addresses and search phrases that were put into sentences to sell something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from healthtext import rules
from healthtext.records import Edit, Safety

RULE = "clean-link-spam"
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'“”‘’()\[\]{}]{3,500}")
_ANCHOR = re.compile(
    r"<a\s[^<>\n]{1,500}>[^<\n]{0,200}</a>|\[url=[^\]\s]{1,500}\][^\[\n]{0,200}\[/url\]",
    re.IGNORECASE,
)
# Medicines that are articles' subjects too: their addresses are spam only if they sell them.
_PILLS = frozenset(("viagra", "cialis", "levitra", "sildenafil", "tadalafil", "xanax", "tramadol"))
_SELLS = frozenset(("buy", "cheap", "discount", "order", "online", "shop", "pharmacy", "generic"))
_TRAILING = ".,;:!?"
_WORD = re.compile(r"[a-z]+")
_TRUSTED = re.compile(
    r"(?:https?://)?[^/]*\.(?:gov|edu|org|int|mil|nhs\.uk|ac\.\w\w|gov\.\w\w|edu\.\w\w)(?:[:/]|\Z)",
    re.IGNORECASE,
)
# An address behind a noun or verb of the sentence and before its next word, with nothing between.
_BEFORE = re.compile(r"(?<![A-Za-z])([a-z]{2,}) \Z")
_AFTER = re.compile(r" [a-z]{2,}")
_INTRODUCES = frozenset(
    """
    at see visit from on to via is are was in of site website page link url source available
    here and or by with for through under using called the this our your read check out address
    links leaflet
    """.split()  # noqa: SIM905
)
_CONTEXT = 40


def find(text: str) -> Iterator[Edit]:
    """Yield the removal of spam, in order and without overlaps; never a `safe` one."""
    spans: dict[tuple[int, int], Safety] = {}
    for match in _ANCHOR.finditer(text):
        if _is_spam(match.group()):
            spans[match.span()] = "review"
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(_TRAILING)
        if safety := _tier(text, match.start(), address):
            spans[match.start(), match.start() + len(address)] = safety
    for pattern in rules.catalogue()[RULE].patterns:
        spans |= {match.span(): "suggest" for match in pattern.finditer(text)}
    at = 0
    for (start, end), safety in sorted(spans.items(), key=lambda item: (item[0][0], -item[0][1])):
        if start >= at:
            at = end
            yield _removal(text, start, end, safety)


def _tier(text: str, start: int, address: str) -> Safety | None:
    """Return the tier for removing an address, None for one that may be a source."""
    if _TRUSTED.match(address):
        return None
    if _is_spam(address):
        return "review"
    before = _BEFORE.search(text, max(0, start - _CONTEXT), start)
    after = _AFTER.match(text, start + len(address))
    return "suggest" if before and after and before[1] not in _INTRODUCES else None


def _is_spam(text: str) -> bool:
    words = set(_WORD.findall(text.lower()))
    return bool(words & _cues() or (words & _PILLS and words & _SELLS))


@cache
def _cues() -> frozenset[str]:
    return frozenset(rules.catalogue()[RULE].cues)


def _removal(text: str, start: int, end: int, safety: Safety) -> Edit:
    """Take out a span and the space before it."""
    if start and text[start - 1] == " ":
        start -= 1
    score = 0.7 if safety == "review" else 0.4
    reason = "looks like spam for another site"
    return Edit(start, end, text[start:end], "", "clean", RULE, score, safety, reason)
