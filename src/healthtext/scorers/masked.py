"""A masked language model as a scorer: what it expects at a word when it cannot see it.

Every seventh word is hidden at once, about as many as such models are trained with, so that
seven passes over a text say something of every word, however many options it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from healthtext.despin import ngrams
from healthtext.despin.options import Columns, Lattice, Option, columns
from healthtext.scorers.models import Floats, Model
from healthtext.words import Word

PASSES = 7
KNOWN = 500  # likeliest pieces remembered at a word; all others count as its last
WEIGHT, MOST = 0.5, 6.0  # nats of the model's that count one, and the most of them
SURE = 4.0  # nats by which a wording of its own must be likelier than what stands there
OWN = 3  # such wordings at a word
STRENGTH = -4.0  # log P(original | spun form) of a wording that no list knows


@dataclass(frozen=True, slots=True)
class Expected:
    """What a model expects at one word: pieces with log P, the likeliest first."""

    pieces: dict[int, float]
    least: float


class MaskedScorer:
    """Rank options by the model's log odds, and propose what it clearly prefers."""

    def __init__(self, model: Model, name: str) -> None:
        self._model = model
        self._name = name
        self._pieces: dict[str, tuple[int, ...]] = {}
        self._read = 0

    @property
    def name(self) -> str:
        """The setting that chose it."""
        return self._name

    @property
    def status(self) -> str:
        """How many words the model has looked at."""
        return f"{self._read:,} words looked at"

    def begin(self) -> None:
        """Forget the last article."""
        self._read = 0

    def read(self, text: str, words: Sequence[Word]) -> MaskedOpinion:
        """Hide every longer word of a text once."""
        expected: dict[int, Expected] = {}
        rows, places = [], []
        for row, hidden in self._rows(text, words):
            rows.append(row)
            places.append(hidden)
        for found, hidden in zip(self._model.hidden(rows), places, strict=True):
            for at, logs in zip(hidden, found, strict=True):
                expected[at] = _likeliest(logs)
        self._read += len(expected)
        return MaskedOpinion(self, words, expected)

    def pieces(self, word: str) -> tuple[int, ...]:
        """Return the pieces of a word as it stands behind another."""
        if word not in self._pieces:
            encode = self._model.tokenizer.encode
            lead = len(encode("a", add_special_tokens=False).ids)
            self._pieces[word] = tuple(encode(f"a {word}", add_special_tokens=False).ids[lead:])
        return self._pieces[word]

    def form(self, piece: int) -> str:
        """Return the word that a piece is, in lower case; empty when it is none by itself."""
        word = self._model.tokenizer.decode([piece]).strip()
        whole = word.isalpha() and self.pieces(word) == (piece,)
        return word.lower() if whole else ""

    def _rows(self, text: str, words: Sequence[Word]) -> Iterator[tuple[list[int], list[int]]]:
        """Yield windows of pieces with some words hidden, and the places of those words."""
        encoded = self._model.tokenizer.encode(text, add_special_tokens=False)
        spans = _pieces_of_words(words, encoded.offsets)
        # a text that spells the mask out hides nothing with it
        ids = [0 if piece == self._model.mask else piece for piece in encoded.ids]
        size, total = self._model.longest, len(ids)
        edge = size // 8
        for start in range(0, max(1, total - 2 * edge), size - 2 * edge):
            end = min(start + size, total)
            lo = start + edge if start else 0
            hi = end - edge if end < total else end
            inside = [at for at, (first, _) in spans.items() if lo <= first < hi]
            for nth in range(PASSES):
                hidden = [at for at in inside if at % PASSES == nth and spans[at][1] <= end]
                if hidden:
                    yield (
                        self._hiding(ids, start, end, [spans[at] for at in hidden]),
                        hidden,
                    )

    def _hiding(
        self, ids: list[int], start: int, end: int, spans: list[tuple[int, int]]
    ) -> list[int]:
        row: list[int] = []
        at = start
        for first, last in spans:
            row += [*ids[at:first], self._model.mask]
            at = last
        return row + ids[at:end]


@dataclass(frozen=True)
class MaskedOpinion:
    """What a model expects in one text."""

    scorer: MaskedScorer
    words: Sequence[Word]
    expected: dict[int, Expected]

    @property
    def spun(self) -> Floats | None:
        """Return None: such a model knows nothing of spinners."""
        return None

    def propose(self) -> Columns:
        """Return the words that the model finds far likelier than those that stand there."""
        known = ngrams.load().ids
        found = []
        for at, expected in self.expected.items():
            old = self.words[at].form
            floor = self._log(at, old) + SURE
            forms = (
                self.scorer.form(piece) for piece, log in expected.pieces.items() if log > floor
            )
            likely = [form for form in forms if len(form) > 2 and form in known and form != old]
            found += [Option(at, at + 1, (form,), 0, "", STRENGTH)
                      for form in dict.fromkeys(likely[:OWN])]  # fmt: skip
        return columns(found)

    def score(self, lattice: Lattice) -> Floats:
        """Return the weighted log odds of options of as many words; nan for all others."""
        every = (option for options in lattice.at for option in options)
        return np.array([self._one(option) for option in every], np.float32)

    def _one(self, option: Option) -> float:
        places = range(option.start, option.end)
        if len(option.new) != len(places):
            return np.nan
        total, said = 0.0, False
        for at, form in zip(places, option.new, strict=True):
            if at in self.expected and form != self.words[at].form:
                if len(self._pieces(at, form)) != 1:
                    return np.nan
                total += self._log(at, form) - self._log(at, self.words[at].form)
                said = True
        return WEIGHT * max(-MOST, min(MOST, total)) if said else np.nan

    def _log(self, at: int, form: str) -> float:
        """Return log P of a form at a hidden word, of its first piece if it has several."""
        expected, pieces = self.expected[at], self._pieces(at, form)
        return expected.pieces.get(pieces[0], expected.least) if pieces else expected.least

    def _pieces(self, at: int, form: str) -> tuple[int, ...]:
        """Return the pieces of a form in the case of a word of the text."""
        return self.scorer.pieces(form.capitalize() if self.words[at].text[0].isupper() else form)


def _likeliest(logs: Floats) -> Expected:
    most = min(KNOWN, len(logs))
    best = np.argpartition(-logs, most - 1)[:most]
    best = best[np.argsort(-logs[best], kind="stable")]
    return Expected(
        dict(zip(best.tolist(), logs[best].tolist(), strict=True)), float(logs[best[-1]])
    )


def _pieces_of_words(
    words: Sequence[Word], offsets: Sequence[tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """Return the range of pieces that each longer word is made of, where the two agree."""
    spans: dict[int, tuple[int, int]] = {}
    at = 0
    for number, word in enumerate(words):
        while at < len(offsets) and offsets[at][1] <= word.start:
            at += 1
        last = at
        while last < len(offsets) and offsets[last][1] <= word.end and offsets[last][0] < word.end:
            last += 1
        if last > at and offsets[last - 1][1] == word.end and word.is_word and len(word.form) > 2:
            spans[number] = (at, last)
    return spans
