"""What a verdict is held against: not a body's own stuff, not a disorder at large."""

from __future__ import annotations

import pytest

from healthtext.evidence import held_against, verdict
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.evidence.weighing.tallies import Tally
from healthtext.records import Evidence
from tests.evidence.conftest import row, told
from tests.evidence.test_looked_up import fired

REST = row("resting", "treatment of acute low back pain", "harm", certainty="high")
PAIN = row("resting", "pain", "harm", certainty="high")
CALCIUM = row("calcium", "prevention of osteoporosis", "benefit", certainty="high")
HARMLESS = row("calcium", "risk of osteoporosis", "benefit", certainty="high")
RUNNING = row("running", "prevention of osteoporosis", "benefit", certainty="high")
VACCINE = row("influenza vaccine", "prevention of influenza", "benefit", certainty="high")


@pytest.mark.parametrize(
    ("text", "study", "fires"),
    [
        ("Resting relieves pain.", REST, False),
        ("Resting relieves pain.", PAIN, True),
        ("Resting relieves back pain.", REST, True),
        ("Calcium causes osteoporosis.", CALCIUM, False),
        ("Calcium causes osteoporosis.", HARMLESS, True),
        ("Calcium does not prevent osteoporosis.", CALCIUM, True),
        ("Running causes osteoporosis.", RUNNING, True),
        ("The influenza vaccine causes influenza.", VACCINE, True),
        (
            "Skipping calcium causes osteoporosis.",
            row("calcium", "risk of osteoporosis", "none", certainty="high"),
            False,
        ),
        (
            "Skipping calcium causes osteoporosis.",
            row("calcium", "risk of osteoporosis", "harm", certainty="high"),
            True,
        ),
    ],
)
def test_what_says_the_opposite(text: str, study: Evidence, fires: bool) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(study)])
        assert ("CONTRADICTED" in fired(text, store)) is fires


SUNBEDS = row("sunbeds", "risk of melanoma", "harm", certainty="high")


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("There is no link between sunbeds and melanoma.", True),
        ("There is no proven link between sunbeds and melanoma.", False),
        ("One study found no link between sunbeds and melanoma.", False),
        ("There may be no link between sunbeds and melanoma.", False),
        ("Sunbeds are not linked to melanoma.", True),
        ("Sunbeds are not clearly linked to melanoma.", False),  # `_UNPROVEN` alone holds it back
        ("Sunbeds are not significantly associated with melanoma.", False),
        ("There is a link between sunbeds and melanoma.", False),
        ("Is there no link between sunbeds and melanoma?", False),
    ],
)
def test_a_link_that_is_denied(text: str, fires: bool) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(SUNBEDS)])
        assert ("CONTRADICTED" in fired(text, store)) is fires


def test_a_wide_match_does_not_say_the_opposite(monkeypatch: pytest.MonkeyPatch) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(RUNNING)])
        assert "CONTRADICTED" in fired("Running causes osteoporosis.", store)
        monkeypatch.setattr(held_against, "OPPOSED", 1.1)
        assert "CONTRADICTED" not in fired("Running causes osteoporosis.", store)


def test_what_hardly_weighs_bears_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told("Running prevents osteoporosis.", RUNNING) == "supported"
    monkeypatch.setattr(verdict, "SLIGHT", 9.0)
    assert told("Running prevents osteoporosis.", RUNNING) == "insufficient"


WEAK = row("calcium", "prevention of osteoporosis", "benefit", certainty="low")
OPEN = row("calcium", "prevention of osteoporosis", "unclear", certainty="low", identifier="PMC7")


def test_only_what_is_sure_contradicts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Calcium does not prevent osteoporosis."
    assert told(text, WEAK, OPEN) == "contradicted"
    with EvidenceStore.empty() as store:
        store.add([Row(WEAK), Row(OPEN)])
        assert "CONTRADICTED" not in fired(text, store)
        monkeypatch.setattr(held_against, "SURE", 0.5)
        assert "CONTRADICTED" in fired(text, store)


def test_no_benefit_is_always_sure() -> None:
    assert verdict.no_benefit(Tally(supports=1.0)) > held_against.SURE


@pytest.mark.parametrize(
    ("text", "fires"), [("Massage cures pain.", True), ("Massage relieves pain.", False)]
)
def test_a_cure_of_pain_at_large_is_beyond_studies_of_a_kind(text: str, fires: bool) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(row("massage", "back pain", "benefit", certainty="moderate"))])
        assert ("STRONGER_THAN_EVIDENCE" in fired(text, store)) is fires
