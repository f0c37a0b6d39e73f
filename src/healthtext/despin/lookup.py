"""Whole numbers in order, looked up many at a time, and a filter for those that are not there."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
_ODD = np.int64(0x1E3779B97F4A7C15)
ROOM = 5  # places of the filter for each number, or more: one stranger in five passes it, or fewer


class Sorted:
    """Different numbers in order.

    A binary search among millions waits for memory some twenty times. Most n-grams that are asked
    for were never counted, and the filter (Bloom 1970, one hash) says so after a single look.
    """

    def __init__(self, keys: Ids) -> None:
        self._keys = keys
        bits = max(1, (ROOM * len(keys) - 1).bit_length())
        self._shift, self._mask = 62 - bits, (1 << bits) - 1
        self._filter = np.zeros(1 << bits, bool)
        self._filter[self._hashed(keys)] = True

    def find(self, wanted: Ids) -> tuple[Ids, Flags]:
        """Return the place of every number (any where it is not there), and whether it is there."""
        rows = self._filter[self._hashed(wanted)].nonzero()[0]
        some = wanted[rows]
        order = some.argsort()  # neighbours share most of the way
        near = np.empty(len(rows), np.int64)
        near[order] = self._keys.searchsorted(some[order])
        np.minimum(near, len(self._keys) - 1, out=near)
        places, known = np.zeros(len(wanted), np.int64), np.zeros(len(wanted), bool)
        places[rows], known[rows] = near, self._keys[near] == some
        return places, known

    def _hashed(self, numbers: Ids) -> Ids:
        return np.asarray((numbers * _ODD) >> self._shift & self._mask, np.int64)
