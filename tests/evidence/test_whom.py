"""In whom something was seen: the healthy, those with another disorder, and the grown."""

from __future__ import annotations

import pytest

from healthtext.evidence.language import ages, unlike, whom
from healthtext.evidence.language.sides import side
from tests.evidence.conftest import judged, row, told


@pytest.mark.parametrize(
    ("asked", "outcome", "population", "other"),
    [
        ("mortality in healthy older people", "mortality", "women with breast cancer", True),
        ("mortality in healthy older people", "mortality", "people without diabetes", False),
        ("mortality in healthy older people", "mortality", "adults", False),
        ("mortality in healthy people", "mortality", "mild or moderate kidney disease", True),
        ("colds in children with asthma", "colds", "children with eczema or asthma", False),
        ("mortality", "mortality", "women with breast cancer", False),
        ("ear infections in children with colds", "otitis media", "children with measles", True),
        ("ear infections in children with colds", "otitis media", "children with colds", False),
        ("ear infections in children", "otitis media", "children with measles", False),
        ("tension headache", "pain", "people with scleroderma", True),
        ("tension headache", "pain", "people with tension headache", False),
        ("tension headache", "headache", "people with migraine", False),
        ("heart attacks", "cardiovascular disease", "people with diabetes", False),
    ],
)
def test_those_with_another_disorder_are_others(
    asked: str, outcome: str, population: str, other: bool
) -> None:
    assert whom.is_of_other_ill(side(asked), outcome, population) is other


@pytest.mark.parametrize(
    ("asked", "studied", "other"),
    [
        ("leukaemia in adults", "risk of leukemia ; children", True),
        ("leukaemia in adults", "risk of leukemia ; adults and children", False),
        ("leukaemia in adults", "risk of leukemia ; ", False),
        ("leukaemia", "risk of leukemia ; children", False),
        ("asthma in adults who were premature babies", "asthma ; preterm infants", False),
    ],
)
def test_children_are_not_grown(asked: str, studied: str, other: bool) -> None:
    assert ages.is_of_other(asked, studied) is other


@pytest.mark.parametrize(
    ("asked", "tested", "other"),
    [
        ("neck manipulation", "neck strengthening exercise", True),
        ("neck manipulation", "cervical manipulation", False),
        ("neck massage", "massage of the neck", False),
    ],
)
def test_the_place_alone_is_no_treatment(asked: str, tested: str, other: bool) -> None:
    assert unlike.is_another(side(asked, acts=True), tested) is other


def test_hormones_on_the_skin_are_not_swallowed_ones() -> None:
    taken = row("hormone replacement therapy", "risk of venous thromboembolism", "harm")
    worn = row("hormone replacement therapy patches", "risk of venous thromboembolism", "none")
    assert told("HRT patches raise the risk of blood clots.", taken) == "nothing_found"
    assert told("HRT patches raise the risk of blood clots.", worn) == "contradicted"
    assert told("HRT raises the risk of blood clots.", taken) == "supported"


def test_healthy_people_are_asked_about_where_they_are_named() -> None:
    ill = row("metformin", "mortality", "benefit", population="people with diabetes")
    assert told("Metformin makes healthy people live longer.", ill) == "nothing_found"
    assert told("Metformin makes people live longer.", ill) == "supported"


def test_what_irritates_a_part_of_the_body_is_bad_for_it() -> None:
    smoke = row("wood smoke", "risk of COPD", "harm")
    assert told("Wood smoke irritates the airways.", smoke) == "supported"
    assert told("Does wood smoke irritate the airways?", smoke) == "supported"
    assert told("Wood smoke irritates the neighbours.", smoke) != "supported"


STOCKINGS = [
    row("stockings", "prevention of gout", "none", certainty="moderate", population="stroke",
        identifier="PMID:10000100"),
    *(row("stockings", "prevention of gout", "benefit", certainty="high", population=whom,
          identifier=f"PMID:1000020{n}")
      for n, whom in enumerate(("airline passengers", "surgery", "pregnant women", "nurses",
                                "soldiers", "prisoners"))),
]  # fmt: skip


def test_many_studies_of_others_do_not_outweigh_that_of_the_very_people() -> None:
    assert judged("Do stockings prevent gout after stroke?", STOCKINGS).value != "supported"
    assert judged("Do stockings prevent gout?", STOCKINGS).value == "supported"
