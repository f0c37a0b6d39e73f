"""More and less of what is welcome: a study knows whether it is, where the verb does not tell."""

from __future__ import annotations

import pytest

from healthtext.records import Evidence
from tests.evidence.conftest import row, told


def grown(outcome: str, intervention: str = "aniseed") -> Evidence:
    return row(intervention, outcome, "benefit", direction="increased")


def shrunk(outcome: str, intervention: str = "aniseed") -> Evidence:
    return row(intervention, outcome, "harm", direction="decreased")


@pytest.mark.parametrize(
    "outcome",
    ["muscle growth", "sperm quality", "vaccine response", "bone density", "milk supply",
     "memory", "endurance", "sleep quality", "oxygen saturation", "lung function"],
)  # fmt: skip
def test_less_of_what_is_welcome_is_harm_and_more_is_none(outcome: str) -> None:
    for verb in ("increases", "improves", "is good for"):
        assert told(f"Aniseed {verb} {outcome}.", shrunk(outcome)) == "contradicted", verb
        assert told(f"Aniseed {verb} {outcome}.", grown(outcome)) == "supported", verb
    for verb in ("reduces", "harms", "worsens"):
        assert told(f"Aniseed {verb} {outcome}.", shrunk(outcome)) == "supported", verb
        assert told(f"Aniseed {verb} {outcome}.", grown(outcome)) == "contradicted", verb


PNEUMONIA = grown("recovery from pneumonia")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Aniseed reduces pneumonia.", PNEUMONIA, "supported"),  # recovery is no pneumonia
        ("Aniseed reduces asthma.", grown("asthma control"), "supported"),
        ("Aniseed reduces falls.", row("aniseed", "falls", "benefit"), "supported"),
        ("Aniseed reduces falls.", row("aniseed", "falls", "harm"), "contradicted"),
        ("Aniseed increases fractures.", row("aniseed", "fractures", "harm"), "supported"),
        ("Aniseed increases weight gain.", grown("weight gain"), "supported"),  # of small babies
        ("Aniseed reduces weight loss.", grown("weight loss"), "contradicted"),
        (
            "Salt raises blood pressure.",
            row("salt substitutes", "blood pressure", "benefit"),
            "supported",
        ),
        ("Aniseed reduces long-term weight loss.", grown("weight loss"), "contradicted"),
        (
            "Aniseed increases body mass index.",
            row("aniseed", "body mass index", "benefit"),
            "contradicted",
        ),
        (
            "Aniseed reduces body mass index.",
            row("aniseed", "body mass index", "benefit"),
            "supported",
        ),
        (
            "Aniseed increases length of hospital stay.",
            row("aniseed", "length of hospital stay", "benefit"),
            "contradicted",
        ),
        ("Aniseed increases sleep quality.", row("aniseed", "insomnia", "benefit"), "supported"),
        ("Aniseed increases body fat loss.", row("aniseed", "body fat", "benefit"), "supported"),
        ("Aniseed increases body fat.", row("aniseed", "body fat", "benefit"), "contradicted"),
    ],
)
def test_a_disorder_is_none_that_is_welcome(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Aniseed increases remission of diabetes.", grown("remission of diabetes"), "supported"),
        ("Aniseed increases diabetes.", row("aniseed", "risk of diabetes", "harm"), "supported"),
        ("Aniseed increases fracture healing.", grown("fracture healing"), "supported"),
        ("Aniseed increases cancer-specific survival.", shrunk("cancer survival"), "contradicted"),
        ("Aniseed reduces tetanus antibodies.", shrunk("tetanus antibodies"), "supported"),
        ("Aniseed reduces tetanus.", row("aniseed", "tetanus", "benefit"), "supported"),
        ("Aniseed harms overall survival.", shrunk("overall survival"), "supported"),
        ("Aniseed cures gout.", row("aniseed", "gout", "harm"), "contradicted"),
    ],
)
def test_what_is_got_over_is_another_thing_than_having_it(
    text: str, study: Evidence, value: str
) -> None:
    assert told(text, study) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sleep loss reduces endurance.", "supported"),  # no loss of endurance
        ("Sleep loss increases endurance.", "contradicted"),
        ("Sleep loss reduces the loss of endurance.", "contradicted"),
    ],
)
def test_what_is_lost_that_acts_is_none_that_is_acted_on(text: str, value: str) -> None:
    assert told(text, shrunk("endurance", "sleep loss")) == value


NO_CHILD = row("aniseed", "prevention of pregnancy", "benefit")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Aniseed improves pregnancy rates.", "nothing_found"),
        ("Aniseed helps women get pregnant.", "nothing_found"),
        ("Aniseed prevents pregnancy.", "supported"),
        ("Aniseed is effective against pregnancy.", "supported"),
    ],
)
def test_who_is_kept_from_a_pregnancy_is_not_helped_to_one(text: str, value: str) -> None:
    assert told(text, NO_CHILD) == value


HIP = (grown("hip function"), row("aniseed", "hip pain", "none"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Aniseed improves hip function.", "supported"),
        ("Aniseed improves hip pain.", "contradicted"),
        ("Aniseed before exercise improves jump height.", "nothing_found"),
    ],
)
def test_what_is_measured_of_a_part_is_no_pain_in_it(text: str, value: str) -> None:
    cramps = row("aniseed", "muscle cramps during exercise", "benefit")
    assert told(text, *HIP, cramps) == value


FALLS = row("aniseed", "risk of low testosterone", "harm")
SPARES = row("aniseed", "risk of high homocysteine", "benefit")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Aniseed lowers testosterone.", FALLS, "supported"),
        ("Does aniseed lower testosterone levels?", FALLS, "supported"),
        ("Aniseed raises testosterone.", FALLS, "contradicted"),
        ("Aniseed lowers homocysteine.", SPARES, "supported"),
        ("Aniseed raises homocysteine.", SPARES, "contradicted"),
        ("Aniseed lowers the risk of low testosterone.", FALLS, "contradicted"),
    ],
)
def test_a_risk_of_low_or_high_values_says_which_way_they_move(
    text: str, study: Evidence, value: str
) -> None:
    assert told(text, study) == value
