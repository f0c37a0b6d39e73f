"""Options as columns: the lattice of a text, whose rows are replacements for spans of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from healthtext.despin import ngrams
from healthtext.despin.channel import LISTED
from healthtext.despin.stock import Ids, Stock
from healthtext.words import BREAK, Word

Floats = npt.NDArray[np.float32]


LONGEST_SENTENCE = 120
ENDS = frozenset((*".!?", BREAK))


def sentences(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Cut words into stretches to decode: sentences, with their final mark or line break."""
    ends = [at for at, word in enumerate(words, 1) if word[3] in ENDS]  # its form
    cuts, start = [], 0
    for end in (*ends, len(words)):
        while end - start > LONGEST_SENTENCE + 1:
            cuts.append((start, start + LONGEST_SENTENCE + 1))
            start += LONGEST_SENTENCE + 1
        if end > start:
            cuts.append((start, end))
            start = end
    return cuts


class Option(NamedTuple):
    """Replace words[start:end] by the words `new`, known from the sources in `bits`."""

    start: int
    end: int
    new: tuple[str, ...]
    bits: int
    dialects: str = ""
    strength: float = LISTED


@dataclass(frozen=True, slots=True)
class Columns:
    """Options, one a row: places, the number of the new wording, source bits, dialects, strength.

    `dialect` numbers the strings of `DIALECTS`.
    """

    start: Ids
    end: Ids
    wording: Ids
    bits: Ids
    dialect: Ids
    strength: Floats

    def __len__(self) -> int:
        return len(self.start)

    def rows(self, rows: Ids | npt.NDArray[np.bool_]) -> Columns:
        """Return some rows."""
        return Columns(
            self.start[rows], self.end[rows], self.wording[rows], self.bits[rows],
            self.dialect[rows], self.strength[rows],
        )  # fmt: skip


DIALECTS = ("", "P", "Q", "S", "PQ", "PS", "QS", "PQS")
CODES = {letters: code for code, letters in enumerate(DIALECTS)}


@cache
def stock() -> Stock:
    """Return the wordings met so far in this process."""
    return Stock(ngrams.load())


def make_room() -> None:
    """Forget all wordings when they have become too many; lattices made before are void."""
    if stock().crowded:
        stock.cache_clear()


def columns(options: Iterable[Option]) -> Columns:
    """Turn options into columns."""
    every = list(options)
    number = stock().number
    rows = [(o.start, o.end, number(o.new), o.bits, code(o.dialects)) for o in every]
    start, end, wording, bits, dialect = np.array(rows, np.int64).reshape(-1, 5).T
    strength = np.array([option.strength for option in every], np.float32)
    return Columns(start, end, wording, bits, dialect, strength)


def code(dialects: str) -> int:
    """Return the number of dialects, given as letters in any order."""
    return CODES["".join(sorted(dialects)) if len(dialects) > 1 else dialects]


def joined(parts: Sequence[Columns]) -> Columns:
    """Put columns below each other, in the order of the places where the options begin."""
    names = ("start", "end", "wording", "bits", "dialect", "strength")
    whole = Columns(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))
    return whole.rows(np.argsort(whole.start, kind="stable"))


@dataclass(frozen=True)
class Lattice:
    """The words of a text and their options, in the order of the words where they begin."""

    words: Sequence[Word]
    options: Columns

    @classmethod
    def of(cls, words: Sequence[Word], options: Iterable[Option]) -> Lattice:
        """Make a lattice of options in any order."""
        return cls(words, joined([columns(options)]))

    @cached_property
    def bounds(self) -> Ids:
        """Return, for every word, the first row that begins there; one more for the end."""
        return np.searchsorted(self.options.start, np.arange(len(self.words) + 1))

    @cached_property
    def forms(self) -> Ids:
        """Return the numbers of the forms of the words."""
        return stock().all_forms([word.form for word in self.words])

    @cached_property
    def is_word(self) -> npt.NDArray[np.bool_]:
        """Tell which words are words, no numbers, marks or line breaks."""
        return np.array([word.is_word for word in self.words], bool)

    @cached_property
    def cuts(self) -> list[tuple[int, int]]:
        """Return the sentences."""
        return sentences(self.words)

    @cached_property
    def edges(self) -> Ids:
        """Return the same as an array, a row each."""
        return np.array(self.cuts, np.int64).reshape(-1, 2)

    def option(self, row: int) -> Option:
        """Return one row as an option."""
        return self.some(np.array([row]))[0]

    def some(self, rows: Ids) -> list[Option]:
        """Return some rows as options."""
        some, wordings = self.options.rows(rows), stock().wordings
        names = ("start", "end", "wording", "bits", "dialect", "strength")
        return [
            Option(start, end, wordings[wording], bits, DIALECTS[dialect], strength)
            for start, end, wording, bits, dialect, strength in zip(
                *(getattr(some, name).tolist() for name in names), strict=True
            )
        ]

    @cached_property
    def at(self) -> list[list[Option]]:
        """Return the options that begin at every word."""
        return [
            [self.option(row) for row in range(lo, hi)] for lo, hi in pairwise(self.bounds.tolist())
        ]
