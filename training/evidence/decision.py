"""Fit what decides between supported and not, and say how it carries over to other questions.

    python -m training.evidence.decision [--store FILE]

A logistic in the share of the weight that supports, the logarithm of one and the studies that do,
and how weak these are, on the questions of corpora/efficacy that are not held, as if half of all
had the answer yes. Each set is also judged by numbers that were fitted to the others.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from healthtext.evidence import store, verdict
from healthtext.evidence.asked import asking
from healthtext.evidence.store import EvidenceStore
from healthtext.evidence.weighing import match, tallies
from healthtext.evidence.weighing.tallies import Tally
from training.evidence.calibration import developed, set_of

LOOSE = 3.0  # how freely the numbers move
Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of which studies were found: its set, what they say together, if it is so."""

    half: str
    sums: Tally
    works: bool


def questions(base: EvidenceStore) -> list[Question]:
    """Return the questions that are not held and find anything."""
    found = []
    for row in developed():
        question = asking.asked(verdict.ask(row["question"], base=base))
        if question is None:
            continue
        sums = tallies.tally(question, match.studies(question.subject, question.object, base))
        if sums.whole:
            found.append(Question(set_of(row), sums, row["answer"] == "yes"))
    return found


def signs(sums: Tally) -> tuple[float, float, float]:
    """Return what `verdict.probability` is made of."""
    return sums.supports / sums.whole, math.log1p(sums.amount), sums.weak


def fitted(found: Sequence[Question]) -> Values:
    """Return the numbers: of share, amount and weak, and the bias."""
    logistic = LogisticRegression(C=LOOSE, class_weight="balanced", tol=1e-8)
    logistic.fit([signs(one.sums) for one in found], [one.works for one in found])
    return np.array([*logistic.coef_[0], logistic.intercept_[0]])


def balanced(found: Sequence[Question], numbers: Values) -> float:
    """Return the mean of the shares of yes and of other questions that are decided rightly."""
    works = np.array([one.works for one in found])
    made_of = np.array([signs(one.sums) for one in found])
    supported = (made_of @ numbers[:3] + numbers[3] > 0) & (made_of[:, 0] >= verdict.SUPPORT)
    return float((supported[works].mean() + (~supported[~works]).mean()) / 2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="a store other than the packaged one")
    options = parser.parse_args()
    base = EvidenceStore.open(options.store) if options.store else store.default()
    found = questions(base)
    now = np.array([verdict.SHARE, verdict.AMOUNT, verdict.WEAK, verdict.BIAS])
    for name in sorted({one.half for one in found}):
        left = [one for one in found if one.half == name]
        others = fitted([one for one in found if one.half != name])
        figures = f"{balanced(left, now):.3f}; fitted to the others: {balanced(left, others):.3f}"
        print(f"{name}, {len(left)} that find anything: balanced accuracy {figures}")
    print(f"numbers: {', '.join(f'{number:.2f}' for number in fitted(found))}")


if __name__ == "__main__":
    main()
