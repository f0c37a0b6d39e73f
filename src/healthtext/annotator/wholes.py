"""Heads on a whole sentence or pair: its pieces pooled, one hidden layer, a softmax."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from healthtext.encoder.heads import gelu

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
NAMES = ("strength", "part", "kind", "entailment", "direction")
FITTED = ("advice",)  # made behind an export (training/annotator/advice.py): may be missing


class Wholes:
    """The heads of NAMES and FITTED: `dense.NAME`, `shift.NAME`, `out.NAME`, `offset.NAME`."""

    def __init__(self, arrays: dict[str, npt.NDArray[Any]]) -> None:
        parts = ("dense", "shift", "out", "offset")
        every = (*NAMES, *(name for name in FITTED if f"out.{name}" in arrays))
        self._heads = {
            name: tuple(np.asarray(arrays[f"{part}.{name}"], np.float32) for part in parts)
            for name in every
        }
        self._heat = {name: float(arrays[f"heat.{name}"]) for name in every}

    def has(self, name: str) -> bool:
        """Tell whether there is such a head."""
        return name in self._heads

    def size(self, name: str) -> int:
        """Return how many labels a head has."""
        return len(self._heads[name][3])

    def probabilities(self, name: str, hidden: Floats, inside: Mask) -> Floats:
        """Return a head's probabilities for each row of pieces, of which `inside` count."""
        weights = inside[..., None].astype(np.float32)
        mean = (hidden * weights).sum(1) / np.maximum(weights.sum(1), 1)
        high = np.where(inside[..., None], hidden, np.float32(-1e4)).max(1)
        return self.scored(name, np.concatenate((mean, high), 1))

    def scored(self, name: str, pooled: Floats) -> Floats:
        """Return a head's probabilities for pooled rows (mean, then maximum, of the pieces)."""
        dense, shift, out, offset = self._heads[name]
        logits = (gelu(pooled @ dense + shift) @ out + offset) / self._heat[name]
        logits -= logits.max(1, keepdims=True)
        odds = np.exp(logits)
        return np.asarray(odds / odds.sum(1, keepdims=True), np.float32)
