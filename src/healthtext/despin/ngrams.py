"""A trigram model of clean health prose: packed counts, looked up many at a time.

Absolute discounting with back-off (Ney, Essen and Kneser 1994) over a vocabulary of at most
65,535 forms, so that bigram keys are exact 32-bit numbers and no n-gram is ever confused.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from healthtext import assets
from healthtext.despin.lookup import Sorted

Ids = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
STEP = 16.0  # scores are stored as whole sixteenths of a nat
UNKNOWN = 0
UNKNOWN_COST = np.float32(-7.0)  # <unk> stands for tens of thousands of forms


class NGrams:
    """Natural-log probabilities of words after the two words before them."""

    def __init__(self, table: dict[str, npt.NDArray[Any]]) -> None:
        forms = table["forms"].tobytes().decode("utf-8").split("\n")
        self.ids = {form: number for number, form in enumerate(forms)}
        self.forms = forms
        self.unigram = _stored(table["unigram"])
        self._frequency: list[float] = self.unigram.tolist()
        self.backoff1 = _stored(table["backoff1"])
        keys = _bigram_keys(table)
        self._bigrams = Sorted(keys)
        self._bigram = _stored(table["bigram"])
        self._backoff2 = np.append(_stored(table["backoff2"]), np.float32(0))  # [-1]: never counted
        owners = np.repeat(np.arange(len(keys)), table["followers"].astype(np.int64))
        self._trigrams = Sorted((owners << 16) | table["third"].astype(np.int64))
        self._trigram = _stored(table["trigram"])

    def id(self, form: str) -> int:
        """Return the number of a form; every form outside the vocabulary is UNKNOWN."""
        return self.ids.get(form, UNKNOWN)

    def log_frequency(self, form: str) -> float:
        """Return log P(form) without context."""
        return self._frequency[self.ids.get(form, UNKNOWN)]

    def bigram_index(self, first: Ids, second: Ids) -> tuple[Ids, Flags]:
        """Return where each bigram stands and whether it was ever counted."""
        return self._bigrams.find((first << 16) | second)

    def all_seen(self, phrases: Sequence[Sequence[str]]) -> list[bool]:
        """Tell of each phrase whether clean prose has every pair of neighbours in it."""
        return [not count for count in self.unseen(phrases)]

    def unseen(self, phrases: Sequence[Sequence[str]]) -> list[int]:
        """Return how many pairs of neighbours in each phrase clean prose does not have."""
        owners = [n for n, forms in enumerate(phrases) for _ in forms[1:]]
        pairs = np.array([
            (self.id(a), self.id(b)) for forms in phrases for a, b in pairwise(forms)
        ]).reshape(-1, 2)  # fmt: skip
        missing = ~self.bigram_index(pairs[:, 0], pairs[:, 1])[1]
        counts = np.bincount(np.array(owners, np.int64), missing, len(phrases))
        return [int(count) for count in counts]

    def log_probability(self, sequences: Sequence[Sequence[str]]) -> Scores:
        """Return log P of every sequence after its first two forms, which are context."""
        width = max(map(len, sequences), default=0)
        numbers = np.full((len(sequences), max(width, 2)), -1, np.int64)
        for row, forms in enumerate(sequences):
            numbers[row, : len(forms)] = [self.id(form) for form in forms]
        return self.log_probabilities(numbers)

    def log_probabilities(self, numbers: Ids) -> Scores:
        """Return the same of sequences given as rows of numbers, -1 behind the last one.

        A pair of neighbours is looked up once, though it is read twice.
        """
        row, at = (numbers[:, 1:] >= 0).nonzero()
        third = numbers[row, at + 1]
        short, place = self.pairs(numbers[row, at], third)
        last = at.nonzero()[0]  # the pair before it is the context
        found = np.zeros((2, *numbers.shape), np.float32)
        found[0, row[last], at[last]] = self.after(place[last - 1], third[last], short[last])
        found[1, row, at] = np.where((third == UNKNOWN) & (at > 0), UNKNOWN_COST, np.float32(0))
        total = np.zeros(len(numbers), np.float32)
        for column in range(1, numbers.shape[1] - 1):
            total += found[0, :, column]
            total += found[1, :, column]
        return total

    def in_place(self, before: Ids, forms: Ids, after: Ids, place: Ids) -> Scores:
        """Return log P of forms in their context, and of the context after them.

        Rows of `before` and `after` are the two forms on each side of a place; row n of `forms`,
        -1 behind the last one, stands at place[n]. What a place's wordings share is looked up once.
        """
        size, counts = len(before), (forms >= 0).sum(1) + 1
        chain = np.full((len(forms), forms.shape[1] + 2), -1, np.int64)
        chain[:, 0], chain[:, 1:-1] = before[place, 1], forms
        chain[np.arange(len(forms)), counts] = after[place, 0]
        follows = chain[:, 1:] >= 0
        third, last = chain[:, 1:][follows], after[place, 1]
        first = np.concatenate((before[:, 0], chain[:, :-1][follows], after[:, 0]))
        short, pair = self.pairs(first, np.concatenate((before[:, 1], third, after[:, 1])))
        ends = np.cumsum(counts)
        # the pair before each, but before the first one of a place that which opens it
        context = pair[size - 1 : -size]
        ending = context[ends]
        context[ends - counts] = pair[:size][place]
        forms = np.concatenate((third, last))
        found = self.after(
            np.concatenate((context[:-1], ending)), forms,
            np.concatenate((short[size:-size], short[-size:][place])),
        )  # fmt: skip
        found[forms == UNKNOWN] += UNKNOWN_COST
        whole = np.add.reduceat(found[: len(third)], ends - counts)
        return np.asarray(whole + found[len(third) :], np.float32)

    def unseen_pairs(self, numbers: Ids) -> Ids:
        """Return how many pairs of neighbours in each row clean prose does not have."""
        left, right = numbers[:, :-1], numbers[:, 1:]
        row, at = np.nonzero(right >= 0)
        missing = ~self.bigram_index(left[row, at], right[row, at])[1]
        return np.bincount(row, missing, len(numbers)).astype(np.int64)

    def pairs(self, first: Ids, second: Ids) -> tuple[Scores, Ids]:
        """Return log P(second | first), and where each pair stands, -1 where never counted."""
        place, seen = self.bigram_index(first, second)
        unseen = self.backoff1.take(first) + self.unigram.take(second)
        return np.where(seen, self._bigram.take(place), unseen), np.where(seen, place, -1)

    def after(self, context: Ids, third: Ids, short: Scores) -> Scores:
        """Return log P(third | first second); `short` is log P(third | second).

        `context` is where the pair of first and second stands, -1 where never counted. Contexts in
        rows may have a third form for each row.
        """
        place, seen = self._trigrams.find(((context << 16) | third).ravel())
        backed = (short + self._backoff2.take(context)).ravel()
        return np.where(seen, self._trigram.take(place), backed).reshape(context.shape)


def _stored(scores: npt.NDArray[Any]) -> Scores:
    return -scores.astype(np.float32) / np.float32(STEP)


def _bigram_keys(table: dict[str, npt.NDArray[Any]]) -> Ids:
    owners = np.repeat(np.arange(len(table["successors"])), table["successors"].astype(np.int64))
    return (owners << 16) | table["second"].astype(np.int64)


@cache
def load() -> NGrams:
    """Load the packaged model (about 0.3 s)."""
    with np.load(assets.path("despin/ngrams.npz")) as table:
        return NGrams(dict(table))
