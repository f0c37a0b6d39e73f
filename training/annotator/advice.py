"""Fit the head on advice: dangerous advice, natural taken for safe, or neither.

`python -m training.annotator.prose` calls it. The network stays as it is; a linear layer on the
pooled sentence learns the genres `ADVISED` of corpora/health_claims/advice.tsv, the sentences that
the other heads learn from, and, as neither, answers of MedQuAD behind those that benchmarks.claims
measures. The genres `CHOSEN` are left for the thresholds (healthtext.evidence.advised.advice):
`python -m training.annotator.advice` prints precision and recall on them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy.typing as npt

from benchmarks import health_claims
from benchmarks.claim_scores import Counts
from benchmarks.claims import CLEAN_WORDS
from benchmarks.health_claims import LABELS, Label, Single
from benchmarks.tables import show
from healthtext import annotator, syntax
from healthtext.annotator import Annotator
from healthtext.annotator.reading import ADVICE
from healthtext.annotator.wholes import Floats
from healthtext.evidence.advised import advice
from training.annotator import linear
from training.annotator.linear import Row

WORDS = (CLEAN_WORDS + 2_000, 95_000)  # of the answers in the order in which they are measured
ANSWERS, DECAY = 0.3, 0.05  # an answer's sentence counts less; weights stay small


def place(label: Label) -> int:
    """Return the place in ADVICE of a label; dangerous goes first."""
    rules = ("DANGEROUS_ADVICE", "NATURAL_MEANS_SAFE")
    return next((at for at, rule in enumerate(rules, 1) if rule in label.findings), 0)


def rows(model: Annotator, data: Path) -> Iterator[Row]:
    """Yield all that is learnt from."""
    labels = health_claims.labels(LABELS, health_claims.passages())
    for passage in health_claims.passages(half="dev"):
        reading = model.read(passage.text)
        for number, span in enumerate(passage.spans):
            yield reading.pooled(*span), place(labels[passage.id, number]), 1.0
    singles = (*health_claims.development(), *health_claims.genres("fit"),
               *health_claims.advice(health_claims.ADVISED))  # fmt: skip
    for one in singles:
        yield model.read(one.text).pooled(0, len(one.text)), place(one.label), 1.0
    yield from ((row, 0, ANSWERS) for row in answered(model, data))


def answered(model: Annotator, data: Path) -> Iterator[Floats]:
    """Yield the sentences of answers that are not measured."""
    file, nlp, words = data / "medquad/medquad_answers.jsonl", syntax.load(), 0
    answers = [json.loads(line)["answer"] for line in file.read_text("utf-8").splitlines()]
    random.Random(41).shuffle(answers)
    for answer in answers:
        if WORDS[0] <= words < WORDS[1]:
            reading = model.read(answer)
            for one in syntax.sentences(nlp(answer)):
                yield reading.pooled(one.start_char, one.end_char)
        words += len(answer.split())


def head(model: Annotator, data: Path) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays of the head."""
    return linear.arrays("advice", *linear.fitted(list(rows(model, data)), len(ADVICE), DECAY))


def scores(model: Annotator, of: Sequence[Single]) -> Iterator[tuple[str, Counts]]:
    """Yield what the head and the words that overrule it find, without the patterns."""
    nlp = syntax.load()
    given = [advice.given(advice.judged(nlp(one.text), model.read(one.text))) for one in of]
    found = [{rule for rule, _, _ in one} for one in given]
    for rule in advice.SURE:
        counts = Counts()
        for one, rules in zip(of, found, strict=True):
            counts.add(rule in rules, rule in one.label.findings)
        yield rule, counts


def main() -> None:
    parts = {"chosen on": health_claims.advice(health_claims.CHOSEN),
             "unseen genres": health_claims.genres("unseen")}  # fmt: skip
    for name, of in parts.items():
        each = [(rule, *counts.cells) for rule, counts in scores(annotator.load(), of)]
        show(f"Head on advice, {name}", ("", "there", "precision", "recall", "F1"), each)


if __name__ == "__main__":
    main()
