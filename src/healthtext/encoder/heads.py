"""What is computed outside the network: tied embeddings, repairer, calibration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Heads:
    """Arrays of the heads.

    Row `delete` of the table says that nothing stood there; `common` are the pieces that the
    repairer's probabilities are normed over.
    """

    table: Floats
    bias: Floats
    common_table: Floats
    transform: tuple[Floats, Floats, Floats, Floats]
    scale: float
    common: Ids
    calibration: tuple[float, float]

    @property
    def delete(self) -> int:
        return len(self.table) - 1

    def over_common(self, rows: Floats) -> Floats:
        """Return the logits of the common pieces for transformed rows."""
        return np.asarray(rows @ self.common_table + self.bias[self.common], np.float32)

    def transformed(self, hidden: Floats) -> Floats:
        """Apply dense, GELU and layer norm; rows are then compared with the table."""
        weight, bias, gain, shift = self.transform
        rows = gelu(hidden @ weight + bias)
        rows = rows - rows.mean(1, keepdims=True)
        rows /= np.sqrt((rows**2).mean(1, keepdims=True) + 1e-5)
        return np.asarray((rows * gain + shift) * self.scale, np.float32)


def gelu(x: Floats) -> Floats:
    """GELU with erf by Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    z = np.abs(x) / np.sqrt(2.0)
    t = 1 / (1 + 0.3275911 * z)
    steps = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
    poly = np.zeros_like(t)
    for step in steps:
        poly = (poly + step) * t
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    return np.asarray(0.5 * x * (1 + erf), np.float32)


def log_sum(scores: Floats) -> Floats:
    highest = scores.max(1)
    return np.asarray(highest + np.log(np.exp(scores - highest[:, None]).sum(1)), np.float32)


def sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -60, 60))), np.float32)


def unpacked(table: dict[str, npt.NDArray[Any]]) -> Heads:
    """Turn the stored arrays into heads."""
    embeddings = table["table"].astype(np.float32) * table["scales"].astype(np.float32)[:, None]
    common = table["common"].astype(np.int64)
    parts = [np.asarray(table[name], np.float32) for name in ("weight", "shift", "gain", "offset")]
    return Heads(
        embeddings,
        np.asarray(table["bias"], np.float32),
        embeddings[common].T.copy(),
        (parts[0], parts[1], parts[2], parts[3]),
        float(table["scale"]),
        common,
        (float(table["calibration"][0]), float(table["calibration"][1])),
    )
