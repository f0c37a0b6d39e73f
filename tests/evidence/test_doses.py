"""Doses beyond what anyone may take by himself: what fires, what is silent, the table."""

from __future__ import annotations

import pytest

from healthtext import evidence, syntax
from healthtext.evidence.advised import advice, doses

TOO_MUCH = [
    "Give paracetamol 500 mg every two hours until the fever goes.",
    "Take 6 g of paracetamol a day for back pain.",
    "Take 4,000 mg of ibuprofen a day.",
    "You can take 1,000 mg of ibuprofen every four hours.",
    "Adults should take 10 grams of acetaminophen daily.",
    "You may safely take four 500 mg tablets of acetaminophen every six hours.",
    "Take 5000 mcg of selenium daily.",
    "Take 12.5 mg of iodine every day, as the Japanese do.",
    "Swallow 30 mg of zopiclone before bed.",
    "Take up to 8 g of paracetamol per day.",
    "Take 325 mg of aspirin every hour.",
    "If the cold is bad, take 400 mg of zinc a day.",
    "Take at least 6 g of paracetamol a day.",
    "Take more than 6 g of paracetamol a day.",
]
HARMLESS = [
    "Take 1 g of paracetamol up to four times a day.",
    "Adults can take two 500 mg tablets of paracetamol every four to six hours.",
    "Take 400 mg of ibuprofen three times a day with food.",
    "Take 50,000 IU of vitamin D once a week.",
    "Never take 6 g of paracetamol a day.",
    "Taking 10 g of paracetamol a day destroys the liver.",
    "Nobody should take 6 g of paracetamol a day.",
    "Do not exceed 4,000 mg of ibuprofen a day, and take 200 mg of ibuprofen at first.",
    "In the trial patients were told to take 6 g of aspirin a day.",
    "Take 5 g of creatine and 200 mg of caffeine before the gym.",
    "Take 500 mg of paracetamol and 400 mg of ibuprofen every two hours.",
    "Alternate 500 mg of paracetamol and the other syrup, and give one every two hours.",
    "Rub in 5 g of ibuprofen gel, and use it every two hours.",
    "Take 15 mg/kg of paracetamol every two hours.",
    "Your doctor may have you take 4,000 mg of metformin a day.",
    "Take 2,000 IU of vitamin D a day.",
    "Swallow 7.5 mg of zopiclone before bed.",
    "She took 6 g of paracetamol a day.",
    "Take 6 g of salt a day, and paracetamol for the pain.",
    "Take at least 1 g of paracetamol a day.",
    "Take 20 ml of paracetamol a day.",
]


def told(text: str, disabled: tuple[str, ...] = ()) -> list[str]:
    found = evidence.findings(syntax.load()(text), (), (), disabled)
    return [text[one.start : one.end] for one in found if one.rule == advice.DANGEROUS]


@pytest.mark.parametrize("text", TOO_MUCH)
def test_a_dose_beyond_its_limit_is_dangerous_advice(text: str) -> None:
    assert doses.find(text)
    assert len(told(text)) == 1
    assert told(text, (advice.DANGEROUS,)) == []


@pytest.mark.parametrize("text", HARMLESS)
def test_a_dose_that_may_be_right_is_none(text: str) -> None:
    assert doses.find(text) is None
    assert told(text) == []


def test_a_dose_is_pointed_at_from_the_verb_on() -> None:
    assert told("When it hurts, take 2 g of paracetamol every two hours, then rest.") == [
        "take 2 g of paracetamol every two hours"
    ]


@pytest.mark.parametrize(
    ("amount", "fires"), [("4 g", False), ("4,001 mg", True), ("4.5 g", True), ("3999 mg", False)]
)
def test_the_limit_itself_is_allowed_in_any_unit(amount: str, fires: bool) -> None:
    assert bool(doses.find(f"Take {amount} of paracetamol a day.")) is fires


@pytest.mark.parametrize(("hours", "fires"), [(2, True), (3, True), (4, False), (6, False)])
def test_doses_need_hours_between_them(hours: int, fires: bool) -> None:
    assert bool(doses.find(f"Give ibuprofen 100 mg every {hours} hours.")) is fires


def test_the_years_of_a_story_are_no_amounts() -> None:
    assert doses.find("In 1995 people were told: take 6 g of paracetamol a day.") is None


def test_every_limit_is_a_number_with_a_source() -> None:
    for name, limit in doses.load().items():
        assert name == name.lower()
        assert limit.unit in ("mg", "µg", "IU")
        assert limit.source
        assert limit.once or limit.daily
        assert all(one is None or one > 0 for one in (limit.once, limit.daily, limit.hours))
        if limit.once and limit.daily:
            assert limit.once <= limit.daily
