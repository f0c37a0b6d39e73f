"""Doing without a thing and having it: what helps in the one harms in the other."""

from __future__ import annotations

import pytest

from healthtext import evidence
from healthtext.evidence.language import absence
from healthtext.evidence.language.sides import side
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.records import Evidence
from tests.evidence.conftest import row, told

QUITTING = row("quitting smoking", "risk of lung cancer", "benefit", certainty="high",
               identifier="PMID:10000021")  # fmt: skip
SMOKING = row("smoking", "risk of lung cancer", "harm", certainty="high",
              identifier="PMID:10000022")  # fmt: skip
DIET = row("gluten-free diet", "treatment of celiac disease", "benefit", certainty="high",
           identifier="PMID:10000023")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("quitting smoking", "smoking"), ("Smoking cessation", "Smoking"),
        ("smoking cessation programmes", "smoking"), ("salt restriction", "salt"),
        ("reduced salt intake", "salt"), ("low-salt diets", "salt"), ("reduction in salt", "salt"),
        ("gluten-free diet", "gluten"), ("withdrawal of antipsychotics", "antipsychotics"),
        ("salt substitute", "salt"), ("eating less salt", "salt"),
        ("less salt", "salt"), ("cutting salt", "salt"), ("less red meat", "red meat"),
        ("giving up alcohol", "alcohol"),
        ("Helicobacter pylori eradication therapy", "Helicobacter pylori"),
        ("eradicating lice", "lice"), ("skipping statins", "statins"),
        ("missing doses of insulin", "doses of insulin"), ("too little sleep", "sleep"),
        ("a lack of exercise", "exercise"), ("not vaccinating children", "vaccinating children"),
        ("never taking statins", "taking statins"), ("sitting less", "sitting"),
        ("drinking too little water", "water"), ("low vaccination rates", "vaccination"),
        ("advice to reduce dietary salt", "salt"), ("failure to take antibiotics", "antibiotics"),
    ],
)  # fmt: skip
def test_what_is_done_without(text: str, what: str) -> None:
    assert absence.missed(text) == what


@pytest.mark.parametrize(
    "text",
    [
        "smoking", "low-dose aspirin", "low-molecular-weight heparin", "less invasive surgery",
        "fewer frequent doses", "cutting boards",
        "nicotine replacement therapy", "opioid substitution treatment",
         "free fatty acids", "salt",
        "reduced-intensity conditioning", "declining kidney function", "low mood",
        "alcohol withdrawal", "fetal growth restriction", "low back exercises",
        "low blood pressure",
    ],
)  # fmt: skip
def test_most_is_done_with(text: str) -> None:
    assert absence.missed(text) == ""


@pytest.mark.parametrize(
    ("subject", "intervention", "opposed"),
    [
        ("smoking", "quitting smoking", True), ("smoking cessation", "smoking", True),
        ("smoking", "smoking", False), ("quitting smoking", "smoking cessation", False),
        ("stress reduction", "stress management", False), ("less salt", "salt intake", True),
        ("mindfulness", "mindfulness-based stress reduction", False),
        ("statins", "cholesterol reduction with statins", False),
        ("aspirin", "salt restriction", False),
        ("less red meat", "unprocessed red meat", True),
        ("less stress", "stress ulcer drugs", False),
        ("Helicobacter pylori", "Helicobacter pylori eradication", True),
        ("skipping statins", "simvastatin", True), ("reducing stress", "stress ball", False),
        ("refusing the flu vaccine", "influenza vaccination", True),
        ("low glycaemic diet", "high glycaemic index diet", True),
        ("low-fat diet", "low-carbohydrate diet", False), ("low-fat diet", "high-salt diet", False),
        ("low-dose aspirin", "high-dose aspirin", False),
    ],
)  # fmt: skip
def test_only_what_the_claim_is_about_counts(
    subject: str, intervention: str, opposed: bool
) -> None:
    assert absence.opposed(side(subject), intervention) is opposed


@pytest.mark.parametrize(
    ("claim", "known", "value"),
    [
        ("Smoking causes lung cancer.", QUITTING, "supported"),
        ("Avoiding tobacco smoking prevents lung cancer.", SMOKING, "supported"),
        ("Quitting smoking causes lung cancer.", QUITTING, "contradicted"),
        ("Smoking prevents lung cancer.", SMOKING, "contradicted"),
        ("A gluten-free diet treats celiac disease.", DIET, "supported"),
        ("Gluten causes celiac disease.", DIET, "nothing_found"),
    ],
)  # fmt: skip
def test_doing_without_is_the_opposite(claim: str, known: Evidence, value: str) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(known)])
        verdict = evidence.ask(claim, base=store).verdict
    assert verdict is not None and verdict.value == value


