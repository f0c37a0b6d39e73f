"""What sentences say of claims: SciFact with the abstract given and from its corpus, HealthVer.

    python -m benchmarks.entailment --data FOLDER [--weights FOLDER]

Thresholds are chosen on the training part of SciFact; its development part and HealthVer (which
may be used for evaluation only) are measured with those of library/judging.py. With retrieval an
article is looked for in all 5,183 abstracts and the first ARTICLES are judged: the claim's label
is that of the surest article.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from healthtext import annotator, assets
from healthtext.annotator import Pair, Relation
from healthtext.evidence import fulltext
from healthtext.library import judging
from healthtext.library.records import Record
from healthtext.library.store import Library

LABELS = ("support", "contradict", "")
ARTICLES = 3
GRID = tuple(number / 20 for number in range(4, 20))
_NAMES = {"SUPPORT": "support", "CONTRADICT": "contradict"}


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


def relations(
    judge: judging.Judge, cases: Sequence[Case], *, gold: bool
) -> list[tuple[Relation, ...]]:
    """Judge the sentences of every case: the deciding ones, or those nearest to the claim."""
    texts = [
        one.deciding if gold and one.deciding else judging.nearest(one.claim, one.sentences)
        for one in cases
    ]
    pairs = [Pair(one.claim, text) for one, found in zip(cases, texts, strict=True)
             for text in found]  # fmt: skip
    said = iter(judge(pairs))
    return [tuple(next(said) for _ in found) for found in texts]


def label(said: Sequence[Relation]) -> str:
    """Return what the surest sentence says."""
    return max((judging.verdict(one) for one in said), key=lambda one: one[1], default=("", 0))[0]


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """Return the mean over LABELS of F1."""
    both = list(zip(gold, found, strict=True))
    scores = []
    for name in LABELS:
        hits = sum(a == b == name for a, b in both)
        scores.append(2 * hits / max(1, sum(a == name for a, _ in both) + sum(
            b == name for _, b in both)))  # fmt: skip
    return sum(scores) / len(scores)


def choose(cases: Sequence[Case], said: Sequence[Sequence[Relation]]) -> tuple[float, float, float]:
    """Return the best macro-F1 and the thresholds that give it."""
    gold, best = [one.label for one in cases], (0.0, 0.5, 0.5)
    before = judging.SUPPORTS, judging.CONTRADICTS
    for supports, contradicts in product(GRID, GRID):
        judging.SUPPORTS, judging.CONTRADICTS = supports, contradicts
        best = max(best, (macro_f1(gold, [label(one) for one in said]), supports, contradicts))
    judging.SUPPORTS, judging.CONTRADICTS = before
    return best


def retrieved(judge: judging.Judge, folder: Path, part: str, store: Path) -> float:
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
            texts = [text for one in near for text in judging.nearest(
                claim["claim"], one.sentences)]  # fmt: skip
            found.append(label(judge([Pair(claim["claim"], text) for text in texts])))
    return macro_f1(gold, found)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=assets.DATA)
    given = parser.parse_args()
    judge = annotator.load(given.weights).relations
    scifact = given.data / "scifact_official/data"
    train = list(cases(scifact, "train", "cited_doc_ids"))
    score, supports, contradicts = choose(train, relations(judge, train, gold=False))
    print(f"scifact train: {score:.3f} at support {supports}, contradict {contradicts}", flush=True)
    healthver = given.data / "multivers_target/data/healthver"
    for name, folder, part, cited in (
        ("scifact dev", scifact, "dev", "cited_doc_ids"),
        ("healthver test", healthver, "test", "doc_ids"),
    ):
        found = list(cases(folder, part, cited))
        for gold, with_ in ((True, "gold sentences"), (False, "gold abstract")):
            said = relations(judge, found, gold=gold)
            score = macro_f1([one.label for one in found], [label(one) for one in said])
            print(f"{name}, {with_}: macro-F1 {score:.3f} of {len(found)}", flush=True)
    with TemporaryDirectory() as place:
        score = retrieved(judge, scifact, "dev", Path(place) / "corpus.sqlite")
    print(f"scifact dev, from the whole corpus: macro-F1 {score:.3f}")


if __name__ == "__main__":
    main()
