"""What every option is worth before the n-gram model sees it, behind a small protocol.

A scorer reads the page once; its opinion may add options to the lattice and gives each option a
number of nats. The decoder adds the n-gram model and finds the best path. Scorers may be stacked:
their scores add up.
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
from healthtext.words import Word

Floats = npt.NDArray[np.float32]


class Opinion(Protocol):
    """What a scorer has to say about one text, read once."""

    @property
    def spun(self) -> Floats | None:
        """Return P(a spinner put it there) of each word, or None."""
        ...

    def propose(self) -> Sequence[Option]:
        """Return wordings of the scorer's own, to be options beside those of the channel."""
        ...

    def score(self, lattice: Lattice) -> list[Floats]:
        """Return nats for every option, place by place; nan where it has nothing to say."""
        ...


class Scorer(Protocol):
    """Anything that can rank the options of a page."""

    @property
    def name(self) -> str:
        """Return the name under which a report lists the scorer."""
        ...

    def read(self, text: str, words: Sequence[Word]) -> Opinion:
        """Read a text, given its words."""
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

    @property
    def spun(self) -> Floats | None:
        """Return None: a channel alone cannot tell."""
        return None

    def read(self, text: str, words: Sequence[Word]) -> ChannelScorer:
        """Return itself: by the channel alone the text plays no part."""
        del text, words
        return self

    def propose(self) -> Sequence[Option]:
        """Return nothing: what the channel knows is in every lattice."""
        return ()

    def score(self, lattice: Lattice) -> list[Floats]:
        """Score the options of every place."""
        return [
            np.array([self._one(option) for option in options], np.float32)
            for options in lattice.at
        ]

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


def total(opinions: Sequence[Opinion], lattice: Lattice) -> list[Floats]:
    """Add up what several opinions say of every option; who says nothing adds nothing."""
    every = [opinion.score(lattice) for opinion in opinions]
    return [np.sum(np.nan_to_num(rows), axis=0) for rows in zip(*every, strict=True)]
