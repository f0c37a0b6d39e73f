"""The beam of the decoder: at every word of every stretch the best few ways to get there.

A way is known by its last two forms, its score, where the n-gram model has these two, and the
node of its history. All stretches advance in step: step n judges what ends n words after its
stretch begins, each by the ways that lead to where it starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from healthtext.despin.ngrams import UNKNOWN, UNKNOWN_COST, Ids, NGrams, Scores

LOOK = 12  # best ways to a word among which as many different ones are looked for as are kept
FORM = (1 << 16) - 1  # bits of the last form of a pair
_NOWHERE = np.float32(-np.inf)
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Longer:
    """Of takes with several forms their rows and, a column each, what is read behind the first."""

    rows: Ids
    second: Ids
    short: Scores
    cost: Scores
    last: Ids
    pair: Ids

    @classmethod
    def of(cls, takes: Takes, width: int) -> _Longer:
        rows = (takes.length > 1).nonzero()[0]
        second, short = takes.second[rows, None], takes.short[rows, None]
        cost = np.where(second == UNKNOWN, UNKNOWN_COST, np.float32(0)) + takes.inner[rows, None]
        return cls(
            rows, second, np.repeat(short, width, 1), cost, takes.last[rows, None],
            takes.pair[rows, None],
        )  # fmt: skip


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
    short: Scores
    inner: Scores
    last: Ids
    pair: Ids


class Beam:
    """The ways to every place, `width` at most, the best first."""

    def __init__(self, model: NGrams, takes: Takes, places: int, width: int) -> None:
        self._model, self._takes, self._width = model, takes, width
        self._score = np.full((places, width), _NOWHERE)
        self._ways = np.zeros((places, width, 3), np.int64)  # last forms, where they are, the node
        self._ways[..., 1:] = -1
        self._history: list[tuple[Ids, Ids]] = []  # of every node the one before and what it took
        self._nodes = 0
        self._unigram = model.unigram[takes.first][:, None]
        self._unknown = np.where(takes.first == UNKNOWN, UNKNOWN_COST, np.float32(0))[:, None]
        self._longer = _Longer.of(takes, width)
        self._groups = np.repeat(takes.target, width)
        self._heads = np.append(True, takes.target[1:] != takes.target[:-1]).nonzero()[0]
        self._sizes = np.diff(np.append(self._heads, len(takes.target))) * width

    def begin(self, places: Ids, first: Ids, second: Ids) -> None:
        """Let a stretch begin at each place, after two forms."""
        self._score[places, 0] = 0
        self._ways[places, 0, 0] = (first << 16) | second
        self._ways[places, 0, 1] = self._model.pairs(first, second)[1]

    def run(self) -> None:
        """Take all steps."""
        takes = self._takes
        cuts = takes.step.searchsorted(np.arange(1, int(takes.step[-1]) + 2))
        gone = (takes.length == 0).nonzero()[0]
        ends = (found.searchsorted(cuts) for found in (self._longer.rows, gone, self._heads))
        spans = ([slice(*pair) for pair in pairwise(row.tolist())] for row in (cuts, *ends))
        for rows, longer, none, groups in zip(*spans, strict=True):
            self._keep(rows, groups, *self._step(rows, longer, gone[none] - rows.start))

    def _step(self, rows: slice, longer: slice, none: Ids) -> tuple[Scores, Ids]:
        """Take what ends at one step; some have several forms, `none` no form."""
        takes, source = self._takes, self._takes.source[rows]
        ways = self._ways.take(source, axis=0)
        before, context = ways[..., 0].copy(), ways[..., 1].copy()
        score = self._score.take(source, axis=0) + takes.score[rows, None]
        total, ways[..., 0], ways[..., 1] = self._read(rows, longer, before, context, score)
        two, more = self._longer.rows[longer] - rows.start, self._longer
        if len(two):
            ways[two, :, 0], ways[two, :, 1] = more.last[longer], more.pair[longer]
        if len(none):
            total[none], ways[none, :, 0], ways[none, :, 1] = (
                column[none] for column in (score, before, context)
            )
        return total, ways

    def _read(
        self, rows: slice, longer: slice, before: Ids, context: Ids, score: Scores
    ) -> tuple[Scores, Ids, Ids]:
        """Score takes after every way to where they start; return their last forms too.

        The first form is read after the last two of the way, the second after the last and the
        first.
        """
        model, more = self._model, self._longer
        last, first = before & FORM, self._takes.first[rows, None]
        key = (last << 16) | first
        short, pair = model.short(key, last, self._unigram[rows])
        two = more.rows[longer] - rows.start
        if not len(two):
            added = model.third(context, first, short)
            return score + added + self._unknown[rows], key, pair
        added = model.third(
            np.concatenate((context, pair[two])),
            np.concatenate((first, more.second[longer])),
            np.concatenate((short, more.short[longer])),
        )
        size = len(first)
        total = score + added[:size] + self._unknown[rows]
        total[two] = total[two] + added[size:] + more.cost[longer]
        return total, key, pair

    def _keep(self, rows: slice, groups: slice, score: Scores, ways: Ids) -> None:
        """Keep the best ways to each place, one for each pair of last forms."""
        takes, width = self._takes, self._width
        scores, flat = score.ravel(), ways.reshape(-1, 3)
        order = np.lexsort((-scores, self._groups[rows.start * width : rows.stop * width]))
        heads = self._heads[groups]
        nth, rank, way = _different(
            order, (heads - rows.start) * width, self._sizes[groups], scores, flat[:, 0], width
        )
        place, kept = takes.target[heads[nth]], flat[way]
        self._history.append((kept[:, 2].copy(), takes.row[rows][way // width]))
        kept[:, 2] = np.arange(self._nodes, self._nodes + len(way))
        self._nodes += len(way)
        self._score[place, rank], self._ways[place, rank] = scores[way], kept

    def path(self, places: Ids) -> list[int]:
        """Return the rows taken on the best way to each place; keeping a word leaves no trace."""
        before, row = map(np.concatenate, zip(*self._history, strict=True))
        taken: list[int] = []
        nodes = self._ways[places, 0, 2]
        while len(nodes):
            found = row[nodes]
            taken += found[found >= 0].tolist()
            nodes = before[nodes]
            nodes = nodes[nodes >= 0]
        return sorted(taken)


def _different(
    order: Ids, heads: Ids, sizes: Ids, scores: Scores, keys: Ids, width: int, look: int = LOOK
) -> tuple[Ids, Ids, Ids]:
    """Return, of the best in each group of an order, those with different keys.

    For each the number of its group, its rank there and its number in the order's arrays.
    """
    nth = np.arange(look)
    earlier = nth[:, None] > nth
    ways = order.take(heads[:, None] + nth, mode="clip")
    own = keys.take(ways)
    same = (own[:, :, None] == own[:, None, :]) & earlier
    new = (nth < sizes[:, None]) & (scores.take(ways) > _NOWHERE) & ~same.any(2)
    rank = new.cumsum(1)
    if look < sizes.max() and ((rank[:, -1] < width) & (sizes > look)).any():
        return _different(order, heads, sizes, scores, keys, width, 2 * look)
    group, at = (new & (rank <= width)).nonzero()
    return group, rank[group, at] - 1, ways[group, at]


def in_order(takes: Takes) -> Takes:
    """Return takes in the order of steps, stretches and where they start."""
    names = Takes.__slots__
    order = np.lexsort((takes.source, takes.target, takes.step))
    return Takes(*(getattr(takes, name)[order] for name in names))
