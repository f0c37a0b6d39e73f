"""A deed on the same occasion is another, and so is the same deed with something else."""

from __future__ import annotations

import pytest

from healthtext.evidence.language import unlike
from healthtext.evidence.language.sides import side
from healthtext.records import Evidence
from tests.evidence.conftest import row, told

SEX = row("unprotected sex", "risk of HIV infection", "harm")
SHOWER = row("showering after sex", "prevention of HIV infection", "none")
PASTE = row("fluoride toothpaste", "prevention of dental caries", "benefit")
PLAIN = row("toothpaste without fluoride", "prevention of dental caries", "none")
HANDS = row("frequent hand washing", "risk of eczema", "harm")
SOAP = row("washing with soap", "risk of eczema", "harm")
GUIDED = row("hand washing", "prevention of diarrhea", "benefit")
WATER = row("magnesium in drinking water", "prevention of heart disease", "benefit")
TAKEN = row("magnesium", "prevention of heart disease", "none")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("A shower after sex prevents HIV.", SEX, "nothing_found"),
        ("A shower after sex prevents HIV.", SHOWER, "contradicted"),
        ("Unprotected sex causes HIV infection.", SEX, "supported"),
        ("Toothpaste without fluoride prevents tooth decay.", PASTE, "nothing_found"),
        ("Toothpaste without fluoride prevents tooth decay.", PLAIN, "contradicted"),
        ("Fluoride toothpaste prevents tooth decay.", PASTE, "supported"),
        ("Washing with soap causes eczema.", HANDS, "nothing_found"),
        ("Washing with soap causes eczema.", SOAP, "supported"),
        ("Washing your hands prevents diarrhoea.", GUIDED, "supported"),
        ("Magnesium tablets prevent heart disease.", WATER, "nothing_found"),
        ("Magnesium tablets prevent heart disease.", TAKEN, "contradicted"),
        ("Magnesium in drinking water prevents heart disease.", WATER, "supported"),
    ],
)
def test_what_is_shared_is_the_deed(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


@pytest.mark.parametrize(
    ("asked", "tested", "other"),
    [
        ("anti-snoring spray", "anti-snoring mouthpiece", True),
        ("anti-snoring mouthpiece", "anti-snoring mouthpiece", False),
        ("anti-inflammatory drugs", "anti-inflammatory medication", False),
        ("toothpaste without fluoride", "hydroxyapatite toothpaste", True),
        ("gloves without powder", "gloves", False),
        ("diets without allergens", "allergen avoidance diet", False),
        ("anti-snoring mouthpieces", "mandibular advancement devices", False),
        ("chlorine by-products in drinking water", "chlorinated drinking water", False),
        ("drinking water", "chlorinated drinking water", True),
    ],
)
def test_what_is_shared_is_the_thing(asked: str, tested: str, other: bool) -> None:
    assert unlike.is_another(side(asked, acts=True), tested) is other
