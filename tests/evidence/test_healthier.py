"""What is called healthier than another thing is no better than a placebo, nor is it safer."""

from __future__ import annotations

import pytest

from healthtext.records import Evidence
from tests.evidence.conftest import judged, row, told

LDL = row("olive oil", "LDL cholesterol", "benefit", comparator="butter", certainty="moderate")
UNRATED = row("olive oil", "LDL cholesterol", "benefit", comparator="butter", certainty="")
PLACEBO = row("olive oil", "LDL cholesterol", "benefit", certainty="high")
LARD = row("olive oil", "LDL cholesterol", "benefit", comparator="lard", certainty="high")
ILL = row("olive oil", "LDL cholesterol", "benefit", comparator="butter", certainty="high",
          population="people with gout")  # fmt: skip
BLEEDS = row("aspirin", "risk of bleeding", "harm", comparator="ibuprofen", certainty="high")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Olive oil is healthier than butter.", LDL, "supported"),
        ("Is olive oil healthier than butter?", LDL, "supported"),
        ("Olive oil is better for you than butter.", LDL, "supported"),
        ("Butter is less healthy than olive oil.", LDL, "supported"),
        ("Olive oil is healthier than butter.", UNRATED, "nothing_found"),
        ("Olive oil is healthier than butter.", PLACEBO, "nothing_found"),
        ("Olive oil is healthier than butter.", LARD, "nothing_found"),
        ("Olive oil is healthier than butter.", ILL, "nothing_found"),
        ("Butter is healthier than olive oil.", PLACEBO, "nothing_found"),
        ("Ibuprofen is safer than aspirin.", BLEEDS, "nothing_found"),
        ("Aspirin is safer than ibuprofen.", BLEEDS, "nothing_found"),
        ("Is aspirin less harmful than ibuprofen?", BLEEDS, "nothing_found"),
        ("Olive oil is better for cholesterol than butter.", LDL, "supported"),
        ("Olive oil is cheaper than butter.", LDL, "not_checkable"),
    ],
)
def test_only_what_sets_both_beside_each_other_tells(
    text: str, study: Evidence, value: str
) -> None:
    assert told(text, study) == value


@pytest.mark.parametrize(("certainty", "value"), [("high", "contradicted"), ("", "nothing_found")])
def test_the_other_way_round_takes_two_that_are_rated(certainty: str, value: str) -> None:
    rows = [
        row(
            "olive oil", "LDL cholesterol", "benefit", comparator="butter", certainty=certainty,
            identifier=f"PMID:100000{n}",
        )
        for n in range(2)
    ]  # fmt: skip
    assert told("Butter is healthier than olive oil.", *rows) == value


def test_both_are_named() -> None:
    looked_up = judged("Honey is healthier than sugar.", ()).looked_up
    assert "“Honey” beside “sugar”" in looked_up
