"""Turn the corpora into arrays: pieces, features and labels of sentences, once, before training.

python -m training.annotator.examples --data FOLDER --out FOLDER

Labels lie on the first piece of a word; -1 is a piece whose loss is masked.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from healthtext import claims, encoder, entities, syntax, terms
from healthtext.annotator import features
from healthtext.annotator.names import extended
from healthtext.claims import KINDS
from training.annotator import corpora, pairs, turned
from training.annotator.corpora import ANATOMY, GROUPS, Sentence
from training.annotator.names import CORPORA, Names, place

TYPES = entities.TYPES
# Columns of the labels: a BIO tag for each group (0 O, 1 B, 2 I), a type of TYPES, one of ANATOMY.
COLUMNS = (*GROUPS, "type", "part")
HELD = 0.15  # share of the devel parts kept to choose thresholds on
# The group that a term of the vocabulary counts for, in consumer prose.
_GROUP_OF = {
    "CONDITION": "disease", "SYMPTOM": "disease", "DRUG": "chemical", "CHEMICAL": "chemical",
    "NUTRIENT": "chemical", "ANATOMY": "gross",
}  # fmt: skip

Array = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence or a pair: pieces, features, which pieces begin a word, and labels.

    `labels` has a row for each piece and a column for each of COLUMNS; `target` is the label of
    the sentence as a whole; `second` is the piece where the second text begins, 0 for none.
    """

    pieces: Array
    features: Array
    labels: Array
    target: int = -1
    second: int = 0


class Maker:
    """Tokenizer, vocabulary, and the names that corpora mark, if there are any."""

    def __init__(self, names: Names | None = None) -> None:
        self.tokenizer: Tokenizer = encoder.load()._tokenizer
        self.terms, self.names = terms.load(), names

    def sentence(
        self, sentence: Sentence, corpus: str, place: int | None = None, *, named: bool = True
    ) -> Example:
        """Make the example of a sentence with labelled spans.

        Names are shown if `named`; of a learned sentence, at its place, those marked elsewhere.
        """
        encoded = self.tokenizer.encode(sentence.text, add_special_tokens=False)
        offsets = np.array(encoded.offsets, np.int64).reshape(-1, 2)
        known = self.terms.find(sentence.text)
        names = self.names.find(sentence.text, place) if self.names and named else ()
        described, first = features.describe(sentence.text, offsets, extended(known, names))
        begins = first == np.arange(len(first))
        labels = np.full((len(offsets), len(COLUMNS)), -1, np.int64)
        for group in sentence.groups:
            labels[begins, COLUMNS.index(group)] = 0
        for start, end, kind in sentence.spans:
            low = int(np.searchsorted(offsets[:, 1], start, "right"))
            high = int(np.searchsorted(offsets[:, 0], end, "left"))
            for group in (_GROUP_OF[kind],) if corpus == "prose" else corpora.grouped(corpus, kind):
                _tag(labels[:, COLUMNS.index(group)], begins, low, high)
            if kind in ANATOMY:
                labels[low:high, -1] = np.where(begins[low:high], ANATOMY.index(kind), -1)
        self._types(labels, begins, offsets, known)
        return Example(np.array(encoded.ids, np.int64), described, labels)

    def _types(
        self, labels: Array, begins: npt.NDArray[np.bool_], offsets: Array,
        matches: Sequence[terms.TermMatch],
    ) -> None:  # fmt: skip
        for match in matches:
            if match.type in TYPES:
                low = int(np.searchsorted(offsets[:, 1], match.start, "right"))
                high = int(np.searchsorted(offsets[:, 0], match.end, "left"))
                value = np.where(begins[low:high], TYPES.index(match.type), -1)
                labels[low:high, COLUMNS.index("type")] = value

    def text(self, text: str, target: int, *, named: bool = True) -> Example:
        """Make the example of a sentence with one label as a whole."""
        example = self.sentence(Sentence(text, (), ()), "", named=named)
        return Example(example.pieces[:200], example.features[:200], example.labels[:200], target)

    def pair(self, pair: pairs.Pair) -> Example:
        """Make the example of two texts, the second cut to what fits."""
        one, two = (self.text(text, 0, named=False) for text in (pair.first, pair.second))
        high = len(one.pieces[:80])
        return Example(
            np.r_[one.pieces[:80], two.pieces[:160]],
            np.r_[one.features[:80], two.features[:160]],
            np.full((high + len(two.pieces[:160]), len(COLUMNS)), -1, np.int64),
            pair.label, high,
        )  # fmt: skip

    def weak(self, answer: str) -> Iterator[tuple[Example, Example]]:
        """Yield sentences of consumer prose: spans of the vocabulary, kinds of the cue rules."""
        doc = syntax.load()(answer[:4000])
        asserted = {claim.start: claim.kind for claim in claims.find(doc, entities.find(doc))}
        for span in syntax.sentences(doc):
            text = span.text.strip()
            if len(text) > 25:
                kind = asserted.get(span.start_char)
                target = KINDS.index(kind) + 1 if kind else 0
                yield self._silver(text), self.text(text, target)

    def _silver(self, text: str) -> Example:
        """Label a sentence by the vocabulary.

        A rare word that it does not know may be an entity all the same: its loss is masked.
        """
        matches = [m for m in self.terms.find(text) if m.type in _GROUP_OF]
        spans = tuple((m.start, m.end, m.type) for m in matches)
        example = self.sentence(
            Sentence(text, spans, tuple(dict.fromkeys(_GROUP_OF.values()))), "prose"
        )
        groups = example.labels[:, : len(GROUPS)]
        split = np.r_[(example.labels[1:] == -1).all(1), False]
        groups[(groups <= 0) & split[:, None]] = -1
        return example


