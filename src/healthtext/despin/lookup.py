"""Whole numbers in order, looked up many at a time by two hashes (Pagh and Rodler 2004)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
_ODD = np.array([[0x1E3779B97F4A7C15], [0x2545F4914F6CDD1D]], np.int64)  # a hash is one's product
_EMPTY = -1  # what stands where no number has its place
ROOM = 3  # places of the table for each number, or more
MANY = 512  # numbers from which on second places are looked at only where they must be
ROUNDS = 100  # after which a table counts as too small


class Sorted:
    """Different numbers in order.

    A binary search among millions waits for memory some twenty times. A number stands at one of
    two places of a table, one by each of its hashes: two looks tell where it is or that it is not
    there, in the same few steps for all.
    """

    def __init__(self, keys: Ids) -> None:
        self._keys = keys
        bits = max(2, (ROOM * len(keys) - 1).bit_length())
        while not self._filled(bits):
            bits += 1

    def find(self, wanted: Ids) -> tuple[Ids, Flags]:
        """Return the place of every number (any or -1 if it is not there), and whether it is."""
        if len(wanted) > MANY:
            return self._found(wanted)
        places = self._table.take(self._hashed(wanted, _ODD))
        here, there = self._keys.take(places) == wanted
        first, second = places
        return np.where(here, first, second).astype(np.int64), here | there

    def _found(self, wanted: Ids) -> tuple[Ids, Flags]:
        """Return the same, looking at second places only where another has the first.

        Who is there came to the first, which is never given up empty.
        """
        places = self._table.take(self._hashed(wanted, _ODD[0])).astype(np.int64)
        known = self._keys.take(places) == wanted
        left = (~known & (places != _EMPTY)).nonzero()[0]
        some = wanted[left]
        places[left] = there = self._table.take(self._hashed(some, _ODD[1]))
        known[left] = self._keys.take(there) == some
        return places, known

    def _hashed(self, numbers: Ids, odd: Ids) -> Ids:
        found = numbers * odd
        found >>= self._shift
        found &= self._mask
        return np.asarray(found, np.int64)

    def _filled(self, bits: int) -> bool:
        """Fill a table of so many bits, unless numbers are left that keep losing their places.

        Who finds a place taken takes it, and who stood there goes to the other of its two.
        """
        self._shift, self._mask = 62 - bits, (1 << bits) - 1
        table = np.full(1 << bits, _EMPTY, np.int32)
        rows, second = np.arange(len(self._keys), dtype=np.int32), np.zeros(len(self._keys), bool)
        for _ in range(ROUNDS):
            if not len(rows):
                break
            rows, second = self._placed(table, rows, second)
        self._table = table
        return not len(rows)

    def _placed(self, table: Rows, rows: Rows, second: Flags) -> tuple[Rows, Flags]:
        """Put rows in a table; return who has no place now, and whether the second is next."""
        places = self._hashed(self._keys[rows], np.where(second, _ODD[1], _ODD[0]))
        before = table[places]
        table[places] = rows
        won = table[places] == rows
        gone = won & (before != _EMPTY)
        out, at = before[gone], places[gone]
        first = self._hashed(self._keys[out], _ODD[0]) == at
        return np.concatenate((rows[~won], out)), np.concatenate((~second[~won], first))
