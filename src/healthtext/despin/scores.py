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

from healthtext.despin.candidates import ENCODER, TERM
from healthtext.despin.channel import DIALECT, HALLMARK, TORTURED
from healthtext.despin.ngrams import NGrams
from healthtext.despin.options import Columns, Lattice, columns, joined, stock
from healthtext.words import Word

Floats = npt.NDArray[np.float32]


class Opinion(Protocol):
    """What a scorer has to say about one text, read once."""

    @property
    def spun(self) -> Floats | None:
        """Return P(a spinner put it there) of each word, or None."""
        ...

    def propose(self) -> Columns:
        """Return wordings of the scorer's own, to be options beside those of the channel."""
        ...

    def score(self, lattice: Lattice) -> Floats:
        """Return nats for every option of the lattice; nan where it has nothing to say.

        Positive nats speak for the option and against what stands there.
        """
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
    edit: float = -1.0
    strength: float = 2.5
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

    def propose(self) -> Columns:
        """Return nothing: what the channel knows is in every lattice."""
        return columns(())

    def score(self, lattice: Lattice) -> Floats:
        """Score every option."""
        options = lattice.options
        rarity = stock().rarities(options.wording)[:, 0]
        nats = self.edit + self.strength * options.strength + self.rarity * rarity
        bonus = self._bonus()
        return np.asarray(nats + bonus.take(options.bits & (len(bonus) - 1)), np.float32)

    def _bonus(self) -> Floats:
        """Return the bonus of every set of source bits there can be."""
        worth = ((DIALECT, self.listed), (HALLMARK, self.hallmark), (TORTURED, self.tortured),
                 (TERM, self.term))  # fmt: skip
        bits = np.arange(2 * ENCODER)
        return np.asarray(sum(nats * (bits & bit > 0) for bit, nats in worth), np.float32)


@dataclass(frozen=True, slots=True)
class Said:
    """What scorers say of a lattice.

    `spun`: P(spun) of each word, or None; `total`, `context`, `others`: nats of every option by
    all scorers, by the one that gives P(spun) (or None), and by those that the user adds.
    """

    spun: Floats | None
    total: Floats
    context: Floats | None
    others: Floats


def proposed(opinions: Sequence[Opinion]) -> Columns:
    """Return what opinions propose."""
    every = [opinion.propose() for opinion in opinions]
    return joined([some for some in every if len(some)] or every[:1])


def said(opinions: Sequence[Opinion], lattice: Lattice, packaged: int) -> Said:
    """Ask opinions about a lattice; the first `packaged` ones are not the user's."""
    every = [opinion.score(lattice) for opinion in opinions]
    first = next((n for n, opinion in enumerate(opinions) if opinion.spun is not None), None)
    context, spun = (None, None) if first is None else (every[first], opinions[first].spun)
    return Said(spun, _sum(every, lattice), context, _sum(every[packaged:], lattice))


def _sum(every: Sequence[Floats], lattice: Lattice) -> Floats:
    """Add up several scores of every option; who says nothing adds nothing."""
    total = np.zeros(len(lattice.options), np.float32)
    for nats in every:
        total += np.nan_to_num(nats)
    return total
