"""The beam of the decoder: at every word of every stretch the best few ways to get there.

A way is known by its last two forms, its score, where the n-gram model has these two, and the way
that it goes on from. All stretches advance in step: step n judges what ends n words after its
stretch begins, each by the ways that lead to where it starts.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count, pairwise

import numpy as np

from healthtext.despin.joins import FORM, Takes, joined
from healthtext.despin.ngrams import UNKNOWN, UNKNOWN_COST, Ids, NGrams, Scores

NOTHING = -1  # instead of a pair, a take or a way; the last two forms of no way
_NOWHERE = np.float32(-np.inf)


class Beam:
    """The ways to every place, `width` at most, the best first.

    Way n of place m has the number m * width + n.
    """

    def __init__(
        self, model: NGrams, takes: Takes, begun: tuple[Ids, Ids, Ids], size: int, width: int
    ) -> None:
        """Take what can be taken, at so many places.

        `begun` are the places where stretches begin and the two forms before each.
        """
        self._model, self._takes, self._width = model, takes, width
        places, first, second = begun
        joins = self._joins = joined(takes, (places << 16) | second, model)
        self._score = np.full(size * width, _NOWHERE)
        self._last, self._pair, self._before, self._took = np.full((4, size * width), NOTHING)
        # where no way is there is an arrival all the same: it is looked up with the others
        self._arrival = np.repeat(joins.arrivals.searchsorted(np.arange(size) << 16), width)
        self._begin(places * width, first, second)
        self._ways = takes.source[:, None] * width + np.arange(width)
        unknown = np.where(takes.first == UNKNOWN, UNKNOWN_COST, np.float32(0))
        beyond = np.where((takes.length > 1) & (takes.second == UNKNOWN), UNKNOWN_COST, 0)
        cost = beyond.astype(np.float32) + takes.inner
        self._base, self._first = joins.base[:, None], takes.first[:, None]
        self._worth, self._unknown, self._cost = (
            nats[:, None] for nats in (takes.score, unknown, cost)
        )
        self._groups()

    def _begin(self, ways: Ids, first: Ids, second: Ids) -> None:
        """Let a stretch begin with each of some ways, after two forms."""
        self._score[ways], self._last[ways] = 0, (first << 16) | second
        self._pair[ways] = self._model.pairs(first, second)[1]

    def _groups(self) -> None:
        """Put what ends at one place together: where each group begins and how many it has."""
        target = self._takes.target
        self._heads = np.append(True, target[1:] != target[:-1]).nonzero()[0]
        self._sizes = np.diff(np.append(self._heads, len(target))) * self._width
        self._nth = np.arange(int(self._sizes.max()))

    def run(self) -> None:
        """Take all steps."""
        takes = self._takes
        cuts = takes.step.searchsorted(np.arange(1, int(takes.step[-1]) + 2))
        gone = (takes.length == 0).nonzero()[0]
        ends = (found.searchsorted(cuts) for found in (gone, self._heads))
        spans = ([slice(*pair) for pair in pairwise(row.tolist())] for row in (cuts, *ends))
        for rows, none, groups in zip(*spans, strict=True):
            self._keep(rows, groups, *self._step(rows, gone[none] - rows.start))

    def _step(self, rows: slice, none: Ids) -> tuple[Scores, Ids, Ids]:
        """Score what ends at one step after every way to where it starts; `none` has no form.

        Return the last two forms, and where they are, too.
        """
        ways, joins = self._ways[rows], self._joins
        join = self._base[rows] + self._arrival.take(ways)
        score, context = self._score.take(ways), self._pair.take(ways)
        score += self._worth[rows]
        total = score + self._model.after(context, self._first[rows], joins.short.take(join))
        total += self._unknown[rows]
        total += joins.more.take(join)
        total += self._cost[rows]
        last, pair = joins.last.take(join), joins.pair.take(join)
        if len(none):
            total[none], pair[none], last[none] = score[none], context[none], self._last[ways[none]]
        return total, last, pair

    def _keep(self, rows: slice, groups: slice, score: Scores, last: Ids, pair: Ids) -> None:
        """Keep the best ways to each place, one for each pair of last forms."""
        first, width = self._heads[groups], self._width
        heads, sizes = (first - rows.start) * width, self._sizes[groups]
        inside, cost = _grouped(score, heads, sizes, self._nth)
        order = cost.argsort(1, kind="stable") + np.arange(0, cost.size, cost.shape[1])[:, None]
        keys = last.take(inside)
        keys[cost == np.inf] = NOTHING
        to = (self._takes.target.take(first) * width).tolist()
        kept, chosen = map(np.array, _different(keys.take(order).tolist(), to, width))
        best = inside.take(order.take(chosen))
        self._score[kept], self._pair[kept] = score.take(best), pair.take(best)
        self._last[kept], form = last.take(best), last.take(best) & FORM
        self._arrival[kept] = self._joins.arrivals.searchsorted((kept // width << 16) | form)
        self._before[kept], self._took[kept] = (
            self._ways[rows].take(best),
            best // width + rows.start,
        )

    def path(self, places: Ids) -> list[int]:
        """Return the rows taken on the best way to each place; keeping a word leaves no trace."""
        taken: list[int] = []
        ways = places * self._width
        while len(ways):
            took = self._took[ways]
            ways, took = ways[took != NOTHING], took[took != NOTHING]
            rows = self._takes.row[took]
            taken += rows[rows >= 0].tolist()
            ways = self._before[ways]
        return sorted(taken)


def _grouped(score: Scores, heads: Ids, sizes: Ids, nth: Ids) -> tuple[Ids, Scores]:
    """Return a row for each group of ways: their numbers, and what they cost.

    A group is `sizes` ways from `heads` on; behind its last one a row has others at infinite cost.
    `nth` counts from 0 to what the largest group of all has.
    """
    nth = nth[: max(sizes.tolist())]
    inside = np.minimum(heads[:, None] + nth, score.size - 1)
    cost = -score.take(inside)
    cost[nth >= sizes[:, None]] = np.inf
    return inside, cost


def _different(
    rows: Sequence[Sequence[int]], to: Sequence[int], width: int
) -> tuple[list[int], list[int]]:
    """Choose the first `width` different keys of each row but NOTHING.

    Return numbers for them, from those in `to` on, and their places in the rows put together.
    """
    numbers: list[int] = []
    places: list[int] = []
    for row, number, place in zip(rows, to, count(step=len(rows[0]))):
        seen, end = {NOTHING}, number + width
        for at, key in enumerate(row, place):
            if key not in seen:
                seen.add(key)
                numbers.append(number)
                places.append(at)
                number += 1
                if number == end:
                    break
    return numbers, places