def test_whom_a_claim_is_of_is_said_once() -> None:
    told = "Turmeric reduces knee pain in people with osteoarthritis."
    with EvidenceStore.empty() as store:
        verdict = evidence.ask(told, base=store).verdict
    assert verdict is not None and "knee pain in people with osteoarthritis”" in verdict.looked_up


STATINS = row("statins", "prevention of heart attack", "benefit", certainty="high")
MEASLES = row("measles vaccine", "prevention of measles", "benefit", certainty="high")
WATER = row("drinking water", "prevention of kidney stones", "benefit", certainty="high")
ALCOHOL = row("alcohol", "blood pressure", "harm", certainty="high")


@pytest.mark.parametrize(
    ("claim", "known", "value"),
    [
        ("Refusing the measles vaccine prevents measles.", MEASLES, "contradicted"),
        ("Delaying the measles vaccine prevents measles.", MEASLES, "contradicted"),
        ("Never vaccinating children prevents measles.", MEASLES, "contradicted"),
        ("The measles vaccine prevents measles.", MEASLES, "supported"),
        ("Opting out of the measles vaccine increases the risk of measles.", MEASLES, "supported"),
        ("Not vaccinating children causes measles.", MEASLES, "supported"),
        ("Throwing away your statins prevents heart attacks.", STATINS, "contradicted"),
        ("Never taking your statins prevents heart attacks.", STATINS, "contradicted"),
        ("Skipping statins lowers the risk of heart attack.", STATINS, "contradicted"),
        ("Taking statins lowers the risk of heart attack.", STATINS, "supported"),
        ("Drinking too little water causes kidney stones.", WATER, "supported"),
        ("Drinking less alcohol lowers blood pressure.", ALCOHOL, "supported"),
        ("Drinking alcohol raises blood pressure.", ALCOHOL, "supported"),
    ],
)
def test_who_refuses_a_thing_does_without_it(claim: str, known: Evidence, value: str) -> None:
    assert told(claim, known) == value


@pytest.mark.parametrize(
    ("claim", "known", "value"),
    [
        ("Skipping antibiotics prevents resistance.",
         row("antibiotics", "risk of antibiotic resistance", "harm"), "nothing_found"),
        ("Low calcium causes kidney stones.", row("calcium", "risk of kidney stones", "harm"),
         "nothing_found"),
        ("Low calcium causes kidney stones.",
         row("low calcium diet", "risk of kidney stones", "harm"), "supported"),
        ("Too little sleep causes obesity.", row("short sleep", "risk of obesity", "harm"),
         "supported"),
        ("A lack of sleep causes obesity.", row("lack of sleep", "risk of obesity", "harm"),
         "supported"),
        ("Dismissing the measles vaccine prevents measles.", MEASLES, "contradicted"),
        ("Drinking no alcohol causes gout.", row("alcohol", "risk of gout", "harm"),
         "contradicted"),
        ("Going without alcohol causes gout.", row("light alcohol drinking", "risk of gout",
         "harm"), "contradicted"),
        ("Going without milk causes gout.", row("milk chocolate", "risk of gout", "harm"),
         "nothing_found"),
        ("Reducing stress prevents gout.", row("stress management", "prevention of gout",
         "benefit"), "supported"),
        ("Alcohol withdrawal causes gout.", row("alcohol", "risk of gout", "harm"),
         "nothing_found"),
        ("Life without vaccines prevents measles.", MEASLES, "contradicted"),
        ("Withholding the measles vaccine prevents measles.", MEASLES, "contradicted"),
        ("Cutting back on fruit and vegetables prevents gout.",
         row("vegetables", "prevention of gout", "benefit"), "contradicted"),
        ("Quitting smoking and exercise prevent gout.",
         row("exercise", "prevention of gout", "benefit"), "nothing_found"),
        ("Restricting salt lowers blood pressure.",
         row("advice to reduce dietary salt", "blood pressure", "benefit"), "supported"),
        ("Salt causes high blood pressure.",
         row("low-salt diet", "high blood pressure", "benefit"), "supported"),
        ("Carbohydrates cause obesity.",
         row("low-carbohydrate diet", "obesity", "benefit"), "nothing_found"),
        ("Carbohydrates cause weight gain.",
         row("low-carb diet", "weight gain", "benefit"), "nothing_found"),
    ],
)  # fmt: skip
def test_not_everything_turns_round(claim: str, known: Evidence, value: str) -> None:
    assert told(claim, known) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Not taking statins prevents heart attacks.", "contradicted"),
        ("Taking no statins prevents heart attacks.", "contradicted"),
        ("Not taking statins does not prevent heart attacks.", "supported"),
        ("Taking statins does not prevent heart attacks.", "contradicted"),
        ("Statins prevent heart attacks.", "supported"),
        ("Not hopping prevents heart attacks.", "nothing_found"),
    ],
)
def test_who_goes_without_denies_nothing(text: str, value: str) -> None:
    rows = (STATINS, row("jumping", "prevention of heart attack", "benefit", certainty="high"))
    assert told(text, *rows) == value


