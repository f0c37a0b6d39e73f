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
BLOCK = 256  # rows judged at once: more leave the fastest memory


class Trees:
    """Gradient-boosted trees over the features NAMES, filled up to complete trees of one depth.

    Level n holds (2^n, trees) features and thresholds, the leaves (2^depth, trees) values.
    """

    def __init__(self, table: Mapping[str, npt.NDArray[Any]], name: str) -> None:
        feature, value = table[f"{name}_feature"], table[f"{name}_value"]  # (trees, nodes)
        threshold, child = table[f"{name}_threshold"], table[f"{name}_child"]
        trees = np.arange(len(feature))
        nodes = np.zeros((1, len(trees)), np.int64)
        self._levels: list[tuple[npt.NDArray[np.int64], Rows]] = []
        while (feature[trees, nodes] >= 0).any():
            inner = feature[trees, nodes] >= 0  # a leaf passes on to itself
            limits = np.where(inner, threshold[trees, nodes], np.inf).astype(np.float32)
            self._levels.append((np.where(inner, feature[trees, nodes], 0), limits))
            below = np.where(inner[..., None], child[trees, nodes], nodes[..., None])
            nodes = below.transpose(0, 2, 1).reshape(-1, len(trees))
        self._leaves = value[trees, nodes][..., None]
        self._baseline = float(table[f"{name}_baseline"])

    def probability(self, rows: Rows) -> Rows:
        """Return a probability for each row."""
        parts = [self._logits(rows[at : at + BLOCK]) for at in range(0, len(rows), BLOCK)]
        logit = np.concatenate([np.zeros(0, np.float32), *parts])
        return np.asarray(1 / (1 + np.exp(-logit)), np.float32)

    def _logits(self, rows: Rows) -> Rows:
        """Fold the trees up from their leaves: no node is ever looked up."""
        columns, value = np.ascontiguousarray(rows.T), self._leaves
        for feature, threshold in reversed(self._levels):
            value = np.where(columns[feature] > threshold[..., None], value[1::2], value[::2])
        return np.asarray(value[0].sum(0) + self._baseline, np.float32)


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
