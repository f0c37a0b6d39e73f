"""Which of two treatments has more side effects is told by studies that set them side by side."""

from __future__ import annotations

import pytest

from healthtext.records import Evidence
from tests.evidence.conftest import row, told

FEWER = row("hypericum", "side effects", "benefit", comparator="standard antidepressants")
SAME = row("hypericum", "side effects", "none", comparator="antidepressants", certainty="high")
PLACEBO = row("hypericum", "risk of side effects", "harm")
MOOD = row("hypericum", "depression", "benefit", comparator="antidepressants")
EVENTS = row("statins", "prevention of major adverse cardiovascular events", "benefit")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Hypericum causes fewer side effects than antidepressants.", FEWER, "supported"),
        ("Hypericum has fewer side effects than antidepressants.", FEWER, "supported"),
        ("Antidepressants cause more side effects than hypericum.", FEWER, "supported"),
        ("Does hypericum cause fewer side effects than antidepressants?", FEWER, "supported"),
        ("Hypericum causes fewer side effects than antidepressants.", SAME, "contradicted"),
        ("Hypericum causes fewer side effects than antidepressants.", PLACEBO, "nothing_found"),
        ("Hypericum causes fewer side effects than antidepressants.", MOOD, "nothing_found"),
        ("Hypericum is better for depression than antidepressants.", FEWER, "nothing_found"),
        ("Hypericum is better for depression than antidepressants.", MOOD, "supported"),
        ("Statins cause more side effects than placebo.", EVENTS, "nothing_found"),
    ],
)
def test_side_effects_are_counted_beside_each_other(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value
