"""Fit how sure a verdict is, and say how well its confidence holds.

    python -m training.evidence.calibration [--store FILE]

The questions of corpora/efficacy that are not held, weighed as if half of all had the answer yes.
The confidence of `supported` is the verdict's probability, its log-odds moved by one number; that
of the others is a logistic in the share of the weight that supports. Both are measured by
cross-validation over FOLDS parts, ROUNDS times, and on each set when fitted to the other sets. The
numbers of healthtext.evidence.verdict were fitted so; rows that came later move them a little.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from benchmarks.verdicts import DECIDED, TABLE, Judged
from healthtext.evidence import store, verdict
from healthtext.evidence.asked import asking
from healthtext.evidence.store import EvidenceStore
from healthtext.evidence.weighing import match, tallies
from healthtext.records import Verdict

FOLDS, ROUNDS, BINS, RIDGE, STEPS = 10, 20, 5, 0.5, 50
Values = npt.NDArray[np.float64]


Fit = Callable[[Values, Values, Values], Callable[[Values], Values]]


@dataclass(frozen=True, slots=True)
class Point:
    """A question that is decided: its set and verdict, what its confidence is made of, if right.

    `made_of` is the probability of what is supported, else the share of the weight that supports.
    """

    half: str
    verdict: Verdict
    made_of: float
    right: bool
    weight: float


def points(base: EvidenceStore) -> list[Point]:
    """Return the decided questions, with weights as if half of all had the answer yes."""
    rows = developed()
    yes = sum(row["answer"] == "yes" for row in rows)
    shares = {True: len(rows) / (2 * yes), False: len(rows) / (2 * (len(rows) - yes))}
    found = []
    for row in rows:
        claim = verdict.ask(row["question"], base=base)
        question = asking.asked(claim)
        told = claim.verdict
        if told and question and told.value in DECIDED:
            sums = tallies.tally(question, match.studies(question.subject, question.object, base))
            works, supported = row["answer"] == "yes", told.value == "supported"
            made_of = verdict.probability(sums) if supported else sums.supports / sums.whole
            found.append(Point(set_of(row), told, made_of, supported == works, shares[works]))
    return found


def developed() -> list[dict[str, str]]:
    """Return the questions that numbers may be fitted to: of all tables those that are not held."""
    files = (TABLE, TABLE.with_name("further.tsv"), TABLE.with_name("third.tsv"))
    return [row for file in files for row in _rows(file) if set_of(row) != "held"]


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


def set_of(row: dict[str, str]) -> str:
    """Return the set that a question belongs to."""
    return Judged(row["id"], row["question"], row["answer"], Verdict("mixed", 0.0, "")).half


def fitted(share: Values, right: Values, weight: Values) -> Values:
    """Return bias and slope of a logistic, the slope held back by RIDGE."""
    logistic = LogisticRegression(C=1 / RIDGE, tol=1e-8)
    logistic.fit(share[:, None], right, weight / weight.mean())
    return np.array([logistic.intercept_[0], logistic.coef_[0, 0]])


def by_share(share: Values, right: Values, weight: Values) -> Callable[[Values], Values]:
    """Return the confidence that a share gives, as fitted."""
    bias, slope = fitted(share, right, weight)
    return lambda new: 1 / (1 + np.exp(-bias - slope * new))


def moved(probability: Values, right: Values, weight: Values) -> float:
    """Return by how much log-odds have to be moved for their mean to be the share that is right."""
    odds, by = np.log(probability / (1 - probability)), 0.0
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-odds - by))
        by += float((weight * (right - sure)).sum() / (weight * sure * (1 - sure)).sum())
    return by


def by_moving(probability: Values, right: Values, weight: Values) -> Callable[[Values], Values]:
    """Return the confidence that a probability gives, as fitted."""
    by = moved(probability, right, weight)
    return lambda new: 1 / (1 + np.exp(-np.log(new / (1 - new)) - by))


def errors(sure: Values, right: Values, weight: Values) -> tuple[float, float]:
    """Return the expected calibration error over BINS of equal size, and the Brier score.

    Of what is equally sure all bins have an equal part.
    """
    _, tie = np.unique(sure.round(3), return_inverse=True)
    off = weight * (sure - right)
    even = (np.bincount(tie, off) / np.bincount(tie))[tie]  # ties have no order among them
    parts = np.array_split(np.argsort(sure, kind="stable"), BINS)
    apart = sum(abs(float(even[part].sum())) for part in parts)
    brier = float((weight * (sure - right) ** 2).sum())
    return apart / float(weight.sum()), brier / float(weight.sum())


def crossed(fit: Fit, made_of: Values, right: Values, weight: Values) -> tuple[float, float]:
    """Return the errors of confidences that were fitted without the questions they are for."""
    made = []
    for seed in range(ROUNDS):
        fold = np.random.default_rng(seed).integers(FOLDS, size=len(made_of))
        sure = np.zeros(len(made_of))
        for one in range(FOLDS):
            rest = fold != one
            sure[~rest] = fit(made_of[rest], right[rest], weight[rest])(made_of[~rest])
        made.append(errors(sure, right, weight))
    mean = np.mean(made, axis=0)
    return float(mean[0]), float(mean[1])


def _columns(found: list[Point]) -> tuple[Values, Values, Values]:
    made_of = np.array([one.made_of for one in found])
    right = np.array([float(one.right) for one in found])
    return made_of, right, np.array([one.weight for one in found])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="a store other than the packaged one")
    options = parser.parse_args()
    base = EvidenceStore.open(options.store) if options.store else store.default()
    found = points(base)
    for name, fit in (("supported", by_moving), ("no benefit", by_share)):
        own = [one for one in found if (one.verdict.value == "supported") == (name == "supported")]
        print(f"{name}: {len(own)}, as it is: {_told(errors(_sure(own), *_columns(own)[1:]))}")
        print(f"  fitted anew, by folds: {_told(crossed(fit, *_columns(own)))}")
        for half in sorted({one.half for one in own}):
            rest = [one for one in own if one.half != half]
            left = [one for one in own if one.half == half]
            sure = fit(*_columns(rest))(_columns(left)[0])
            now, new = (errors(one, *_columns(left)[1:]) for one in (_sure(left), sure))
            print(f"  {half}, {len(left)}: {_told(now)}; fitted to the others: {_told(new)}")
        numbers = [moved(*_columns(own))] if fit is by_moving else fitted(*_columns(own))
        print(f"  numbers: {', '.join(f'{number:.2f}' for number in numbers)}")


def _sure(found: list[Point]) -> Values:
    return np.array([one.verdict.confidence for one in found])


def _told(found: tuple[float, float]) -> str:
    return f"calibration error {found[0]:.3f}, Brier score {found[1]:.3f}"


if __name__ == "__main__":
    main()
