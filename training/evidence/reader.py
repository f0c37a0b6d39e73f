"""A reader of directions: a logistic regression on the words of a sentence, seen from a prompt.

    python -m training.evidence.reader --data FOLDER

prints how well it does on the articles it is not fitted on. In the text that it counts, words of
the outcome, the intervention and the comparator stand as zout, zint and zcmp, numbers as znum and
tests of significance as zpsig and zpns, so that one article teaches something about the next.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from training.evidence import sources
from training.evidence.abbreviations import defined
from training.evidence.directions import by_rules, cues_of, significance
from training.evidence.outcomes import polarity
from training.evidence.passages import Passage, content, nearest, passages, stem
from training.evidence.sources import Prompt, Trial

LABELS = ("no_difference", "decreased", "increased")
LEAST = (
    0.5  # of the probability of a direction: below, it is unknown; chosen on the validation part
)
STRENGTH = 0.05  # C of the regression, chosen on the validation part too
FOUND, NEXT = 0.2, 2  # weight and number of the sentences found for a prompt, beside marked ones
MARKED = 2.0  # the nearness of a passage that an annotator marked
_TOKEN = re.compile(r"[a-z]+(?:-[a-z]+)*|\d+(?:[.,·]\d+)*|[<>=≤≥%]|[^\w\s]")
_TWO = re.compile(
    r"(-?\d+(?:[.·]\d+)?)\s*%?[^\d]{0,30}?\b(?:vs\.?|versus|compared (?:with|to)|and|against"
    r"|than)\b[^\d]{0,30}?(-?\d+(?:[.·]\d+)?)",
    re.I,
)
_EARLIER = re.compile("baseline|before|pre", re.I)
_INERT = frozenset(("placebo", "control", "controls"))
Floats = npt.NDArray[np.float64]
Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to read for a prompt, and how near to it."""

    prompt: Prompt
    text: str
    near: float


@cache
def template(prompt: Prompt, text: str) -> str:
    """Return a sentence as the reader counts it."""
    said: list[str] = []
    for word in _TOKEN.findall(significance(text).lower()):
        seen = _seen(prompt, word)
        if not (said and said[-1] == seen and seen.startswith("z")):
            said.append(seen)
    return " ".join(said)


def _seen(prompt: Prompt, word: str) -> str:
    own, other = _arms(prompt)
    root = stem(word)
    if root in content(prompt.outcome):
        return "zout"
    if root in own:
        return "zint"
    if root in other or (word in _INERT and not own & _INERT):
        return "zcmp"
    return "znum" if word[0].isdigit() else word


def _arms(prompt: Prompt) -> tuple[frozenset[str], frozenset[str]]:
    acts, other = content(prompt.intervention), content(prompt.comparator)
    return acts - other, other - acts


def described(example: Example) -> Features:
    """Return what else is known of a sentence: the rules' answer, cues, two numbers compared."""
    prompt, text = example.prompt, example.text
    sign, seen = polarity(prompt.outcome), cues_of(prompt, text)
    names = (
        f"rule={by_rules(prompt, text)}", f"sign={sign}", f"better={seen.better},{sign}",
        f"worse={seen.worse},{sign}", f"swapped={seen.swapped}",
        f"way={seen.up}{seen.down}{seen.swapped}", *_compared(prompt, text),
    )  # fmt: skip
    found = dict.fromkeys(names, 1.0)
    earlier = float(bool(_EARLIER.search(prompt.comparator)))
    return {**found, "near": example.near, "earlier": earlier}


def _compared(prompt: Prompt, text: str) -> Iterator[str]:
    """Yield which of two numbers is more, and which arm is named first."""
    match = _TWO.search(text)
    if match:
        one, two = (float(number.replace("·", ".")) for number in match.groups())
        first, second = (_place(text.lower(), arm) for arm in _arms(prompt))
        yield f"numbers={(one > two) - (one < two)},{(first < second) - (first > second)}"


def _place(text: str, words: frozenset[str]) -> int:
    return min((text.find(word) for word in words if word in text), default=len(text))


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


def _matrix(words: Any, others: Any, examples: Sequence[Example]) -> Any:
    from scipy.sparse import hstack

    counted = words.transform([template(example.prompt, example.text) for example in examples])
    return hstack([counted, others.transform(list(map(described, examples)))]).tocsr()


def fit(data: Path, found: Mapping[int, Sequence[tuple[float, Passage]]]) -> Reader:
    """Fit a reader on the articles to train on; `found` are the sentences nearest to prompts."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    rows = list(_examples(data, found))
    examples = [example for example, _, _ in rows]
    labels, weights = [label for _, label, _ in rows], [weight for _, _, weight in rows]
    words = CountVectorizer(ngram_range=(1, 3), min_df=3, binary=True, token_pattern=r"\S+")
    words.fit([template(example.prompt, example.text) for example in examples])
    others = DictVectorizer().fit(list(map(described, examples)))
    model = LogisticRegression(C=STRENGTH, max_iter=500)
    model.fit(_matrix(words, others, examples), labels, sample_weight=weights)
    return Reader(words, others, model)


def _examples(
    data: Path, found: Mapping[int, Sequence[tuple[float, Passage]]]
) -> Iterator[tuple[Example, str, float]]:
    """Yield what to fit on: marked passages, then sentences found, with labels and weights."""
    articles = sources.parts(data)["train"]
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


def measured(data: Path, reader: Reader, found: Mapping[int, Any], part: str) -> dict[str, float]:
    """Return accuracies on a part: of marked passages, and of prompts by the sentences found."""
    articles = sources.parts(data)[part]
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
        "prompt_accuracy_where_given": round(float(np.mean(sure)), 3),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the unpacked archives")
    data = parser.parse_args().data
    asked: dict[str, list[Prompt]] = {}
    for prompt in sources.prompts(data):
        if prompt.label:
            asked.setdefault(prompt.trial, []).append(prompt)
    found: dict[int, list[tuple[float, Passage]]] = {}
    for trial in sources.trials(data, frozenset(asked)):
        found.update(found_for(asked[trial.id], trial))
    reader = fit(data, found)
    for part in ("validation", "test"):
        for name, value in measured(data, reader, found, part).items():
            print(f"{part}\t{name}\t{value}")


if __name__ == "__main__":
    main()
