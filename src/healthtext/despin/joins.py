"""Where takes of a decoder meet: what can be known of any two of them before the beam runs.

A take that begins where others end is read after the last form of each. These pairs are looked
up together, for the beam asks for most of them, and one array operation a step is saved.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from healthtext.despin.ngrams import Ids, NGrams, Scores
from healthtext.despin.stock import runs

FORM = (1 << 16) - 1  # bits of the last form of a pair


@dataclass(frozen=True, slots=True)
class Takes:
    """What can be taken, in the order of steps, and in each of stretches.

    A place is a word's number and its stretch's, added up. `first` and `second` are forms of the
    wording, `length` how many it has; of two and more `short` is log P of the second after the
    first alone, `inner` that of all but these two with what unknown ones cost; `last` and `pair`
    are the last two and where the n-gram model has them. `row` is -1 where the word is kept.
    """

    source: Ids
    target: Ids
    step: Ids
    row: Ids
    score: Scores
    length: Ids
    first: Ids
    second: Ids
    last: Ids
    pair: Ids
    short: Scores
    inner: Scores

    def rows(self, rows: Ids | npt.NDArray[np.bool_]) -> Takes:
        """Return some takes."""
        return Takes(*(getattr(self, name)[rows] for name in Takes.__slots__))


def in_order(takes: Takes) -> Takes:
    """Return takes in the order of steps, stretches and where they start."""
    return takes.rows(np.lexsort((takes.source, takes.target, takes.step)))


@dataclass(frozen=True, slots=True)
class Joins:
    """Every take after every last form with which ways lead to where it begins.

    `arrivals` are these forms by place, place << 16 | form, in order; take n after arrival m is
    join base[n] + m. `short` is log P of its first form after the arrival's alone, `more` that of
    its second after both (0 where it has none); `last` and `pair` are as of takes.
    """

    arrivals: Ids
    base: Ids
    short: Scores
    more: Scores
    last: Ids
    pair: Ids


def joined(takes: Takes, begun: Ids, model: NGrams) -> Joins:
    """Join takes with each other; `begun` are the arrivals where stretches begin."""
    arrivals = _arrivals(takes, begun)
    low, high = (arrivals.searchsorted(takes.source + more << 16) for more in (0, 1))
    counts = high - low
    left, right = runs(low, counts), np.repeat(np.arange(len(counts)), counts)
    before, first = arrivals[left] & FORM, takes.first[right]
    last, more = (before << 16) | first, np.zeros(len(left), np.float32)
    short, pair = model.pairs(before, first)
    some = (takes.length[right] > 1).nonzero()[0]
    longer = right[some]
    more[some] = model.after(pair[some], takes.second[longer], takes.short[longer])
    last[some], pair[some] = takes.last[longer], takes.pair[longer]
    return Joins(arrivals, np.cumsum(counts) - counts - low, short, more, last, pair)


def _arrivals(takes: Takes, begun: Ids) -> Ids:
    """Return the last forms with which every place is reached, in order.

    Who takes no form arrives with what was last before.
    """
    last = np.where(takes.length > 1, takes.last & FORM, takes.first)
    found = np.concatenate((begun, (takes.target << 16 | last)[takes.length > 0]))
    for take in (takes.length == 0).nonzero()[0].tolist():
        here = found[found >> 16 == takes.source[take]] & FORM
        found = np.union1d(found, here | takes.target[take] << 16)
    return np.asarray(np.unique(found), np.int64)
