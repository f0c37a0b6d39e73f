"""How likely each original of a form is, before any context: a small log-linear model.

Features of a pair are its sources, how alike the two stand in the Moby Thesaurus (cosine of the
roots that list them, weighted by rarity), how alike a sentence encoder finds them, and how
frequent the original is. The weights are fitted by softmax over the originals of each form, with
the tortured-phrase substitutions and the dialect lists as what spinners are known to have done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize

from healthtext.despin.channel import MOBY_BACK, MOBY_THERE, PPDB, WORDNET, WORDNET_NEAR

Pair = tuple[str, str]
Floats = npt.NDArray[np.float64]
RIDGE = 1e-3
NAMES = ("there and back", "there", "back", "ppdb", "wordnet", "near", "moby", "moby none",
         "encoder", "encoder squared", "frequency", "same stem")  # fmt: skip


class Similarity:
    """Cosines of pairs of forms in the Moby Thesaurus and under the sentence encoder."""

    def __init__(self, moby: Iterable[Pair], vectors: Path) -> None:
        rows: dict[str, int] = {}
        columns: dict[str, int] = {}
        cells = set()
        for root, word in moby:
            for form in (root, word):
                cells.add(
                    (rows.setdefault(form, len(rows)), columns.setdefault(root, len(columns)))
                )
        at = np.array(sorted(cells))
        rarity = 1 / np.sqrt(np.bincount(at[:, 1], minlength=len(columns)))
        matrix = sparse.csr_matrix((rarity[at[:, 1]], (at[:, 0], at[:, 1])))
        norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel())
        self._matrix = sparse.diags(1 / np.maximum(norms, 1e-9)) @ matrix
        self._rows = rows
        table = np.load(vectors)
        self._vectors = table["vectors"].astype(np.float32)
        self._number = {form: at for at, form in enumerate(table["forms"].tolist())}

    def moby(self, pairs: Sequence[Pair]) -> Floats:
        """Return the thesaurus cosine of each pair, -1 where a form is not in it."""
        left = np.array([self._rows.get(a, -1) for a, _ in pairs])
        right = np.array([self._rows.get(b, -1) for _, b in pairs])
        known = np.flatnonzero((left >= 0) & (right >= 0))
        found = np.full(len(pairs), -1.0)
        for part in np.array_split(known, max(1, len(known) // 100_000)):
            product = self._matrix[left[part]].multiply(self._matrix[right[part]])
            found[part] = np.asarray(product.sum(1)).ravel()
        return found

    def encoder(self, pairs: Sequence[Pair]) -> Floats:
        """Return the encoder's cosine of each pair."""
        left = np.array([self._number[a] for a, _ in pairs])
        right = np.array([self._number[b] for _, b in pairs])
        found = np.zeros(len(pairs))
        for part in np.array_split(np.arange(len(pairs)), max(1, len(pairs) // 100_000)):
            found[part] = (self._vectors[left[part]] * self._vectors[right[part]]).sum(1)
        return found


def features(
    pairs: Sequence[Pair], bits: Floats, lemmas: Sequence[Pair], similar: Similarity, logs: Floats
) -> Floats:
    """Return one row of NAMES for each pair; `lemmas` are the pairs without inflection."""
    flags = bits.astype(np.int64)
    both = (flags & MOBY_THERE > 0) & (flags & MOBY_BACK > 0)
    moby, encoder = similar.moby(lemmas), similar.encoder(pairs)
    stem = np.array([a[:4] == b[:4] for a, b in pairs])
    columns = [both, flags & MOBY_THERE > 0, flags & MOBY_BACK > 0, flags & PPDB > 0,
               flags & WORDNET > 0, flags & WORDNET_NEAR > 0, np.maximum(moby, 0), moby < 0,
               encoder, encoder**2, logs, stem]  # fmt: skip
    return np.stack([np.asarray(column, float) for column in columns], 1)


def fit(rows: Floats, groups: npt.NDArray[np.int64], right: npt.NDArray[np.bool_]) -> Floats:
    """Return the weights that make the right originals likely within their groups."""
    order = np.argsort(groups, kind="stable")
    rows, groups, right = rows[order], groups[order], right[order]
    starts = np.flatnonzero(np.r_[True, np.diff(groups) > 0])
    sizes = np.diff(np.r_[starts, len(groups)])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = rows @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        mass = np.exp(scores)
        share = mass / np.repeat(np.add.reduceat(mass, starts), sizes)
        positive = right / np.repeat(
            np.maximum(np.add.reduceat(right.astype(float), starts), 1), sizes
        )
        value = -np.sum(positive * np.log(share + 1e-12)) / len(starts)
        return value + RIDGE * weights @ weights, rows.T @ (share - positive) / len(
            starts
        ) + 2 * RIDGE * weights

    return np.asarray(minimize(loss, np.zeros(rows.shape[1]), jac=True).x)


def top(
    rows: Floats, weights: Floats, groups: npt.NDArray[np.int64], right: npt.NDArray[np.bool_]
) -> dict[str, float]:
    """Return how often a right original is first, or among the first five, of its group."""
    scores, members = rows @ weights, defaultdict(list)
    for at, group in enumerate(groups.tolist()):
        members[group].append(at)
    ranks = []
    for places in members.values():
        best = sorted(places, key=lambda at: -scores[at])
        ranks.append(next(rank for rank, at in enumerate(best) if right[at]))
    return {
        "first": float(np.mean(np.array(ranks) < 1)),
        "five": float(np.mean(np.array(ranks) < 5)),
    }


def log_share(scores: Floats, groups: npt.NDArray[np.int64]) -> Floats:
    """Return the log of each score's softmax share within its group."""
    highest = np.full(int(groups.max()) + 1, -np.inf)
    np.maximum.at(highest, groups, scores)
    centred = scores - highest[groups]
    return np.asarray(centred - np.log(np.bincount(groups, np.exp(centred)))[groups])
