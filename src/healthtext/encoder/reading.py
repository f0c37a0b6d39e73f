"""A text as the encoder read it: P(spun) of its words, and what may have stood there before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from healthtext.encoder.heads import Floats, Ids, log_sum, sigmoid

if TYPE_CHECKING:
    from healthtext.encoder import Encoder

FLOOR = 0.12  # P(spun) below which no piece is repaired
CERTAIN = 0.25  # P(spun) from which the repairer finds wordings of its own
BLOCK = 8192  # pieces whose vectors are compared at once
LIKELIEST = 12  # pieces of its own that the repairer keeps for a place


class Reading:
    """A text as the encoder sees it. `spun` is P(spun) of every word, `pieces` of every piece."""

    def __init__(
        self, encoder: Encoder, first: Ids, last: Ids, ids: Ids, hidden: Floats, logits: Floats
    ) -> None:
        self._encoder = encoder
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
    def _read(self) -> tuple[Ids, Floats]:
        """The row of every piece that the repairer looks at (-1: none), and the rows."""
        doubted = self._around(FLOOR)
        doubted[1:] |= doubted[:-1].copy()  # a span often takes in a neighbour that looks sound
        doubted[:-1] |= doubted[1:].copy()
        return self._transformed(doubted)

    @cached_property
    def _own(self) -> tuple[Ids, Ids, Floats]:
        """The row of every piece with wordings of the repairer's own, the pieces, their log P."""
        row, rows = self._transformed(self._around(CERTAIN))
        return row, *self._likeliest(rows)

    def share(self, above: float = 0.8) -> float:
        """Return the share of the text's pieces with P(spun) above a threshold."""
        return float((self.pieces > above).mean()) if len(self.pieces) else 0.0

    def gains(self, spans: Sequence[tuple[int, int]], originals: Sequence[Sequence[str]]) -> Floats:
        """Return log P(original) - log P(what stands there) of originals at spans of words.

        An original is its words, none for a deletion. nan where the repairer did not look; of an
        original with more pieces than the span, the pieces that fit count, and that it is longer.
        """
        first, last, delete = self._first.tolist(), self._last.tolist(), self._encoder.heads.delete
        lows, target, fits, sizes = [], [], [], []
        for (start, end), words in zip(spans, originals, strict=True):
            size = last[end - 1] - first[start]
            ids = self._encoder.pieces(words)
            lows.append(first[start])
            sizes.append(size)
            fits.append(len(ids) <= size)
            target += ids[:size] if len(ids) >= size else ids + [delete] * (size - len(ids))
        if not target:
            return np.full(len(spans), np.nan, np.float32)
        ends = np.cumsum(np.array(sizes, np.int64))
        begins = ends - sizes
        at = np.repeat(lows - begins, sizes) + np.arange(len(target))
        total = self._summed(at, np.array(target, np.int64), begins, ends)
        longer = self._longer[np.minimum(at[np.maximum(ends - 1, 0)], len(self._ids) - 1)]
        total += np.where(fits, 0.0, np.log(longer + 1e-6) - np.log1p(-longer + 1e-6))
        return np.asarray(total, np.float32)

    def _summed(self, at: Ids, target: Ids, begins: Ids, ends: Ids) -> Floats:
        """Add up the gains of target pieces over spans of them; nan where one was not read."""
        row, rows = self._read
        known = row[at] >= 0
        heads, gain = self._encoder.heads, np.zeros(len(at), np.float32)
        places = np.flatnonzero(known)
        for start in range(0, len(places), BLOCK):  # a long text has a hundred thousand options
            some = places[start : start + BLOCK]
            wanted, now = target[some], self._ids[at[some]]
            change = heads.table[wanted] - heads.table[now]
            gain[some] = np.einsum("fw,fw->f", rows[row[at[some]]], change)
            gain[some] += heads.bias[wanted] - heads.bias[now]
        sums = np.concatenate(([0.0], np.cumsum(gain, dtype=np.float64)))
        lost = np.concatenate(([0], np.cumsum(~known)))
        total = sums[ends] - sums[begins]
        total[(lost[ends] > lost[begins]) | (ends == begins)] = np.nan
        return np.asarray(total, np.float32)

    def best(self, start: int, end: int, count: int = 5) -> list[tuple[str, float]]:
        """Return the repairer's own wordings for words[start:end] with log P, likeliest first.

        They vary in the first piece; what follows is the likeliest piece at each place.
        """
        row, top, logs = self._own
        at = row[self._places(start, end)]
        if len(at) == 0 or (at < 0).any():
            return []
        tail = top[at[1:], 0].tolist()
        rest = float(logs[at[1:], 0].sum())
        found = [
            (self._encoder.wording([head, *tail]), worth + rest)
            for head, worth in zip(top[at[0]].tolist(), logs[at[0]].tolist(), strict=True)
        ]
        return [(wording, value) for wording, value in found if wording is not None][:count]

    def _places(self, start: int, end: int) -> Ids:
        return np.arange(self._first[start], self._last[end - 1]) if end > start else self._ids[:0]

    def _around(self, floor: float) -> npt.NDArray[np.bool_]:
        """Mark every piece of the words that have one with P(spun) above a floor."""
        above = np.concatenate(([0], np.cumsum(self.pieces > floor)))
        found = above[self._last] > above[self._first]
        edges = np.zeros(len(self._ids) + 1, np.int64)
        np.add.at(edges, self._first[found], 1)
        np.add.at(edges, self._last[found], -1)
        return np.asarray(np.cumsum(edges)[:-1] > 0)

    def _transformed(self, wanted: npt.NDArray[np.bool_]) -> tuple[Ids, Floats]:
        """Return the row of every piece (-1: none) and the rows to be compared with the table."""
        row = np.full(len(self._ids), -1)
        row[wanted] = np.arange(wanted.sum())
        return row, self._encoder.heads.transformed(self._hidden[wanted])

    def _likeliest(self, rows: Floats) -> tuple[Ids, Floats]:
        """Return the likeliest pieces of every row and their log P."""
        heads = self._encoder.heads
        kept = min(LIKELIEST, len(heads.common) - 1)
        tops, worths = [np.zeros((0, kept), np.int64)], [np.zeros((0, kept), np.float32)]
        for at in range(0, len(rows), 256):
            scores = heads.over_common(rows[at : at + 256])
            top = np.argpartition(-scores, kept, axis=1)[:, :kept]
            worth = np.take_along_axis(scores, top, 1) - log_sum(scores)[:, None]
            order = np.argsort(-worth, axis=1, kind="stable")
            tops.append(heads.common[np.take_along_axis(top, order, 1)])
            worths.append(np.take_along_axis(worth, order, 1))
        return np.concatenate(tops), np.concatenate(worths)
