"""A reader of directions: a logistic regression on the words of a sentence, seen from a prompt.

    python -m training.evidence.reader --data FOLDER

prints how well it does on the articles it is not fitted on; with --folds how well on the others,
each left out once: there features and numbers are chosen. It counts words, with outcome and arms as
marks (`arms.py`), and the order of what tells a direction (`skeleton.py`).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from training.evidence import sources
from training.evidence.abbreviations import defined
from training.evidence.arms import template
from training.evidence.directions import by_rules, cues_of
from training.evidence.outcomes import polarity
from training.evidence.passages import Passage, nearest, passages
from training.evidence.skeleton import numbers, shapes, skeleton
from training.evidence.sources import Prompt, Trial

LABELS = ("no_difference", "decreased", "increased")
LEAST = (
    0.5  # of the probability of a direction: below, it is unknown; chosen on the validation part
)
STRENGTH = 0.05  # C of the regression, chosen on the validation part too
FOUND, NEXT = 0.2, 2  # weight and number of the sentences found for a prompt, beside marked ones
FOLDS = 5
MARKED = 2.0  # the nearness of a passage that an annotator marked
_EARLIER = re.compile("baseline|before|pre", re.I)
Floats = npt.NDArray[np.float64]
Features = dict[str, float]
Found = Mapping[
    int, Sequence[tuple[float, Passage]]
]  # sentences nearest to a prompt, by its number


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to read for a prompt, and how near to it."""

    prompt: Prompt
    text: str
    near: float


def described(example: Example) -> Features:
    """Return what else is known of a sentence: the rules' answer, cues, two numbers compared."""
    prompt, text = example.prompt, example.text
    sign, seen = polarity(prompt.outcome), cues_of(prompt, text)
    names = (
        f"rule={by_rules(prompt, text)}", f"sign={sign}", f"better={seen.better},{sign}",
        f"worse={seen.worse},{sign}", f"swapped={seen.swapped}",
        f"way={seen.up}{seen.down}{seen.swapped}", *_shaped(prompt, text),
    )  # fmt: skip
    found = dict.fromkeys(names, 1.0)
    earlier = float(bool(_EARLIER.search(prompt.comparator)))
    return {**found, "near": example.near, "earlier": earlier}


def _shaped(prompt: Prompt, text: str) -> Iterator[str]:
    yield from (f"shape={shape}" for shape in shapes(skeleton(prompt, text)))
    yield from (f"numbers={order}" for order in numbers(prompt, text))


class Reader:
    """A regression that is fitted."""

    def __init__(self, words: Any, others: Any, model: Any) -> None:
        self._words, self._others, self._model = words, others, model
        self._order = [list(model.classes_).index(label) for label in LABELS]

    def probabilities(self, examples: Sequence[Example]) -> Floats:
        """Return the probabilities of LABELS, a row for each example."""
        found = self._model.predict_proba(_matrix(self._words, self._others, examples))
        return np.asarray(found[:, self._order], np.float64)

    def direction(self, prompt: Prompt, near: Sequence[tuple[float, Passage]]) -> tuple[str, float]:
        """Return the direction that the sentences nearest to a prompt give, and how sure it is."""
        if not near:
            return "unknown", 0.0
        scores = np.array([score for score, _ in near])
        read = self.probabilities([Example(prompt, said.text, score) for score, said in near])
        weights = np.exp(scores - scores.max())
        odds = np.exp((weights[:, None] * np.log(read)).sum(0) / weights.sum())
        best = int(odds.argmax())
        return LABELS[best], float(odds[best] / odds.sum())


def _words(example: Example) -> str:
    return " ".join(template(example.prompt, example.text))


def _matrix(words: Any, others: Any, examples: Sequence[Example]) -> Any:
    from scipy.sparse import hstack

    counted = words.transform(map(_words, examples))
    return hstack([counted, others.transform(list(map(described, examples)))]).tocsr()


