"""Whether a claim is of the long run or of the short one, and a study of the other.

What helps for weeks may do nothing, or harm, after a year.
"""

from __future__ import annotations

import re
from functools import lru_cache

from healthtext.records import Evidence

_LONG = re.compile(
    r"\blong(?:er)?[- ](?:term|run)\b|\b(?:long-)?lasting\b|\bpermanent(?:ly)?\b|\bsustained\b"
    r"|\bover the years\b|\byears later\b",
    re.I,
)
_SHORT = re.compile(
    r"\bshort(?:er)?[- ](?:term|run|lived)\b|\bimmediate(?:ly)?\b|\b(?:right|straight) away\b"
    r"|\bfor (?:a (?:short|little) (?:time|while)|an hour|a few hours)\b|\bbriefly\b"
    r"|\btemporar(?:y|ily)\b",
    re.I,
)


@lru_cache(maxsize=1 << 12)
def span(text: str) -> str:
    """Return `long` or `short` for the run that a text speaks of; nothing where of none or both."""
    long, short = _LONG.search(text), _SHORT.search(text)
    if bool(long) == bool(short):
        return ""
    return "long" if long else "short"


def is_of_other(asked: str, row: Evidence) -> bool:
    """Tell whether a study counted what came of a thing in the other run than is asked about."""
    counted = span(f"{row.outcome} ; {row.population}") if asked else ""
    if asked == "short" and _FALLS_ILL.match(row.outcome):
        return True  # that takes years
    return bool(counted) and counted != asked


_FALLS_ILL = re.compile(
    r"(?:prevention|risk) of (?:high blood pressure|hypertension|obesity)\b", re.I
)


def is_time(acted: str) -> bool:
    """Tell whether words name only how long: "a few weeks" is nothing that could be helped."""
    return bool(_TIME.fullmatch(acted.strip()))


_TIME = re.compile(
    r"(?:(?:a|an|the|about|around|up to|at least|few|couple of|several|some|many|more|one|two|three"
    r"|four|five|six|ten|twelve|first|next|\d+) )+(?:hour|day|night|week|month|year)s?",
    re.I,
)
