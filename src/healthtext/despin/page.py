"""The page before its words: how spun it is as a whole, and in which dialect.

Nearly all false alarms on clean prose come from judging words without asking this first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from healthtext.despin.candidates import Option
from healthtext.despin.channel import DIALECT, TORTURED
from healthtext.despin.scores import Floats
from healthtext.words import Word

if TYPE_CHECKING:
    from healthtext.despin.tiers import Pick

LIKELY = 0.5  # P(spun) from which an edit speaks for a spun page
HALF, SLOPE = 4.5, 1.0  # likely edits in 100 words at which a page is even odds, and how steeply
CERTAIN = 0.8  # P(spun) from which a word speaks for a spun page
PRIOR_WORDS = 30  # clean words taken for granted: one odd word makes no spun page
# On real spun pages at least .69 of the likely edits are listed; on simulated ones whose words were
# exchanged for any sense of theirs at most .62 are.
LISTED, STEEP, FEWEST = 0.655, 60.0, 10
DIALECTS = "SPQ"


@dataclass(frozen=True, slots=True)
class Page:
    """`spun`: P(the page is spun); `rate`: likely edits in 100 words; `dialects`: shares.

    `certain`: words in 100 that the encoder is certain about (0 without one). `random`: P(its
    words were exchanged for any sense of theirs, by no spinner whose lists are known).
    """

    spun: float
    rate: float
    words: int
    dialects: dict[str, float]
    certain: float = 0.0
    random: float = 0.0


def judge(words: Sequence[Word], picks: Sequence[Pick], spun: Floats | None) -> Page:
    """Judge a page by its chosen edits as the words alone see them, and by P(spun) of its words."""
    count = sum(word.is_word for word in words)
    strong = [pick.option for pick in picks if pick.sign > LIKELY]
    rate = 100 * len(strong) / max(count + PRIOR_WORDS, 1)
    sure = 0 if spun is None else sum(
        p > CERTAIN and word.is_word for p, word in zip(spun.tolist(), words, strict=True)
    )  # fmt: skip
    certain = 100 * sure / max(count + PRIOR_WORDS, 1)
    letters = Counter(letter for option in strong for letter in option.dialects)
    total = max(1, sum(letters.values()))
    shares = {letter: letters[letter] / total for letter in DIALECTS}
    p = 1 / (1 + exp(-SLOPE * (rate - HALF)))
    return Page(p, rate, count, shares, certain, _random(strong) if p >= LIKELY else 0.0)


def _random(strong: Sequence[Option]) -> float:
    """Return P(random senses) of a spun page from the share of its likely edits that are listed."""
    if len(strong) < FEWEST:
        return 0.0
    listed = sum(bool(option.bits & (DIALECT | TORTURED)) for option in strong) / len(strong)
    return 1 / (1 + exp(STEEP * (listed - LISTED)))