def test_another_thing_says_nothing_of_going_without() -> None:
    five = row("fruit and vegetables", "prevention of heart disease", "benefit", certainty="high")
    assert told("Not eating vegetables prevents heart disease.", five) != "supported"
    assert told("Eating vegetables prevents heart disease.", five) == "supported"


@pytest.mark.parametrize(
    ("text", "tested", "value"),
    [
        ("Not getting enough sleep raises the risk of gout.", "short sleep", "supported"),
        ("Not getting enough sleep raises the risk of gout.", "long sleep", "nothing_found"),
        ("Not getting enough sleep does not raise the risk of gout.", "short sleep",
         "contradicted"),
    ],
)  # fmt: skip
def test_who_does_not_get_enough_has_little(text: str, tested: str, value: str) -> None:
    assert told(text, row(tested, "risk of gout", "harm", certainty="high")) == value


@pytest.mark.parametrize(
    ("subject", "tested", "opposed"),
    [
        ("low-fat diet", "exercise", False),
        ("low-fat diet", "low-fat diet", False),
        ("low-fat diet", "high-fat diet", True),
        ("low-fat diet", "high-fibre diet", False),
        ("refusing the measles vaccine", "aspirin", False),
        ("skipping aspirin", "flu vaccine", False),
        ("skipping statins", "aspirin", False),
        ("skipping statins", "simvastatin", True),
        ("skipping breakfast", "aspirin", False),
        ("skipping it", "aspirin", False),
    ],
)
def test_the_opposite_is_of_the_same_thing(subject: str, tested: str, opposed: bool) -> None:
    assert absence.opposed(side(subject, acts=True), tested) is opposed


@pytest.mark.parametrize(
    ("subject", "tested", "same"),
    [
        ("avoiding red meat", "unprocessed red meat", True),
        ("avoiding red meat", "white meat", False),
        ("avoiding stress", "stress management", False),
        ("avoiding stress", "a treatment", False),
        ("aspirin", "aspirin", False),
    ],
)
def test_it_is_what_is_done_without(subject: str, tested: str, same: bool) -> None:
    assert absence.is_it(side(subject, acts=True), tested) is same


@pytest.mark.parametrize(
    ("subject", "tested", "low"),
    [
        ("zinc deficiency", "zinc", True),
        ("low zinc", "zinc", True),
        ("low zinc", "zinc deficiency", False),
        ("zinc", "zinc", False),
    ],
)
def test_who_has_little_of_a_nutrient_was_not_given_it(
    subject: str, tested: str, low: bool
) -> None:
    assert absence.is_low(side(subject, acts=True), tested) is low


@pytest.mark.parametrize(
    ("subject", "tested", "had"),
    [
        ("drinking no alcohol", "light alcohol drinking", True),
        ("drinking no alcohol", "alcohol counselling", False),
        ("avoiding alcohol", "alcohol counselling", True),
        ("avoiding potassium", "avoiding salt", False),
        ("avoiding potassium", "potassium instead of salt", True),
        ("avoiding alcohol", "avoiding alcohol", False),
        ("alcohol", "alcohol", False),
    ],
)
def test_what_was_had_is_nothing_done_without(subject: str, tested: str, had: bool) -> None:
    assert absence.is_had(side(subject, acts=True), tested) is had
