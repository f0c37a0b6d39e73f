"""The fit of confidences, on numbers drawn for these tests."""

from __future__ import annotations

import numpy as np
import pytest

from training.evidence.calibration import by_moving, by_share, crossed, errors, fitted, moved

DRAWN = np.random.default_rng(7)
SHARE = DRAWN.uniform(0, 1, 4000)
SURE = 1 / (1 + np.exp(-1.2 + 2 * SHARE))
RIGHT = (DRAWN.uniform(0, 1, 4000) < SURE).astype(np.float64)
EVEN = np.ones(4000)


def test_the_logistic_that_was_drawn_from_is_found_again() -> None:
    bias, slope = fitted(SHARE, RIGHT, EVEN)
    assert bias == pytest.approx(1.2, abs=0.2)
    assert slope == pytest.approx(-2, abs=0.3)


def test_who_is_as_sure_as_right_has_no_error() -> None:
    assert errors(SURE, RIGHT, EVEN)[0] < 0.03
    assert errors(np.full(4000, 0.99), RIGHT, EVEN)[0] > 0.3
    assert crossed(by_share, SHARE, RIGHT, EVEN)[0] < 0.03


def test_a_probability_that_is_too_low_is_moved_up() -> None:
    low = 1 / (1 + np.exp(-np.log(SURE / (1 - SURE)) + 0.8))
    assert moved(low, RIGHT, EVEN) == pytest.approx(0.8, abs=0.15)
    assert moved(SURE, RIGHT, EVEN) == pytest.approx(0, abs=0.15)
    assert by_moving(low, RIGHT, EVEN)(low) == pytest.approx(SURE, abs=0.03)
    assert crossed(by_moving, low, RIGHT, EVEN)[0] < errors(low, RIGHT, EVEN)[0] / 3


def test_weights_count() -> None:
    right, sure = np.array([1.0, 0.0]), np.array([0.75, 0.75])
    assert errors(sure, right, np.array([3.0, 1.0]))[1] == pytest.approx(0.1875)
    assert errors(sure, right, np.array([1.0, 1.0]))[1] == pytest.approx(0.3125)


def test_what_is_equally_sure_has_no_order() -> None:
    right = np.repeat((1.0, 0.0), 10)
    assert errors(np.full(20, 0.5), right, np.ones(20))[0] == pytest.approx(0)
    assert errors(np.full(20, 0.7), right, np.ones(20))[0] == pytest.approx(0.2)
