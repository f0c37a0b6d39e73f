"""Another disorder in the same people says nothing of the one that a claim is about."""

from __future__ import annotations

import pytest

from healthtext.records import Evidence
from tests.evidence.conftest import row, told

DIZZY = row("aniseed", "dizziness", "benefit", population="people with psoriasis")
HEARING = row("aniseed", "tinnitus", "benefit", population="people with psoriasis")
SIGHT = row("aniseed", "vision loss", "benefit", population="people with psoriasis")
ITSELF = row("aniseed", "treatment of psoriasis", "none", identifier="PMC1000081")


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        ("Aniseed relieves psoriasis.", (HEARING,), "insufficient"),
        ("Aniseed treats psoriasis.", (HEARING, ITSELF), "contradicted"),
        ("Aniseed prevents psoriasis.", (DIZZY,), "insufficient"),
        ("Aniseed relieves psoriasis.", (DIZZY,), "supported"),
        ("Aniseed relieves psoriasis.", (SIGHT,), "supported"),
        ("Aniseed helps people with psoriasis.", (HEARING,), "supported"),
        ("Aniseed relieves tinnitus.", (HEARING,), "supported"),
        ("Aniseed does not relieve psoriasis.", (HEARING,), "insufficient"),
    ],
)
def test_another_disorder_in_those_who_have_it_decides_nothing(
    text: str, rows: tuple[Evidence, ...], value: str
) -> None:
    assert told(text, *rows) == value


PAGE = row(
    "aniseed", "treatment of psoriasis", "benefit", study="page of MedlinePlus", certainty="",
    identifier="https://example.org/aniseed",
)  # fmt: skip


def test_a_page_is_heard_where_studies_are_only_related() -> None:
    assert told("Aniseed relieves psoriasis.", PAGE) == "supported"
    assert told("Aniseed relieves psoriasis.", PAGE, HEARING) == "supported"
    assert told("Aniseed treats psoriasis.", PAGE, ITSELF) == "contradicted"


EXACT = row("aniseed", "gout after surgery", "none", identifier="PMC1000082")
OTHERS = tuple(
    row("aniseed", "gout", "benefit", identifier=f"PMC100009{n}", population=who)
    for n, who in enumerate(("air passengers", "bakers"))
)


def test_of_others_counts_little_beside_the_very_people_asked_about() -> None:
    assert told("Aniseed prevents gout after surgery.", EXACT, *OTHERS) == "contradicted"
    assert told("Aniseed prevents gout after surgery.", *OTHERS) == "supported"
    assert told("Aniseed prevents gout.", EXACT, *OTHERS) == "supported"


def test_that_fewer_of_the_ill_die_prevents_nothing() -> None:
    deaths = row("aniseed", "mortality", "benefit", population="people with gout")
    assert told("Aniseed prevents gout.", deaths) == "nothing_found"
    assert told("Aniseed prevents deaths from gout.", deaths) == "supported"
    assert told("Aniseed reduces deaths from gout.", deaths) == "supported"
    assert told("Aniseed helps people with gout.", deaths) == "supported"


@pytest.mark.parametrize(
    ("outcome", "value"),
    [
        ("risk of bleeding", "nothing_found"),
        ("risk of death", "contradicted"),
        ("pain", "contradicted"),
        ("risk of psoriasis relapse", "contradicted"),
    ],
)
def test_no_other_harm_to_the_ill_is_no_failure(outcome: str, value: str) -> None:
    harmless = row("aniseed", outcome, "none", certainty="high", population="people with psoriasis")
    assert told("Does aniseed relieve psoriasis?", harmless) == value
    assert told("Does aniseed help people with psoriasis?", harmless) == "contradicted"
