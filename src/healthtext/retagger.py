"""A second look at words of which the packaged tagger is unsure, by what they are made of.

The tagger reads three letters of a word's end and one of its beginning, and chooses every tag by
itself. A linear model of hashed features knows longer ends and beginnings, the parts of words with
hyphens, and the tags to both sides. Where the tagger's best tag is likely, it is not asked. Fitted
by training/syntax/retag.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
from spacy.attrs import IS_PUNCT, IS_SPACE, SENT_START, TAG
from spacy.tokens import Doc, Token
from thinc.util import to_numpy

from healthtext.annotator.wholes import softmax

Array = npt.NDArray[Any]
Codes = npt.NDArray[np.uint32]
FILE = "model.npz"
BUCKETS = 1 << 18
UNSURE = 0.95  # a tag that is at least as likely stands; chosen on development parts
TINY = np.float32(1e-4)  # of probabilities
NAMES = ("NNP", "NNPS")
ABSTRACTS = 0  # the genre of GENIA
STEP = np.float32(0.05)  # weights are stored as multiples of it
_BEFORE, _BEHIND = 7, 9  # stand for tags and words outside of the sentence
_KINDS = ((re.compile("[A-Z]+"), "A"), (re.compile("[a-z]+"), "a"), (re.compile(r"\d+"), "0"))
_LOWER, _SHAPE, _END = 1, 2, 5  # columns of `word`


@lru_cache(maxsize=20_000)
def word(form: str) -> Codes:
    """Return codes of what a word is made of: form, ends, beginnings, parts between hyphens."""
    low, shape = form.lower(), form
    for kind, letter in _KINDS:
        shape = kind.sub(letter, shape)
    head, _, tail = low.strip("-").rpartition("-")
    ends = [low[-size:] if len(low) > size else "" for size in range(1, 6)]
    beginnings = [low[:size] if len(low) > size else "" for size in range(1, 5)]
    parts = [head.split("-")[0], tail, tail[-3:]] if head else ["", "", ""]
    single = low[:-1] if low[-1:] == "s" else ""
    made = [form, low, shape[:8], *ends, *beginnings, *parts, single]
    return np.array([crc32(one.encode("utf-8", "replace")) for one in made], np.uint32)


@dataclass(frozen=True, slots=True)
class Text:
    """Words with codes of their tags, the number of the sentence each is in, and the genre."""

    words: Sequence[Token]
    tags: Codes
    sentences: Array
    genre: int


def features(text: Text, at: Array) -> Array:
    """Return the buckets of the features of some words of a text, in rows."""
    near = {step: _neighbours(text.sentences, at, step) for step in range(-2, 3)}
    tag = {step: _outside(text.tags[place], inside, step) for step, (place, inside) in near.items()}
    rows = {step: _words(text.words, place, inside, step) for step, (place, inside) in near.items()}
    own, left, right = rows[0], rows[-1], rows[1]
    low, shape, end = own[:, _LOWER], own[:, _SHAPE], own[:, _END]
    before, behind = left[:, _LOWER], right[:, _LOWER]
    first = (~near[-1][1]).astype(np.uint32)
    like = np.full(len(at), text.genre, np.uint32)
    found: list[tuple[Codes, ...]] = [
        *((column,) for column in own.T),
        (before,), (behind,), (rows[-2][:, _LOWER],), (rows[2][:, _LOWER],),
        (left[:, _END],), (right[:, _END],), (left[:, _SHAPE],), (right[:, _SHAPE],),
        *((tag[step],) for step in tag if step),
        (tag[-1], tag[1]), (tag[-1], tag[-2]), (tag[1], tag[2]),
        (tag[-2], tag[-1], tag[1]), (tag[-1], tag[1], tag[2]),
        (low, tag[-1]), (low, tag[1]), (low, before), (low, behind),
        (end, tag[-1]), (end, tag[1]), (end, tag[-1], tag[1]),
        (shape, tag[-1]), (shape, tag[1]), (shape, first),
        (before, tag[1]), (tag[-1], behind), (before, behind),
        (like,), (like, shape), (like, end), (like, low), (like, tag[-1]), (like, tag[1]),
    ]  # fmt: skip
    return _mixed(found) % BUCKETS


def _neighbours(sentences: Array, at: Array, step: int) -> tuple[Array, Array]:
    """Return the places `step` words on, and whether they are in the same sentence."""
    place = np.clip(at + step, 0, len(sentences) - 1)
    return place, (place == at + step) & (sentences[place] == sentences[at])


def _outside(codes: Codes, inside: Array, step: int) -> Codes:
    return np.where(inside, codes, np.uint32(_BEFORE if step < 0 else _BEHIND))


def _words(words: Sequence[Token], places: Array, inside: Array, step: int) -> Codes:
    rows = np.stack([word(words[place].text) for place in places.tolist()])
    return _outside(rows, inside[:, None], step)


def _mixed(found: Sequence[tuple[Codes, ...]]) -> Array:
    """Hash the codes of each feature together, with its kind, in a column; those of a size at once.

    The product of two 32-bit numbers is meant to lose its upper half.
    """
    made = np.empty((len(found), len(found[0][0])), np.uint32)
    made.T[:] = np.arange(len(found), dtype=np.uint32) * np.uint32(2_654_435_761)
    for size in sorted({len(codes) for codes in found}):
        which = [kind for kind, codes in enumerate(found) if len(codes) == size]
        some = made[which]
        for column in zip(*(found[kind] for kind in which), strict=True):
            some = (some ^ np.stack(column)) * np.uint32(0x85EBCA6B)
            some ^= some >> np.uint32(15)
        made[which] = some
    return made.T


@dataclass(frozen=True, slots=True)
class Look:
    """Of which words of a text the tagger is unsure, and what is known of them, in rows."""

    at: Array
    likely: Array  # how likely the tagger finds each tag
    buckets: Array
    abstract: bool  # whether the text is like abstracts on molecular biology


class Retagger:
    """The component: it has the tagger's own layer, to know how likely each tag was."""

    def __init__(self) -> None:
        self.labels: tuple[str, ...] = ()
        self.layer = self.bias = self.genres = self.weights = np.zeros(0, np.float32)

    def __call__(self, doc: Doc) -> Doc:
        """Set the tags of words of which the tagger was unsure."""
        look = self.look(doc)
        if look is not None:
            for place, label in zip(look.at.tolist(), self.decide(look).tolist(), strict=True):
                doc[place].tag_ = self.labels[label]
        return doc

    def decide(self, look: Look) -> Array:
        """Return the best label by the tagger and the features, which count the same.

        Names stay names but in abstracts: those of proteins are common nouns only there.
        """
        known = self.weights[look.buckets].sum(axis=1, dtype=np.int32) * STEP
        best = (np.log(look.likely + TINY) + known).argmax(axis=1)
        first = look.likely.argmax(axis=1)
        names = [self.labels.index(label) for label in NAMES if label in self.labels]
        kept = np.isin(first, names) & (not look.abstract)
        return np.where(kept, first, best)

    def look(self, doc: Doc, unsure: float = UNSURE) -> Look | None:
        """Return what is seen of the words of which the tagger is unsure, None where it is of none.

        A tag that is not the likeliest by the tagger's layer is another tagger's: it stands, as
        those of punctuation do.
        """
        if not self.labels or not len(doc) or len(doc.tensor) != len(doc):
            return None
        ids = np.array([doc.vocab.strings.add(label) for label in self.labels], np.uint64)
        tensor = to_numpy(doc.tensor)  # type: ignore[no-untyped-call]
        likely = softmax(tensor @ self.layer + self.bias)
        best = likely.argmax(axis=1)
        tagged, spaces, marks, starts = doc.to_array([TAG, IS_SPACE, IS_PUNCT, SENT_START]).T
        kept = np.flatnonzero(spaces == 0)
        asked = (likely.max(axis=1) < unsure) & (ids[best] == tagged) & (marks == 0)
        at = np.flatnonzero(asked[kept])
        if not at.size:
            return None
        text = Text(
            [doc[place] for place in kept.tolist()], self._codes()[best[kept]],
            np.cumsum(starts == 1)[kept], int((mean(tensor) @ self.genres).argmax()),
        )  # fmt: skip
        return Look(kept[at], likely[kept[at]], features(text, at), text.genre == ABSTRACTS)

    def _codes(self) -> Codes:
        return np.array([crc32(label.encode()) for label in self.labels], np.uint32)

    def to_bytes(self, **_: Any) -> bytes:
        """Return the model as a file has it: weights by bucket, those that are not zero."""
        stream = BytesIO()
        rows, columns = np.nonzero(self.weights)
        counts = np.bincount(rows, minlength=len(self.weights)).astype(np.uint8)
        np.savez_compressed(
            stream, labels=np.array(self.labels, np.str_), layer=self.layer, bias=self.bias,
            genres=self.genres, counts=counts, columns=columns.astype(np.uint8),
            weights=self.weights[rows, columns],
        )  # fmt: skip
        return stream.getvalue()

    def from_bytes(self, data: bytes, **_: Any) -> Retagger:
        """Read what `to_bytes` made."""
        with np.load(BytesIO(data)) as table:
            self.labels = tuple(table["labels"].tolist())
            self.layer, self.bias, self.genres = table["layer"], table["bias"], table["genres"]
            counts = table["counts"]
            self.weights = np.zeros((len(counts), len(self.labels)), np.int8)
            rows = np.repeat(np.arange(len(counts)), counts)
            self.weights[rows, table["columns"]] = table["weights"]
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the model into a folder."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> Retagger:
        """Read the model from a folder."""
        return self.from_bytes((Path(path) / FILE).read_bytes())


def mean(tensor: Array) -> Array:
    """Return the mean of the vectors of a text's words, and a one for what is added to all."""
    return np.append(tensor.mean(axis=0), np.float32(1))
