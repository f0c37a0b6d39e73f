"""Fit which spans of words are mentions: models/annotator/spans.npz.

python -m training.annotator.spans --data FOLDER [--model FOLDER] [--check]

The network stays as it is. How often words stand at the edges of mentions is counted in the parts
that the network learned from; a logistic regression for each group learns the held development
parts, of which no weight and no count was made. --check prints F1 on them, by five folds of texts.
Run it again after every export, then `python -m training.manifest`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from healthtext import annotator, assets, encoder
from healthtext.annotator import Annotator, decoding, features
from healthtext.annotator.spans import (
    WEIGHED,
    Rows,
    Spans,
    Words,
    apart,
    likely_ones,
    packed,
    unpacked,
)
from healthtext.annotator.wholes import Floats
from training.annotator import corpora
from training.annotator.corpora import Sentence
from training.annotator.examples import HELD, learned
from training.annotator.names import CORPORA
from training.annotator.score import Counts, chunks, gold

SEEN = 3  # times that a word must stand in the corpora of a group to be kept
LOOSE = 0.1  # inverse strength of the penalty on weights; .03 and 1 are as good
FOLDS = 5
SIGNS = 22

Edges = dict[str, Floats]


def words(text: str) -> Words:
    """Return the words of a text as the network has them."""
    _, offsets = encoder.load().cut(text)
    first = features.words(text, offsets)
    starts = np.flatnonzero(first == np.arange(len(first)))
    last = np.append(starts[1:], len(first))[: len(starts)] - 1
    return Words(text, offsets[starts, 0], offsets[last, 1])


def counted(parts: Sequence[tuple[str, Sequence[Sentence]]]) -> Edges:
    """Return the log odds of words that corpora have often enough, in alphabetical order."""
    counts: dict[str, npt.NDArray[np.float64]] = {}
    for corpus, sentences in parts:
        for sentence in sentences:
            for word, group, told in _told(sentence, corpus):
                counts.setdefault(word, np.zeros((len(WEIGHED), 4)))[group] += told
    often = {word: one for word, one in sorted(counts.items()) if one[:, 0].max() >= SEEN}
    return {word: _odds(one) for word, one in often.items()}


def _told(sentence: Sentence, corpus: str) -> Iterator[tuple[str, int, tuple[bool, ...]]]:
    """Yield each word and group: that it is there, is in a mention, begins and ends one."""
    made = words(sentence.text)
    for number, group in enumerate(WEIGHED):
        if group not in sentence.groups:
            continue
        tags = np.zeros(len(made.starts) + 1, np.int64)
        for start, end in gold(sentence.spans, corpus, group):
            low = int(np.searchsorted(made.ends, start, "right"))
            tags[low : int(np.searchsorted(made.starts, end, "left"))] = 2
            tags[low] = 1
        for at, word in enumerate(made.at(np.arange(len(made.starts)))):
            inside = bool(tags[at])
            yield word, number, (True, inside, tags[at] == 1, inside and tags[at + 1] != 2)


def _odds(counts: npt.NDArray[np.float64]) -> Floats:
    """Return the log odds of a word, a row a group, half a place added to either side."""
    there, inside, begins, ends = counts.T
    pairs = ((begins, inside), (inside, there), (ends, inside))
    odds = [np.log((n + 0.5) / (of - n + 0.5)) for n, of in pairs]
    return np.asarray(np.stack(odds, 1), np.float32)


@dataclass(frozen=True, slots=True)
class Held:
    """A text's spans of one group, with their signs, and which of them are gold mentions."""

    corpus: str
    group: str
    rows: Rows
    signs: Floats
    right: npt.NDArray[np.bool_]
    there: int


def held(model: Annotator, spans: Spans, data: Path) -> Iterator[Held]:
    """Yield what is held of the development parts, as the network reads it."""
    for corpus in CORPORA:
        devel = corpora.ner(data, corpus, "devel")
        for text, labelled in chunks(devel[round(len(devel) * (1 - HELD)) :]):
            reading, made = model.read(text), words(text)
            for group in (name for name in WEIGHED if name in devel[0].groups):
                likely = reading.likely(group)
                rows = likely_ones(likely)
                wanted = {
                    (s, e)
                    for s, e, name in labelled
                    if group in corpora.grouped(corpus, name)
                }  # fmt: skip
                places = zip(made.starts[rows[0]], made.ends[rows[1] - 1], strict=True)
                right = np.array([place in wanted for place in places], np.bool_)
                signs = spans.signs(
                    group, likely, rows, decoding.runs(decoding.best(likely)), made,
                    reading.matches, reading.names,
                )  # fmt: skip
                yield Held(corpus, group, rows, signs, right, len(wanted))


def fitted(texts: Sequence[Held]) -> dict[str, npt.NDArray[np.float32]]:
    """Return the weights of signs that make the gold mentions likeliest, a row a group."""
    weights, level = np.zeros((len(WEIGHED), SIGNS), np.float32), np.zeros(len(WEIGHED), np.float32)
    for at, group in enumerate(WEIGHED):
        some = [one for one in texts if one.group == group]
        model = make_pipeline(StandardScaler(), LogisticRegression(C=LOOSE, max_iter=1_000))
        model.fit(*(np.concatenate(parts) for parts in zip(*((s.signs, s.right) for s in some),
                                                           strict=True)))  # fmt: skip
        scaler, regression = (step for _, step in model.steps)
        weights[at] = regression.coef_[0] / scaler.scale_
        level[at] = regression.intercept_[0] - weights[at] @ scaler.mean_
    return {"weights": weights, "level": level}


def check(texts: Sequence[Held]) -> dict[str, Counts]:
    """Return the counts of texts by corpus and group, each weighed by what the others taught."""
    found: dict[str, Counts] = {}
    for fold in range(FOLDS):
        made = fitted([one for at, one in enumerate(texts) if at % FOLDS != fold])
        for one in texts[fold::FOLDS]:
            at = WEIGHED.index(one.group)
            chances = 1 / (1 + np.exp(-(one.signs @ made["weights"][at] + made["level"][at])))
            kept = set(apart(one.rows, chances)) if len(chances) else set()
            rows = zip(*(column.tolist() for column in one.rows), strict=True)
            right = sum(row in kept for row, is_one in zip(rows, one.right, strict=True) if is_one)
            counts = found.setdefault(f"{one.corpus} {one.group}", Counts())
            counts.join(Counts(right, len(kept), one.there))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=assets.DATA, help="folder of the network")
    parser.add_argument("--check", action="store_true", help="print F1 by folds, write nothing")
    options = parser.parse_args()
    stored = packed(counted([(name, learned(options.data, name)) for name in CORPORA]))
    none = {"weights": np.zeros((len(WEIGHED), SIGNS)), "level": np.zeros(len(WEIGHED))}
    model = annotator.load(options.model)
    texts = list(held(model, unpacked({**stored, **none}), options.data))
    if options.check:
        print("\n".join(f"{name:22} {counts}" for name, counts in check(texts).items()))
        return
    file = options.model / annotator.SPANS
    np.savez_compressed(file, **stored, **fitted(texts))
    print(f"{len(stored['odds']):,} words, {file.stat().st_size / 1e3:.0f} kB  {file}")


if __name__ == "__main__":
    main()