def _tag(column: Array, begins: npt.NDArray[np.bool_], low: int, high: int) -> None:
    column[low:high] = np.where(begins[low:high], 2, -1)
    if low < high and begins[low]:
        column[low] = 1


def saved(path: Path, examples: Iterable[Example]) -> int:
    """Write examples as flat arrays with the place each ends at; return how many pieces."""
    rows = [row for row in examples if len(row.pieces)]
    ends = np.cumsum([len(row.pieces) for row in rows])
    np.savez_compressed(
        path,
        pieces=np.concatenate([row.pieces for row in rows]).astype(np.uint16),
        features=np.concatenate([row.features for row in rows]).astype(np.uint8),
        labels=np.concatenate([row.labels for row in rows]).astype(np.int8),
        target=np.array([row.target for row in rows], np.int8),
        second=np.array([row.second for row in rows], np.int16),
        ends=ends,
    )
    return int(ends[-1])


CRAFT_ARTICLES = 8  # more would take time from the corpora that have a test
TURNED = 18_000  # pairs made from abstracts
OFTEN = 4  # times that SciFact, small and the only one with claims of people, is put in


def bare(text: str) -> str:
    """Return the letters and digits of a text: corpora cut the same sentence into other tokens."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _tests(data: Path) -> frozenset[str]:
    """Return the sentences of the test parts: none of them may be learned from in any corpus."""
    return frozenset(bare(s.text) for name in CORPORA for s in corpora.ner(data, name, "test"))


def learned(data: Path, corpus: str) -> list[Sentence]:
    """Return the sentences of a corpus that may be learned from."""
    tests, devel = _tests(data), corpora.ner(data, corpus, "devel")
    cut = round(len(devel) * (1 - HELD))
    every = [*corpora.ner(data, corpus, "train"), *devel[:cut]]
    return [sentence for sentence in every if bare(sentence.text) not in tests]


def build(data: Path, out: Path) -> None:
    """Write every file of examples."""
    parts = {corpus: learned(data, corpus) for corpus in CORPORA}
    maker = Maker(Names(list(parts.items())))
    for number, (corpus, sentences) in enumerate(parts.items()):
        kept = [maker.sentence(s, corpus, place(number, at)) for at, s in enumerate(sentences)]
        _say(f"ner_{corpus}", saved(out / f"ner_{corpus}.npz", kept))
    uberon = [maker.sentence(s, "CRAFT") for s in corpora.craft(data, CRAFT_ARTICLES)]
    _say("ner_CRAFT", saved(out / "ner_CRAFT.npz", uberon))
    said = corpora.strength(data)
    learned_from, _ = corpora.folds(len(said), 0)
    strength = [maker.text(*said[at][:2]) for at in learned_from]
    _say("strength", saved(out / "strength.npz", strength))
    argued = [maker.text(text, label) for text, label in corpora.abstrct(data, "neoplasm_train")]
    _say("part", saved(out / "part.npz", argued))
    for name, made in (
        ("entailment", [*pairs.scifact(data, "train") * OFTEN,
                        *list(pairs.trials(data, "train"))[::2], *pairs.relations(data),
                        *turned.pairs(data, TURNED)]),
        ("direction", list(pairs.directions(data, "train"))),
    ):  # fmt: skip
        random.Random(1).shuffle(made)
        _say(name, saved(out / f"{name}.npz", map(maker.pair, made)))
    weak = [pair for answer in corpora.answers(data, 700) for pair in maker.weak(answer)]
    _say("prose", saved(out / "prose.npz", [one for one, _ in weak]))
    random.Random(1).shuffle(weak)
    none = [two for _, two in weak if two.target == 0]
    some = [two for _, two in weak if two.target > 0]
    _say("kind", saved(out / "kind.npz", [*none[: 2 * len(some)], *some]))


def _say(name: str, pieces: int) -> None:
    print(f"{name:14} {pieces:9,} pieces", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    build(options.data, options.out)


if __name__ == "__main__":
    main()
