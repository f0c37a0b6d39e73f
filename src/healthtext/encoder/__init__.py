"""The shared encoder: one pass over a text tells which words a spinner put there, and for what.

A small BERT (all-MiniLM-L6-v2 trained further, see training/despin/CARD.md) runs on ONNX Runtime
in windows of whole sentences, one at a time: nothing is padded, so that attention needs no mask
and is a quarter faster (training/despin/attention.py), and no window is rounded to int8 by what
another holds (docs/decisions/0003-despin.md). Its word embeddings are stored once, as int8
with a scale a row: they are the input of the network and, tied, the output of the repairer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from healthtext import assets
from healthtext.encoder.heads import Floats, Heads, Ids, unpacked
from healthtext.encoder.reading import Reading
from healthtext.encoder.repairer import opened, threads
from healthtext.words import Word

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

__all__ = ["HEADS", "NETWORK", "VOCABULARY", "Encoder", "Reading", "first_alike", "load",
           "opened", "sentences", "threads", "unpacked", "windows"]  # fmt: skip
NETWORK, HEADS, VOCABULARY = (
    f"models/despin/{name}" for name in ("encoder.int8.onnx", "heads.npz", "vocab.txt")
)
WINDOW = 256  # pieces with [CLS] and [SEP]
REMEMBERED = 200_000  # wordings whose pieces are kept
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


def first_alike(cuts: Sequence[tuple[int, int]], ids: Ids) -> Iterator[tuple[int, int, int]]:
    """Yield each window with the start of the first that holds the same, its own if none does.

    A window is read for itself, so that what is the same reads the same: a line of thousands of
    full stops is read once. `ids` has a row for each piece.
    """
    seen: dict[int, tuple[int, int]] = {}
    for lo, hi in cuts:
        start, end = seen.setdefault(hash(ids[lo:hi].tobytes()), (lo, hi))
        alike = np.array_equal(ids[start:end], ids[lo:hi])
        yield lo, hi, start if alike else lo


class Encoder:
    """The network, its tokenizer and its heads."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer, heads: Heads) -> None:
        self._session, self._tokenizer, self.heads = session, tokenizer, heads
        self._cls, self._sep = (
            int(tokenizer.token_to_id(mark) or 0) for mark in ("[CLS]", "[SEP]")
        )
        self._known: dict[tuple[str, ...], list[int]] = {}
        self.wording = lru_cache(REMEMBERED)(self._wording)

    def mark(self, name: str) -> int:
        """Return the piece of a mark such as [CLS]."""
        return {"[CLS]": self._cls, "[SEP]": self._sep}[name]

    def pieces(self, words: Sequence[str]) -> list[int]:
        """Return the pieces of words."""
        wording = tuple(words)
        found = self._known.get(wording)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = [piece for word in words for piece in self._pieces(word)]
            self._known[wording] = found
        return found

    def _pieces(self, word: str) -> Sequence[int]:
        if word.isascii() and word.isalpha() and word.islower():
            whole = self._tokenizer.token_to_id(word)
            if whole is not None:
                return (int(whole),)
        ids: list[int] = self._tokenizer.encode(word, add_special_tokens=False).ids
        return ids

    def _wording(self, ids: tuple[int, ...]) -> str | None:
        """Join pieces, deletions left out; None when they do not begin a word."""
        pieces = [self._tokenizer.id_to_token(i) or "" for i in ids if i != self.heads.delete]
        if pieces and pieces[0].startswith(("##", "[")):
            return None
        return " ".join(pieces).replace(" ##", "")

    def read(self, text: str, words: Sequence[Word]) -> Reading:
        """Read a text in one pass; `words` are spans of it, in order."""
        ids, offsets = self.cut(text)
        hidden, logits = self._run(ids, self.cuts(text, offsets[:, 0]))
        starts = np.array([word.start for word in words], np.int64)
        ends = np.array([word.end for word in words], np.int64)
        first = np.searchsorted(offsets[:, 1], starts, "right")
        last = np.maximum(np.searchsorted(offsets[:, 0], ends, "left"), first)
        return Reading(self, first, last, ids, hidden, logits)

    def cut(self, text: str) -> tuple[Ids, Ids]:
        """Return the pieces of a text, and start and end of each in code points."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        return np.array(encoded.ids, np.int64), np.array(encoded.offsets, np.int64).reshape(-1, 2)

    def cuts(self, text: str, starts: Ids) -> list[tuple[int, int]]:
        """Return the windows of a text, by the places of its pieces."""
        ends = np.searchsorted(starts, [end for _, end in sentences(text)]).tolist()
        return list(windows([*ends[:-1], len(starts)]))

    def _run(self, ids: Ids, cuts: Sequence[tuple[int, int]]) -> tuple[Floats, Floats]:
        """Return hidden states and detector logits of every piece."""
        width = self.heads.width
        hidden = np.zeros((len(ids), width), np.float32)
        logits = np.zeros((len(ids), 2), np.float32)
        for lo, hi, first in first_alike(cuts, ids):
            if first < lo:
                same = slice(first, first + hi - lo)
                hidden[lo:hi], logits[lo:hi] = hidden[same], logits[same]
                continue
            feed = {"embedded": self.heads.vectors(self.marked(ids[lo:hi]))[None]}
            states, found = self._session.run(["hidden", "logits"], feed)
            hidden[lo:hi], logits[lo:hi] = states[0, 1:-1], found[0, 1:-1]
        return hidden, logits

    def marked(self, ids: Ids) -> Ids:
        """Return the pieces of a window between [CLS] and [SEP]."""
        return np.concatenate(([self._cls], ids, [self._sep])).astype(np.int64)


@cache
def load(folder: Path = assets.DATA) -> Encoder:
    """Load the packaged encoder. Raises AssetError when a file is missing or damaged."""
    network, heads, vocabulary = (
        assets.verified(folder, name) for name in (NETWORK, HEADS, VOCABULARY)
    )
    with np.load(heads) as table:
        return Encoder(opened(network), _tokenizer(vocabulary), unpacked(dict(table)))


def _tokenizer(vocabulary: Path) -> Tokenizer:
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer

    found = Tokenizer(WordPiece.from_file(str(vocabulary), unk_token="[UNK]"))
    found.normalizer = BertNormalizer(lowercase=True)
    found.pre_tokenizer = BertPreTokenizer()
    return found
