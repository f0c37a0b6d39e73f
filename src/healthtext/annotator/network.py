"""The network on ONNX Runtime: texts to readings, pairs of texts to probabilities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from healthtext.annotator import features, names
from healthtext.annotator.reading import Reading
from healthtext.annotator.wholes import Floats, Ids, Wholes
from healthtext.encoder import BATCH, Encoder
from healthtext.terms import TermMatch, Terms

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

NETWORK, HEADS = (f"models/annotator/{name}" for name in ("network.int8.onnx", "heads.npz"))
FIRST, SECOND = 80, 160  # pieces that are read of the texts of a pair
CLS, SEP = "[CLS]", "[SEP]"


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, or a question of a trial, and the text that may answer it."""

    first: str
    second: str


class Annotator:
    """The network, the encoder's tokenizer and embeddings, the vocabulary, the heads."""

    def __init__(
        self, session: InferenceSession, shared: Encoder, vocabulary: Terms, named: Terms,
        arrays: dict[str, npt.NDArray[Any]],
    ) -> None:  # fmt: skip
        self._session, self._encoder = session, shared
        self._terms, self._named = vocabulary, named
        self._features = np.asarray(arrays["features"], np.float32)
        self._second = np.asarray(arrays["second"], np.float32)
        self._bias = np.asarray(arrays["bias"], np.float32)
        self._wholes = Wholes(arrays)

    def read(self, text: str, matches: Sequence[TermMatch] | None = None) -> Reading:
        """Read a text in one pass; `matches` are its terms, if they have been found already."""
        ids, offsets = self._encoder.cut(text)
        known = self._terms.find(text) if matches is None else matches
        named = self._named.find(text)
        described, first = features.describe(text, offsets, names.extended(known, named))
        hidden = np.zeros((len(ids), self._features.shape[1]), np.float32)
        tags = np.zeros((len(ids), len(self._bias)), np.float32)
        cuts = self._encoder.cuts(text, offsets[:, 0])
        for batch, pieces, mask in self._encoder.padded(ids, cuts):
            extra = np.zeros(pieces.shape, np.int64)
            for row, (lo, hi) in enumerate(batch):
                extra[row, 1 : hi - lo + 1] = described[lo:hi]
            states, logits = self._run(pieces, extra, mask)
            for row, (lo, hi) in enumerate(batch):
                hidden[lo:hi] = states[row, 1 : hi - lo + 1]
                tags[lo:hi] = logits[row, 1 : hi - lo + 1]
        return Reading(offsets, first, tags + self._bias, hidden, self._wholes, known, named)

    def pairs(self, head: str, pairs: Sequence[Pair]) -> Floats:
        """Return a head's probabilities, a row for each pair."""
        rows = [self._pair(pair) for pair in pairs]
        found = np.zeros((len(rows), self._wholes.size(head)), np.float32)
        for places in _like(rows):
            pieces, extra, mask, second = _stacked([rows[at] for at in places])
            states, _ = self._run(pieces, extra, mask, second)
            inside = (mask > 0) & (pieces != self._mark(CLS)) & (pieces != self._mark(SEP))
            found[places] = self._wholes.probabilities(head, states, inside)
        return found

    def _run(
        self, pieces: Ids, extra: Ids, mask: Ids, second: Ids | None = None
    ) -> tuple[Floats, Floats]:
        embedded = self._encoder.heads.vectors(pieces) + self._features[extra]
        if second is not None:
            embedded += second[..., None] * self._second
        states, logits = self._session.run(["hidden", "tags"], {"embedded": embedded, "mask": mask})
        return np.asarray(states, np.float32), np.asarray(logits, np.float32)

    def _mark(self, name: str) -> int:
        return self._encoder.mark(name)

    def _pair(self, pair: Pair) -> tuple[Ids, Ids, Ids]:
        """Return pieces, features and which pieces are of the second text."""
        one, two = self._text(pair.first, FIRST), self._text(pair.second, SECOND)
        cls, sep, none = [self._mark(CLS)], [self._mark(SEP)], [0]
        pieces = np.concatenate((cls, one[0], sep, two[0], sep))
        extra = np.concatenate((none, one[1], none, two[1], none))
        second = np.zeros(len(pieces), np.int64)
        second[len(one[0]) + 2 :] = 1
        return pieces, extra, second

    def _text(self, text: str, most: int) -> tuple[Ids, Ids]:
        ids, offsets = self._encoder.cut(text)
        described, _ = features.describe(text, offsets, self._terms.find(text))
        return ids[:most], described[:most]


def _like(rows: Sequence[tuple[Ids, Ids, Ids]]) -> Iterator[list[int]]:
    """Yield the places of rows of like length, as many together as a batch may hold."""
    group: list[int] = []
    for at in sorted(range(len(rows)), key=lambda at: -len(rows[at][0])):
        if group and (len(group) + 1) * len(rows[group[0]][0]) > BATCH:
            yield group
            group = []
        group.append(at)
    if group:
        yield group


def _stacked(rows: Sequence[tuple[Ids, Ids, Ids]]) -> tuple[Ids, Ids, Ids, Ids]:
    width = max(len(row[0]) for row in rows)
    pieces, extra, mask, second = (np.zeros((len(rows), width), np.int64) for _ in range(4))
    for at, row in enumerate(rows):
        n = len(row[0])
        pieces[at, :n], extra[at, :n], second[at, :n], mask[at, :n] = *row, 1
    return pieces, extra, mask, second
