"""What a verb acts on, and what acts, where the nearest name is neither."""

from __future__ import annotations

import pytest

from healthtext.evidence.asked.headed import is_of_other
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.records import Claim, Party
from tests.evidence.conftest import row, told
from tests.evidence.test_looked_up import fired


def claim(text: str, subject: str, relation: str, object_: str, type_: str) -> Claim:
    """Make a claim of a text with the sides at their first places in it."""
    sides = [
        Party(at, at + len(said), said, kind)
        for said, kind in ((subject, "TREATMENT"), (object_, type_))
        if (at := text.find(said)) >= 0
    ]
    return Claim(
        0, len(text), text, "treatment", "direct_causal", "positive", "none", "none",
        subject=sides[0], relation=relation, object=sides[1],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "subject", "relation", "object_", "type_", "other"),
    [
        ("Screening leads to a cancer diagnosis.", "Screening", "leads to", "cancer", "CONDITION",
         True),
        ("Screening leads to a cancer.", "Screening", "leads to", "cancer", "CONDITION", False),
        ("Jellies block receptors in the heart.", "Jellies", "block", "heart", "ANATOMY", True),
        ("Jellies block the heart.", "Jellies", "block", "heart", "ANATOMY", False),
        ("Jellies damage nerves and the heart.", "Jellies", "damage", "heart", "ANATOMY", False),
        ("It returns after the cancer is removed by surgery.", "surgery", "is removed by",
         "cancer", "CONDITION", True),
        ("Most days the cancer is removed by surgery.", "surgery", "is removed by", "cancer",
         "CONDITION", False),
        ("It affects walking and increases falls.", "walking", "increases", "falls", "CONDITION",
         True),
        ("Brisk walking increases falls.", "walking", "increases", "falls", "CONDITION", False),
        ("Walking is fun and increases falls.", "Walking", "increases", "falls", "CONDITION",
         False),
        ("Pain means more Pain.", "Pain", "means", "Pain", "SYMPTOM", True),
    ],
)  # fmt: skip
def test_whose_verb_it_is(
    text: str, subject: str, relation: str, object_: str, type_: str, other: bool
) -> None:
    assert is_of_other(claim(text, subject, relation, object_, type_)) is other


VIRAL = row("jellies", "treatment of viral infection", "none", certainty="high")
BITES = row("jellies", "prevention of infection after bites", "benefit", identifier="PMID:1")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Jellies do not fight infections caused by viruses.", "supported"),
        ("Jellies do not fight infections caused by a virus.", "supported"),
        ("Jellies do not prevent infections.", "contradicted"),
    ],
)
def test_what_an_infection_is_caused_by_says_which_it_is(text: str, value: str) -> None:
    assert told(text, VIRAL, BITES) == value


CREAM = row("jellies", "circumcision pain", "benefit", certainty="high")


@pytest.mark.parametrize(
    ("text", "contradicted"),
    [
        ("Jellies do not eliminate circumcision pain.", False),
        ("Jellies do not completely relieve circumcision pain.", False),
        ("Jellies do not relieve circumcision pain.", True),
    ],
)
def test_who_is_not_rid_of_a_pain_may_have_less(text: str, contradicted: bool) -> None:
    assert (told(text, CREAM) == "contradicted") is contradicted
    with EvidenceStore.empty() as store:
        store.add([Row(CREAM)])
        assert ("CONTRADICTED" in fired(text, store)) is contradicted


@pytest.mark.parametrize(
    ("text", "contradicted"),
    [
        ("Some studies have found that jellies do not relieve circumcision pain.", False),
        ("Studies have found that jellies do not relieve circumcision pain.", True),
        ("Jellies do not relieve circumcision pain.", True),
    ],
)
def test_that_some_studies_saw_nothing_is_so(text: str, contradicted: bool) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(CREAM)])
        assert ("CONTRADICTED" in fired(text, store)) is contradicted


def test_who_lives_longer_until_it_grows_may_die_as_soon() -> None:
    free = row("jellies", "progression-free survival", "benefit", direction="increased")
    lives = row("jellies", "overall survival", "benefit", direction="increased")
    assert told("Jellies extend life.", free) == "nothing_found"
    assert told("Jellies extend life.", lives) == "supported"


@pytest.mark.parametrize("text", ["These cells cause pain.", "Some substances cause pain."])
def test_what_could_be_anything_is_not_looked_up(text: str) -> None:
    study = row("stem cells and substances", "pain", "none", certainty="high")
    assert told(text, study) == "not_checkable"
    assert told("Stem cells cause pain.", study) == "contradicted"
