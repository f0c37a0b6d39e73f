"""Where one meets a thing: traces in food are not what is sprayed at work."""

from __future__ import annotations

import pytest

from healthtext.evidence.language import surroundings
from healthtext.records import Evidence
from tests.evidence.conftest import row, told

WORK = row("pesticides at work", "risk of gout", "harm")
FOOD = row("pesticide residues", "risk of gout", "none", certainty="high")
ANY = row("pesticides", "risk of gout", "harm")
ARSENIC = row("arsenic", "risk of gout", "harm")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Pesticides in food cause gout.", WORK, "nothing_found"),
        ("Pesticides in food cause gout.", ANY, "nothing_found"),
        ("Pesticides in food cause gout.", FOOD, "contradicted"),
        ("Do pesticides in food cause gout?", WORK, "nothing_found"),
        ("Pesticides at work cause gout.", WORK, "supported"),
        ("Pesticides at work cause gout.", ANY, "supported"),
        ("Pesticides cause gout.", WORK, "supported"),
        ("Arsenic in drinking water causes gout.", ARSENIC, "supported"),
    ],
)
def test_what_is_met_elsewhere_says_nothing(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


@pytest.mark.parametrize(
    ("asked", "tested", "another"),
    [
        ("pesticides at home", "pesticides at work", True),
        ("indoor pesticides", "household pesticides", False),
        ("lead in the air", "lead in water", True),
        ("lead in the air", "airborne lead", False),
        ("lead in the air", "lead", False),
    ],
)
def test_a_place_excludes_the_others(asked: str, tested: str, another: bool) -> None:
    assert surroundings.is_another(asked, tested) is another


def test_screening_keeps_nobody_from_a_disorder() -> None:
    fewer = row("mammography screening", "breast cancer mortality", "benefit")
    assert told("Mammography screening prevents breast cancer.", fewer) == "nothing_found"
    assert told("Mammography screening prevents deaths from breast cancer.", fewer) == "supported"
