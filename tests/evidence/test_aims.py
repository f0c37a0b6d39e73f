"""Falling ill and faring: a study of the one says nothing of the other."""

from __future__ import annotations

import pytest

from healthtext import evidence
from healthtext.evidence.asked.asking import Asked
from healthtext.evidence.language import aims
from healthtext.evidence.language.sides import side
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.evidence.weighing.weigh import saying, weight
from healthtext.records import Study
from tests.evidence.conftest import TRIAL, row

INCIDENCE = row(
    "vitamin C", "incidence of colds", "none", certainty="high", identifier="PMID:10000011"
)
DURATION = row("vitamin C", "duration of colds", "benefit", certainty="high",
               identifier="PMID:10000012")  # fmt: skip


@pytest.mark.parametrize(
    "outcome",
    [
        "incidence of colds", "risk of stroke", "stroke incidence", "prevention of malaria",
        "number of people with influenza", "development of pressure ulcers", "fall risk",
        "infection rate of wounds", "onset of dementia",
    ],
)  # fmt: skip
def test_who_falls_ill(outcome: str) -> None:
    assert aims.is_of_falling_ill(outcome) and not aims.is_of_faring(outcome)


@pytest.mark.parametrize(
    "outcome",
    [
        "duration of colds", "severity of symptoms", "pain relief", "time to recovery",
        "treatment of malaria", "resolution of diarrhoea", "symptoms of colds", "wound healing",
        "time until full recovery", "days with fever", "cure rate",
    ],
)  # fmt: skip
def test_how_the_ill_fare(outcome: str) -> None:
    assert aims.is_of_faring(outcome) and not aims.is_of_falling_ill(outcome)


@pytest.mark.parametrize(
    "outcome",
    [
        "common cold", "migraine", "mortality", "blood pressure", "stroke", "high-risk melanoma",
        "early onset schizophrenia", "symptomatic urinary tract infection", "severe hypoglycaemia",
        "curettage", "risk of a longer duration", "heart rate",
    ],
)  # fmt: skip
def test_most_outcomes_may_be_either(outcome: str) -> None:
    assert aims.is_of_falling_ill(outcome) is False or aims.is_of_faring(outcome) is False
    if outcome != "risk of a longer duration":
        assert not aims.is_of_falling_ill(outcome) and not aims.is_of_faring(outcome)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Vitamin C does not prevent colds.", "supported"),
        ("Vitamin C prevents colds.", "contradicted"),
        ("Vitamin C shortens colds.", "supported"),
        ("Does vitamin C relieve colds?", "supported"),
        ("Does vitamin C help people with colds?", "supported"),
    ],
)
def test_prevention_is_asked_of_incidence_and_treatment_of_duration(text: str, value: str) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(INCIDENCE), Row(DURATION)])
        found = evidence.ask(text, base=store).verdict
    assert found is not None and found.value == value


def test_only_the_other_aim_is_nothing_found() -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(DURATION)])
        prevents = evidence.ask("Does vitamin C prevent colds?", base=store).verdict
    with EvidenceStore.empty() as store:
        store.add([Row(INCIDENCE)])
        treats = evidence.ask("Does vitamin C relieve colds?", base=store).verdict
        helps = evidence.ask("Does vitamin C help against colds?", base=store).verdict
    assert prevents is not None and prevents.value == "nothing_found"
    assert treats is not None and treats.value == "nothing_found"
    assert helps is not None and helps.value == "contradicted"  # may be asked of either


def says(outcome: str, asked: str, **aim: bool) -> str:
    question = Asked(side("zinc"), side(asked), "benefit", **aim)
    found = row("zinc", outcome, "benefit", study=TRIAL, population="sepsis")
    return saying(question, Study(found, "", 1.0, 1.0))


def test_the_risk_of_something_else_is_an_outcome_of_treatment() -> None:
    assert says("risk of death", "sepsis", treats=True) == "supports"
    assert says("risk of sepsis", "sepsis", treats=True) == ""
    assert says("risk of sepsis", "sepsis") == says("sepsis", "sepsis", treats=True) == "supports"


def test_what_is_asked_of_a_course_is_answered_by_a_course() -> None:
    assert says("severity of sepsis", "sepsis", prevents=True) == ""
    assert says("severity of sepsis", "severity of sepsis", prevents=True) == "supports"
    assert says("sepsis", "sepsis", prevents=True) == "supports"


def test_what_says_that_it_is_of_prevention_outweighs_what_may_be_of_treatment() -> None:
    told, may = (
        row("ginkgo", outcome, effect, certainty="moderate", identifier=f"PMID:1000003{at}")
        for at, (outcome, effect) in enumerate(
            (("prevention of dementia", "none"), ("dementia", "benefit"))
        )
    )
    for asked, heavier in ((True, told), (False, None)):
        question = Asked(side("ginkgo"), side("dementia"), "benefit", prevents=asked)
        weights = [weight(question, Study(one, "", 1.0, 1.0)) for one in (told, may)]
        assert (weights[0] > weights[1]) is (heavier is told)
    with EvidenceStore.empty() as store:
        store.add([Row(told), Row(may)])
        found = evidence.ask("Ginkgo prevents dementia.", base=store).verdict
    assert found is not None and found.value != "supported"


def test_to_prevent_what_comes_back_treats_those_who_are_ill() -> None:
    treated = row("betahistine", "treatment of Meniere disease", "none", certainty="low")
    study = Study(treated, "", 1.0, 1.0)
    sides = side("betahistine"), side("attacks of Meniere disease")
    assert saying(Asked(*sides, "benefit", prevents=True), study) == "none"
    well = side("betahistine"), side("Meniere disease")
    assert saying(Asked(*well, "benefit", prevents=True), study) == ""


@pytest.mark.parametrize(
    "text",
    ["asthma attacks", "relapse of ulcerative colitis", "gout flares", "progression of myopia"],
)
def test_what_comes_back(text: str) -> None:
    assert aims.is_of_spells(text)


def test_what_is_kept_from_getting_worse_is_of_those_who_are_ill() -> None:
    assert says("prevention of sepsis progression", "sepsis", treats=True) == "supports"
    assert says("prevention of sepsis", "sepsis", treats=True) == ""


@pytest.mark.parametrize("text", ["heart attacks", "asthma", "stroke", "flarex"])
def test_what_does_not(text: str) -> None:
    assert not aims.is_of_spells(text)


@pytest.mark.parametrize(("disorder", "says"), [("migraine", "supports"), ("influenza", "")])
def test_to_prevent_what_is_all_attacks_treats_who_has_them(disorder: str, says: str) -> None:
    ill = Asked(side("acupuncture"), side(disorder), "benefit", treats=True)
    found = row("acupuncture", f"prevention of {disorder}", "benefit")
    assert saying(ill, Study(found, "", 1.0, 1.0)) == says
