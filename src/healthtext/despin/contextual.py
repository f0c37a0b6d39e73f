"""What the encoder says for and against each chosen edit: its part of the ranker's features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from healthtext.despin.candidates import ENCODER, Option
from healthtext.despin.decoder import sentences
from healthtext.despin.scores import Floats, Said
from healthtext.words import Word

NAMES = (
    "spun", "spun on average", "spun nearby", "spun sentence", "spun page", "context",
    "context margin", "context rank", "own wording",
)  # fmt: skip
NEAR = 2  # words on each side
CERTAIN = 0.8  # P(spun) from which a word counts for its page
ALONE = 6.0  # margin of a wording without rivals


@dataclass(frozen=True, slots=True)
class View:
    """`nats` of every wording of every place; `about`: what is said of the places themselves."""

    nats: list[Floats]
    about: list[list[float]]

    def row(self, number: int, at: int, option: Option) -> list[float]:
        """Return the features of one wording of one place."""
        nats = self.nats[number]
        others = np.delete(nats, at)
        margin = float(nats[at] - others.max()) if len(others) else ALONE
        rank = float((nats > nats[at]).sum())
        own = float(bool(option.bits & ENCODER))
        return [*self.about[number], float(nats[at]), margin, rank, own]


def view(
    words: Sequence[Word], path: Sequence[Option], places: Sequence[Sequence[int]], said: Said
) -> View:
    """Gather what the scorer with P(spun) says about the places of a path.

    Where none is given every word is even odds and every wording as likely.
    """
    spun = np.full(len(words), 0.5, np.float32) if said.spun is None else said.spun
    nats = [
        np.zeros(len(place), np.float32)
        if said.context is None
        else said.context[option.start][list(place)]
        for option, place in zip(path, places, strict=True)
    ]
    is_word = np.array([word.is_word for word in words], bool)
    return View(nats, _about(words, path, np.where(is_word, spun, 0), is_word))


def _about(
    words: Sequence[Word], path: Sequence[Option], spun: Floats, is_word: npt.NDArray[np.bool_]
) -> list[list[float]]:
    """Return, for each place, how spun it, its neighbours, its sentence and its page look."""
    sums, counts = _running(spun), _running(is_word)
    certain = _running(spun > CERTAIN)
    cuts = sentences(words)
    ends = np.array([end for _, end in cuts])
    owners = np.searchsorted(ends, [option.start for option in path], side="right").tolist()
    found = []
    for option, owner in zip(path, owners, strict=True):
        lo, hi = option.start, option.end
        inside = spun[lo:hi]

        def without(left: int, right: int, lo: int = lo, hi: int = hi) -> float:
            total = sums[right] - sums[left] - sums[hi] + sums[lo]
            count = counts[right] - counts[left] - counts[hi] + counts[lo]
            return float(total / max(count, 1))

        around = without(max(0, lo - NEAR), min(len(words), hi + NEAR))
        left, right = cuts[owner]
        page = (certain[-1] - certain[hi] + certain[lo]) / max(counts[-1], 1)
        found.append(
            [float(inside.max()), float(inside.mean()), around, without(left, max(right, hi)),
             float(page)]
        )  # fmt: skip
    return found


def _running(row: npt.NDArray[Any]) -> Floats:
    return np.concatenate(([0.0], np.cumsum(row, dtype=np.float64))).astype(np.float32)
