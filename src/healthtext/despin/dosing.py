"""How much, how often and how a medicine is taken: only an editor may change it.

Each guard has a test that fails without it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from healthtext.despin import guards
from healthtext.despin.options import ENDS, Option
from healthtext.words import NUMBER, Word

REACH = 60  # words on either side that are looked at
NEAR = 3  # words on either side in which a time or a meal stands, where one is changed


class Place:
    """A place of a text with its sentence, as it is and with a new wording in it."""

    def __init__(self, words: Sequence[Word], option: Option) -> None:
        """Take the words of a text and what is to be put in."""
        start, end = option.start, option.end
        lo, hi = max(0, start - REACH), min(len(words), end + REACH)
        lo = next((at + 1 for at in range(start - 1, lo - 1, -1) if words[at].form in ENDS), lo)
        hi = next((at for at in range(end, hi) if words[at].form in ENDS), hi)
        before = [word.form for word in words[lo:start]]
        after = [word.form for word in words[end:hi]]
        old = [word.form for word in words[start:end]]
        self._from = len(" ".join([*before, ""]))
        self._wordings = [" ".join(old), " ".join(option.new)]
        self._sentences = [" ".join([*before, *forms, *after]) for forms in (old, option.new)]

    def measured(self) -> bool:
        """Tell whether the sentence has a number with a unit: 400 mg, two tablets."""
        return any(map(_measures().search, self._sentences))

    def taken(self) -> bool:
        """Tell whether the sentence says that something is taken."""
        return any(map(_taking().search, self._sentences))

    def often(self) -> bool:
        """Tell whether an interval is changed: 'a day', 'every six hours'."""
        return self._meets(_intervals())

    def skips(self) -> bool:
        """Tell whether an interval is changed that leaves days out."""
        return self._meets(_skipping())

    def with_food(self) -> bool:
        """Tell whether 'meals' is changed in 'without meals' or 'before meals'."""
        return self._meets(_with(), 0)

    def _meets(self, pattern: re.Pattern[str], *sides: int) -> bool:
        """Tell whether the old (0) or the new (1) wording has a part in what a pattern finds."""
        return any(
            match.start(1) < self._from + len(self._wordings[side]) and self._from < match.end(1)
            for side in sides or (0, 1)
            for match in pattern.finditer(self._sentences[side])
        )


def timed(words: Sequence[Word]) -> list[int]:
    """Return the places of times and meals, in order."""
    watched = _watched()
    return [at for at, word in enumerate(words) if word.form in watched]


def near(timed: Sequence[int], option: Option) -> bool:
    """Tell whether a time or a meal stands where a wording is put; `timed` are their places."""
    after = bisect_left(timed, option.start - NEAR)
    around = after < len(timed) and timed[after] < option.end + NEAR
    return around or not _watched().isdisjoint(option.new)


@cache
def _watched() -> frozenset[str]:
    return guards.words("times") | guards.words("meals")


def _any(*forms: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(re.escape(form) for some in forms for form in some)) + ")"


@cache
def _intervals() -> re.Pattern[str]:
    between = _any(
        guards.words("numbers"), [NUMBER, "few", "single"],
        ["other", "different", "second", "alternate", "and every"],
    )  # fmt: skip
    times = _any(guards.words("times"))
    return re.compile(rf"(?<!\S)((?:an?|per|each|every|alternate)(?: {between})? {times})(?!\S)")


@cache
def _skipping() -> re.Pattern[str]:
    times = _any(guards.words("times"))
    return re.compile(rf"(?<!\S)((?:each|every) (?:other|different|second) {times})(?!\S)")


@cache
def _with() -> re.Pattern[str]:
    meals = _any(guards.words("meals"))
    first = "(?:with|without|with out|before|after|between|on)"
    return re.compile(rf"(?<!\S){first} ((?:(?:an?|the|your|each|every|any) )?{meals})(?!\S)")


@cache
def _taking() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){_any(guards.words('taking'))}(?!\S)")


@cache
def _measures() -> re.Pattern[str]:
    count = _any(guards.words("numbers"), [NUMBER, "one", "a", "an"])
    return re.compile(rf"(?<!\S){count}(?: -)? {_any(guards.words('units'))}(?!\S)")
