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


class Trees:
    """Gradient-boosted trees over the features NAMES, as arrays of equal depth."""

    def __init__(self, table: Mapping[str, npt.NDArray[Any]], name: str) -> None:
        self._feature = table[f"{name}_feature"]  # (trees, nodes), -1 for a leaf
        self._threshold = table[f"{name}_threshold"]
        self._child = table[f"{name}_child"]  # (trees, nodes, 2)
        self._value = table[f"{name}_value"]
        self._baseline = float(table[f"{name}_baseline"])

    def probability(self, rows: Rows) -> Rows:
        """Return a probability for each row."""
        if not len(rows):
            return np.zeros(0, np.float32)
        trees = np.arange(len(self._feature))[None, :]
        node = np.zeros((len(rows), trees.shape[1]), np.int64)
        while True:
            feature = self._feature[trees, node]
            inner = feature >= 0
            if not inner.any():
                break
            values = rows[np.arange(len(rows))[:, None], np.maximum(feature, 0)]
            side = (values > self._threshold[trees, node]).astype(np.int64)
            node = np.where(inner, self._child[trees, node, side], node)
        logit = self._value[trees, node].sum(1) + self._baseline
        return np.asarray(1 / (1 + np.exp(-logit)), np.float32)


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
