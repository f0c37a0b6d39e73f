"""The encoder as a scorer: which words a spinner put there, and what the paragraph asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from healthtext.despin.candidates import ENCODER
from healthtext.despin.ngrams import NGrams
from healthtext.despin.options import Columns, Lattice, Option, columns, joined, stock
from healthtext.despin.scores import Floats
from healthtext.despin.stock import FIRST, Ids, Stock, runs
from healthtext.encoder import Encoder
from healthtext.encoder.reading import Reading
from healthtext.words import Word

LEAST = -4.5  # log P of the unlikeliest wording proposed
MOST = 6  # wordings of its own for a place
OWN_STRENGTH = -5.0  # what the channel would give a wording it does not know
REMEMBERED = 50_000  # wordings whose forms are kept
FOREIGN, NO_WORD = -1, -2  # instead of the number of a wording
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

    def propose(self) -> Columns:
        """Return the encoder's own best for single words.

        One word of its own for two never restored the gold on real pages, and kept the channel's
        wordings of both from the path.
        """
        at = np.flatnonzero([word.is_word for word in self.words])
        return joined([self._of_one(at), columns(self._of_several(at))])

    def score(self, lattice: Lattice) -> Floats:
        """Return how much likelier each option is than what stands there, in weighted nats.

        The repairer's gain, nothing where all looks sound, and the log odds that the place was
        spun at all.
        """
        options = lattice.options
        cut, counts = _cut(self.reading.encoder, stock()).of(options.wording)
        gains = np.nan_to_num(self.reading.gained(options.start, options.end, cut, counts))
        nats = self.weight * np.clip(gains, -REACH, REACH)
        return np.asarray(nats + self.odds * self._log_odds(options.start, options.end), np.float32)

    def _log_odds(self, start: Ids, end: Ids) -> Floats:
        spun = np.clip(self.reading.spun, 0.01, 0.99)
        sums = np.concatenate(([0.0], np.cumsum(np.log(spun / (1 - spun)), dtype=np.float64)))
        return np.asarray((sums[end] - sums[start]) / np.maximum(end - start, 1), np.float32)

    def _of_one(self, at: Ids) -> Columns:
        """Return what it would put for the words of one piece among some, all at once."""
        places, pieces, logs = self.reading.whole(at)
        wordings = _wordings(self.reading.encoder, stock(), self.model)[pieces]
        likely = (logs > LEAST) & (wordings != NO_WORD)
        likely &= np.cumsum(likely, axis=1) <= MOST
        number, words = stock().number, self.words
        own = np.array([number((words[place].form,)) for place in places.tolist()], np.int64)
        rows, columns_ = np.nonzero(likely & (wordings >= 0) & (wordings != own[:, None]))
        starts = places[rows]
        return Columns(
            starts, starts + 1, wordings[rows, columns_], np.full(len(rows), ENCODER),
            np.zeros(len(rows), np.int64), np.full(len(rows), OWN_STRENGTH, np.float32),
        )  # fmt: skip

    def _of_several(self, at: Ids) -> Iterator[Option]:
        """Yield what it would put for the words of several pieces among some."""
        for start, end, wording in self.reading.best_of(at, at + 1, MOST, LEAST):
            new = _known(self.model, wording)
            if new and new != (self.words[start].form,):
                yield Option(start, end, new, ENCODER, "", OWN_STRENGTH)


@lru_cache(REMEMBERED)
def _known(model: NGrams, wording: str) -> tuple[str, ...]:
    """Return the forms of a wording, none when the n-gram model does not know one of them."""
    new = tuple(wording.split())
    return new if all(form.isalpha() and form in model.ids for form in new) else ()


@lru_cache(1)
def _wordings(encoder: Encoder, known: Stock, model: NGrams) -> Ids:
    """Return, for every piece that the repairer puts, the number of the wording that it is alone.

    FOREIGN where the n-gram model does not know it, NO_WORD where it begins no word.
    """
    found = np.full(encoder.heads.delete + 1, NO_WORD)
    for piece in encoder.heads.common.tolist():
        wording = encoder.wording((piece,))
        if wording is not None:
            new = _known(model, wording)
            found[piece] = known.number(new) if new else FOREIGN
    return found


class Cut:
    """The pieces of wordings by their numbers in a stock, each cut once."""

    def __init__(self, encoder: Encoder, known: Stock) -> None:
        self._encoder, self._stock = encoder, known
        self._pieces = np.zeros(FIRST, np.int64)
        self._ends = np.zeros(FIRST, np.int64)  # a wording's pieces begin here and end at the next
        self._settled = 0

    def of(self, numbers: Ids) -> tuple[Ids, Ids]:
        """Return the pieces of wordings, one after the other, and how many each has."""
        self._settle()
        starts = self._ends[numbers]
        counts = self._ends[numbers + 1] - starts
        return self._pieces[runs(starts, counts)], counts

    def _settle(self) -> None:
        """Cut the wordings that are new."""
        fresh = self._stock.wordings[self._settled :]
        cut = [self._encoder.pieces(wording) for wording in fresh]
        used = int(self._ends[self._settled])
        self._pieces = _with(self._pieces, used, [piece for ids in cut for piece in ids])
        ends = used + np.cumsum([*map(len, cut)], dtype=np.int64)
        self._ends = _with(self._ends, self._settled + 1, ends)
        self._settled += len(fresh)


def _with(room: Ids, used: int, more: Ids | Sequence[int]) -> Ids:
    """Return room with more behind what is used of it, twice as long where it is full."""
    size = used + len(more)
    if size > len(room):
        room = np.pad(room, (0, max(size, 2 * len(room)) - len(room)))
    room[used:size] = more
    return room


@lru_cache(1)  # a stock that was given up must not stay in memory
def _cut(encoder: Encoder, known: Stock) -> Cut:
    return Cut(encoder, known)


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
