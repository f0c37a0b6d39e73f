"""What the network is told of a piece beside its embedding: how its word is written, and what
the vocabulary calls it.

The embeddings know no capitals and no vocabulary; both say much about names of drugs and genes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from healthtext.terms import TermMatch

Ids = npt.NDArray[np.int64]

CASES = ("lower", "title", "upper", "mixed", "digit", "mark")
TERMS = (
    "GENERAL", "CONDITION", "SYMPTOM", "DRUG", "CHEMICAL", "NUTRIENT", "TREATMENT", "ANATOMY",
    "TEST",
)  # fmt: skip
FEATURES = len(CASES) * (2 * len(TERMS) + 1)
_PLACE = {name: 1 + 2 * at for at, name in enumerate(TERMS)}


def case(word: str) -> int:
    """Return the place in CASES of how a word is written."""
    if word.islower():
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    if word.istitle() or word.isupper():
        return 1
    if any(letter.isalpha() for letter in word):
        return 3
    return 4 if any(letter.isdigit() for letter in word) else 5


def words(text: str, offsets: Ids) -> Ids:
    """Return for each piece the place of its word's first piece; pieces of a word touch.

    Marks are words of their own, as the tokenizer has them; pieces that share a letter, which it
    took apart (a syllable of Hangul), are of one word.
    """
    first = np.arange(len(offsets))
    for at in range(1, len(offsets)):
        start, before = offsets[at, 0], offsets[at - 1, 1]
        if start < before or (start == before and _joins(text[start - 1], text[start])):
            first[at] = first[at - 1]
    return first


def _joins(before: str, after: str) -> bool:
    return before.isalnum() and after.isalnum()


def cases(text: str, offsets: Ids, first: Ids) -> Ids:
    """Return the place in CASES of every piece's word."""
    ends = np.r_[np.flatnonzero(np.diff(first)) + 1, len(first)] if len(first) else first
    found = np.zeros(len(offsets), np.int64)
    start = 0
    for end in ends.tolist():
        found[start:end] = case(text[offsets[start, 0] : offsets[end - 1, 1]])
        start = end
    return found


def known(matches: Iterable[TermMatch], offsets: Ids) -> Ids:
    """Return what the vocabulary calls every piece: 0, or 1 and 2 more for each of TERMS.

    The first piece of a term has the odd number, the others the even one.
    """
    found = np.zeros(len(offsets), np.int64)
    for match in matches:
        place = _PLACE.get(match.type)
        if place is None:
            continue
        low = int(np.searchsorted(offsets[:, 1], match.start, "right"))
        high = int(np.searchsorted(offsets[:, 0], match.end, "left"))
        found[low:high] = place + 1
        found[low : min(low + 1, high)] = place
    return found


def joined(case_ids: Ids, known_ids: Ids) -> Ids:
    """Return one number for both, below FEATURES."""
    return np.asarray(known_ids * len(CASES) + case_ids, np.int64)


def describe(text: str, offsets: Ids, matches: Sequence[TermMatch]) -> tuple[Ids, Ids]:
    """Return the features of every piece and the place of its word's first piece."""
    first = words(text, offsets)
    return joined(cases(text, offsets, first), known(matches, offsets)), first
