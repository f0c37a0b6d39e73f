"""The encoder as a scorer: which words a spinner put there, and what the paragraph asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from healthtext.despin.candidates import ENCODER, Lattice, Option
from healthtext.despin.ngrams import UNKNOWN, NGrams
from healthtext.despin.scores import Floats, by_place
from healthtext.encoder import Encoder
from healthtext.encoder.reading import Reading
from healthtext.words import Word

LEAST = -4.5  # log P of the unlikeliest wording proposed
MOST = 6  # wordings of its own for a place
OWN_STRENGTH = -5.0  # what the channel would give a wording it does not know
REACH = 8.0  # nats: no context makes more of a difference than this


@dataclass(frozen=True, slots=True)
class Context:
    """A text as the encoder read it."""

    words: Sequence[Word]
    reading: Reading
    model: NGrams
    weight: float
    odds: float

    @property
    def spun(self) -> Floats | None:
        """Return P(a spinner put it there) of each word."""
        return self.reading.spun

    def propose(self) -> Sequence[Option]:
        """Return the encoder's own best for single words, and one word for two."""
        return [*self._singles(), *self._pairs()]

    def score(self, lattice: Lattice) -> list[Floats]:
        """Return how much likelier each option is than what stands there, in weighted nats.

        The repairer's gain, nothing where all looks sound, and the log odds that the place was
        spun at all.
        """
        every = [option for options in lattice.at for option in options]
        spans = [(option.start, option.end) for option in every]
        gains = np.nan_to_num(self.reading.gains(spans, [option.new for option in every]))
        nats = self.weight * np.clip(gains, -REACH, REACH) + self.odds * self._log_odds(spans)
        return by_place(nats, lattice)

    def _log_odds(self, spans: Sequence[tuple[int, int]]) -> Floats:
        spun = np.clip(self.reading.spun, 0.01, 0.99)
        sums = np.concatenate(([0.0], np.cumsum(np.log(spun / (1 - spun)), dtype=np.float64)))
        table = np.array(spans, np.int64).reshape(-1, 2)
        return np.asarray(
            (sums[table[:, 1]] - sums[table[:, 0]]) / np.maximum(table[:, 1] - table[:, 0], 1),
            np.float32,
        )

    def _singles(self) -> Iterator[Option]:
        for at, word in enumerate(self.words):
            if word.is_word:
                yield from self._own(at, at + 1)

    def _pairs(self) -> Iterator[Option]:
        for at, (word, after) in enumerate(pairwise(self.words)):
            if word.is_word and after.is_word:
                yield from (o for o in self._own(at, at + 2) if len(o.new) == 1)

    def _own(self, start: int, end: int) -> Iterator[Option]:
        old = tuple(word.form for word in self.words[start:end])
        for wording, worth in self.reading.best(start, end, MOST):
            new = tuple(wording.split())
            known = all(form.isalpha() and self.model.id(form) != UNKNOWN for form in new)
            if worth > LEAST and new and new != old and known:
                yield Option(start, end, new, ENCODER, "", OWN_STRENGTH)


@dataclass(frozen=True, slots=True)
class ContextScorer:
    """The packaged encoder behind the protocol of the scorers."""

    encoder: Encoder
    model: NGrams
    weight: float = 0.8
    odds: float = 0.5
    name: str = "encoder"

    def read(self, text: str, words: Sequence[Word]) -> Context:
        """Run the encoder over a text, once."""
        return Context(words, self.encoder.read(text, words), self.model, self.weight, self.odds)
