"""That a thing has side effects, or none: one harm that was found tells, no harm found does not."""

from __future__ import annotations

import pytest

from healthtext.evidence.asked import adverse
from healthtext.records import Claim, Evidence, Party
from tests.evidence.conftest import TRIAL, judged, row, told

BLEEDS = row("aspirin", "risk of bleeding", "harm", certainty="")
NONE = row("aspirin", "risk of adverse events", "none", certainty="high")
EASES = row("aspirin", "pain", "benefit", certainty="high")
WORSE = row("aspirin", "treatment of dementia", "harm", certainty="high")
ONE = row("aspirin", "risk of bleeding", "harm", study=TRIAL, certainty="")
BESIDE = row("aspirin", "risk of bleeding", "harm", comparator="ibuprofen")
STOPPED = row("stopping aspirin", "risk of stroke", "harm", certainty="")
LATE = row("delaying aspirin", "risk of stroke", "harm", certainty="")
UNBORN = row("aspirin in pregnancy", "risk of bleeding", "harm", certainty="")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Aspirin has no side effects.", BLEEDS, "contradicted"),
        ("Aspirin has absolutely no side effects.", BLEEDS, "contradicted"),
        ("Aspirin has zero side effects.", BLEEDS, "contradicted"),
        ("Aspirin has no adverse effects.", BLEEDS, "contradicted"),
        ("Aspirin has no side effects whatsoever.", BLEEDS, "contradicted"),
        ("Aspirin causes no side effects.", BLEEDS, "contradicted"),
        ("Aspirin is free of side effects.", BLEEDS, "contradicted"),
        ("Aspirin is without side effects.", BLEEDS, "contradicted"),
        ("Aspirin comes without side effects.", BLEEDS, "contradicted"),
        ("Aspirin does not have side effects.", BLEEDS, "contradicted"),
        ("Aspirin never has side effects.", BLEEDS, "contradicted"),
        ("Does aspirin have no side effects?", BLEEDS, "contradicted"),
        ("Aspirin has side effects.", BLEEDS, "supported"),
        ("Aspirin can have side effects.", BLEEDS, "supported"),
        ("Does aspirin have side effects?", BLEEDS, "supported"),
        ("Don't aspirin tablets have side effects?", BLEEDS, "supported"),
        ("Aspirin has no side effects.", NONE, "nothing_found"),
        ("Aspirin has side effects.", NONE, "nothing_found"),
        ("Aspirin has no side effects.", EASES, "nothing_found"),
        ("Aspirin has no side effects.", WORSE, "nothing_found"),
        ("Aspirin has no side effects.", ONE, "nothing_found"),
        ("Aspirin has no side effects.", BESIDE, "nothing_found"),
        ("Aspirin has no side effects.", STOPPED, "nothing_found"),
        ("Aspirin has no side effects.", LATE, "nothing_found"),
        ("Aspirin has no side effects.", UNBORN, "nothing_found"),
        ("This natural aspirin has no side effects.", BLEEDS, "not_checkable"),
        ("Our aspirin has no side effects.", BLEEDS, "not_checkable"),
        ("Stopping aspirin has no side effects.", BLEEDS, "not_checkable"),
        ("Aspirin has no serious side effects.", BLEEDS, "not_checkable"),
        ("Aspirin has few side effects.", BLEEDS, "not_checkable"),
        ("Does aspirin have side effects on muscles?", BLEEDS, "not_checkable"),
        ("The side effects of aspirin pass.", BLEEDS, "not_checkable"),
    ],
)
def test_one_harm_is_a_side_effect_and_none_found_is_no_proof(
    text: str, study: Evidence, value: str
) -> None:
    assert told(text, study) == value


def test_what_was_looked_for_is_said() -> None:
    assert adverse.ANY in judged("Aspirin has no side effects.", (BLEEDS,)).looked_up


@pytest.mark.parametrize(
    ("acting", "relation", "said"),
    [
        ("aspirin", "has no side effects", True),
        ("aspirin", "is free from side-effects", True),
        ("aspirin", "may have side effects", True),
        ("aspirin", "causes no side effects", True),
        ("aspirin", "causes fewer side effects", False),
        ("aspirin", "relieves side effects", False),
        ("aspirin", "has rare side effects", False),
        ("not taking aspirin", "has side effects", False),
    ],
)
def test_side_effects_at_all_are_told_by_the_verb(acting: str, relation: str, said: bool) -> None:
    claim = Claim(
        0, 40, f"{acting} {relation}", "harm", "direct_causal", "positive", "none", "none",
        subject=Party(0, len(acting), acting), relation=relation,
    )  # fmt: skip
    assert adverse.is_said(claim) is said
