"""What is computed outside the network: tied embeddings, repairer, calibration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from healthtext.encoder import repairer

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Heads:
    """Arrays of the heads.

    `stored` times `scales`, one a row, is the table, whose row `delete` says that nothing stood
    there. `common` are the pieces that the repairer's probabilities are normed over; `transform`
    holds weight, shift, gain and offset of what comes before the comparison with the table.
    """

    stored: npt.NDArray[np.int8]
    scales: Floats
    bias: Floats
    common_table: npt.NDArray[np.int8]
    transform: tuple[Floats, Floats, Floats, Floats]
    common: Ids
    calibration: tuple[float, float]

    @property
    def delete(self) -> int:
        return len(self.stored) - 1

    @property
    def width(self) -> int:
        return self.stored.shape[1]

    @property
    def table(self) -> Floats:
        """Return the whole table, which takes 47 MB."""
        return self.vectors(np.arange(len(self.stored)))

    def vectors(self, pieces: Ids) -> Floats:
        """Return the rows of pieces, whatever the shape these come in."""
        found = self.stored.take(pieces, axis=0).astype(np.float32)
        found *= self.scales.take(pieces)[..., None]
        return found

    def logits(self, rows: Floats, pieces: Ids) -> Floats:
        """Compare transformed rows with one piece each; a row of the table is scaled last."""
        table = self.stored.take(pieces, axis=0).astype(np.float32)
        products = np.einsum("fw,fw->f", rows, table)
        return np.asarray(products * self.scales.take(pieces) + self.bias.take(pieces), np.float32)

    def transformed(self, hidden: Floats) -> Floats:
        """Apply dense, GELU and layer norm; rows are then compared with the table."""
        return self.repaired(hidden, np.zeros(0, np.int64), 1)[0]

    def repaired(self, hidden: Floats, wanted: Ids, most: int) -> tuple[Floats, Floats, Ids]:
        """Return the transformed rows; for the wanted ones log P and number of common pieces.

        At most so many pieces of each, the likeliest first.
        """
        weight, shift, gain, offset = self.transform
        rows, logs, columns = repairer.session().run(
            ["rows", "best", "columns"],
            {"hidden": hidden, "wanted": wanted, "weight": weight, "shift": shift, "gain": gain,
             "offset": offset, "table": self.common_table,
             "scales": self.scales[self.common], "bias": self.bias[self.common],
             "most": np.array([min(most, len(self.common))])},
        )  # fmt: skip
        return rows, logs, self.common[columns]


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


def sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -60, 60))), np.float32)


def unpacked(table: dict[str, npt.NDArray[Any]]) -> Heads:
    """Turn the stored arrays into heads."""
    stored, scales = table["table"], table["scales"].astype(np.float32)
    common = table["common"].astype(np.int64)
    parts = [np.asarray(table[name], np.float32) for name in ("weight", "shift", "gain", "offset")]
    scale = np.float32(table["scale"])
    return Heads(
        stored,
        scales,
        np.asarray(table["bias"], np.float32),
        stored[common].T.copy(),
        (parts[0], parts[1], parts[2] * scale, parts[3] * scale),
        common,
        (float(table["calibration"][0]), float(table["calibration"][1])),
    )
