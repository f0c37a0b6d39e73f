"""Families of near-duplicates: two spins of one article are of one family.

A text is the set of its pairs of neighbouring words, and MinHash estimates how much of two such
sets is shared. Pairs, because hardly any longer run of words survives two spinners; the repaired
text, because despinning gives the copies words in common again. `python -m benchmarks.families`
measures the threshold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

THRESHOLD = 0.12
SHORT_THRESHOLD = 0.5  # chance agrees more often on few words
SHORT = 60
PERMUTATIONS = 256
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
_ROWS = 1024

Signature = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Match:
    """The nearest earlier text: its number, its family and the share of word pairs in common."""

    number: int
    family: int
    similarity: float


def signature(text: str) -> Signature:
    """Return the MinHash of a text; `PERMUTATIONS` numbers, and one more for its length."""
    from datasketch import MinHash

    words = [word.casefold() for word in _WORD.findall(text)]
    pairs = {f"{first} {second}".encode() for first, second in pairwise(words)}
    minhash: Any = MinHash(num_perm=PERMUTATIONS, seed=1)
    minhash.update_batch(sorted(pairs) or [text.strip().encode("utf-8", "replace")])
    return np.append(minhash.hashvalues, len(words)).astype(np.uint32)


class Families:
    """All earlier texts, compared one by one: 1 KB and a quarter of a microsecond for each."""

    def __init__(self, threshold: float = THRESHOLD) -> None:
        self._threshold = threshold
        self._signatures: Signature = np.empty((_ROWS, PERMUTATIONS + 1), np.uint32)
        self._members: list[tuple[int, int]] = []  # number and family

    def __len__(self) -> int:
        return len(self._members)

    def add(self, number: int, family: int, signature: Signature) -> None:
        """Remember a text."""
        count = len(self._members)
        if count == len(self._signatures):
            more = np.empty_like(self._signatures)
            self._signatures = np.concatenate([self._signatures, more])
        self._signatures[count] = signature
        self._members.append((number, family))

    def nearest(self, signature: Signature) -> Match | None:
        """Return the earlier text of its family that is most like this one."""
        if not self._members:
            return None
        known = self._signatures[: len(self._members)]
        shared = (known[:, :-1] == signature[:-1]).mean(axis=1)
        lengths = np.minimum(known[:, -1], signature[-1])
        wanted = np.where(lengths < SHORT, max(SHORT_THRESHOLD, self._threshold), self._threshold)
        shared[shared < wanted] = 0.0
        best = int(shared.argmax())
        if shared[best] == 0.0:
            return None
        number, family = self._members[best]
        return Match(number, family, round(float(shared[best]), 3))
