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
FITTED = ("advice", "unsourced")  # made behind an export (training/annotator): may be missing
AROUND = 2  # neighbours on either side by which a sentence's part in an argument is judged


class Wholes:
    """The heads of NAMES and FITTED: `dense.NAME`, `shift.NAME`, `out.NAME`, `offset.NAME`.

    `around.part` and `level.part`, where they were fitted, weigh what `part` says of neighbours;
    `twice.entailment` and `level.entailment` what `entailment` says of a claim and its contrary.
    """

    def __init__(self, arrays: dict[str, npt.NDArray[Any]]) -> None:
        parts = ("dense", "shift", "out", "offset")
        every = (*NAMES, *(name for name in FITTED if f"out.{name}" in arrays))
        self._heads = {
            name: tuple(np.asarray(arrays[f"{part}.{name}"], np.float32) for part in parts)
            for name in every
        }
        self._heat = {name: float(arrays[f"heat.{name}"]) for name in every}
        self._around = arrays.get("around.part"), arrays.get("level.part")
        self._twice = arrays.get("twice.entailment"), arrays.get("level.entailment")

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
        return softmax((gelu(pooled @ dense + shift) @ out + offset) / self._heat[name])

    def among(self, parts: Floats) -> Floats:
        """Return what `part` says of a passage's sentences, in order, given what it says around."""
        weights, level = self._around
        return (
            parts if weights is None or level is None else softmax(beside(parts) @ weights + level)
        )

    def twice(self, own: Floats, contrary: Floats) -> Floats:
        """Return what texts say of claims, given what `entailment` says of these and contraries."""
        weights, level = self._twice
        if weights is None or level is None:
            return own
        return softmax(contrasted(own, contrary) @ weights + level)


def contrasted(own: Floats, contrary: Floats) -> Floats:
    """Return the mean centred log odds of claims and of their contrary, its sides exchanged."""
    there, back = (centred(odds) for odds in (own, contrary[:, [0, 2, 1]]))
    return np.asarray((there + back) / 2, np.float32)


def beside(odds: Floats) -> Floats:
    """Return for each sentence its own centred log odds and those of AROUND neighbours a side.

    One before, one after, two before, two after; what is beyond the ends of a passage counts 0.
    """
    wide = np.pad(centred(odds), ((AROUND, AROUND), (0, 0)))
    shifts = (0, *(shift for far in range(1, AROUND + 1) for shift in (-far, far)))
    rows = [wide[AROUND + shift : AROUND + shift + len(odds)] for shift in shifts]
    return np.concatenate(rows, 1)


def centred(odds: Floats) -> Floats:
    """Return the logarithms of each row of probabilities, less their mean."""
    logs = np.log(np.maximum(odds, np.float32(1e-4)))
    return np.asarray(logs - logs.mean(1, keepdims=True), np.float32)


def softmax(logits: Floats) -> Floats:
    """Return the probabilities of each row's logits; of no rows none."""
    odds = np.exp(logits - logits.max(1, keepdims=True)) if len(logits) else logits
    return np.asarray(odds / np.maximum(odds.sum(1, keepdims=True), 1e-9), np.float32)
