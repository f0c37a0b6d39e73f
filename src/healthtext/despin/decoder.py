"""The best set of replacements for whole sentences at once: a beam over trigram states.

Neighbouring words are often spun together ("decrease again" for "lower back"), so every place is
judged in the repaired context of the others. Words without options are not decoded: two of them
in a row, and what comes after them is judged by itself. All such stretches of a text advance in
step, which makes every look-up of the n-gram model one array operation.
"""

from __future__ import annotations

import numpy as np

from healthtext.despin.beam import Beam, Takes, in_order
from healthtext.despin.ngrams import UNKNOWN, Ids, NGrams, Scores
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
    ways = Beam(model, _takes(lattice, scores, inside, (starts, ends), model), size, beam)
    padded = np.append(np.full(2, model.id(BREAK)), counted(lattice.forms))
    ways.begin(starts + nth, padded[starts], padded[starts + 1])
    ways.run()
    return ways.path(ends + nth)


def _inside(lattice: Lattice) -> Ids:
    """Return the options that end in the sentence where they begin."""
    cuts = np.array([end for _, end in lattice.cuts], np.int64)
    options = lattice.options
    if not len(cuts):
        return np.zeros(0, np.int64)
    return np.flatnonzero(options.end <= cuts[np.searchsorted(cuts, options.start, side="right")])


def _likeliest(lattice: Lattice, scores: Scores, inside: Ids, model: NGrams) -> Ids:
    """Return the options that are tried, of some: the likeliest at every word without context."""
    some = lattice.options.rows(inside)
    words = model.unigram[counted(lattice.forms)]
    sums = np.concatenate(([0.0], np.cumsum(words, dtype=np.float64)))
    read = stock().frequencies(some.wording)
    worth = scores[inside] + COMMON * (read - sums[some.end] + sums[some.start])
    bounds = np.searchsorted(some.start, np.arange(len(lattice.words) + 1))
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
    heads[[start for start, _ in lattice.cuts]] = True
    goes_on = np.concatenate(([False], busy[:-1])) & ~heads
    ends_here = np.concatenate((~busy[1:] | heads[1:], [True]))
    return np.flatnonzero(busy & ~goes_on), np.flatnonzero(busy & ends_here) + 1


def _takes(
    lattice: Lattice, scores: Scores, inside: Ids, stretches: tuple[Ids, Ids], model: NGrams
) -> Takes:
    """Return what can be taken: the words of stretches themselves (keeping them) and options."""
    (starts, ends), options = stretches, lattice.options.rows(inside)
    new = counted(stock().forms(options.wording))
    kept = runs(starts, ends - starts)
    forms = np.full((len(kept) + len(new), max(2, new.shape[1])), -1, np.int64)
    forms[: len(kept), 0], forms[len(kept) :, : new.shape[1]] = counted(lattice.forms[kept]), new
    start, end = np.append(kept, options.start), np.append(kept + 1, options.end)
    nth, lengths = starts.searchsorted(start, side="right") - 1, (forms >= 0).sum(1)
    return in_order(Takes(
        start + nth, end + nth, end - starts[nth], np.append(np.full(len(kept), -1), inside),
        np.append(np.zeros(len(kept), np.float32), scores[inside]), lengths,
        np.maximum(forms[:, 0], UNKNOWN), np.maximum(forms[:, 1], UNKNOWN),
        *_longer(forms, lengths, model),
    ))  # fmt: skip


def _longer(forms: Ids, lengths: Ids, model: NGrams) -> tuple[Scores, Scores, Ids, Ids]:
    """Return what _Table has of wordings of two forms and more."""
    inner, last, pair = np.zeros(len(forms), np.float32), lengths * 0, lengths * 0
    rows = np.flatnonzero(lengths > 1)
    some, ends = forms[rows], lengths[rows]
    first, second = (forms[rows, ends - back] for back in (2, 1))
    last[rows], pair[rows] = (first << 16) | second, model.pairs(first, second)[1]
    short, inner[rows] = inner.copy(), model.log_probabilities(some)
    short[rows] = model.pairs(some[:, 0], some[:, 1])[0] if len(rows) else 0
    return short, inner, last, pair
