"""P(spun) of sentences, for the heat map of a report."""

from __future__ import annotations

from math import exp

from healthtext.despin.options import Lattice
from healthtext.despin.page import log_odds
from healthtext.despin.scores import Floats
from healthtext.records import Heat
from healthtext.words import BREAK

# A logistic curve over the log odds of the words' mean P(spun) and of the page's, fitted on
# sentences of real pages by site, of their repairs and of clean prose (training/ranker/page.py).
# The page's weight is set, not fitted: in the sample nearly every sentence of a spun page is spun,
# and a fitted weight (.65) paints all of a page that is half spun.
CONSTANT, OF_WORDS, OF_PAGE = 2.44, 1.46, 0.15


def sentences(lattice: Lattice, spun: Floats | None, page: float) -> tuple[Heat, ...]:
    """Return every sentence with words, and P(a spinner worked on it)."""
    if spun is None:
        return ()
    words, found, of_words = lattice.words, [], spun.tolist()
    for lo, hi in lattice.cuts:
        inside = [at for at in range(lo, hi) if words[at].form != BREAK]
        values = [of_words[at] for at in inside if words[at].is_word]
        if values:
            p = probability(sum(values) / len(values), page)
            found.append(Heat(words[inside[0]].start, words[inside[-1]].end, round(p, 3)))
    return tuple(found)


def probability(mean: float, page: float) -> float:
    """Return P(spun) of a sentence from the mean P(spun) of its words and from its page's."""
    logit = CONSTANT + OF_WORDS * log_odds(mean) + OF_PAGE * log_odds(page)
    return 1 / (1 + exp(-logit))
