"""Whole numbers in order, looked up many at a time: by a hash, and by search where two collide."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
_ODD = np.int64(0x1E3779B97F4A7C15)
ROOM = 3  # places of the table for each number, or more: one stranger in three meets a number


class Sorted:
    """Different numbers in order.

    A binary search among millions waits for memory some twenty times. A table with one number at
    each hash says after two looks where most are, and of most others that they are not there.
    """

    def __init__(self, keys: Ids) -> None:
        self._keys = keys
        bits = max(1, (ROOM * len(keys) - 1).bit_length())
        self._shift, self._mask = 62 - bits, (1 << bits) - 1
        self._table = np.full(1 << bits, -1, np.int32)
        self._table[self._hashed(keys)] = np.arange(len(keys))

    def find(self, wanted: Ids) -> tuple[Ids, Flags]:
        """Return the place of every number (any or -1 if it is not there), and whether it is."""
        places = self._table[self._hashed(wanted)].astype(np.int64)
        known = self._keys[places] == wanted
        rows = (~known & (places >= 0)).nonzero()[0]  # there is another with its hash
        some = wanted[rows]
        order = some.argsort()  # neighbours share most of the way
        near = np.empty(len(rows), np.int64)
        near[order] = self._keys.searchsorted(some[order])
        np.minimum(near, len(self._keys) - 1, out=near)
        places[rows], known[rows] = near, self._keys[near] == some
        return places, known

    def _hashed(self, numbers: Ids) -> Ids:
        return np.asarray((numbers * _ODD) >> self._shift & self._mask, np.int64)
