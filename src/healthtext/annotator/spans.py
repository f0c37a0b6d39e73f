"""Which spans of words are mentions: each likely one is weighed by what it is made of.

Tags say of a word whether it is inside, and are unsure where a mention ends. Corpora are not: what
stands at the edge of their mentions, the names, the vocabulary and the rest of the text say which
of several spans is meant. Fitted on held development parts (training/annotator/spans.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from healthtext.annotator.wholes import Floats, Ids
from healthtext.terms import TermMatch

SPANS = "models/annotator/spans.npz"
WEIGHED = ("chemical", "anatomy")  # of diseases the tags' mentions stay: corpora differ too much
# The types of terms and names that speak for a group.
TYPES = {
    "chemical": frozenset(("DRUG", "CHEMICAL", "NUTRIENT")),
    "anatomy": frozenset(("ANATOMY", "CONDITION")),
}
LONGEST = 12  # words
UNLIKELY = 0.03  # how likely a word must be to begin a span that is looked at, and to end it
TINY, LEAST = np.float32(1e-6), -12.0  # of probabilities, and of the log of a whole span's
_BEYOND = np.array([[1.0, 0.0, 0.0]], np.float32)  # the word before the first and after the last
LIKELY = 0.35  # the chance from which a span is a mention; chosen on held development parts
TENTHS = 10  # edges are stored as tenths of log odds

Rows = tuple[Ids, Ids]  # where spans begin, where they end
Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """A text and where its words lie."""

    text: str
    starts: Ids
    ends: Ids

    def at(self, places: Ids) -> list[str]:
        """Return some of the words in lower case, by their places."""
        return self.wordings((places, places + 1))

    def wordings(self, rows: Rows) -> list[str]:
        """Return the wordings of spans of words in lower case."""
        places = zip(self.starts[rows[0]].tolist(), self.ends[rows[1] - 1].tolist(), strict=True)
        return [self.text[start:end].lower() for start, end in places]


def likely_ones(likely: Floats) -> Rows:
    """Return the spans of words that may be mentions: where each begins and ends."""
    outside, begins, on = likely.T
    first = begins + on * np.append(1.0, outside[:-1]) > UNLIKELY
    last = (1 - np.append(on[1:], 0.0) > UNLIKELY).tolist()
    goes_on = (on > UNLIKELY).tolist()
    found = []
    for low in np.flatnonzero(first).tolist():
        for high in range(low + 1, min(len(likely), low + LONGEST) + 1):
            if high > low + 1 and not goes_on[high - 1]:
                break
            if last[high - 1]:
                found.append((low, high))
    starts, ends = np.array(found, np.int64).reshape(-1, 2).T
    return starts, ends


def tagged(likely: Floats, rows: Rows) -> Floats:
    """Return what the tags say of spans: of the whole, of its edges, and of the words beyond."""
    low, high = rows
    padded = np.concatenate((likely, _BEYOND))
    begins, on = np.log(np.maximum(padded[:, 1:], TINY)).T
    inside = np.log(np.maximum(1 - padded[:, 0], TINY))
    stops = np.log(np.maximum(1 - padded[:, 2], TINY))
    ons, sums = (np.append(0.0, np.cumsum(one, dtype=np.float64)) for one in (on, inside))
    whole = begins[low] + ons[high] - ons[low + 1] + stops[high]
    mean = (sums[high] - sums[low]) / (high - low)
    columns = (np.maximum(whole, LEAST), mean, begins[low], stops[high], np.exp(inside[low - 1]),
               np.exp(inside[high]), np.log(high - low))  # fmt: skip
    return np.asarray(np.stack(columns, 1), np.float32)


def met(starts: Ids, ends: Ids, matches: Sequence[TermMatch]) -> Floats:
    """Return of spans whether one of the matches is the same, takes it in, lies in it, crosses it.

    Matches lie in order and do not overlap.
    """
    places = np.array([(one.start, one.end) for one in matches], np.int64).reshape(-1, 2)
    froms, tos = (np.append(column, 1 << 40) for column in places.T)
    low, high = np.searchsorted(tos, starts, "right"), np.searchsorted(froms, ends, "left")
    some, last = high > low, np.maximum(high - 1, 0)
    same = some & (froms[low] == starts) & (tos[low] == ends)
    over = some & (froms[low] <= starts) & (tos[low] >= ends) & ~same
    left = some & (froms[low] < starts) & (tos[low] < ends)
    right = some & (froms[last] > starts) & (tos[last] > ends)
    within = some & ~same & ~over & (high - low > left.astype(int) + right)
    return np.asarray(np.stack((same, over, within, left | right), 1), np.float32)


def elsewhere(wordings: Sequence[str], marked: Sequence[bool]) -> Floats:
    """Return what the text says elsewhere of the wording of each span, given which are mentions.

    Whether it is one there, in which share of its other places, and whether in none.
    """
    places = Counter(wordings)
    mentions = Counter(wording for wording, is_one in zip(wordings, marked, strict=True) if is_one)
    found = np.zeros((len(wordings), 3), np.float32)
    for at, (wording, is_one) in enumerate(zip(wordings, marked, strict=True)):
        others, there = places[wording] - 1, mentions[wording] - is_one
        found[at] = there > 0, there / max(others, 1), others > there == 0
    return found


class Spans:
    """How often words stand at the edges of mentions, and how much each sign of a span weighs.

    `odds` has for every word, and last for all others, and every group of WEIGHED the log odds that
    it begins a mention that it is in, is in one, and ends one that it is in; `weights` a row of
    signs for each group.
    """

    def __init__(
        self, places: Mapping[str, int], odds: Floats, weights: Floats, level: Floats
    ) -> None:
        self._places, self._odds, self._weights, self._level = places, odds, weights, level

    def chosen(
        self, group: str, likely: Floats, runs: Sequence[Run], words: Words,
        known: Sequence[TermMatch], named: Sequence[TermMatch],
    ) -> list[Run]:  # fmt: skip
        """Return the mentions of a group of WEIGHED, as spans of words in order, never overlapping.

        `likely` are the probabilities of the words' tags, `runs` the mentions that the tags make;
        terms and names count that speak for the group.
        """
        rows = likely_ones(likely)
        if not len(rows[0]):
            return []
        at = WEIGHED.index(group)
        odds = self.signs(group, likely, rows, runs, words, known, named) @ self._weights[at]
        chances = 1 / (1 + np.exp(-(odds + self._level[at])))
        return apart(rows, chances)

    def signs(
        self, group: str, likely: Floats, rows: Rows, runs: Sequence[Run], words: Words,
        known: Sequence[TermMatch], named: Sequence[TermMatch],
    ) -> Floats:  # fmt: skip
        """Return a row of signs for each span."""
        starts, ends = words.starts[rows[0]], words.ends[rows[1] - 1]
        vouched = [
            met(starts, ends, [one for one in ones if one.type in TYPES[group]])
            for ones in (known, named)
        ]
        tags = tagged(likely, rows)
        tagged_so = set(runs)
        marked = [row in tagged_so for row in zip(*(one.tolist() for one in rows), strict=True)]
        there = elsewhere(words.wordings(rows), marked)
        return np.concatenate((tags, *vouched, there, self._at_edges(group, rows, words)), 1)

    def _at_edges(self, group: str, rows: Rows, words: Words) -> Floats:
        odds, unseen = self._odds[:, WEIGHED.index(group)], len(self._odds) - 1
        first, last = (
            odds[[self._places.get(word, unseen) for word in words.at(places)]]
            for places in (rows[0], rows[1] - 1)
        )
        return np.concatenate((first[:, :2], last[:, 1:]), 1)


def apart(rows: Rows, chances: Floats) -> list[Run]:
    """Return spans that are likely and do not overlap, in order: the likeliest first."""
    taken = np.zeros(int(rows[1].max()) + 1, np.bool_)
    kept = []
    for at in np.argsort(-chances, kind="stable").tolist():
        low, high = int(rows[0][at]), int(rows[1][at])
        if chances[at] < LIKELY:
            break
        if not taken[low:high].any():
            taken[low:high] = True
            kept.append((low, high))
    return sorted(kept)


def packed(edges: Mapping[str, Floats]) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays to store of the log odds of words, three for each group of WEIGHED."""
    words = "\n".join(edges).encode()
    tenths = np.clip(np.round(np.stack(list(edges.values())) * TENTHS), -127, 127)
    return {"words": np.frombuffer(words, np.uint8), "odds": tenths.astype(np.int8)}


def unpacked(arrays: Mapping[str, npt.NDArray[Any]]) -> Spans:
    """Return what is stored: `words` and `odds` of `packed`, `weights` and `level`."""
    words = arrays["words"].tobytes().decode().split("\n")
    unseen = np.zeros((1, len(WEIGHED), 3), np.float32)
    odds = np.concatenate((arrays["odds"].astype(np.float32) / TENTHS, unseen))
    places = {word: at for at, word in enumerate(words)}
    return Spans(places, odds, arrays["weights"], arrays["level"])
