"""What the encoder says for and against each chosen edit: its part of the ranker's features."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from healthtext.despin.candidates import ENCODER
from healthtext.despin.options import Columns, Lattice
from healthtext.despin.scores import Floats, Said
from healthtext.despin.segments import descending, margins, ranks
from healthtext.despin.stock import Ids

Features = list[npt.NDArray[Any]]  # a column each

NAMES = (
    "spun", "spun on average", "spun nearby", "spun sentence", "spun page", "context",
    "context margin", "context rank", "own wording",
)  # fmt: skip
NEAR = 2  # words on each side
CERTAIN = 0.8  # P(spun) from which a word counts for its page
ALONE = 6.0  # margin of a wording without rivals


def of_wordings(nats: Floats, bounds: Ids, top: Ids, bits: Ids) -> Features:
    """Return what the scorer with P(spun) says of some wordings of the segments of all."""
    order = descending(nats, bounds)
    margin, rank = margins(nats, bounds, order, ALONE)[top], ranks(nats, bounds, order)[top]
    return [nats[top], margin, rank, (bits & ENCODER) > 0]


def columns(lattice: Lattice, edits: Columns, said: Said) -> Features:
    """Return, for each edit, how spun it, its neighbours, its sentence and its page look.

    Where nothing gives P(spun) every word is even odds.
    """
    is_word, size = lattice.is_word, len(lattice.words)
    spun = np.full(size, 0.5, np.float32) if said.spun is None else said.spun
    spun = np.where(is_word, spun, np.float32(0))
    sums, counts, certain = _running(spun), _running(is_word), _running(spun > CERTAIN)
    lo, hi = edits.start, edits.end
    cuts = lattice.edges
    owner = cuts[:, 1].searchsorted(lo, side="right")

    def without(left: Ids, right: Ids) -> Floats:
        total = sums[right] - sums[left] - sums[hi] + sums[lo]
        count = counts[right] - counts[left] - counts[hi] + counts[lo]
        return np.asarray(total / np.maximum(count, 1), np.float32)

    near = without(np.maximum(0, lo - NEAR), np.minimum(size, hi + NEAR))
    sentence = without(cuts[owner, 0], np.maximum(cuts[owner, 1], hi))
    page = (certain[-1] - certain[hi] + certain[lo]) / max(int(counts[-1]), 1)
    padded = np.append(spun, np.float32(0))  # a place may end where the text does
    edges = np.stack((lo, hi), axis=1).ravel()
    highest = np.maximum.reduceat(padded, edges)[::2]
    mean = np.add.reduceat(padded, edges)[::2] / (hi - lo).astype(np.float32)
    return [highest, mean, near, sentence, page]


def _running(row: npt.NDArray[Any]) -> Floats:
    return np.concatenate(([0.0], np.cumsum(row, dtype=np.float64))).astype(np.float32)
