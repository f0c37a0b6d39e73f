"""The page before its words: how spun it is as a whole, and in which dialect.

Nearly all false alarms on clean prose come from judging words without asking this first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from healthtext.despin.candidates import Option

LIKELY = 0.5  # P(spun) from which an edit speaks for a spun page
HALF, SLOPE = 8.0, 0.8  # likely edits in 100 words at which a page is even odds, and how steeply
PRIOR_WORDS = 30  # clean words taken for granted: one odd word makes no spun page
DIALECTS = "SPQ"


@dataclass(frozen=True, slots=True)
class Page:
    """`spun`: P(the page is spun); `rate`: likely edits in 100 words; `dialects`: shares."""

    spun: float
    rate: float
    words: int
    dialects: dict[str, float]


def judge(words: int, path: Sequence[Option], likely: Sequence[float]) -> Page:
    """Judge a page by its chosen edits and their P(spun) as the words alone give it."""
    strong = [option for option, p in zip(path, likely, strict=True) if p > LIKELY]
    rate = 100 * len(strong) / max(words + PRIOR_WORDS, 1)
    letters = Counter(letter for option in strong for letter in option.dialects)
    total = max(1, sum(letters.values()))
    shares = {letter: letters[letter] / total for letter in DIALECTS}
    return Page(1 / (1 + exp(-SLOPE * (rate - HALF))), rate, words, shares)
