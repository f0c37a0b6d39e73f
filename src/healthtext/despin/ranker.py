"""Three small sets of boosted trees: is this a sign of a spun page; and if the page is spun, was
this place, and does this wording mend it?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from healthtext import assets
from healthtext.despin.features import NAMES

Rows = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
Marks = npt.NDArray[np.uint8]
BLOCK = 512  # rows judged at once: each takes five kilobytes


class Trees:
    """Gradient-boosted trees over the features NAMES, filled up to complete trees of one depth.

    Level n has 2^n nodes a tree. All nodes are compared; which leaf a row falls into is then a
    matter of bits.
    """

    def __init__(self, table: Mapping[str, npt.NDArray[Any]], name: str) -> None:
        feature, value = table[f"{name}_feature"], table[f"{name}_value"]  # (trees, nodes)
        threshold, child = table[f"{name}_threshold"], table[f"{name}_child"]
        trees = np.arange(len(feature))
        nodes = np.zeros((1, len(trees)), np.int64)
        features, limits = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
        while (feature[trees, nodes] >= 0).any():
            inner = feature[trees, nodes] >= 0  # a leaf passes on to itself
            limits.append(np.where(inner, threshold[trees, nodes], np.inf).ravel())
            features.append(np.where(inner, feature[trees, nodes], 0).ravel())
            below = np.where(inner[..., None], child[trees, nodes], nodes[..., None])
            nodes = below.transpose(0, 2, 1).reshape(-1, len(trees))
        self._depth, self._trees = len(features) - 1, len(trees)
        self._leaves = value[trees, nodes].T.astype(np.float32).ravel()
        self._first = (trees * len(nodes))[:, None]
        self._baseline = float(table[f"{name}_baseline"])
        self._features = np.concatenate(features)
        self._limits = np.concatenate(limits).astype(np.float32)[:, None]

    def probability(self, rows: Rows) -> Rows:
        """Return a probability for each row."""
        parts = [self._logits(rows[at : at + BLOCK]) for at in range(0, len(rows), BLOCK)]
        logit = np.concatenate([np.zeros(0, np.float32), *parts])
        return np.asarray(1 / (1 + np.exp(-logit)), np.float32)

    def _logits(self, rows: Rows) -> Rows:
        """Follow all trees at once: the nodes of a level are narrowed down to one, bit by bit."""
        marks, bits = self._compared(rows), list[Marks]()
        leaf = np.zeros((self._trees, len(rows)), np.min_scalar_type((1 << self._depth) - 1))
        for level in range(self._depth):
            size = 1 << level
            met = marks[size - 1 : 2 * size - 1]
            for bit in reversed(bits):
                met = met[::2] ^ (bit & (met[::2] ^ met[1::2]))
            bits.append(met[0])
            leaf = (leaf << np.uint8(1)) | met[0]
        found = self._leaves.take(self._first + leaf)
        return np.asarray(found.sum(0) + self._baseline, np.float32)

    def _compared(self, rows: Rows) -> Marks:
        """Tell of every node, tree and row whether the row's feature is above the threshold."""
        above = np.ascontiguousarray(rows.T).take(self._features, axis=0) > self._limits
        return np.asarray(above.view(np.uint8).reshape(-1, self._trees, len(rows)))


class Ranker:
    """Judge every choice. `sign` knows clean pages, `spun` and `mends` take the page as spun."""

    def __init__(self, table: Mapping[str, npt.NDArray[Any]]) -> None:
        if list(table["names"].astype(str)) != list(NAMES):
            raise ValueError("the ranker was fitted on other features")
        self.sign = Trees(table, "sign")
        self.spun = Trees(table, "spun")
        self.mends = Trees(table, "mends")


@cache
def load() -> Ranker:
    """Load the packaged ranker."""
    with np.load(assets.path("despin/ranker.npz")) as table:
        return Ranker(dict(table))
