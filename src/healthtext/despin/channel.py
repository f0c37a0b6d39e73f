"""The spinner inverted: for a form that stands on the page, what may have stood there before.

Every pair carries the sources it is known from as bits; how much each is worth is the scorer's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from healthtext import assets
from healthtext.openings import Openings

MOBY_THERE, MOBY_BACK, PPDB, WORDNET, WORDNET_NEAR, TORTURED, DIALECT, HALLMARK = (
    1 << bit for bit in range(8)
)
STEP = 16.0  # strengths are stored as whole sixteenths of a nat below zero
LISTED = -1.0  # strength of a phrase in a list: it is known to be done
LONGEST = 6  # words of the longest spun phrase kept
Ids = npt.NDArray[np.integer[Any]]
Floats = npt.NDArray[np.float32]


class Original(NamedTuple):
    """A wording a spinner may have replaced: its words, source bits, dialects as letters.

    `strength` is log P(original | spun form) before any context, in nats.
    """

    words: tuple[str, ...]
    bits: int
    dialects: str = ""
    strength: float = LISTED


class Channel:
    """Look up originals of single forms and of phrases."""

    def __init__(self, table: Mapping[str, npt.NDArray[Any]]) -> None:
        self._spun = {form: row for row, form in enumerate(_lines(table["spun"]))}
        self._ends = np.cumsum(table["counts"].astype(np.int64))
        self._originals = table["originals"]
        self._bits = table["bits"]
        self._strength = -table["strength"].astype(np.float32) / STEP
        self.vocabulary = _lines(table["vocabulary"])
        self._phrases = _phrases(_lines(table["phrases"]))
        openings = Openings()
        for phrase in self._phrases:
            openings.add(phrase)
        self.longest, self.opens = openings.longest, openings.places

    def single(self, form: str, most: int = 200) -> list[Original]:
        """Return at most so many originals of one form, the likeliest first."""
        columns = (column.tolist() for column in self.columns(form, most))
        return [
            Original((self.vocabulary[number],), bits, "", strength)
            for number, bits, strength in zip(*columns, strict=True)
        ]

    def columns(self, form: str, most: int) -> tuple[Ids, Ids, Floats]:
        """Return the same in columns: numbers of the vocabulary, source bits, strengths."""
        row = self._spun.get(form)
        lo = int(self._ends[row - 1]) if row else 0
        hi = lo if row is None else min(int(self._ends[row]), lo + most)
        return self._originals[lo:hi], self._bits[lo:hi], self._strength[lo:hi]

    def phrase(self, forms: Sequence[str]) -> list[Original]:
        """Return the originals of a phrase (a single form included) from the phrase lists."""
        return [_listed(row) for row in self._phrases.get(" ".join(forms), ())]


def _lines(array: npt.NDArray[Any]) -> list[str]:
    return array.tobytes().decode("utf-8").split("\n")


def _phrases(rows: list[str]) -> dict[str, list[str]]:
    """Index rows `spun TAB original TAB bits TAB dialects [TAB strength]`, read when met."""
    phrases: dict[str, list[str]] = {}
    for row in rows:
        phrases.setdefault(row[: row.index("\t")], []).append(row)
    return phrases


def _listed(row: str) -> Original:
    _, original, bits, dialects, *own = row.split("\t")
    strength = -int(own[0]) / STEP if own else LISTED
    return Original(tuple(original.split()), int(bits), dialects, strength)


@cache
def load() -> Channel:
    """Load the packaged channel."""
    with np.load(assets.path("despin/channel.npz")) as table:
        return Channel(dict(table))
