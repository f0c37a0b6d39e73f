"""What a review does without stays without it: less salt is not salt."""

from __future__ import annotations

import pytest

from healthtext.evidence.language.absence import missed
from training.evidence.frames import frame
from training.evidence.reviews import facts as facts_of
from training.evidence.sources import Review
from training.evidence.without import around, without


def said(conclusion: str) -> set[tuple[str, str, str, str]]:
    found = facts_of(Review("CD000001", conclusion), {})
    return {(fact.intervention, fact.outcome, fact.direction, fact.effect) for fact in found}


@pytest.mark.parametrize(
    ("subject", "done", "lacking"),
    [
        ("A modest reduction in salt intake for a month", "reduction in salt intake", "salt"),
        ("Dietary sodium reduction may", "dietary sodium reduction", "sodium"),
        ("Reducing protein intake in adults with gout", "reducing protein intake", "protein"),
        ("The early withdrawal of steroids", "withdrawal of steroids", "steroids"),
        ("Stopping antipsychotics", "stopping antipsychotics", "antipsychotics"),
        ("Avoidance of milk", "avoidance of milk", "milk"),
        ("Smoking cessation", "smoking cessation", "smoking"),
        ("Cutting down on alcohol", "cutting down on alcohol", "alcohol"),
        ("Reductions in exposure to dust", "reduction in exposure to dust", "dust"),
        ("Even modest amounts of weight loss may", "weight loss", ""),
    ],
)
def test_what_is_done_without_is_kept(subject: str, done: str, lacking: str) -> None:
    assert without(subject).lower() == done
    assert lacking in missed(without(subject)).lower()


@pytest.mark.parametrize(
    "subject",
    [
        "A reduction in mortality", "Reducing blood loss", "A reduction in the number of attacks",
        "Lower doses of misoprostol", "Smoking cessation interventions", "Weight loss diets",
        "Modest weight loss can be", "Withdrawal symptoms", "Stopping rules", "Salt",
    ],
)  # fmt: skip
def test_less_of_an_outcome_or_a_help_to_do_without_is_no_such_thing(subject: str) -> None:
    assert without(subject) == ""


def test_a_fact_of_less_salt_is_not_one_of_salt() -> None:
    conclusion = "A modest reduction in salt intake may lower blood pressure in adults."
    assert ("reduction in salt intake", "blood pressure", "decreased", "benefit") in said(
        conclusion
    )


def test_what_is_left_out_causes_no_harm_by_a_fall() -> None:
    conclusion = (
        "A reduction in salt intake causes small and, from a doctor's point of view, welcome falls "
        "in blood pressure in adults."
    )
    assert ("reduction in salt intake", "blood pressure", "decreased", "benefit") in said(
        conclusion
    )
    made = said("Barbiturates cause a fall in blood pressure in adults.")
    assert {effect for *_, effect in made} == {"harm"}


def test_fewer_harms_are_no_harm() -> None:
    found = frame("Ginger causes fewer adverse effects than zinc")
    assert found is not None
    assert (found.sense, found.object.split(" than")[0]) == ("down", "adverse effects")
    found = frame("Ginger causes adverse effects")
    assert found is not None
    assert found.sense == "worse"


def test_a_review_of_doing_without_is_about_that() -> None:
    conclusion = (
        "Trials of salt restriction were small. Salt restriction was poorly kept to. "
        "It reduces blood pressure."
    )
    assert {fact[0].lower() for fact in said(conclusion)} == {"salt restriction"}


@pytest.mark.parametrize(
    ("text", "thing", "whole"),
    [
        ("trials of stopping steroids early", "steroids", "stopping steroids"),
        ("a salt restriction was kept", "salt", "salt restriction"),
        ("of salt in food", "salt", "salt"),
        ("reduction in HbA1c was seen", "HbA1c", "HbA1c"),
        ("opioid withdrawal symptoms", "opioid", "opioid"),
    ],
)
def test_words_around_a_thing_say_that_it_is_left_out(text: str, thing: str, whole: str) -> None:
    at = text.index(thing)
    start, end = around(text, at, at + len(thing))
    assert text[start:end] == whole
