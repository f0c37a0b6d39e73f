"""The shared encoder: one pass over a text tells which words a spinner put there, and for what.

A small BERT (all-MiniLM-L6-v2 trained further, see training/despin/CARD.md) runs on ONNX Runtime
in windows of whole sentences. Its word embeddings are stored once, as int8 with a scale a row:
they are the input of the network and, tied, the output of the repairer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from healthtext import assets
from healthtext.words import Word

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]

NETWORK, HEADS, VOCABULARY = (
    f"models/despin/{name}" for name in ("encoder.int8.onnx", "heads.npz", "vocab.txt")
)
WINDOW = 256  # pieces with [CLS] and [SEP]
BATCH = 8192  # pieces with padding
FLOOR = 0.15  # P(spun) below which no piece is repaired
_SENTENCE = re.compile(r"(?<=[.!?])[\"')\]]*\s+|\n+")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of sentences, by end marks and line breaks only."""
    ends = [m.end() for m in _SENTENCE.finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def windows(ends: Sequence[int], most: int = WINDOW - 2) -> Iterator[tuple[int, int]]:
    """Pack sentences, given by the piece each ends at, into windows of at most `most` pieces.

    Whole sentences as far as they fit; a sentence longer than a window is cut.
    """
    lo = at = 0
    for end in ends:
        if end - lo > most and at > lo:
            yield lo, at
            lo = at
        while end - lo > most:
            yield lo, lo + most
            lo += most
        at = end
    if at > lo:
        yield lo, at


@dataclass(frozen=True, slots=True)
class Scored:
    """log P of each original at a span, and whether it has no more pieces than the span.

    `total` is a sum over the pieces of the span, nan where nothing there looks spun; of an
    original that does not fit it counts the pieces that do.
    """

    total: Floats
    fits: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Heads:
    """What is computed outside the network: tied embeddings, repairer, calibration.

    Row `delete` of the table says that nothing stood there; `common` are the pieces that the
    repairer's probabilities are normed over.
    """

    table: Floats
    bias: Floats
    common_table: Floats
    transform: tuple[Floats, Floats, Floats, Floats]
    scale: float
    common: Ids
    calibration: tuple[float, float]

    @property
    def delete(self) -> int:
        return len(self.table) - 1

    def over_common(self, rows: Floats) -> Floats:
        """Return the logits of the common pieces for transformed rows."""
        return np.asarray(rows @ self.common_table + self.bias[self.common], np.float32)

    def transformed(self, hidden: Floats) -> Floats:
        """Apply dense, GELU and layer norm; rows are then compared with the table."""
        weight, bias, gain, shift = self.transform
        rows = _gelu(hidden @ weight + bias)
        rows = rows - rows.mean(1, keepdims=True)
        rows /= np.sqrt((rows**2).mean(1, keepdims=True) + 1e-5)
        return np.asarray((rows * gain + shift) * self.scale, np.float32)


def _gelu(x: Floats) -> Floats:
    """GELU with erf by Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    z = np.abs(x) / np.sqrt(2.0)
    t = 1 / (1 + 0.3275911 * z)
    steps = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)
    poly = np.zeros_like(t)
    for step in steps:
        poly = (poly + step) * t
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    return np.asarray(0.5 * x * (1 + erf), np.float32)


class Reading:
    """A text as the encoder sees it. `spun` is P(spun) of every word, `pieces` of every piece."""

    def __init__(
        self, encoder: Encoder, first: Ids, last: Ids, ids: Ids, hidden: Floats, logits: Floats
    ) -> None:
        self._encoder = encoder
        self._first, self._last, self._ids, self._hidden = first, last, ids, hidden
        slope, offset = encoder.heads.calibration
        log_odds = slope * logits[:, 0] + offset
        self.pieces = _sigmoid(log_odds)
        self._longer = _sigmoid(logits[:, 1])
        sums = np.concatenate(([0.0], np.cumsum(log_odds, dtype=np.float64)))
        count = np.maximum(last - first, 1)
        mean = ((sums[last] - sums[first]) / count).astype(np.float32)
        self.spun: Floats = np.where(last > first, _sigmoid(mean), np.float32(0))
        self._row = np.full(len(ids), -1)
        self._rows, self._norm = self._repairable()

    def share(self, above: float = 0.8) -> float:
        """Return the share of the text's pieces with P(spun) above a threshold."""
        return float((self.pieces > above).mean()) if len(self.pieces) else 0.0

    def score(self, start: int, end: int, originals: Sequence[str]) -> Scored:
        """Score what may have stood at words[start:end]; an empty original is a deletion."""
        at = self._places(start, end)
        wanted = [self._encoder.ids(original) for original in originals]
        fits = np.array([len(row) <= len(at) for row in wanted], bool)
        rows = self._row[at]
        if len(at) == 0 or (rows < 0).any():
            return Scored(np.full(len(originals), np.nan, np.float32), fits)
        heads = self._encoder.heads
        padded = np.full((len(wanted), len(at)), heads.delete, np.int64)
        for row, ids in zip(padded, wanted, strict=True):
            row[: len(ids)] = ids[: len(at)]
        logits = np.einsum("pw,opw->op", self._rows[rows], heads.table[padded], optimize=True)
        total = (logits + heads.bias[padded] - self._norm[rows]).sum(1)
        longer = self._longer[at[-1]]
        total += np.where(fits, np.log1p(-longer + 1e-6), np.log(longer + 1e-6))
        return Scored(total.astype(np.float32), fits)

    def best(self, start: int, end: int, count: int = 5) -> list[tuple[str, float]]:
        """Return the repairer's own wordings for words[start:end] with log P, likeliest first.

        They vary in the first piece; what follows is the likeliest piece at each place.
        """
        at = self._places(start, end)
        if len(at) == 0 or (self._row[at] < 0).any():
            return []
        heads, rows = self._encoder.heads, self._row[at]
        scores = heads.over_common(self._rows[rows]) - self._norm[rows][:, None]
        tail = scores[1:].argmax(1)
        rest = float(scores[np.arange(1, len(at)), tail].sum())
        first = np.argsort(-scores[0], kind="stable")[: count * 3]
        found = [
            (self._encoder.wording(heads.common[[head, *tail]].tolist()),
             float(scores[0, head]) + rest) for head in first.tolist()
        ]  # fmt: skip
        return [(wording, value) for wording, value in found if wording is not None][:count]

    def _places(self, start: int, end: int) -> Ids:
        return np.arange(self._first[start], self._last[end - 1]) if end > start else self._ids[:0]

    def _repairable(self) -> tuple[Floats, Floats]:
        """Prepare the repairer at the pieces of every word that has one above FLOOR."""
        wanted = np.zeros(len(self._ids), bool)
        above = np.concatenate(([0], np.cumsum(self.pieces > FLOOR)))
        for lo, hi in zip(self._first, self._last, strict=True):
            wanted[lo:hi] |= bool(above[hi] > above[lo])
        near = wanted.copy()  # a span often takes in a neighbour that looks sound
        near[1:] |= wanted[:-1]
        near[:-1] |= wanted[1:]
        self._row[near] = np.arange(near.sum())
        heads = self._encoder.heads
        rows = heads.transformed(self._hidden[near])
        parts = (rows[at : at + 256] for at in range(0, len(rows), 256))
        norms = [_log_sum(heads.over_common(part)) for part in parts]
        return rows, np.concatenate([*norms, np.zeros(0, np.float32)])


def _log_sum(scores: Floats) -> Floats:
    highest = scores.max(1)
    return np.asarray(highest + np.log(np.exp(scores - highest[:, None]).sum(1)), np.float32)


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -60, 60))), np.float32)


