"""What is told apart by a list: anabolic steroids from cortisone, a tax on sugar from sugar.

A name that both share says nothing there, so what a study found of the one is nothing of the other.
The list is lexicons/told_apart.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from healthtext import assets

TABLE = "lexicons/told_apart.toml"
Pair = tuple[re.Pattern[str], re.Pattern[str]]  # what is asked about, and what a study must say


@lru_cache(maxsize=1 << 14)
def is_other_thing(asked: str, tested: str) -> bool:
    """Tell whether what was tested is another thing than is asked about, or is done about it."""
    about = _about().search(tested) and not _about().search(asked)
    return bool(about) or _lacks("acting", asked, tested) or _is_other_letter(asked, tested)


@lru_cache(maxsize=1 << 14)
def is_other_outcome(asked: str, counted: str) -> bool:
    """Tell whether something else was counted, in `counted` with its people, than is asked about.

    So it is of a pain where a study names other places than the question does, and no such.
    """
    if _lacks("acted", asked, counted) or _is_other_letter(asked, counted):
        return True
    kinds, whose = _kinds()
    if kinds.search(counted) and not whose.search(asked):
        return True
    own = _places(asked) if _PAIN.search(asked) else frozenset()
    theirs = _places(counted) if own else frozenset()
    return bool(theirs) and own.isdisjoint(theirs)


@lru_cache(maxsize=1 << 14)
def is_unshown(asked: str, counted: str) -> bool:
    """Tell whether that people fare better does not show what is asked about: new cartilage."""
    return _lacks("shown", asked, counted)


_PAIN = re.compile(r"\bpain|\bsore|ache\b", re.I)
# Of what is called by letters alone: the vaccine against hepatitis A is none against hepatitis B.
_LETTERED = re.compile(
    r"\b(?P<what>hepatitis|vitamins?|ha?emophilia|influenza|bipolar|meningococc\w+)(?: virus)?"
    r" (?P<one>[A-EKWXY]\d{0,2})\b"
    r"(?P<more>(?:(?:,? (?:and|or|&)|,|/) ?[A-EKWXY]\d{0,2}\b)*)",
    re.I,
)
_LETTER = re.compile(r"\b[A-Z]\d{0,2}\b")


def _is_other_letter(asked: str, told: str) -> bool:
    own, theirs = _letters(asked), _letters(told)
    return any(what in theirs and not _meet(own[what], theirs[what]) for what in own)


def _meet(own: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether a letter of the one is of the other, by its number too where both have one."""
    return any(
        one == other or (one[0] == other[0] and min(len(one), len(other)) == 1)
        for one in own for other in theirs
    )  # fmt: skip


@lru_cache(maxsize=1 << 14)
def _letters(text: str) -> dict[str, frozenset[str]]:
    """Return the letters by which a wording tells one of a name from the others."""
    found: dict[str, frozenset[str]] = {}
    for match in _LETTERED.finditer(text):
        what = match["what"].lower().removesuffix("s")
        said = _LETTER.findall(f"{match['one']} {match['more']}".upper())
        found[what] = found.get(what, frozenset()) | frozenset(said)
    return found


def _lacks(part: str, asked: str, told: str) -> bool:
    return any(own.search(asked) and not needed.search(told) for own, needed in _pairs(part))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(assets.path(TABLE).read_text("utf-8"))


@cache
def _pairs(part: str) -> tuple[Pair, ...]:
    return tuple(_compiled(part))


def _compiled(part: str) -> Iterator[Pair]:
    for entry in _table()[part]:
        yield re.compile(entry["asked"], re.I), re.compile(entry["told"], re.I)


@cache
def _about() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_table()['about']['words'])})\b", re.I)


@cache
def _kinds() -> Pair:
    """Return what makes another disorder of one, and who has those."""
    entry = _table()["kinds"]
    return re.compile(rf"\b(?:{'|'.join(entry['words'])})\b", re.I), re.compile(
        entry["whose"], re.I
    )


@lru_cache(maxsize=1 << 14)
def _places(text: str) -> frozenset[int]:
    """Return which of the places of the body a wording names, by their number in the list."""
    forms = enumerate(_table()["pain"]["places"])
    return frozenset(n for n, form in forms if re.search(rf"\b(?:{form})\b", text, re.I))
