"""At which stage a disorder is spoken of, and where a study was of another: what helps in the one
may do nothing in the other, or harm.
"""

from __future__ import annotations

import re
from functools import lru_cache

_PAIRS = (
    (r"acute(?:ly)?", r"chronic(?:ally)?"),
    (r"(?<!to )mild(?! to)", r"(?<!to )severe|critical(?:ly)?|life-threatening"),
    (r"early(?:[- ]stage)?|locali[sz]ed|resect(?:ed|able)", r"advanced|metastatic|inoperable"
     r"|unresectable|late(?:[- ]stage)?|stage (?:IV|4)"),
)  # fmt: skip
_OPPOSED = tuple(
    tuple(re.compile(rf"\b(?:{form})\b(?!-)", re.I) for form in pair) for pair in _PAIRS
)
_ACUTE = _OPPOSED[0][0]
# Disorders that last, of which studies speak so where they say nothing of the time.
_LASTING = re.compile(
    r"\bheart failure|\basthma|\bcopd\b|\bobstructive pulmonary|\bhepatitis [bc]\b|\bporphyria"
    r"|\bkidney (?:disease|failure)|\bgout\b|\bmigraine|\bschizophrenia|\bmania\b",
    re.I,
)
_SUDDEN = re.compile(
    r"\b(?:acute\w*|attacks?|exacerbat\w+|decompensat\w+|emergenc\w+|shock|flares?|crisis|episodes?"
    r"|intensive care|ventilat\w+|injury)\b",
    re.I,
)
_BEFORE = re.compile(
    r"\b(?:acute|chronic|mild|moderate|severe|early|advanced|metastatic|inoperable) $", re.I
)


@lru_cache(maxsize=1 << 14)
def is_of_other(asked: str, studied: str) -> bool:
    """Tell whether a study was of another stage of a disorder than is asked about."""
    if any(_only(asked, *pair) and _only(studied, *pair[::-1]) for pair in _OPPOSED):
        return True
    if any(_only(asked, *pair[::-1]) and _only(studied, *pair) for pair in _OPPOSED):
        return True
    sudden = _ACUTE.search(asked) and _LASTING.search(asked)
    return bool(sudden) and not _SUDDEN.search(studied)


def _only(text: str, one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    return bool(one.search(text)) and not other.search(text)


def before(text: str, at: int) -> str:
    """Return the stage that stands right before a place in a text, with its space; '' if none."""
    found = _BEFORE.search(text, 0, max(at, 0))
    return found.group() if found else ""
