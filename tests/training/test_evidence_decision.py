"""The fit of what decides between supported and not, on questions drawn for these tests."""

from __future__ import annotations

import numpy as np
import pytest

from healthtext.evidence.weighing.tallies import Tally
from training.evidence.decision import Question, balanced, fitted, signs

DRAWN = np.random.default_rng(11)
TRUE = np.array([4.0, 1.0, -1.0, -2.5])


def drawn() -> Question:
    supports, none = DRAWN.uniform(0.1, 3), DRAWN.uniform(0, 3)
    sums = Tally(supports, 0.0, none, weak=DRAWN.uniform(0, 1), amount=DRAWN.uniform(0, 4))
    odds = float(np.dot(signs(sums), TRUE[:3]) + TRUE[3])
    return Question("drawn", sums, bool(DRAWN.uniform() < 1 / (1 + np.exp(-odds))))


FOUND = [drawn() for _ in range(4000)]


def test_the_numbers_that_were_drawn_from_are_found_again() -> None:
    even = fitted(FOUND) - TRUE
    assert even[:3] == pytest.approx([0, 0, 0], abs=0.5)


def test_numbers_that_decide_are_better_than_others() -> None:
    right = balanced(FOUND, fitted(FOUND))
    assert right > 0.65
    assert balanced(FOUND, -TRUE) < 0.5 < right


def test_what_too_little_supports_is_never_supported() -> None:
    little = Question("drawn", Tally(supports=1.0, none=9.0, amount=50.0), works=False)
    much = Question("drawn", Tally(supports=9.0, none=1.0, amount=50.0), works=True)
    assert balanced([little, much], np.array([0.0, 9.0, 0.0, 0.0])) == 1.0
