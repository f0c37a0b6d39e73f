"""Whole numbers in order, looked up many at a time: by a hash, and by search where two collide."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
_ODD = np.int64(0x1E3779B97F4A7C15)
_EMPTY = -4  # a place that no number has
_CROWDED, _FULL = 1, 2  # bits of a place that several would have, and more than found room near it
FEW = 128  # numbers that are searched for at once rather than looked up beside their places
_BESIDE = np.arange(1, 4)
ROOM = 3  # places of the table for each number, or more: one stranger in three meets a number


class Sorted:
    """Different numbers in order.

    A binary search among millions waits for memory some twenty times. A table with one number at
    each hash says after two looks where most are; who finds its place taken goes to one of three
    beside it, which come with it from memory. A place tells whether that was so: where it was not
    a stranger is known at once, and only the few who found no room are searched for.
    """

    def __init__(self, keys: Ids) -> None:
        self._keys = keys
        bits = max(2, (ROOM * len(keys) - 1).bit_length())
        self._shift, self._mask = 62 - bits, (1 << bits) - 1
        self._table = np.full(1 << bits, _EMPTY, np.int32)
        hashed, rows = self._hashed(keys), np.arange(len(keys), dtype=np.int32)
        for beside, told in ((0, _CROWDED), (1, 0), (2, 0), (3, _FULL)):
            places = hashed ^ beside
            free = self._table[places] == _EMPTY
            self._table[places[free]] = rows[free] << 2
            left = self._table[places] >> 2 != rows
            hashed, rows = hashed[left], rows[left]
            self._table[hashed] |= told

    def find(self, wanted: Ids) -> tuple[Ids, Flags]:
        """Return the place of every number (any or -1 if it is not there), and whether it is."""
        hashed = self._hashed(wanted)
        found = self._table.take(hashed)
        places = (found >> 2).astype(np.int64)
        known = self._keys.take(places) == wanted
        rows = ((found & _CROWDED) > known).nonzero()[0]
        if len(rows) > FEW:
            near = self._table.take(hashed[rows, None] ^ _BESIDE) >> 2
            nth, at = (self._keys.take(near) == wanted[rows, None]).nonzero()
            places[rows[nth]], known[rows[nth]] = near[nth, at], True
            rows = rows[(found[rows] & _FULL > 0) & ~known[rows]]
        if len(rows):
            self._search(rows, wanted, places, known)
        return places, known

    def _search(self, rows: Ids, wanted: Ids, places: Ids, known: Flags) -> None:
        """Search for some of the numbers wanted, and write down what is found."""
        some = wanted[rows]
        near = np.minimum(self._keys.searchsorted(some), len(self._keys) - 1)
        places[rows], known[rows] = near, self._keys[near] == some

    def _hashed(self, numbers: Ids) -> Ids:
        return np.asarray((numbers * _ODD) >> self._shift & self._mask, np.int64)
