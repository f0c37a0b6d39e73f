"""What stands on a page: how often forms do outside its edits, and which words are of a term."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from healthtext import terms
from healthtext.despin.options import Columns, Lattice
from healthtext.despin.repaired import Text
from healthtext.despin.segments import before_each, bounds_of
from healthtext.despin.stock import Ids
from healthtext.terms import TermMatch
from healthtext.words import Word


class Page:
    """How often forms, and pairs of neighbours, stand on a page outside its edits."""

    def __init__(self, text: Text) -> None:
        kept = text.own[~text.edited]
        self._forms = np.unique(kept, return_counts=True)
        self._pairs = np.unique((kept[:-1] << 32) | kept[1:], return_counts=True)

    def least(self, forms: Ids) -> Ids:
        """Return how often the rarest form of each row stands there (0 where there is none)."""
        counts = np.where(forms >= 0, _counts(self._forms, forms), np.iinfo(np.int64).max)
        least = counts.min(1)
        return np.asarray(np.where((forms >= 0).any(1), least, 0), np.int64)

    def pairs(self, forms: Ids) -> Ids:
        """Return how often the pairs of neighbours of each row stand there, added up."""
        left, right = forms[:, :-1], forms[:, 1:]
        counts = np.where(right >= 0, _counts(self._pairs, (left << 32) | right), 0)
        return np.asarray(counts.sum(1), np.int64)


def _counts(table: tuple[Ids, Ids], wanted: Ids) -> Ids:
    keys, counts = table
    if not len(keys):
        return np.zeros(wanted.shape, np.int64)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.asarray(np.where(keys[place] == wanted, counts[place], 0), np.int64)


def kept_terms(words: Sequence[Word], known: Sequence[TermMatch]) -> npt.NDArray[np.bool_]:
    """Mark the words inside multiword terms of the text as it stands."""
    marked, at = np.zeros(len(words), bool), 0
    for match in known:
        if " " not in match.text and "-" not in match.text:
            continue
        while at < len(words) and words[at].start < match.start:
            at += 1
        while at < len(words) and words[at].end <= match.end:
            marked[at] = True
            at += 1
    return marked


def making(lattice: Lattice, edits: Columns) -> list[bool]:
    """Tell of each edit whether it makes a part of a multiword term when all of them are made."""
    sums = before_each(made_terms(Text(lattice, edits)))
    return (sums[edits.end] > sums[edits.start]).tolist()  # type: ignore[no-any-return]


def made_terms(text: Text) -> npt.NDArray[np.bool_]:
    """Mark the words in whose place the repaired text has a part of a multiword term.

    All forms of an edit stand in the place of its first word. What is taken out is marked where
    the words on both sides of it are of one term then.
    """
    shown = text.shown()
    starts = bounds_of(np.array([*map(len, shown)], np.int64) + 1)
    inside, joined = np.zeros(len(shown), bool), np.zeros(len(shown) + 1, bool)
    for match in terms.load().phrases(" ".join(shown)):
        if " " in match.text:
            lo, hi = np.searchsorted(starts, [match.start, match.end])
            inside[lo:hi] = joined[lo + 1 : hi] = True
    first, end, sums = text.place[:-1], text.place[1:], before_each(inside)
    return np.where(end > first, sums[end] > sums[first], joined[first])
