"""What sentences say of claims: SciFact with the abstract given and from its corpus, HealthVer.

    python -m benchmarks.entailment --data FOLDER [--weights FOLDER]

The network reads the sentences with each claim and with its contrary. No stage takes its word for
support or contradiction: this says how far it is from being of use. Which sentence of an article is
shown to readers it does decide: `shown` is the share of abstracts with evidence of which it is one
that annotators chose, beside that of the sentence with most words of the claim. Thresholds are
chosen on the training part of SciFact, which it has learnt from; its development part and HealthVer
(which may be used for evaluation only) are measured with them. With retrieval an article is looked
for in all 5,183 abstracts and the first ARTICLES are judged: the claim's label is that of the
surest article. `decided` are the texts that are said to support or contradict, `right` the share of
them that do.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt

from healthtext import annotator, assets
from healthtext.annotator import Annotator, Pair
from healthtext.evidence import fulltext
from healthtext.evidence.language.stems import stems
from healthtext.library import articles
from healthtext.library.records import Record
from healthtext.library.store import Library

LABELS = ("support", "contradict", "")
ARTICLES = 3
GRID = tuple(number / 20 for number in range(4, 20))
_NAMES = {"SUPPORT": "support", "CONTRADICT": "contradict"}
Odds = npt.NDArray[np.float32]  # a row of neutral, support and contradict for each sentence
Choose = Callable[[str, Sequence[str]], str]
Thresholds = tuple[float, float]  # from which a sentence supports, and contradicts


@dataclass(frozen=True, slots=True)
class Case:
    """A claim, a text in sentences, those that decide, and what they say ("" for nothing)."""

    claim: str
    sentences: tuple[str, ...]
    deciding: tuple[str, ...]
    label: str


def cases(folder: Path, part: str, cited: str) -> Iterator[Case]:
    """Yield every claim with every abstract that annotators read for it."""
    corpus = abstracts(folder)
    for claim in _lines(folder / f"claims_{part}.jsonl"):
        for number in dict.fromkeys(map(str, claim[cited])):
            sets = claim["evidence"].get(number, [])
            sentences = corpus[number]
            places = sorted({at for one in sets for at in one["sentences"]})
            label = _NAMES[sets[0]["label"]] if sets else ""
            yield Case(claim["claim"], sentences, tuple(sentences[at] for at in places), label)


def abstracts(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return the sentences of the abstracts by their numbers."""
    return {str(one["doc_id"]): tuple(one["abstract"]) for one in _lines(folder / "corpus.jsonl")}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def judged(model: Annotator, cases: Sequence[Case], *, gold: bool) -> list[Odds]:
    """Judge the sentences of every case: the deciding ones, or those nearest to the claim."""
    texts = [
        one.deciding if gold and one.deciding else articles.nearest(one.claim, one.sentences)
        for one in cases
    ]
    pairs = [Pair(one.claim, text) for one, found in zip(cases, texts, strict=True)
             for text in found]  # fmt: skip
    ends = np.cumsum([len(found) for found in texts])
    return np.split(model.judged(pairs), ends[:-1])


def shown(cases: Sequence[Case], choose: Choose) -> float:
    """Return the share of abstracts with evidence of which a sentence that decides is chosen."""
    hits = [
        bool(near) and choose(one.claim, near) in one.deciding
        for one in cases if one.deciding for near in (articles.nearest(one.claim, one.sentences),)
    ]  # fmt: skip
    return sum(hits) / max(1, len(hits))


def most_words(claim: str, sentences: Sequence[str]) -> str:
    """Return the first of the sentences that share most words with a claim."""
    said = stems(claim)
    return max(sentences, key=lambda one: len(said & stems(one)))


def label(said: Odds, at: Thresholds) -> str:
    """Return what the surest sentence says; "" where none reaches its threshold."""
    over = said[:, 1:] / np.asarray(at, np.float32)
    sure = np.where(over.max(1, initial=0.0) >= 1, said[:, 1:][range(len(said)), over.argmax(1)], 0)
    if not sure.any():
        return ""
    return LABELS[int(over[int(sure.argmax())].argmax())]


def right(gold: Sequence[str], found: Sequence[str]) -> tuple[float, int]:
    """Return the share of decided texts that are right, and how many are decided."""
    decided = [one == other for one, other in zip(gold, found, strict=True) if other]
    return sum(decided) / max(1, len(decided)), len(decided)


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """Return the mean over LABELS of F1."""
    both = list(zip(gold, found, strict=True))
    scores = []
    for name in LABELS:
        hits = sum(a == b == name for a, b in both)
        scores.append(2 * hits / max(1, sum(a == name for a, _ in both) + sum(
            b == name for _, b in both)))  # fmt: skip
    return sum(scores) / len(scores)


def choose(cases: Sequence[Case], said: Sequence[Odds]) -> tuple[float, Thresholds]:
    """Return the best macro-F1 and the thresholds that give it."""
    gold = [one.label for one in cases]
    return max((macro_f1(gold, [label(one, at) for one in said]), at) for at in product(GRID, GRID))


def retrieved(model: Annotator, folder: Path, part: str, store: Path, at: Thresholds) -> float:
    """Return the macro-F1 of the labels of claims, with articles found in the whole corpus."""
    with Library.writable(store) as library:
        if not library.holds().records:
            with library.writing():
                for one in _lines(folder / "corpus.jsonl"):
                    library.put(Record((f"key:{one['doc_id']}",), one["title"],
                                       tuple(one["abstract"])))  # fmt: skip
        gold, found = [], []
        for claim in _lines(folder / f"claims_{part}.jsonl"):
            sets = [one for of_one in claim["evidence"].values() for one in of_one]
            gold.append(_NAMES[sets[0]["label"]] if sets else "")
            near = library.records([fulltext.words(claim["claim"])], ARTICLES)
            pairs = [Pair(claim["claim"], text) for one in near for text in articles.nearest(
                claim["claim"], one.sentences)]  # fmt: skip
            found.append(label(model.judged(pairs), at))
    return macro_f1(gold, found)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=assets.DATA)
    given = parser.parse_args()
    model = annotator.load(given.weights)
    scifact = given.data / "scifact_official/data"
    train = list(cases(scifact, "train", "cited_doc_ids"))
    score, at = choose(train, judged(model, train, gold=False))
    print(f"scifact train: {score:.3f} at support {at[0]}, contradict {at[1]}", flush=True)
    healthver = given.data / "multivers_target/data/healthver"
    for name, folder, part, cited in (
        ("scifact dev", scifact, "dev", "cited_doc_ids"),
        ("healthver test", healthver, "test", "doc_ids"),
    ):
        found = list(cases(folder, part, cited))
        print(f"{name}, shown: {shown(found, articles.telling):.3f}, by words "
              f"{shown(found, most_words):.3f}", flush=True)  # fmt: skip
        for gold, with_ in ((True, "gold sentences"), (False, "gold abstract")):
            truth = [one.label for one in found]
            said = [label(one, at) for one in judged(model, found, gold=gold)]
            share, decided = right(truth, said)
            print(f"{name}, {with_}: macro-F1 {macro_f1(truth, said):.3f} of {len(found)}, "
                  f"{decided} decided, {share:.3f} of them right", flush=True)  # fmt: skip
    with TemporaryDirectory() as place:
        score = retrieved(model, scifact, "dev", Path(place) / "corpus.sqlite", at)
    print(f"scifact dev, from the whole corpus: macro-F1 {score:.3f}")


if __name__ == "__main__":
    main()
