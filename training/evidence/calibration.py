"""Fit how sure a verdict of no benefit is, and say how well both kinds of confidence hold.

    python -m training.evidence.calibration [--store FILE]

The questions of corpora/efficacy that are not held, weighed as if half of all had the answer yes.
The confidence of `supported` comes with the verdict and is only measured; that of the others is a
logistic in the share of the weight that supports, measured by cross-validation over FOLDS parts,
ROUNDS times. The numbers that are printed stand in healthtext.evidence.verdict.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from benchmarks.verdicts import DECIDED, TABLE, Judged
from healthtext.evidence import asking, match, store, verdict, weigh
from healthtext.evidence.store import EvidenceStore
from healthtext.records import Verdict

FOLDS, ROUNDS, BINS, RIDGE = 10, 20, 5, 0.5
Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Point:
    """A question that is decided: its verdict, the share that supports, and whether it is right."""

    verdict: Verdict
    share: float
    right: bool
    weight: float


def points(base: EvidenceStore) -> list[Point]:
    """Return the decided questions, with weights as if half of all had the answer yes."""
    files = (TABLE, TABLE.with_name("further.tsv"), TABLE.with_name("third.tsv"))
    rows = [row for file in files for row in _rows(file)]
    rows = [row for row in rows if _half(row) != "held"]
    yes = sum(row["answer"] == "yes" for row in rows)
    shares = {True: len(rows) / (2 * yes), False: len(rows) / (2 * (len(rows) - yes))}
    found = []
    for row in rows:
        claim = verdict.ask(row["question"], base=base)
        question = asking.asked(claim)
        told = claim.verdict
        if told and question and told.value in DECIDED:
            sums = weigh.tally(question, match.studies(question.subject, question.object, base))
            works = row["answer"] == "yes"
            right = (told.value == "supported") == works
            found.append(Point(told, sums.supports / sums.whole, right, shares[works]))
    return found


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


def _half(row: dict[str, str]) -> str:
    return Judged(row["id"], row["question"], row["answer"], Verdict("mixed", 0.0, "")).half


def fitted(share: Values, right: Values, weight: Values) -> Values:
    """Return bias and slope of a logistic, the slope held back by RIDGE."""
    logistic = LogisticRegression(C=1 / RIDGE, tol=1e-8)
    logistic.fit(share[:, None], right, weight / weight.mean())
    return np.array([logistic.intercept_[0], logistic.coef_[0, 0]])


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


def crossed(share: Values, right: Values, weight: Values) -> tuple[float, float]:
    """Return the errors of confidences that were fitted without the questions they are for."""
    made = []
    for seed in range(ROUNDS):
        fold = np.random.default_rng(seed).integers(FOLDS, size=len(share))
        sure = np.zeros(len(share))
        for one in range(FOLDS):
            rest = fold != one
            bias, slope = fitted(share[rest], right[rest], weight[rest])
            sure[~rest] = 1 / (1 + np.exp(-bias - slope * share[~rest]))
        made.append(errors(sure, right, weight))
    mean = np.mean(made, axis=0)
    return float(mean[0]), float(mean[1])


def _columns(found: list[Point]) -> tuple[Values, Values, Values, Values]:
    sure = np.array([one.verdict.confidence for one in found])
    share = np.array([one.share for one in found])
    right = np.array([float(one.right) for one in found])
    return sure, share, right, np.array([one.weight for one in found])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="a store other than the packaged one")
    options = parser.parse_args()
    base = EvidenceStore.open(options.store) if options.store else store.default()
    found = points(base)
    for name in ("supported", "no benefit"):
        own = [one for one in found if (one.verdict.value == "supported") == (name == "supported")]
        sure, share, right, weight = _columns(own)
        print(f"{name}: {len(own)}, as it is: {_told(errors(sure, right, weight))}")
    print(f"no benefit, fitted anew: {_told(crossed(share, right, weight))}")
    bias, slope = fitted(share, right, weight)
    print(f"bias {bias:.2f}, slope {slope:.2f}")


def _told(found: tuple[float, float]) -> str:
    return f"calibration error {found[0]:.3f}, Brier score {found[1]:.3f}"


if __name__ == "__main__":
    main()