def fit(data: Path, found: Found, articles: Set[str] | None = None) -> Reader:
    """Fit a reader on articles, by default those to train on.

    `found` are the sentences nearest to prompts.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    rows = list(_examples(data, found, articles or sources.parts(data)["train"]))
    examples = [example for example, _, _ in rows]
    labels, weights = [label for _, label, _ in rows], [weight for _, _, weight in rows]
    words = CountVectorizer(min_df=3, binary=True, token_pattern=r"\S+")
    words.fit(map(_words, examples))
    others = DictVectorizer().fit(list(map(described, examples)))
    model = LogisticRegression(C=STRENGTH, max_iter=500)
    model.fit(_matrix(words, others, examples), labels, sample_weight=weights)
    return Reader(words, others, model)


def _examples(data: Path, found: Found, articles: Set[str]) -> Iterator[tuple[Example, str, float]]:
    """Yield what to fit on: marked passages, then sentences found, with labels and weights."""
    for prompt, said, label in sources.marked(data):
        if prompt.trial in articles:
            yield Example(prompt, said, MARKED), label, 1.0
    for prompt in sources.prompts(data):
        if prompt.label and prompt.trial in articles:
            for place, (score, passage) in enumerate(found.get(prompt.id, ())[:NEXT], 1):
                yield Example(prompt, passage.text, score), prompt.label, FOUND / place


def found_for(
    asked: Iterable[Prompt], trial: Trial
) -> Iterator[tuple[int, list[tuple[float, Passage]]]]:
    """Yield the number of each prompt of an article with the sentences nearest to it."""
    sentences, own = passages(trial), defined(trial.text)
    for prompt in asked:
        yield prompt.id, nearest(prompt, sentences, own)


def measured(data: Path, reader: Reader, found: Found, articles: Set[str]) -> dict[str, float]:
    """Return accuracies on articles: of marked passages, and of prompts by the sentences found."""
    marked = [row for row in sources.marked(data) if row[0].trial in articles]
    read = reader.probabilities([Example(prompt, said, MARKED) for prompt, said, _ in marked])
    right = [
        LABELS[int(row.argmax())] == label for row, (_, _, label) in zip(read, marked, strict=True)
    ]
    asked = [p for p in sources.prompts(data) if p.label and p.trial in articles]
    told = [(prompt.label, *reader.direction(prompt, found.get(prompt.id, ()))) for prompt in asked]
    sure = [label == said for label, said, chance in told if chance >= LEAST]
    return {
        "passages": len(marked), "passage_accuracy": round(float(np.mean(right)), 3),
        "prompts": len(asked),
        "prompt_accuracy": round(float(np.mean([a == b for a, b, _ in told])), 3),
        "prompts_given": round(len(sure) / len(told), 3),
        "prompt_accuracy_where_given": round(float(np.mean(sure or [False])), 3),
    }  # fmt: skip


def folds(data: Path, found: Found) -> Iterator[dict[str, float]]:
    """Yield the figures on each fifth of train and validation, fitted to the other articles."""
    parts = sources.parts(data)
    articles = sorted(parts["train"] | parts["validation"])
    for number in range(FOLDS):
        held = frozenset(articles[number::FOLDS])
        yield measured(data, fit(data, found, frozenset(articles) - held), found, held)


def nearest_of(data: Path) -> Found:
    """Return the sentences nearest to the prompts that people labelled."""
    asked: dict[str, list[Prompt]] = {}
    for prompt in sources.prompts(data):
        if prompt.label:
            asked.setdefault(prompt.trial, []).append(prompt)
    found: dict[int, list[tuple[float, Passage]]] = {}
    for trial in sources.trials(data, frozenset(asked)):
        found.update(found_for(asked[trial.id], trial))
    return found


def show(title: str, figures: Mapping[str, float]) -> None:
    for name, value in figures.items():
        print(f"{title}\t{name}\t{round(value, 3)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the unpacked archives")
    parser.add_argument("--folds", action="store_true", help="no held-out part is looked at")
    options = parser.parse_args()
    data, found = options.data, nearest_of(options.data)
    if options.folds:
        done = list(folds(data, found))
        show(
            "mean of the folds",
            {name: float(np.mean([one[name] for one in done])) for name in done[0]},
        )
        return
    reader = fit(data, found)
    for part in ("validation", "test"):
        show(part, measured(data, reader, found, sources.parts(data)[part]))


if __name__ == "__main__":
    main()
