"""The measures of verdicts, on verdicts made up for these tests."""

from __future__ import annotations

import pytest

from benchmarks.verdicts import MEASURED, Judged, answered, balanced, calibration
from healthtext.records import Verdict


def judged(answer: str, value: str, sure: float) -> Judged:
    return Judged("t001", "Does it help?", answer, Verdict(value, sure, ""))


def test_what_is_decided_and_right_is_counted() -> None:
    rows = [
        judged("yes", "supported", 0.8), judged("yes", "insufficient", 0.8),
        judged("no", "contradicted", 0.8), judged("harm", "nothing_found", 1.0),
    ]  # fmt: skip
    assert answered(rows) == 0.75
    assert balanced(rows) == 0.75
    assert {row.half for row in rows} == {"third"}


def test_the_order_of_what_is_equally_sure_makes_no_error() -> None:
    right, wrong = judged("yes", "supported", 0.5), judged("no", "supported", 0.5)
    assert calibration([*[right] * 10, *[wrong] * 10]) == pytest.approx(0)
    assert calibration([judged("yes", "supported", 0.7)] * 10) == pytest.approx(0.3)
    assert calibration([]) == 0.0


def test_sets_to_develop_on_are_apart_from_those_that_are_only_measured() -> None:
    assert {"held", "seventh", "eighth"} == set(MEASURED)
    assert not {"chosen", "further", "third", "fourth", "fifth"} & set(MEASURED)
