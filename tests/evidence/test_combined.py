"""Treatments given together, one or the other of two, and what tells one from its class."""

from __future__ import annotations

import pytest

from healthtext import evidence
from healthtext.evidence.language import combined, manners
from healthtext.evidence.language.sides import side
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.records import Claim
from tests.evidence.conftest import row

ROWS = (
    row("garlic", "gout", "benefit", identifier="PMC1000011"),
    row("melatonin", "gout", "none", certainty="high", identifier="PMC1000012"),
    row("garlic with magnesium", "gout", "benefit", identifier="PMC1000013"),
    row("zinc", "gout", "benefit", population="people taking aspirin", identifier="PMC1000014"),
    row("dexamethasone", "psoriasis", "benefit", identifier="PMC1000015"),
    row("inhaled corticosteroids", "psoriasis", "benefit", identifier="PMC1000016"),
    row("breast cancer screening", "prevention of breast cancer mortality", "benefit"),
    row("nets treated with insecticide", "prevention of malaria", "benefit"),
)


def ask(text: str) -> Claim:
    with EvidenceStore.empty() as store:
        store.add([Row(one) for one in ROWS])
        return evidence.ask(text, base=store)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Garlic relieves gout.", "supported"),
        ("Garlic with magnesium relieves gout.", "supported"),
        ("Combining magnesium with garlic relieves gout.", "supported"),
        ("Zinc added to aspirin relieves gout.", "supported"),
        ("Garlic with zinc relieves gout.", "nothing_found"),
        ("Garlic combined with zinc relieves gout.", "nothing_found"),
        ("Combining garlic with zinc relieves gout.", "nothing_found"),
        ("A combination of garlic and zinc relieves gout.", "nothing_found"),
        ("Garlic plus zinc relieves gout.", "nothing_found"),
        ("Does garlic plus zinc relieve gout?", "nothing_found"),
        ("Nets treated with insecticide prevent malaria.", "supported"),
    ],
)
def test_what_is_given_together_is_asked_together(text: str, value: str) -> None:
    found = ask(text).verdict
    assert found is not None and found.value == value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("garlic with zinc", 2),
        ("garlic combined with zinc", 2),
        ("a mix of garlic, zinc and magnesium", 0),  # the article is no part of it
        ("mix of garlic, zinc and magnesium", 3),
        ("garlic and zinc together", 2),
        ("garlic and zinc", 0),
        ("garlic with breakfast", 0),
        ("nets treated with insecticide", 0),
    ],
)
def test_parts_are_treatments(text: str, number: int) -> None:
    assert len(combined.parts(text)) == number


@pytest.mark.parametrize(
    ("text", "acting", "value"),
    [
        ("Does garlic or zinc relieve gout?", "garlic", "supported"),
        ("Does garlic or melatonin relieve gout?", "melatonin", "contradicted"),
        ("Does melatonin or garlic relieve gout?", "melatonin", "contradicted"),
        ("Garlic or ginger relieves gout.", "ginger", "nothing_found"),
        ("Does ginger or melatonin relieve gout?", "melatonin", "contradicted"),
        ("Garlic and melatonin relieve gout.", "Garlic", "supported"),
    ],
)
def test_one_or_the_other_helps_where_each_does(text: str, acting: str, value: str) -> None:
    claim = ask(text)
    assert claim.subject is not None and claim.verdict is not None
    assert (claim.subject.text, claim.verdict.value) == (acting, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Steroids relieve psoriasis.", "supported"),
        ("Inhaled steroids relieve psoriasis.", "supported"),
        ("Nasal steroids relieve psoriasis.", "nothing_found"),
        ("Breast cancer screening reduces breast cancer deaths.", "supported"),
        ("Lung cancer screening reduces breast cancer deaths.", "nothing_found"),
    ],
)
def test_another_way_and_another_disorder_are_another_treatment(text: str, value: str) -> None:
    found = ask(text).verdict
    assert found is not None and found.value == value


@pytest.mark.parametrize(
    ("asked", "given", "left"),
    [
        ("nasal steroids", "topical steroids", 1.0),  # in the nose, as far as is said
        ("nasal steroids", "oral prednisolone", 0.0),
        ("nasal steroids", "prednisolone", manners.UNSAID),
        ("steroid injections", "epidural steroid injections", 1.0),
        ("epidural steroid injections", "intra-articular steroid injections", 0.0),
        ("nasal saline", "saline", 1.0),
        ("steroids", "inhaled steroids", 1.0),
        ("oral rehydration", "intravenous rehydration", 1.0),
    ],
)
def test_ways_agree(asked: str, given: str, left: float) -> None:
    assert manners.agreement(side(asked, acts=True), row(given, "gout", "benefit")) == left
