"""Classes of treatments (statins) and their members (simvastatin), which vocabularies lack."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from healthtext import assets
from healthtext.terms import key_of

TABLE = "lexicons/treatment_classes.toml"
MEMBER, CLASS = 0.9, 0.6  # of a match: a study of a member, a study of the whole class
Names = Mapping[str, frozenset[str]]
Wordings = Mapping[str, tuple[str, ...]]


@cache
def _tables() -> tuple[Names, Names, Wordings, Wordings, frozenset[str]]:
    """Return the classes by name and by member, their members and their names, and the mixed.

    Members of a mixed class share little but its name, as herbs do.
    """
    named: dict[str, set[str]] = {}
    belong: dict[str, set[str]] = {}
    members: dict[str, tuple[str, ...]] = {}
    names: dict[str, tuple[str, ...]] = {}
    mixed: set[str] = set()
    for entry in tomllib.loads(assets.path(TABLE).read_text("utf-8"))["class"]:
        own = entry["names"][0]
        mixed |= {own} if entry.get("mixed") else set()
        members[own], names[own] = tuple(entry["members"]), tuple(entry["names"])
        for table, wordings in ((named, entry["names"]), (belong, entry["members"])):
            for wording in wordings:
                table.setdefault(key_of(wording), set()).add(own)
    frozen = [{key: frozenset(found) for key, found in t.items()} for t in (named, belong)]
    return frozen[0], frozen[1], members, names, frozenset(mixed)


_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LONGEST = 5  # words of a name


@lru_cache(maxsize=1 << 15)
def found(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the classes that a text names, and those of the members that it names."""
    named, belong, *_ = _tables()
    keys = list(_keys(text))
    return (
        frozenset(one for key in keys for one in named.get(key, ())),
        frozenset(one for key in keys for one in belong.get(key, ())),
    )


@lru_cache(maxsize=1 << 13)
def inner(text: str) -> tuple[str, ...]:
    """Return the names of classes and of members that are a part only of a text."""
    found = tuple(_keys(text))
    return () if key_of(text.lower()) in found else found


def _keys(text: str) -> Iterator[str]:
    """Yield the known names in a text, leftmost longest: "vitamin D" is not "vitamin"."""
    named, belong, *_ = _tables()
    spans = [match.span() for match in _WORD.finditer(text)]
    at = 0
    while at < len(spans):
        last = min(at + _LONGEST, len(spans))
        keys = {end: key_of(text[spans[at][0] : spans[end - 1][1]].lower())
                for end in range(last, at, -1)}  # fmt: skip
        end = next((end for end, key in keys.items() if key in named or key in belong), 0)
        if end:
            yield keys[end]
        at = end or at + 1


def members(text: str) -> tuple[str, ...]:
    """Return what else to search for, for the classes that a text names: their other names too."""
    _, _, table, names, _ = _tables()
    named = sorted(found(text)[0])
    return tuple(said for one in named for said in (*names[one], *table[one]))


def wholes(text: str) -> tuple[str, ...]:
    """Return all names of the classes of the members that a text names."""
    table = _tables()[3]
    return tuple(name for one in sorted(found(text)[1]) for name in table[one])


def nearness(asked: str, studied: str) -> float:
    """Return how well a study of one treatment answers a question about another, in 0..1."""
    (classes, own), (whole, parts) = found(asked), found(studied)
    if classes & (whole | parts):
        return MEMBER
    return CLASS if (own & whole) - _tables()[4] else 0.0
