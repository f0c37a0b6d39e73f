"""The best set of replacements for whole sentences at once: a beam over trigram states.

Neighbouring words are often spun together ("decrease again" for "lower back"), so every place is
judged in the repaired context of the others. Words without options are not decoded: two of them
in a row, and what comes after them is judged by itself. All such stretches of a text advance in
step, which makes every look-up of the n-gram model one array operation.
"""

from __future__ import annotations

import numpy as np

from healthtext.despin.beam import Beam
from healthtext.despin.joins import Takes, in_order
from healthtext.despin.ngrams import Ids, NGrams, Scores
from healthtext.despin.options import Lattice, stock
from healthtext.despin.segments import descending
from healthtext.despin.stock import counted, runs
from healthtext.words import BREAK

BEAM = 4
TRIED = 8  # options tried at a word: .99 of those on the best paths of real pages are among them
COMMON = 0.6  # nats for each by which the new words are more frequent, when options are chosen
REACH = 2  # words behind an edit whose probability it sways


def decode(lattice: Lattice, scores: Scores, model: NGrams, beam: int = BEAM) -> list[int]:
    """Return the rows of the options on the best path, in order; `scores` are theirs."""
    inside = _likeliest(lattice, scores, _inside(lattice), model)
    if not len(inside):
        return []
    starts, ends = _stretches(lattice, inside)
    nth, size = np.arange(len(starts)), len(lattice.words) + len(starts)
    padded = np.append(np.full(2, model.id(BREAK)), counted(lattice.forms))
    begun = starts + nth, padded[starts], padded[starts + 1]
    ways = Beam(model, _takes(lattice, scores, inside, (starts, ends)), begun, size, beam)
    ways.run()
    return ways.path(ends + nth)


def _inside(lattice: Lattice) -> Ids:
    """Return the options that end in the sentence where they begin."""
    ends, options = lattice.edges[:, 1], lattice.options
    if not len(ends):
        return np.zeros(0, np.int64)
    return np.flatnonzero(options.end <= ends[ends.searchsorted(options.start, side="right")])


def _likeliest(lattice: Lattice, scores: Scores, inside: Ids, model: NGrams) -> Ids:
    """Return the options that are tried, of some: the likeliest at every word without context."""
    some = lattice.options.rows(inside)
    words = model.unigram.take(counted(lattice.forms))
    sums = np.concatenate(([0.0], np.cumsum(words, dtype=np.float64)))
    read = stock().frequencies(some.wording)
    worth = scores[inside] + COMMON * (read - sums[some.end] + sums[some.start])
    bounds = some.start.searchsorted(np.arange(len(lattice.words) + 1))
    order = descending(worth, bounds)
    nth = np.arange(len(order)) - bounds[some.start]
    return np.sort(inside[order[nth < TRIED]])


def _stretches(lattice: Lattice, inside: Ids) -> tuple[Ids, Ids]:
    """Return where the stretches to decode begin and end, in order.

    A stretch is what options cover and the words behind them that they sway, in one sentence.
    """
    size, options = len(lattice.words), lattice.options
    edges = np.zeros(size + 1, np.int64)
    np.add.at(edges, options.start[inside], 1)
    np.add.at(edges, np.minimum(options.end[inside] + REACH, size), -1)
    busy = np.cumsum(edges)[:-1] > 0
    heads = np.zeros(size, bool)
    heads[lattice.edges[:, 0]] = True
    goes_on = np.concatenate(([False], busy[:-1])) & ~heads
    ends_here = np.concatenate((~busy[1:] | heads[1:], [True]))
    return np.flatnonzero(busy & ~goes_on), np.flatnonzero(busy & ends_here) + 1


def _takes(lattice: Lattice, scores: Scores, inside: Ids, stretches: tuple[Ids, Ids]) -> Takes:
    """Return what can be taken: the words of stretches themselves (keeping them) and options."""
    (starts, ends), options = stretches, lattice.options.rows(inside)
    kept = runs(starts, ends - starts)
    forms, nats = stock().chains(options.wording)
    alone = np.zeros((len(forms), len(kept)), np.int64)
    alone[:2] = np.ones_like(kept), counted(lattice.forms[kept])
    start, end = np.append(kept, options.start), np.append(kept + 1, options.end)
    nth = starts.searchsorted(start, side="right") - 1
    return in_order(Takes(
        start + nth, end + nth, end - starts[nth], np.append(np.full(len(kept), -1), inside),
        np.append(np.zeros(len(kept), np.float32), scores[inside]),
        *np.concatenate((alone, forms), axis=1),
        *np.concatenate((np.zeros((2, len(kept)), np.float32), nats), axis=1),
    ))  # fmt: skip
