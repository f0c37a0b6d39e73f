"""The measures of the families' benchmark, on signatures made by hand."""

from __future__ import annotations

import numpy as np

from benchmarks import families as benchmark
from healthtext.watch import families


def signature(shared: int, rest: int) -> families.Signature:
    """Return a signature that has `shared` places of 256 in common with others of its kind."""
    values = np.full(257, rest, np.uint32)
    values[:shared] = 1
    values[-1] = 500
    return values


def test_pairs_are_counted_rightly() -> None:
    score = benchmark.score(["a", "a", "a", "b"], [0, 0, 1, 1])
    assert (score.right, score.together, score.pairs) == (1, 2, 3)
    assert (score.precision, round(score.recall, 3), score.f1) == (0.5, 0.333, 0.4)


def test_the_threshold_lies_between_families_and_strangers() -> None:
    truth = ["a", "a", "b", "b"]
    signatures = [signature(26, 7), signature(26, 7), signature(26, 8), signature(26, 8)]
    threshold = benchmark.best_threshold(truth, signatures)
    assert 26 / 256 < threshold < 1
    assert benchmark.score(truth, benchmark.grouped(signatures, threshold)).f1 == 1
    assert benchmark.score(truth, benchmark.grouped(signatures, 0.02)).precision < 0.5
    assert benchmark.margin(truth, signatures) == (
        "least like of a family 1.000, most like of two 0.102"
    )


def test_halves_share_no_article() -> None:
    copies = [benchmark.Copy(name, f"{name}/1", "", "") for name in "abcabc"]
    first, second = benchmark.halves(copies)
    assert {copy.article for copy in first} == {"a", "c"}
    assert {copy.article for copy in second} == {"b"}
