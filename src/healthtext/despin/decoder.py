"""The best set of replacements for whole sentences at once: a beam over trigram states.

Neighbouring words are often spun together ("decrease again" for "lower back"), so every place is
judged in the repaired context of the others. Words without options are not decoded: two of them
in a row, and what comes after them is judged by itself. All such stretches of a text advance in
step, which makes every look-up of the n-gram model one array operation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from healthtext.despin.ngrams import UNKNOWN, UNKNOWN_COST, Ids, NGrams, Scores
from healthtext.despin.options import Lattice, stock
from healthtext.despin.stock import counted, runs
from healthtext.words import BREAK, Word

BEAM = 4
TRIED = 8  # options tried at a word: .99 of those on the best paths of real pages are among them
COMMON = 0.6  # nats for each by which the new words are more frequent, when options are chosen
REACH = 2  # words behind an edit whose probability it sways
_FORM, _PAIR = (1 << 16) - 1, (1 << 32) - 1  # bits of the last form, of the last two


@dataclass(frozen=True, slots=True)
class _States:
    """Hypotheses: stretch and last two forms of each, its score, its history.

    `key` is stretch << 32 | first << 16 | second; `pair` says where the n-gram model has the two
    forms, -1 where it does not.
    """

    key: Ids
    pair: Ids
    score: Scores
    node: Ids

    @property
    def stretch(self) -> Ids:
        return self.key >> 32

    def rows(self, rows: Ids | slice) -> _States:
        return _States(self.key[rows], self.pair[rows], self.score[rows], self.node[rows])


@dataclass(slots=True)
class _Trace:
    """Back pointers of every hypothesis ever kept: the node before it and the option taken."""

    before: list[Ids] = field(default_factory=list)
    option: list[Ids] = field(default_factory=list)
    size: int = 0

    def add(self, before: Ids, option: Ids) -> Ids:
        self.before.append(before)
        self.option.append(option)
        self.size += len(before)
        return np.arange(self.size - len(before), self.size)


@dataclass(frozen=True, slots=True)
class _Table:
    """What can be taken; the first rows are the words themselves (keeping them).

    The rows that begin at word n are `rows[firsts[n] : firsts[n] + counts[n]]`. Of wordings of
    two forms and more `second` is log P of the second after the first alone, `inner` that of all
    but these two, which no context sways; `last` and `pair` are what _States has of the last two.
    """

    forms: Ids
    lengths: Ids
    ends: Ids
    scores: Scores
    rows: Ids
    firsts: Ids
    counts: Ids
    second: Scores
    inner: Scores
    last: Ids
    pair: Ids


def decode(lattice: Lattice, scores: Scores, model: NGrams, beam: int = BEAM) -> list[int]:
    """Return the rows of the options on the best path, in order; `scores` are theirs."""
    inside = _likeliest(lattice, scores, _inside(lattice), model)
    if not len(inside):
        return []
    table = _table(lattice, scores, inside, model)
    starts, ends = _stretches(lattice, inside)
    trace, final = _Trace(), []
    waiting = defaultdict(list, {0: [_begin(lattice.words, starts, model, trace)]})
    lengths = ends - starts
    for offset in range(int(lengths.max()) + 1):
        here = _pruned(waiting.pop(offset), beam)
        done = lengths[here.stretch] == offset
        if done.any():
            final.append(here.rows(done.nonzero()[0]))
            here = here.rows((~done).nonzero()[0])
        if len(here.score):
            _advance(here, starts, offset, waiting, table, model, trace, beam)
    return _path(_joined(final), trace, inside, len(lattice.words))


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
    order = np.lexsort((-worth, some.start))
    return np.sort(inside[order[_nth(some.start[order]) < TRIED]])


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


def _table(lattice: Lattice, scores: Scores, inside: Ids, model: NGrams) -> _Table:
    size, options = len(lattice.words), lattice.options.rows(inside)
    own = counted(lattice.forms)
    new = counted(stock().forms(options.wording))
    forms = np.full((size + len(options), new.shape[1]), -1, np.int64)
    forms[:size, 0] = own
    forms[size:] = new
    starts = np.concatenate((np.arange(size), options.start))
    rows = np.argsort(starts, kind="stable")
    firsts = np.searchsorted(starts[rows], np.arange(size + 1))
    lengths = (forms >= 0).sum(1)
    return _Table(
        forms, lengths, np.concatenate((np.arange(1, size + 1), options.end)),
        np.concatenate((np.zeros(size, np.float32), scores[inside])), rows,
        firsts[:-1], np.diff(firsts), *_longer(forms, lengths, model),
    )  # fmt: skip


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


def _begin(words: Sequence[Word], starts: Ids, model: NGrams, trace: _Trace) -> _States:
    """Begin every stretch with the two words before it as context."""
    padded = [BREAK, BREAK, *(word.form for word in words)]
    first, second = (
        np.array([model.id(padded[start + back]) for start in starts.tolist()], np.int64)
        for back in (0, 1)
    )
    none = np.full(len(starts), -1)
    keys = (np.arange(len(starts)) << 32) | (first << 16) | second
    zeros = np.zeros(len(starts), np.float32)
    return _States(keys, model.pairs(first, second)[1], zeros, trace.add(none, none))


def _joined(states: Sequence[_States]) -> _States:
    if len(states) == 1:
        return states[0]
    names = ("key", "pair", "score", "node")
    return _States(*(np.concatenate([getattr(s, name) for s in states]) for name in names))


def _nth(groups: Ids) -> Ids:
    """Return the place of each row in its group, for rows in order of their groups."""
    return np.arange(len(groups)) - groups.searchsorted(groups)


def _pruned(lists: list[_States], beam: int) -> _States:
    """Keep the best hypotheses of every stretch, one for each pair of last words."""
    every = _joined(lists)
    stretch = every.stretch
    order = np.lexsort((-every.score, stretch))
    order = order[_nth(stretch[order]) < beam * 8]
    order = order[np.sort(np.unique(every.key[order], return_index=True)[1])]
    return every.rows(order[_nth(stretch[order]) < beam])


def _advance(
    here: _States, starts: Ids, offset: int, waiting: dict[int, list[_States]], table: _Table,
    model: NGrams, trace: _Trace, beam: int,
) -> None:  # fmt: skip
    """Take every option of one word of every stretch and file what comes of it by its end."""
    places = starts[here.stretch] + offset
    counts = table.counts[places]
    takes = table.rows[runs(table.firsts[places], counts)]
    grown = _extended(here.rows(np.repeat(np.arange(len(counts)), counts)), takes, table, model)
    stretch = grown.stretch
    groups = ((table.ends[takes] - starts[stretch]) << 32) | stretch
    order = np.lexsort((-grown.score, groups))
    order = order[_nth(groups[order]) < beam * 4]
    kept = grown.rows(order)
    kept = _States(kept.key, kept.pair, kept.score, trace.add(kept.node, takes[order]))
    ends = groups[order] >> 32
    cuts = [0, *((ends[1:] > ends[:-1]).nonzero()[0] + 1).tolist(), len(ends)]
    for lo, hi in pairwise(cuts):
        waiting[int(ends[lo])].append(kept.rows(slice(lo, hi)))


def _extended(grown: _States, takes: Ids, table: _Table, model: NGrams) -> _States:
    """Score hypotheses, each with the option it takes.

    The first form is read after the last two of the hypothesis, the second after the last and the
    first; a deletion adds nothing.
    """
    key, pair, score = grown.key, grown.pair, grown.score + table.scores[takes]
    lengths = table.lengths[takes]
    one, two = (lengths > 0).nonzero()[0], (lengths > 1).nonzero()[0]
    first, second = table.forms[takes[one], 0], table.forms[takes[two], 1]
    last, context = key[one] & _FORM, pair[one]
    short, pair[one] = model.pairs(last, first)
    added = model.after(
        np.concatenate((context, pair[two])), np.concatenate((first, second)),
        np.concatenate((short, table.second[takes[two]])),
    )  # fmt: skip
    score[one] += added[: len(one)]
    score[one[first == UNKNOWN]] += UNKNOWN_COST
    score[two] += added[len(one) :]
    score[two[second == UNKNOWN]] += UNKNOWN_COST
    score[two] += table.inner[takes[two]]
    key[one] = (key[one] & ~_PAIR) | (last << 16) | first
    key[two] = (key[two] & ~_PAIR) | table.last[takes[two]]
    pair[two] = table.pair[takes[two]]
    return _States(key, pair, score, grown.node)


def _path(final: _States, trace: _Trace, inside: Ids, kept: int) -> list[int]:
    """Follow the best hypothesis of every stretch back; keeping a word leaves no trace."""
    before, option = np.concatenate(trace.before), np.concatenate(trace.option)
    order = np.lexsort((-final.score, final.stretch))
    best = order[_nth(final.stretch[order]) == 0]
    taken: list[int] = []
    nodes = final.node[best]
    while len(nodes):
        found = option[nodes]
        taken += inside[found[found >= kept] - kept].tolist()
        nodes = before[nodes]
        nodes = nodes[nodes >= 0]
    return sorted(taken)
