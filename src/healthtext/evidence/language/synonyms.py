"""What studies and readers call a thing in other words: synonyms and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from healthtext import assets
from healthtext.spelling import singular

SYNONYMS = "lexicons/study_synonyms.tsv"
ABBREVIATIONS = "lexicons/study_abbreviations.tsv"


@cache
def _tables() -> tuple[Mapping[str, str], Mapping[str, tuple[str, ...]], re.Pattern[str]]:
    """Return the canonical wording of each synonym, the synonyms of each, and their pattern."""
    rows = [line.split("\t") for line in assets.rows(SYNONYMS)]
    groups = {one: tuple(others.split("|")) for one, others in rows}
    meant = {other: one for one, others in groups.items() for other in (one, *others)}
    for said, one in tuple(meant.items()):
        for form in _forms(said):
            meant.setdefault(form, one)
    known = "|".join(re.escape(other) for other in sorted(meant, key=len, reverse=True))
    return meant, groups, re.compile(rf"(?<![\w-])(?:{known})(?![\w-])")


def _forms(said: str) -> Iterator[str]:
    """Yield a name of several words in its other number, and without hyphens."""
    first, space, last = said.rpartition(" ")
    if not space:
        return
    yield said.replace("-", " ")
    one = singular(last)
    if one != last:
        yield f"{first} {one}"
    elif last.isalpha() and last[-1] not in "sxyz" and not last.endswith(("ch", "sh", "ing")):
        yield f"{said}s"


def abbreviations() -> dict[str, str]:
    """Return what studies mean by the abbreviations that they do not explain."""
    return dict(line.split("\t", 1) for line in assets.rows(ABBREVIATIONS))


_SURE = frozenset(("AF", "BV", "MS", "RA"))


@cache
def _abbreviations() -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Return what each abbreviation means, and their pattern.

    Those of two letters mean too much where nobody knows the field, but for some, and ALL is a
    word.
    """
    rows = abbreviations()
    long = {
        short: said
        for short, said in rows.items()
        if short in _SURE or (len(short) > 2 and short != "ALL")
    }
    known = "|".join(re.escape(short) for short in sorted(long, key=len, reverse=True))
    return long, re.compile(rf"(?<![\w-])(?P<short>{known})s?(?![\w-])")


def in_full(text: str) -> str:
    """Return a text with its abbreviations written out: SIDS is a death."""
    long, short = _abbreviations()
    return short.sub(lambda match: long[match["short"]], text)


@lru_cache(maxsize=1 << 15)
def canonical(text: str) -> str:
    """Return a text with abbreviations written out and each synonym replaced by its canonical
    wording; capitals stay.
    """
    text = in_full(text)
    meant, _, pattern = _tables()
    lower = text.lower()
    if len(lower) != len(text):
        return text
    parts: list[str] = []
    at = 0
    for match in pattern.finditer(lower):
        parts += (text[at : match.start()], meant[match.group()])
        at = match.end()
    return "".join((*parts, text[at:]))


# Abbreviations that are other words in small letters.
_WORDS = re.compile(r"(?<![\w-])(?:CAP|PAD|SAD|TIPS)(?![\w-])")


def wordy(text: str) -> str:
    """Return a text without abbreviations that other words would be taken for: TIPS are no tips."""
    return _WORDS.sub("", text)


def synonyms(text: str) -> tuple[str, ...]:
    """Return, of every thing that a text names, all its known names."""
    _, groups, pattern = _tables()
    found = (match.group() for match in pattern.finditer(text.lower()))
    return tuple(word for one in found if one in groups for word in (one, *groups[one]))
