"""Shares as abstracts give them, and which figure of a claim they are held against."""

from __future__ import annotations

import pytest

from healthtext.evidence import shares


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pain fell in 44.4% (95% CI 35 to 54) and 33 per cent.", (44.4, 33.0)),
        ("44·4% of them", (44.4,)),
        ("12,5% of them", ()),
        ("a 95% confidence interval", ()),
    ],
)
def test_percentages(text: str, found: tuple[float, ...]) -> None:
    assert shares.percent(text) == found


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("52 of 100 people", 52), ("1,200 of 2,400", 50), ("12/48 had pain", 25),
        ("30 to 40%", 30), ("44, 35 and 33%", 35), ("RR 0.56, P = 0.03", 44),
        ("a hazard ratio of 1·32", 32), ("one in five", 20), ("two thirds", 66.7),
        ("fell from 40% to 30%", 25), ("rose from 20% to 30%", 50), ("attacks were halved", 50),
    ],
)  # fmt: skip
def test_what_comes_to_a_share(text: str, share: float) -> None:
    assert min(abs(one - share) for one in shares.given([text])) < 0.1


def test_who_is_left_counts_for_a_denial() -> None:
    assert 56 not in shares.given(["Pain fell in 44%."])
    assert 56 in shares.given(["Pain fell in 44%."], denied=True)


@pytest.mark.parametrize(
    ("text", "of_effect"),
    [
        ("Rosehip relieves knee pain in 80% of patients.", True),
        ("Rosehip relieves knee pain with 80% fewer side effects.", True),
        ("Rosehip with 80% vitamin C relieves knee pain.", False),
        ("Knee pain, which troubles 80% of pensioners, is relieved.", False),
    ],
)
def test_what_a_figure_is_of(text: str, of_effect: bool) -> None:
    assert shares.is_of_effect(text, "80%") is of_effect
