"""Of whom a study was: not of those whom a claim is not about."""

from __future__ import annotations

import pytest

from healthtext import evidence
from healthtext.evidence.language import contrary
from healthtext.evidence.language.sides import side
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.evidence.weighing import match
from healthtext.records import Evidence
from tests.evidence.conftest import row


@pytest.mark.parametrize(
    ("asked", "studied", "left"),
    [
        ("asthma in children", "asthma ; adults", contrary.OTHERS),
        ("asthma in adults", "asthma ; infants", contrary.OTHERS),
        ("asthma in children", "asthma ; children and adults", 1.0),
        ("asthma", "asthma ; adults", 1.0),
        ("preterm birth in twins", "preterm birth ; singleton pregnancies", contrary.OTHERS),
        ("bone loss in men", "bone loss ; postmenopausal women", contrary.OTHERS),
        ("bone loss in men", "bone loss ; men and women", 1.0),
    ],
)
def test_who_excludes_the_other(asked: str, studied: str, left: float) -> None:
    assert contrary.agreement(asked, studied) == left


def of(population: str) -> Evidence:
    return row("aniseed", "hypertension", "benefit", population=population)


def test_who_is_without_a_disorder_does_not_have_it() -> None:
    asked = side("hypertension in people with gout")
    having, lacking = (
        match._acted(asked, of(f"people {word} gout")) for word in ("with", "without")
    )
    assert having == 1.0
    assert lacking < having
    without = side("hypertension in people without gout")
    assert match._acted(without, of("people without gout")) == 1.0


@pytest.mark.parametrize(
    ("text", "told", "value"),
    [
        ("Aniseed prolongs the lives of people with gout.", "fatigue from gout", "nothing_found"),
        ("Aniseed prolongs the lives of people with gout.", "quality of life", "nothing_found"),
        ("Aniseed prolongs the lives of people with gout.", "mortality", "supported"),
        ("Aniseed relieves fatigue from gout.", "fatigue from gout", "supported"),
        ("Aniseed helps in pregnancy.", "pre-eclampsia", "supported"),
    ],
)
def test_of_lives_only_lives_tell(text: str, told: str, value: str) -> None:
    who = "pregnancy" if "pregnancy" in text else "people with gout"
    with EvidenceStore.empty() as store:
        store.add([Row(row("aniseed", told, "benefit", population=who))])
        found = evidence.ask(text, base=store).verdict
    assert found is not None and found.value == value


@pytest.mark.parametrize(
    ("tested", "found"), [("acupuncture-like magnets", False), ("electroacupuncture", True)]
)
def test_what_is_like_a_thing_is_another(tested: str, found: bool) -> None:
    given = match._acting(side("acupuncture", acts=True), row(tested, "gout", "benefit"))
    assert (given >= match.LEAST) is found


@pytest.mark.parametrize(
    ("asked", "tested", "against", "found"),
    [
        ("early bathing", "early bathing", "late bathing", True),
        ("bathing", "early bathing", "late bathing", False),
        ("late bathing", "early bathing", "late bathing", False),
        ("high-dose zinc", "high-dose zinc", "low-dose zinc", True),
        ("garlic with zinc", "garlic with zinc", "garlic or zinc alone", True),
        ("garlic with zinc", "garlic with zinc and iron", "garlic with zinc", False),
        ("acupuncture-like magnets", "acupuncture-like magnets", "placebo", True),
    ],
)
def test_a_form_is_compared_with_another(
    asked: str, tested: str, against: str, found: bool
) -> None:
    given = row(tested, "gout", "benefit", comparator=against)
    assert (match._acting(side(asked, acts=True), given) >= match.LEAST) is found


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Hopping stops smokers from quitting.", True),
        ("Hopping keeps people from sleeping.", True),
        ("Hopping stops people from getting gout.", False),
        ("Hopping stops women from getting pregnant.", False),
    ],
)
def test_who_is_kept_from_what_does_good_is_not_helped(text: str, kept: bool) -> None:
    assert contrary.is_kept_from_good(text) is kept


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("More people who took statins had a heart attack.", "not_checkable"),
        ("Is exercise a bad idea in osteoarthritis?", "not_checkable"),
        ("E-cigarettes stop smokers from quitting.", "not_checkable"),
        ("Statins prevent heart attacks.", "supported"),
        ("Exercise helps in osteoarthritis.", "supported"),
    ],
)
def test_what_is_spoken_ill_of_is_no_help(text: str, value: str) -> None:
    verdict = evidence.ask(text).verdict
    assert verdict and verdict.value == value
