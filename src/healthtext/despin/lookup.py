"""Whole numbers in order, looked up many at a time: by a hash, and by search where two collide."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
_ODD = np.int64(0x1E3779B97F4A7C15)
_EMPTY, _CROWDED = -2, 1  # a place that no number has; the bit of one that several would have
ROOM = 3  # places of the table for each number, or more: one stranger in three meets a number


class Sorted:
    """Different numbers in order.

    A binary search among millions waits for memory some twenty times. A table with one number at
    each hash says after two looks where most are. A place of it tells too whether a second number
    had its hash: where none had, a stranger is known at once, and only few are searched for.
    """

    def __init__(self, keys: Ids) -> None:
        self._keys = keys
        bits = max(1, (ROOM * len(keys) - 1).bit_length())
        self._shift, self._mask = 62 - bits, (1 << bits) - 1
        hashed, rows = self._hashed(keys), np.arange(len(keys), dtype=np.int32)
        self._table = np.full(1 << bits, _EMPTY, np.int32)
        self._table[hashed] = rows << 1
        self._table[hashed[self._table[hashed] != rows << 1]] |= _CROWDED

    def find(self, wanted: Ids) -> tuple[Ids, Flags]:
        """Return the place of every number (any or -1 if it is not there), and whether it is."""
        found = self._table.take(self._hashed(wanted))
        places = (found >> 1).astype(np.int64)
        known = self._keys.take(places) == wanted
        rows = ((found & _CROWDED) > known).nonzero()[0]
        if len(rows):  # they may be those that another number left no room
            some = wanted[rows]
            near = np.minimum(self._keys.searchsorted(some), len(self._keys) - 1)
            places[rows], known[rows] = near, self._keys[near] == some
        return places, known

    def _hashed(self, numbers: Ids) -> Ids:
        return np.asarray((numbers * _ODD) >> self._shift & self._mask, np.int64)
