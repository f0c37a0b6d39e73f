"""What a claim says more than its two names: of which infection, with which vaccine, treated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthtext.evidence.language.qualified import is_elsewhere
from healthtext.evidence.language.sides import side
from healthtext.records import Evidence
from tests.evidence.conftest import judged, row, told

WOUNDS = row("honey", "prevention of infection", "benefit", population="people with bites")
BURNS = row("honey", "prevention of infection", "benefit", population="people with burns")
ANY = row("honey", "prevention of infection", "benefit")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Honey prevents infection of burns.", BURNS, "supported"),
        ("Honey prevents infection of burns.", WOUNDS, "nothing_found"),
        ("Honey prevents infection of burns.", ANY, "nothing_found"),
        ("Honey prevents infection.", WOUNDS, "supported"),
        ("Honey prevents infection in women.", ANY, "supported"),
        ("Honey prevents infection in pregnancy.", ANY, "supported"),
    ],
)
def test_of_which_disorder_is_told_by_studies_of_it(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


@pytest.mark.parametrize(
    ("asked", "row_says", "elsewhere"),
    [
        ("seizures after stroke", "seizures ; adults with brain tumours", True),
        ("seizures after stroke", "seizures ; adults after stroke", False),
        ("fractures in women with osteoporosis", "fractures ; older women", False),
        ("cough in people without asthma", "cough ; adults", False),
        ("bleeding in pregnancy", "bleeding ; women", False),
        ("sleep", "sleep ; people with cancer", False),
    ],
)
def test_people_and_states_of_life_are_no_kind(asked: str, row_says: str, elsewhere: bool) -> None:
    assert is_elsewhere(side(asked), row_says) is elsewhere


def test_no_difference_from_another_treatment_says_nothing_of_whether_it_works() -> None:
    rival = row("honey", "acne", "none", comparator="tretinoin")
    found = judged("Honey clears acne.", [rival])
    assert found.value == "nothing_found" and len(found.studies) == 1  # shown all the same
    inert = row("honey", "acne", "none", comparator="placebo", identifier="PMID:10000051")
    assert told("Honey clears acne.", inert) == "contradicted"
    assert told("Honey clears acne.", rival, inert) == "contradicted"
    air = row("oxygen", "breathlessness", "none", comparator="room air")
    assert told("Oxygen relieves breathlessness.", air) == "contradicted"


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        (
            "The nicotine vaccine helps smokers quit.",
            row("nicotine gum", "smoking cessation", "benefit"),
            "nothing_found",
        ),
        (
            "The nicotine vaccine helps smokers quit.",
            row("nicotine vaccine", "smoking cessation", "none"),
            "contradicted",
        ),
        (
            "Allergy shots relieve asthma.",
            row("allergen immunotherapy", "asthma", "benefit"),
            "supported",
        ),
        (
            "Doxorubicin causes heart failure.",
            row("liposomal doxorubicin", "prevention of heart failure", "benefit",
                comparator="conventional doxorubicin"),
            "nothing_found",
        ),
        (
            "Lactulose relieves constipation.",
            row("zinc with lactulose", "constipation", "benefit", comparator="lactulose alone"),
            "nothing_found",
        ),
        (
            "Treating high blood pressure prevents stroke.",
            row("hypertension", "risk of stroke", "harm"),
            "nothing_found",
        ),
        (
            "Treating high blood pressure prevents stroke.",
            row("treatment of hypertension", "prevention of stroke", "benefit"),
            "supported",
        ),
        (
            "High blood pressure causes stroke.",
            row("hypertension", "risk of stroke", "harm"),
            "supported",
        ),
        (
            "Sushi in pregnancy causes birth defects.",
            row("lithium in pregnancy", "risk of birth defects", "harm"),
            "nothing_found",
        ),
        (
            "Tests before cataract surgery prevent complications.",
            row("preoperative tests", "prevention of adverse medical events", "none",
                population="people having cataract surgery"),
            "contradicted",
        ),
        (
            "Exercise increases relapses in multiple sclerosis.",
            row("exercise", "treatment of multiple sclerosis", "benefit"),
            "nothing_found",
        ),
        (
            "Inhaled corticosteroids reduce growth in children.",
            row("inhaled corticosteroids", "risk of slowed growth", "harm",
                population="children with asthma"),
            "supported",
        ),
    ],
)  # fmt: skip
def test_a_name_that_is_shared_in_part_is_another_thing(
    text: str, study: Evidence, value: str
) -> None:
    assert told(text, study) == value


ALCOHOL = (
    row("alcohol in pregnancy", "risk of miscarriage", "harm"),
    row("alcohol", "risk of fetal alcohol spectrum disorders", "harm", identifier="PMID:10000061"),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Does alcohol in pregnancy harm the baby?", "supported"),
        ("Alcohol can damage the unborn baby.", "supported"),
        ("Is alcohol harmful in pregnancy?", "supported"),
        ("Is coffee harmful in pregnancy?", "nothing_found"),
    ],
)
def test_harm_to_an_unborn_child_is_any_that_was_counted(text: str, value: str) -> None:
    assert told(text, *ALCOHOL) == value


def test_a_child_that_is_born_is_another() -> None:
    """No pregnancy is spoken of: what is known of the unborn says nothing of it."""
    assert told("Does alcohol harm the baby?", *ALCOHOL) == "nothing_found"


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Magnesium helps acute stroke.", row("magnesium", "prevention of stroke", "benefit"),
         "nothing_found"),
        ("Magnesium helps acute stroke.", row("magnesium", "treatment of stroke", "benefit"),
         "supported"),
        ("Vitamin A prevents pneumonia.", row("vitamin A", "pneumonia mortality", "benefit"),
         "nothing_found"),
        ("Vitamin A prevents pneumonia.", row("vitamin A", "prevention of pneumonia", "benefit"),
         "supported"),
        ("Vitamin A prevents deaths from pneumonia.",
         row("vitamin A", "pneumonia mortality", "benefit"), "supported"),
        ("Does the pill cause depression?",
         row("hormonal contraceptives", "risk of depression", "harm"), "supported"),
        ("Does stress make asthma worse?", row("stress", "risk of asthma", "harm"), "supported"),
    ],
)  # fmt: skip
def test_who_is_ill_and_who_falls_ill(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Statins cause side effects.", row("statins", "risk of adverse events", "harm"),
         "supported"),
        ("Statins cause side effects in people with gout.",
         row("statins", "risk of adverse effects", "harm", population="people with gout"),
         "supported"),
        ("Statins cause side effects in people with gout.",
         row("statins", "prevention of stroke", "benefit", population="people with gout"),
         "nothing_found"),
        ("Statins cause side effects.",
         row("statins", "prevention of major adverse cardiovascular events", "benefit"),
         "nothing_found"),
    ],
)  # fmt: skip
def test_side_effects_are_themselves_whoever_has_them(
    text: str, study: Evidence, value: str
) -> None:
    assert told(text, study) == value


def test_nobody_can_say_that_there_are_no_side_effects() -> None:
    none = [
        row(
            "statins", "risk of adverse events", "none", certainty="", identifier=f"PMID:1000007{n}"
        )
        for n in range(3)
    ]
    assert told("Statins cause side effects.", *none) == "insufficient"
    autism = [replace(one, outcome="risk of autism") for one in none]
    assert told("Statins cause autism.", *autism) == "contradicted"


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Is sage good for the heart?", row("sage", "prevention of stroke", "benefit"),
         "nothing_found"),
        ("Is sage good for the heart?",
         row("sage", "prevention of cardiovascular disease", "benefit"), "supported"),
        ("Sage protects your brain.", row("sage", "prevention of dementia", "benefit"),
         "supported"),
        ("Is sage bad for the stomach?", row("sage", "risk of peptic ulcer", "harm"), "supported"),
        ("Is sage bad for the lungs?", row("sage", "risk of peptic ulcer", "harm"),
         "nothing_found"),
        ("Does sage reach the brain?", row("sage", "prevention of dementia", "benefit"),
         "not_checkable"),
    ],
)  # fmt: skip
def test_what_is_good_for_a_part_of_the_body_keeps_it_from_what_ails_it(
    text: str, study: Evidence, value: str
) -> None:
    assert told(text, study) == value


def test_a_link_is_one_whichever_way() -> None:
    study = row("coffee", "risk of diabetes", "benefit")
    assert told("Is there a link between coffee and diabetes?", study) == "supported"
    assert told("Does coffee cause diabetes?", study) == "contradicted"
    none = row("coffee", "risk of diabetes", "none")
    assert told("Is there a link between coffee and diabetes?", none) == "contradicted"
    three = row("fruit and vegetables", "risk of cancer", "benefit")
    assert told("Is there a link between fruit and vegetables and cancer?", three) == "supported"


def test_nobody_can_say_that_an_unborn_child_is_not_harmed() -> None:
    none = row("losartan", "risk of birth defects", "none")
    assert told("Losartan does not harm the unborn child.", none) == "insufficient"
    deaths = row("methotrexate", "overall survival", "none", population="adults with lymphoma")
    assert told("Methotrexate does not harm the unborn child.", deaths) == "nothing_found"
    harm = row("methotrexate", "risk of birth defects", "harm")
    assert told("Methotrexate does not harm the unborn child.", harm) == "contradicted"


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Aspirin prevents heart attacks after stroke.",
         row("aspirin", "prevention of heart attack", "benefit"), "supported"),
        ("The COVID vaccine reduces severe COVID-19.",
         row("COVID-19 vaccine", "prevention of severe COVID-19", "benefit"), "supported"),
    ],
)  # fmt: skip
def test_what_is_like_it_but_is_not_qualified(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


@pytest.mark.parametrize(
    ("study", "value"),
    [
        (row("sage", "risk of diabetes", "none"), "contradicted"),
        (row("sage", "prevention of diabetes", "benefit"), "contradicted"),
        (row("sage", "diabetic neuropathy pain", "none"), "nothing_found"),
        (row("sage", "prevention of stroke", "benefit", population="people with diabetes"),
         "nothing_found"),
    ],
)  # fmt: skip
def test_no_other_good_and_no_pain_of_the_ill_denies_a_harm(study: Evidence, value: str) -> None:
    assert told("Sage increases the risk of diabetes.", study) == value