class Encoder:
    """The network, its tokenizer and its heads."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer, heads: Heads) -> None:
        self._session, self._tokenizer, self.heads = session, tokenizer, heads
        self._cls, self._sep = (tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
        self._known: dict[str, list[int]] = {}

    def ids(self, wording: str) -> list[int]:
        """Return the pieces of a wording."""
        if wording not in self._known:
            found = self._tokenizer.encode(wording, add_special_tokens=False).ids
            self._known[wording] = found
        return self._known[wording]

    def wording(self, ids: Sequence[int]) -> str | None:
        """Join pieces, deletions left out; None when they do not begin a word."""
        pieces = [self._tokenizer.id_to_token(i) or "" for i in ids if i != self.heads.delete]
        if pieces and pieces[0].startswith(("##", "[")):
            return None
        return " ".join(pieces).replace(" ##", "")

    def read(self, text: str, words: Sequence[Word]) -> Reading:
        """Read a text in one pass; `words` are spans of it, in order."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        ids = np.array(encoded.ids, np.int64)
        offsets = np.array(encoded.offsets, np.int64).reshape(-1, 2)
        hidden, logits = self._run(ids, self._cuts(text, offsets[:, 0]))
        starts = np.array([word.start for word in words], np.int64)
        ends = np.array([word.end for word in words], np.int64)
        first = np.searchsorted(offsets[:, 1], starts, "right")
        last = np.maximum(np.searchsorted(offsets[:, 0], ends, "left"), first)
        return Reading(self, first, last, ids, hidden, logits)

    def _cuts(self, text: str, starts: Ids) -> list[tuple[int, int]]:
        ends = np.searchsorted(starts, [end for _, end in sentences(text)]).tolist()
        return list(windows([*ends[:-1], len(starts)]))

    def _run(self, ids: Ids, cuts: Sequence[tuple[int, int]]) -> tuple[Floats, Floats]:
        """Return hidden states and detector logits of every piece; like lengths go together."""
        width = self.heads.table.shape[1]
        hidden = np.zeros((len(ids), width), np.float32)
        logits = np.zeros((len(ids), 2), np.float32)
        for batch in _batches(cuts):
            longest = max(hi - lo for lo, hi in batch) + 2
            pieces = np.zeros((len(batch), longest), np.int64)
            mask = np.zeros((len(batch), longest), np.int64)
            for row, (lo, hi) in enumerate(batch):
                pieces[row, : hi - lo + 2] = [self._cls, *ids[lo:hi], self._sep]
                mask[row, : hi - lo + 2] = 1
            feed = {"embedded": self.heads.table[pieces], "mask": mask}
            states, found = self._session.run(["hidden", "logits"], feed)
            for row, (lo, hi) in enumerate(batch):
                hidden[lo:hi] = states[row, 1 : hi - lo + 1]
                logits[lo:hi] = found[row, 1 : hi - lo + 1]
        return hidden, logits


