"""A text as the encoder read it: P(spun) of its words, and what may have stood there before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from healthtext.encoder.heads import Floats, Ids, sigmoid

if TYPE_CHECKING:
    from healthtext.encoder import Encoder

FLOOR = 0.12  # P(spun) below which no piece is repaired
CERTAIN = 0.4  # P(spun) from which the repairer finds wordings of its own
READ = 256  # pieces that the repairer reads at once: a row of it takes 12 KB
BLOCK = 256  # pieces whose vectors are compared at once: they stay in the fastest memory
UNLIKELY = -6.0  # log P of a piece below which it begins no wording
LIKELIEST = 8  # pieces of its own that the repairer keeps for a place


class Reading:
    """A text as the encoder sees it. `spun` is P(spun) of every word, `pieces` of every piece."""

    def __init__(
        self, encoder: Encoder, first: Ids, last: Ids, ids: Ids, hidden: Floats, logits: Floats
    ) -> None:
        self.encoder = encoder
        self._first, self._last, self._ids, self._hidden = first, last, ids, hidden
        slope, offset = encoder.heads.calibration
        log_odds = slope * logits[:, 0] + offset
        self.pieces = sigmoid(log_odds)
        self._longer = sigmoid(logits[:, 1])
        sums = np.concatenate(([0.0], np.cumsum(log_odds, dtype=np.float64)))
        count = np.maximum(last - first, 1)
        mean = ((sums[last] - sums[first]) / count).astype(np.float32)
        self.spun: Floats = np.where(last > first, sigmoid(mean), np.float32(0))

    @cached_property
    def _read(self) -> tuple[Ids, Floats, Floats, Ids]:
        """The row of every piece that the repairer looks at (-1: none); the rows; `_own`'s."""
        doubted = self._around(FLOOR)
        doubted[1:] |= doubted[:-1].copy()  # a span often takes in a neighbour that looks sound
        doubted[:-1] |= doubted[1:].copy()
        return _numbered(doubted), *self._repaired(np.flatnonzero(doubted), self._around(CERTAIN))

    @cached_property
    def _own(self) -> tuple[Ids, Floats, Ids]:
        """The row of every piece with wordings of the repairer's own; log P and pieces of each.

        The likeliest come first.
        """
        return _numbered(self._around(CERTAIN)), *self._read[2:]

    @cached_property
    def _standing(self) -> Floats:
        """Return the logit of what stands there for every piece that the repairer looks at."""
        row, rows, *_ = self._read
        return self.encoder.heads.logits(rows, self._ids[row >= 0])

    def share(self, above: float = 0.8) -> float:
        """Return the share of the text's pieces with P(spun) above a threshold."""
        return float((self.pieces > above).mean()) if len(self.pieces) else 0.0

    def gains(self, spans: Sequence[tuple[int, int]], originals: Sequence[Sequence[str]]) -> Floats:
        """Return log P(original) - log P(what stands there) of originals at spans of words.

        An original is its words, none for a deletion. nan where the repairer did not look; of an
        original with more pieces than the span, the pieces that fit count, and that it is longer.
        """
        places = np.array(spans, np.int64).reshape(-1, 2)
        cut = [self.encoder.pieces(words) for words in originals]
        flat = np.array([piece for ids in cut for piece in ids], np.int64)
        return self.gained(places[:, 0], places[:, 1], flat, np.array([*map(len, cut)], np.int64))

    def gained(self, start: Ids, end: Ids, pieces: Ids, counts: Ids) -> Floats:
        """Return the gains of originals given as pieces, one after the other, `counts` of each."""
        if not len(start):
            return np.zeros(0, np.float32)
        lows = self._first[start]
        sizes = self._last[end - 1] - lows
        ends = np.cumsum(sizes)
        begins = ends - sizes
        nth = np.arange(int(sizes.sum())) - np.repeat(begins, sizes)
        at = np.repeat(lows, sizes) + nth
        given = np.repeat(np.cumsum(counts) - counts, sizes) + nth
        fits = nth < np.repeat(counts, sizes)
        target = np.full(len(at), self.encoder.heads.delete)
        target[fits] = pieces[given[fits]]
        total = self._summed(at, target, begins, ends)
        if not len(at):
            return np.asarray(total, np.float32)
        longer = self._longer[np.minimum(at[np.maximum(ends - 1, 0)], len(self._ids) - 1)]
        total += np.where(counts <= sizes, 0.0, np.log(longer + 1e-6) - np.log1p(-longer + 1e-6))
        return np.asarray(total, np.float32)

    def _summed(self, at: Ids, target: Ids, begins: Ids, ends: Ids) -> Floats:
        """Add up the gains of target pieces over spans of them; nan where one was not read."""
        row, rows, *_ = self._read
        known = row[at] >= 0
        logits, gain = self.encoder.heads.logits, np.zeros(len(at), np.float32)
        places = np.flatnonzero(known & (target != self._ids[at]))
        for start in range(0, len(places), BLOCK):  # a long text has a hundred thousand options
            some = places[start : start + BLOCK]
            read = row[at[some]]
            gain[some] = logits(rows.take(read, axis=0), target[some]) - self._standing[read]
        sums = np.concatenate(([0.0], np.cumsum(gain, dtype=np.float64)))
        lost = np.concatenate(([0], np.cumsum(~known)))
        total = sums[ends] - sums[begins]
        total[(lost[ends] > lost[begins]) | (ends == begins)] = np.nan
        return np.asarray(total, np.float32)

    def best(
        self, start: int, end: int, count: int = 5, least: float = -np.inf
    ) -> list[tuple[str, float]]:
        """Return the repairer's own wordings for words[start:end] with log P, likeliest first.

        They vary in the first piece; what follows is the likeliest piece at each place.
        """
        if end <= start:
            return []
        row, first, last = self._own[0], int(self._first[start]), int(self._last[end - 1])
        if last <= first or row[first:last].min() < 0:
            return []
        return self._likeliest(np.array([first]), last - first, count, least)[0]

    def _likeliest(
        self, first: Ids, size: int, count: int, least: float
    ) -> list[list[tuple[str, float]]]:
        """Return the same for spans of so many pieces, all doubted, given by their first ones."""
        row, logs, pieces = self._own
        at = row[first[:, None] + np.arange(size)]
        head, rest = at[:, 0], pieces[at[:, 1:], 0].tolist()
        worth = logs[head] + logs[at[:, 1:], 0].sum(1)[:, None]
        likely = (worth > least) & (logs[head] > UNLIKELY)
        likely[:, 0] = worth[:, 0] > least  # the likeliest may be unlikely
        nth, column = likely.nonzero()
        found: list[list[tuple[str, float]]] = [[] for _ in rest]
        heads, worths = pieces[head[nth], column].tolist(), worth[nth, column].tolist()
        for n, piece, log in zip(nth.tolist(), heads, worths, strict=True):
            wording = self.encoder.wording((piece, *rest[n])) if len(found[n]) < count else None
            if wording is not None:
                found[n].append((wording, log))
        return found

    def whole(self, words: Ids) -> tuple[Ids, Ids, Floats]:
        """Return which of some words are one doubted piece, the repairer's own pieces for each,
        the likeliest first, and log P of these."""
        row, logs, pieces = self._own
        one = words[self._last[words] - self._first[words] == 1]
        rows = row[self._first[one]]
        doubted = rows >= 0
        return one[doubted], pieces[rows[doubted]], logs[rows[doubted]]

    def best_of(
        self, starts: Ids, ends: Ids, count: int, least: float
    ) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and wording of the best at spans of several pieces, all doubted.

        Those of as many pieces come together, in order.
        """
        row, *_ = self._own
        sound = np.concatenate(([0], np.cumsum(row < 0)))
        first, last = self._first[starts], self._last[ends - 1]
        sizes = np.where(sound[last] == sound[first], last - first, 0)
        for size in np.unique(sizes[sizes > 1]).tolist():
            some = (sizes == size).nonzero()[0]
            found = self._likeliest(first[some], size, count, least)
            for start, end, own in zip(
                starts[some].tolist(), ends[some].tolist(), found, strict=True
            ):
                for wording, _ in own:
                    yield start, end, wording

    def _around(self, floor: float) -> npt.NDArray[np.bool_]:
        """Mark every piece of the words that have one with P(spun) above a floor."""
        above = np.concatenate(([0], np.cumsum(self.pieces > floor)))
        found = above[self._last] > above[self._first]
        edges = np.zeros(len(self._ids) + 1, np.int64)
        np.add.at(edges, self._first[found], 1)
        np.add.at(edges, self._last[found], -1)
        return np.asarray(np.cumsum(edges)[:-1] > 0)

    def _repaired(self, places: Ids, certain: npt.NDArray[np.bool_]) -> tuple[Floats, Floats, Ids]:
        """Return the rows of pieces; log P and likeliest pieces at those of them that are certain.

        Of fewer than LIKELIEST common pieces there are as many.
        """
        parts = [
            self.encoder.heads.repaired(
                self._hidden[some], np.flatnonzero(certain[some]), LIKELIEST
            )
            for some in np.split(places, range(READ, len(places), READ))
        ]
        rows, logs, pieces = map(np.concatenate, zip(*parts, strict=True))
        return rows, logs, pieces


def _numbered(marked: npt.NDArray[np.bool_]) -> Ids:
    """Number what is marked; -1 for all else."""
    return np.where(marked, np.cumsum(marked) - 1, -1)
