"""Groups of people, risks that are higher, and treatments that say what they are for."""

from __future__ import annotations

import pytest

from tests.evidence.conftest import row, told
from tests.evidence.test_questions import put

ROWS = (
    row("smoking", "risk of lung cancer", "harm"),
    row("smoking", "risk of death", "harm", identifier="PMC1000301"),
    row("breastfeeding", "prevention of ear infections", "benefit"),
    row("night shift work", "risk of breast cancer", "none", certainty="high"),
    row("cesarean section", "risk of asthma", "harm"),
    row("older age of the father", "risk of autism", "harm"),
    row("sedentary behavior", "risk of type 2 diabetes", "harm"),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Are smokers more likely to get lung cancer?", "supported"),
        ("Smokers are more likely to get lung cancer.", "supported"),
        ("Are smokers less likely to get lung cancer?", "contradicted"),
        ("Do smokers have a higher risk of lung cancer?", "supported"),
        ("Do people who smoke get more lung cancer than others?", "supported"),
        ("Is the risk of lung cancer higher in smokers?", "supported"),
        ("The risk of lung cancer is higher in smokers.", "supported"),
        ("Is the risk of lung cancer lower in smokers?", "contradicted"),
        ("Is the risk of lung cancer higher after smoking?", "supported"),
        ("Are breastfed babies less likely to get ear infections?", "supported"),
        ("Are night workers more likely to develop breast cancer?", "contradicted"),
        ("Are babies born by caesarean more likely to have asthma?", "supported"),
        ("Are children of older fathers more likely to have autism?", "supported"),
        ("Are people who sit all day more likely to get type 2 diabetes?", "supported"),
        ("Are smokers protected from lung cancer?", "contradicted"),
        ("Do smokers die younger?", "supported"),
        ("Do smokers live longer?", "contradicted"),
        ("Do people who sit all day live longer?", "nothing_found"),
        ("Is the risk of lung cancer higher in women?", "not_checkable"),
        ("Is the risk of lung cancer higher in older people?", "not_checkable"),
        ("Are women more likely to get lung cancer?", "not_checkable"),
        ("Do smokers like lung cancer?", "not_checkable"),
        ("Smokers cause lung cancer.", "nothing_found"),  # in others, by their smoke
    ],
)
def test_what_a_group_has_more_of_is_asked_of_what_it_does(text: str, value: str) -> None:
    assert told(text, *ROWS) == value


FLU = row("influenza vaccine", "prevention of influenza", "benefit", population="older adults")
BORN = row("influenza vaccine", "prevention of influenza", "benefit", population="newborn infants")
COIL = row("copper IUD as emergency contraception", "prevention of unintended pregnancy", "benefit")
PEAR = row("hangover cures", "treatment of hangover", "none", certainty="high")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Does the flu jab protect older adults?", "supported"),
        ("The flu vaccine protects older people.", "supported"),
        ("Does the flu vaccine in pregnancy protect the baby?", "supported"),
        ("Does the flu vaccine protect houses?", "not_checkable"),
        ("Does the copper coil protect older women?", "not_checkable"),
        ("Does the copper coil work as emergency contraception?", "supported"),
        ("Do hangover cures work?", "contradicted"),
        ("Is honey effective as a cough remedy?", "nothing_found"),
    ],
)
def test_treatments_that_say_what_they_are_for(text: str, value: str) -> None:
    assert told(text, FLU, BORN, COIL, PEAR) == value


@pytest.mark.parametrize("text", ["Do spacers work as well as nebulisers?", "Do cheap pills work?"])
def test_names_that_say_no_disorder_are_not_read_by_it(text: str) -> None:
    found = put(text)
    assert found is None or found.object is None or found.object.text not in ("cheap", "well as")
