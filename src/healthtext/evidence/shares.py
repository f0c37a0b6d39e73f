"""Shares that a claim and the study it cites give: in percent, and in whatever else comes to it.

A figure is held against a claim only where the study gives none that comes near, so all are read
that it may mean: counts, fractions in words, ranges, ratios, and what is left of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import permutations

_NUMBER = r"(?<![\d.·,])(\d+(?:[.·]\d+)?)"
_SIGN = r"\s?(?:%|per ?cent\b|percentage points?\b)"
# How sure a range is says nothing of a share: "95% CI".
_SURE = r"(?!\s?(?:C\.?I\.?s?|CrIs?|confidence|credib\w+|prediction|limits|interval)\b)"
_PERCENT = re.compile(rf"{_NUMBER}{_SIGN}{_SURE}", re.I)
_BEFORE = re.compile(rf"{_NUMBER}\s?(?:-|–|to|and|or|versus|vs\.?|,)\s?(?=\d[\d.·]*{_SIGN})", re.I)
_COUNT = re.compile(
    r"(?<![\d.·/])(\d[\d,]*)\s?(?:of(?: the| all)?|out of|/|in)\s?(\d[\d,]*)(?![\d/])", re.I
)
_RATIO = re.compile(
    r"\b(?:a?(?:RR|OR|HR|IRR|SHR)|ratios?|relative risk|risk)\b[^.;\d]{0,25}(\d[.·]\d+)", re.I
)
_PARTS = {
    "half": 50, "halves": 50, "halved": 50, "third": 100 / 3, "thirds": 200 / 3, "quarter": 25,
    "quarters": 75, "fifth": 20, "tenth": 10, "doubled": 100, "twice": 100, "twofold": 100,
}  # fmt: skip
_PART = re.compile(rf"\b(?:{'|'.join(_PARTS)})\b", re.I)
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ONE = "|".join(_SMALL)
_FEW = re.compile(rf"\b({_ONE}) (?:in|(?:out )?of)(?: every)? ({_ONE})\b", re.I)
# A share that tells what a thing is made of, or is said by the way, is none of an effect.
_BY_THE_WAY = re.compile(r"\b(?:which|who|whose)\b[^,;.]*$", re.I)
_MADE_OF = re.compile(r"\b(?:with|contain(?:s|ing)|made (?:of|with)|at)(?: \w+){0,2} $", re.I)
_EFFECT = re.compile(
    rf"{_NUMBER}{_SIGN} (?:of|fewer|less|lower|more|higher|better|reductions?|improvements?)\b",
    re.I,
)


def percent(text: str) -> tuple[float, ...]:
    """Return the percentages in a text."""
    return tuple(_float(match[1]) for match in _PERCENT.finditer(text))


def is_of_effect(sentence: str, figure: str) -> bool:
    """Tell whether a figure in a sentence says how much a thing does, or to how many."""
    before, found, after = sentence.partition(figure) if figure else (sentence, "", "")
    if _BY_THE_WAY.search(before):
        return False
    return not _MADE_OF.search(before) or bool(_EFFECT.match(found + after))


def given(sentences: Iterable[str], *, denied: bool = False) -> frozenset[float]:
    """Return the shares, in percent, that sentences of a study give or that come of two of them.

    `denied` adds what is left of each: who was not helped.
    """
    shown = {share for sentence in sentences for share in _all(sentence)}
    left = {100 - share for share in shown} if denied else set()
    return frozenset((*shown, *left, *_reckoned(shown)))


def _all(sentence: str) -> Iterator[float]:
    yield from percent(sentence)
    yield from (_float(match[1]) for match in _BEFORE.finditer(sentence))
    yield from (share for match in _COUNT.finditer(sentence) for share in _of(match))
    for match in _RATIO.finditer(sentence):
        yield from (abs(1 - _float(match[1])) * 100, _float(match[1]) * 100)
    yield from (_PARTS[match[0].lower()] for match in _PART.finditer(sentence))
    for match in _FEW.finditer(sentence):
        part, whole = (_SMALL.index(one.lower()) + 1 for one in match.groups())
        yield 100 * part / whole


def _of(match: re.Match[str]) -> Iterator[float]:
    part, whole = (int(one.replace(",", "")) for one in match.groups())
    if 0 < part <= whole:
        yield 100 * part / whole


def _reckoned(shown: Iterable[float]) -> Iterator[float]:
    """Yield what two shares come to: from 40 to 30 percent is 10 less, or 25 percent less."""
    for more, less in permutations(shown, 2):
        if more > less:
            yield from (more - less, 100 * (more - less) / more)
            if less:
                yield 100 * (more - less) / less


def _float(number: str) -> float:
    return float(number.replace("·", "."))
