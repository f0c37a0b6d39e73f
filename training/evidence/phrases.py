"""Short noun phrases: what is left of a stretch of text when everything but the thing is gone."""

from __future__ import annotations

import re
from functools import lru_cache

from training.evidence import cues

LONGEST = 8  # words of any field that is packaged
_LEADING = cues.pattern("phrases", "leading")
_RISK = cues.pattern("phrases", "risk")
_TRAILING = cues.pattern("phrases", "trailing")
_STOP = cues.pattern("phrases", "stop")
_NOISE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[\"“”‘]|(?<!\w)'|'(?!\w)")
_WORD = re.compile(r"\S+")


@lru_cache(maxsize=1 << 15)
def clean(text: str) -> str:
    """Return a text without parentheses, quotation marks and double spaces."""
    return " ".join(_NOISE.sub(" ", text).replace("’", "'").split())


@lru_cache(maxsize=1 << 15)
def noun(text: str) -> str:
    """Return the noun phrase that a text begins with, at most LONGEST words; '' if none is left."""
    said = _LEADING.sub("", clean(text).lstrip(" ,;:.-–"), count=1) if text else ""
    stop = _STOP.search(" " + said)
    said = said[: max(stop.start() - 1, 0)] if stop else said
    return capped(said)


def versus(text: str) -> str:
    """Return the comparator that a text begins with; 'no' belongs to it."""
    said = _WHERE.split(f"{clean(text)} ")[0]
    none = re.match(
        r"(?:no|any|an|a|the)\s+(?=treatment|intervention|therapy|prophylaxis)", said, re.I
    )
    return f"no {noun(said[none.end() :])}" if none and none[0][:2] == "no" else noun(said)


_WHERE = re.compile(
    r"\s(?:in|for|on|at|as|to|when|among|with respect|with regard|but|and (?!\w+\s*$))\s?", re.I
)


def capped(said: str) -> str:
    """Return the first LONGEST words of a phrase, without what hangs over at either end."""
    words = _WORD.findall(said)
    said = " ".join(words[:LONGEST])
    said = _TRAILING.sub("", said).strip(" ,;:.-–—%/'")
    return said if re.search(r"[A-Za-z]{2}", said) else ""


@lru_cache(maxsize=1 << 15)
def listed(text: str) -> tuple[str, ...]:
    """Return the members of a list, such as 'pain, stiffness and use of drugs'."""
    parts = re.split(r",\s*(?:and|or)?\s+|;\s+|\s+(?:and|or|nor|and/or|as well as)\s+", clean(text))
    return tuple(part for part in parts if part.strip())


def risk_of(phrase: str) -> str:
    """Return a phrase without the words that only count it: 'incidence of', 'number of'."""
    return _RISK.sub("", phrase)
