"""What is had of diets, meals and drinking, and denials of one kind of a disorder."""

from __future__ import annotations

import pytest

from healthtext.records import Evidence
from tests.evidence.conftest import row, told

MEAT = row("processed meat", "risk of gout", "harm")
PROTEIN = row("high-protein diet", "risk of gout", "harm")
ALCOHOL = row("alcohol drinking", "risk of gout", "harm")
WATER = row("drinking water", "risk of gout", "benefit")
SORE = row("antibiotics", "treatment of sore throat", "benefit")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Diets heavy in processed meat are tied to gout.", MEAT, "supported"),
        ("A diet high in processed meat causes gout.", MEAT, "supported"),
        ("A diet low in processed meat causes gout.", MEAT, "contradicted"),
        ("A diet high in protein causes gout.", PROTEIN, "supported"),
        ("Drinking causes gout.", ALCOHOL, "supported"),
        ("Drinking causes gout.", WATER, "nothing_found"),
        ("Drinking water prevents gout.", WATER, "supported"),
        ("Antibiotics do nothing for a sore throat.", SORE, "contradicted"),
        ("Antibiotics do nothing for a viral sore throat.", SORE, "nothing_found"),
    ],
)
def test_what_is_had(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


def test_what_is_drunk_in_a_question_is_not_where_or_when() -> None:
    fasting = row("fasting in pregnancy", "risk of gout", "harm")
    assert told("Does drinking in pregnancy cause gout?", fasting) == "nothing_found"
    assert told("Does drinking in pregnancy cause gout?", ALCOHOL) == "supported"
    assert told("Does drinking wine cause gout?", row("wine", "risk of gout", "harm")) == (
        "supported"
    )
