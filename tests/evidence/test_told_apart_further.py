"""Diets that are called by a name, drinking much and little, meals at night: no other's studies."""

from __future__ import annotations

import pytest

from healthtext.records import Evidence
from tests.evidence.conftest import row, told

LITTLE = row("light alcohol drinking", "prevention of dementia", "benefit")
MUCH = row("heavy drinking", "risk of dementia", "harm")
KETO = row("ketogenic diet", "weight loss", "benefit", direction="increased")
WEIGHT = row("intermittent fasting", "treatment of body weight", "benefit")
WOUND = row("honey dressing", "diabetic foot ulcer healing", "benefit", direction="increased")
SUGAR = row("honey", "treatment of diabetes", "benefit")
TELEVISION = row("eating while watching television", "risk of obesity", "harm")
LATE = row("late eating", "risk of obesity", "harm")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Heavy drinking causes dementia.", LITTLE, "nothing_found"),
        ("Heavy drinking causes dementia.", MUCH, "supported"),
        ("Light drinking causes dementia.", MUCH, "nothing_found"),
        ("Light drinking causes dementia.", LITTLE, "contradicted"),
        ("The Dukan diet helps you lose weight.", KETO, "nothing_found"),
        ("Personalised diets help you lose weight.", KETO, "nothing_found"),
        ("The keto diet helps you lose weight.", KETO, "supported"),
        ("A good diet helps you lose weight.", KETO, "supported"),
        ("Fasting detoxes the body.", WEIGHT, "nothing_found"),
        ("Fasting is good for the body.", WEIGHT, "nothing_found"),
        ("Intermittent fasting lowers body weight.", WEIGHT, "supported"),
        ("Honey is good for diabetics.", WOUND, "nothing_found"),
        ("Honey is good for diabetics.", SUGAR, "supported"),
        ("Honey heals diabetic foot ulcers.", WOUND, "supported"),
        ("Eating at night makes you fat.", TELEVISION, "nothing_found"),
        ("Eating late at night makes you fat.", LATE, "supported"),
        (
            "Laxatives help you lose weight.",
            row("psyllium", "weight loss", "benefit", direction="increased"),
            "nothing_found",
        ),
        ("Laxatives relieve constipation.", row("laxatives", "constipation", "benefit"),
         "supported"),
        (
            "Exercise on an empty stomach lowers body fat.",
            row("exercise", "body fat", "benefit"),
            "nothing_found",
        ),
        ("Exercise lowers body fat.", row("exercise", "body fat", "benefit"), "supported"),
        ("Food combining lowers body weight.", row("combination diuretic group", "body weight",
         "benefit"), "nothing_found"),
    ],
)  # fmt: skip
def test_what_only_shares_a_name_says_nothing(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


TOXINS = row("sauna", "detoxification", "none")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Saunas detox the body.", TOXINS, "contradicted"),
        ("Saunas detox your body.", TOXINS, "contradicted"),
        ("Saunas cleanse the body.", TOXINS, "contradicted"),
        ("Saunas flush out toxins.", TOXINS, "contradicted"),
        ("Saunas cleanse the skin.", TOXINS, "nothing_found"),
        ("Aniseed slows ageing.", row("aniseed", "prevention of ageing", "benefit"), "supported"),
        (
            "Aniseed prevents ageing.",
            row("aniseed", "prevention of ageing", "none"),
            "contradicted",
        ),
        ("Aniseed treats flu.", row("aniseed", "prevention of flu", "benefit"), "nothing_found"),
    ],
)
def test_detox_and_ageing_are_put_in_many_words(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value
