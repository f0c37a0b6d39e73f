"""The page before its words: how spun it is as a whole, and in which dialect.

Nearly all false alarms on clean prose come from judging words without asking this first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from math import exp, log
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from healthtext.despin.channel import DIALECT, TORTURED
from healthtext.despin.features import AT
from healthtext.despin.scores import Floats
from healthtext.words import BREAK, Word

if TYPE_CHECKING:
    from healthtext.despin.tiers import Pick

Sums = npt.NDArray[np.float64]
LIKELY = 0.5  # P(spun) from which an edit speaks for a spun page
# A logistic curve over likely edits in 100 words and the log odds of the words' mean P(spun),
# fitted on real pages by site, their repairs and clean prose (training/ranker/page.py): at HALF
# edits, with words at even odds, a page is at even odds.
HALF, SLOPE, TILT = 3.8, 0.98, 0.33
BOUND = 0.001  # probabilities nearer to 0 or 1 say no more
PRIOR_WORDS = 30  # clean words taken for granted: one odd word makes no spun page
REST = 60  # words of the rest of its page that a paragraph is judged with
# Random senses: the share of likely edits that are listed and their mean P(mends) add up to little
# (real spun pages have 1.28 and more), and the network prefers no wording to its rivals. Without
# its lists a spinner's pages have sums of .7 to 1.25 too, but margins of 1.2 to 3.4 nats. Random
# words that happen to be listed raise the sum, by up to .1 where the margin is least.
KNOWN, STEEP, FEWEST = 1.14, 60.0, 10
LISTED = 0.1  # by how much the sum may be higher for a nat of margin below CLEAR
CLEAR, SLANT = 1.2, 10.0  # nats of mean margin
DIALECTS = "SPQ"


@dataclass(frozen=True, slots=True)
class Page:
    """`spun`: P(the page is spun); `rate`: likely edits in 100 words; `dialects`: shares.

    `mean`: mean P(spun) of its words (.5 where nothing judges words). `random`: P(its words were
    exchanged for any sense of theirs, by no spinner whose lists are known). `paragraphs`: where
    each begins, in words, and P(it is spun), which on a mixed page is not the page's.
    """

    spun: float
    rate: float
    words: int
    dialects: dict[str, float]
    mean: float = 0.5
    random: float = 0.0
    paragraphs: tuple[tuple[int, float], ...] = ()

    def spun_at(self, word: int) -> float:
        """Return P(spun) of the paragraph of a word."""
        nth = bisect_right(self.paragraphs, word, key=itemgetter(0)) - 1
        return self.paragraphs[nth][1] if nth >= 0 else self.spun


def judge(words: Sequence[Word], picks: Sequence[Pick], spun: Floats | None) -> Page:
    """Judge a page by its chosen edits as the words alone see them, and by P(spun) of its words."""
    count = sum([word.is_word for word in words])
    strong = [pick for pick in picks if pick.sign > LIKELY]
    rate = 100 * len(strong) / max(count + PRIOR_WORDS, 1)
    letters = Counter(letter for pick in strong for letter in pick.option.dialects)
    total = max(1, sum(letters.values()))
    shares = {letter: letters[letter] / total for letter in DIALECTS}
    mean = _mean(words, spun)
    p = _probability(rate, mean)
    random = _random(strong) if p >= LIKELY else 0.0
    return Page(p, rate, count, shares, mean, random, _paragraphs(words, strong, spun))


def _probability(rate: float, mean: float) -> float:
    return 1 / (1 + exp(-SLOPE * (rate - HALF) - TILT * log_odds(mean)))


def _paragraphs(
    words: Sequence[Word], strong: Sequence[Pick], spun: Floats | None
) -> tuple[tuple[int, float], ...]:
    """Judge each paragraph by its own words and REST of the others'."""
    starts = np.array([0, *(at + 1 for at, word in enumerate(words) if word.form == BREAK)])
    is_word = np.array([word.is_word for word in words], float)
    signs = np.bincount([pick.option.start for pick in strong], minlength=len(words))
    doubts = is_word * (0.5 if spun is None else spun)
    count, sign, doubt = (_summed(row, starts) for row in (is_word, signs, doubts))
    rest = np.maximum(count.sum() - count, 1)
    share = np.minimum(REST, rest) / rest

    def with_rest(row: Sums) -> Sums:
        return np.asarray(row + share * (row.sum() - row))

    rates = 100 * with_rest(sign) / (with_rest(count) + PRIOR_WORDS)
    means = with_rest(doubt) / np.maximum(with_rest(count), 1)
    values = map(_probability, rates.tolist(), means.tolist())
    return tuple(zip(starts.tolist(), values, strict=True))


def _summed(row: npt.NDArray[Any], starts: npt.NDArray[np.int64]) -> Sums:
    """Add up the stretches of a row that begin at some places."""
    sums = np.append(0, np.cumsum(row))
    return np.diff(sums[[*starts, len(row)]])


def _mean(words: Sequence[Word], spun: Floats | None) -> float:
    if spun is None:
        return 0.5
    of_words = [*compress(spun.tolist(), [word.is_word for word in words])]
    return sum(of_words) / len(of_words) if of_words else 0.5


def log_odds(p: float) -> float:
    """Return the log odds of a probability, bounded."""
    p = min(max(p, BOUND), 1 - BOUND)
    return log(p / (1 - p))


def _random(strong: Sequence[Pick]) -> float:
    """Return P(random senses) of a spun page: few likely edits are listed, sure or clear."""
    if len(strong) < FEWEST:
        return 0.0
    listed = sum(bool(pick.option.bits & (DIALECT | TORTURED)) for pick in strong)
    known = (listed + sum(pick.mends for pick in strong)) / len(strong)
    clear = sum(float(pick.row[AT["context margin"]]) for pick in strong) / len(strong)
    least = KNOWN + LISTED * min(max(CLEAR - clear, 0.0), CLEAR)
    unknown, unclear = STEEP * (least - known), SLANT * (CLEAR - clear)
    return 1 / (1 + exp(-min(unknown, unclear)))
