"""The network on ONNX Runtime: texts to readings, pairs of texts to probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from healthtext.annotator import features, names, turns
from healthtext.annotator.reading import Reading
from healthtext.annotator.spans import Spans
from healthtext.annotator.wholes import Floats, Ids, Wholes
from healthtext.encoder import Encoder, first_alike
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
        arrays: dict[str, npt.NDArray[Any]], spans: Spans | None = None,
    ) -> None:  # fmt: skip
        self._session, self._encoder = session, shared
        self._terms, self._named = vocabulary, named
        self._features = np.asarray(arrays["features"], np.float32)
        self._second = np.asarray(arrays["second"], np.float32)
        self._bias = np.asarray(arrays["bias"], np.float32)
        self._wholes, self._spans = Wholes(arrays), spans

    def read(self, text: str, matches: Sequence[TermMatch] | None = None) -> Reading:
        """Read a text in one pass; `matches` are its terms, if they have been found already."""
        ids, offsets = self._encoder.cut(text)
        known = self._terms.find(text) if matches is None else matches
        named = self._named.find(text)
        described, first = features.describe(text, offsets, names.extended(known, named))
        hidden = np.zeros((len(ids), self._features.shape[1]), np.float32)
        tags = np.zeros((len(ids), len(self._bias)), np.float32)
        cuts, content = self._encoder.cuts(text, offsets[:, 0]), np.column_stack((ids, described))
        for lo, hi, before in first_alike(cuts, content):
            if before < lo:
                same = slice(before, before + hi - lo)
                hidden[lo:hi], tags[lo:hi] = hidden[same], tags[same]
                continue
            extra = np.pad(described[lo:hi], 1)
            states, logits = self._run(self._encoder.marked(ids[lo:hi]), extra)
            hidden[lo:hi], tags[lo:hi] = states[1:-1], logits[1:-1]
        return Reading(
            offsets, first, tags + self._bias, hidden, self._wholes, known, named, text, self._spans
        )

    def pairs(self, head: str, pairs: Sequence[Pair]) -> Floats:
        """Return a head's probabilities, a row for each pair."""
        found = np.zeros((len(pairs), self._wholes.size(head)), np.float32)
        for at, pair in enumerate(pairs):
            pieces, extra, second = self._pair(pair)
            states, _ = self._run(pieces, extra, second)
            inside = (pieces != self._mark(CLS)) & (pieces != self._mark(SEP))
            found[at] = self._wholes.probabilities(head, states[None], inside[None])[0]
        return found

    def judged(self, pairs: Sequence[Pair]) -> Floats:
        """Return how likely texts say nothing of claims, support or contradict them, a row a pair.

        Each claim is asked twice, as it is and turned: what supports one contradicts the other.
        """
        return self._wholes.twice(*self.asked(pairs))

    def asked(self, pairs: Sequence[Pair]) -> tuple[Floats, Floats]:
        """Return what `entailment` says of claims and of their contrary.

        A claim that cannot be turned has its own row there, support and contradiction exchanged.
        """
        own, table = self.pairs("entailment", pairs), turns.load()
        contrary = own[:, [0, 2, 1]]
        for at, pair in enumerate(pairs):
            turned = table.contrary(pair.first)
            if turned is not None:
                contrary[at] = self.pairs("entailment", [Pair(turned, pair.second)])[0]
        return own, contrary

    def _run(self, pieces: Ids, extra: Ids, second: Ids | None = None) -> tuple[Floats, Floats]:
        """Return hidden states and tags of the pieces of one window or pair."""
        embedded = self._encoder.heads.vectors(pieces) + self._features[extra]
        if second is not None:
            embedded += second[..., None] * self._second
        states, logits = self._session.run(["hidden", "tags"], {"embedded": embedded[None]})
        return np.asarray(states[0], np.float32), np.asarray(logits[0], np.float32)

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
