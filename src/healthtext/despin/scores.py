"""What every option is worth before the n-gram model sees it, behind a small protocol.

A scorer looks at the page and gives each option of the lattice a number of nats; the decoder
adds the n-gram model and finds the best path. Scorers may be stacked: their scores add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from healthtext.despin.candidates import TERM, Lattice, Option
from healthtext.despin.channel import DIALECT, HALLMARK, TORTURED
from healthtext.despin.ngrams import NGrams

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """`options`: nats for every option, place by place; `spun`: P(spun) of each word or None."""

    options: list[Floats]
    spun: Floats | None = None


class Scorer(Protocol):
    """Anything that can rank the options of a page."""

    @property
    def name(self) -> str:
        """Return the name under which a report lists the scorer."""
        ...

    def score(self, text: str, lattice: Lattice) -> Scores:
        """Return the scores of every option of the lattice."""
        ...


@dataclass(frozen=True, slots=True)
class ChannelScorer:
    """The spinner as a noisy channel: how likely it is to turn this original into that form.

    `edit` is the log odds that a word was spun at all; the others are bonuses in nats.
    """

    model: NGrams
    edit: float = -3.0
    strength: float = 1.0
    rarity: float = 0.3
    listed: float = 0.5
    hallmark: float = 1.0
    tortured: float = 0.5
    term: float = 2.0
    name: str = "channel"

    def score(self, text: str, lattice: Lattice) -> Scores:
        """Score the options by the channel alone; the text itself plays no part."""
        del text
        return Scores([
            np.array([self._one(option) for option in options], np.float32)
            for options in lattice.at
        ])  # fmt: skip

    def _one(self, option: Option) -> float:
        new, bits = option.new, option.bits
        rarity = -sum(map(self.model.log_frequency, new)) / max(1, len(new))
        return (
            self.edit + self.strength * option.strength + self.rarity * rarity + self._bonus(bits)
        )

    def _bonus(self, bits: int) -> float:
        return (
            self.listed * bool(bits & DIALECT)
            + self.hallmark * bool(bits & HALLMARK)
            + self.tortured * bool(bits & TORTURED)
            + self.term * bool(bits & TERM)
        )


def total(scorers: Sequence[Scorer], text: str, lattice: Lattice) -> Scores:
    """Add up what several scorers say; P(spun) is the last one's that gives it."""
    every = [scorer.score(text, lattice) for scorer in scorers]
    options = [np.sum(rows, axis=0) for rows in zip(*(s.options for s in every), strict=True)]
    spun = next((s.spun for s in reversed(every) if s.spun is not None), None)
    return Scores(options, spun)