def _batches(cuts: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    batch: list[tuple[int, int]] = []
    for cut in sorted(cuts, key=lambda cut: cut[0] - cut[1]):
        longest = batch[0][1] - batch[0][0] + 2 if batch else 0
        if batch and (len(batch) + 1) * longest > BATCH:
            yield batch
            batch = []
        batch.append(cut)
    if batch:
        yield batch


@cache
def load(folder: Path = assets.DATA) -> Encoder:
    """Load the packaged encoder. Raises AssetError when a file is missing or damaged."""
    network, heads, vocabulary = (
        assets.verified(folder, name) for name in (NETWORK, HEADS, VOCABULARY)
    )
    from onnxruntime import InferenceSession

    session = InferenceSession(str(network), providers=["CPUExecutionProvider"])
    with np.load(heads) as table:
        return Encoder(session, _tokenizer(vocabulary), unpacked(dict(table)))


def unpacked(table: dict[str, npt.NDArray[Any]]) -> Heads:
    """Turn the stored arrays into heads."""
    embeddings = table["table"].astype(np.float32) * table["scales"].astype(np.float32)[:, None]
    common = table["common"].astype(np.int64)
    parts = [np.asarray(table[name], np.float32) for name in ("weight", "shift", "gain", "offset")]
    return Heads(
        embeddings,
        np.asarray(table["bias"], np.float32),
        embeddings[common].T.copy(),
        (parts[0], parts[1], parts[2], parts[3]),
        float(table["scale"]),
        common,
        (float(table["calibration"][0]), float(table["calibration"][1])),
    )


def _tokenizer(vocabulary: Path) -> Tokenizer:
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer

    found = Tokenizer(WordPiece.from_file(str(vocabulary), unk_token="[UNK]"))
    found.normalizer = BertNormalizer(lowercase=True)
    found.pre_tokenizer = BertPreTokenizer()
    return found
