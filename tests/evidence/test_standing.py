"""What a claim acts on may stand in another sentence: no place in its own words tells of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthtext import evidence
from healthtext.evidence.asked import cure_promised
from healthtext.evidence.asked.asking import asked
from healthtext.evidence.language.standing import is_inside, place
from healthtext.evidence.store import EvidenceStore
from healthtext.records import Claim, Party
from tests.evidence.conftest import row, told

GARLIC = row("garlic", "malaria", "none", certainty="high")


def claim_of(text: str) -> Claim:
    with EvidenceStore.empty() as store:
        return evidence.ask(text, base=store)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Malaria is feared. The claim that garlic cures it is false.", "supported"),
        ("Malaria is feared. It is false that garlic cures it.", "supported"),
        ("Garlic is a herb. It is false that it cures malaria.", "supported"),
        ("Malaria is feared. It is no myth that garlic cures it.", "contradicted"),
        ("Malaria is feared. Garlic cures it.", "contradicted"),
    ],
)
def test_what_is_told_as_untrue_of_it_is_denied(text: str, value: str) -> None:
    assert told(text, GARLIC) == value


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("Psoriasis is a burden. Honey stops it from getting any worse in later years.", False),
        ("Psoriasis is a burden. From the first day on honey stops it.", True),
        ("Psoriasis is a burden. Honey stops it.", True),
    ],
)
def test_it_goes_where_it_is_not_only_kept_from_getting_worse(text: str, promised: bool) -> None:
    assert cure_promised.cures(claim_of(text)) == promised


def test_the_words_before_a_claim_are_none_of_it() -> None:
    made = claim_of("Some say that they carry it. Sugar increases malaria.")
    text = "Sugar increases the spread of malaria, and so on, they say."
    away = made.start - len(", and so on, they say.")
    before = replace(made, text=text, object=Party(away - 1, away, "flies"), kind="mechanism")
    found = asked(before)
    assert found and found.wanted == "increased"


def test_a_part_that_shares_its_subjects_does_not_say_or_between_them() -> None:
    text = "Yoga and walking ease it, and prevent falls or colds in older people."
    good = row("yoga", "falls", "benefit"), row("yoga", "colds", "benefit")
    assert told(text, *good, row("walking", "falls", "none")) == "supported"


def test_a_party_is_inside_where_its_words_are() -> None:
    claim = claim_of("Malaria is feared. Garlic cures it.")
    assert claim.subject and claim.object
    assert (is_inside(claim, claim.subject), is_inside(claim, claim.object)) == (True, False)
    assert place(claim, claim.object, claim.subject) == 0
    assert place(claim, claim.object) == claim.text.index("cures")
