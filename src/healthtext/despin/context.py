"""The encoder as a scorer: which words a spinner put there, and what the paragraph asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from healthtext.despin.candidates import ENCODER
from healthtext.despin.ngrams import NGrams
from healthtext.despin.options import Lattice, Option, stock
from healthtext.despin.scores import Floats
from healthtext.despin.stock import Ids, runs
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
        """Return the encoder's own best for single words.

        One word of its own for two never restored the gold on real pages, and kept the channel's
        wordings of both from the path.
        """
        singles = np.flatnonzero(np.array([word.is_word for word in self.words], bool))
        return list(self._own(singles, singles + 1))

    def score(self, lattice: Lattice) -> Floats:
        """Return how much likelier each option is than what stands there, in weighted nats.

        The repairer's gain, nothing where all looks sound, and the log odds that the place was
        spun at all.
        """
        options = lattice.options
        cut, counts = self._pieces(options.wording)
        gains = np.nan_to_num(self.reading.gained(options.start, options.end, cut, counts))
        nats = self.weight * np.clip(gains, -REACH, REACH)
        return np.asarray(nats + self.odds * self._log_odds(options.start, options.end), np.float32)

    def _pieces(self, wording: Ids) -> tuple[Ids, Ids]:
        """Return the pieces of wordings, one after the other, and how many each has."""
        unique, places = np.unique(wording, return_inverse=True)
        cut = [self.reading.pieces_of(new) for new in stock().named(unique)]
        counts = np.array([len(ids) for ids in cut], np.int64)
        firsts = np.cumsum(counts) - counts
        flat = np.array([piece for ids in cut for piece in ids], np.int64)
        return flat[runs(firsts[places], counts[places])], counts[places]

    def _log_odds(self, start: Ids, end: Ids) -> Floats:
        spun = np.clip(self.reading.spun, 0.01, 0.99)
        sums = np.concatenate(([0.0], np.cumsum(np.log(spun / (1 - spun)), dtype=np.float64)))
        return np.asarray((sums[end] - sums[start]) / np.maximum(end - start, 1), np.float32)

    def _own(self, starts: Ids, ends: Ids) -> Iterator[Option]:
        for start, end, wording in self.reading.best_of(starts, ends, MOST, LEAST):
            new = tuple(wording.split())
            known = all(form.isalpha() and form in self.model.ids for form in new)
            if not new or not known:
                continue
            if new != tuple(word.form for word in self.words[start:end]):
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
