"""Which verbs promise that a disorder goes, as "cures" does, and of what they do not."""

from __future__ import annotations

import pytest

from healthtext import evidence
from healthtext.evidence.asked import cure_promised
from healthtext.evidence.store import EvidenceStore, Row
from tests.evidence.conftest import row, told
from tests.evidence.test_looked_up import fired

STRONGER = "STRONGER_THAN_EVIDENCE"


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        *((f"Turmeric {verb} arthritis.", True) for verb in (
            "cures", "reverses", "gets rid of", "wipes out", "melts away", "flushes out", "heals",
            "knocks out", "beats", "kills", "dissolves", "defeats", "can beat", "completely heals",
        )),
        *((f"Turmeric {verb} arthritis.", False) for verb in ("relieves", "eases", "fights")),
        # wounds do heal, germs are killed, stones and lice taken away; attacks come again
        ("Honey heals wounds.", False),
        ("Honey heals burns.", False),
        ("Omeprazole heals reflux oesophagitis.", False),
        ("Alcohol gel kills flu viruses.", False),
        ("Tea tree oil kills lice.", False),
        ("Lemon juice dissolves kidney stones.", False),
        ("Ginger knocks out migraines.", False),
        ("Ibuprofen knocks out pain.", False),
        ("Turmeric beats ibuprofen for arthritis.", False),
    ],
)  # fmt: skip
def test_what_promises_a_cure(text: str, promised: bool) -> None:
    with EvidenceStore.empty() as store:
        assert cure_promised.cures(evidence.ask(text, base=store)) is promised


@pytest.mark.parametrize("verb", ["melts away", "heals", "knocks out", "beats", "kills"])
def test_relief_does_not_bear_them_out(verb: str) -> None:
    study = row("turmeric", "arthritis", "benefit", certainty="high")
    assert told("Turmeric relieves arthritis.", study) == "supported"
    assert told(f"Turmeric {verb} arthritis.", study) == "insufficient"
    with EvidenceStore.empty() as store:
        store.add([Row(study)])
        assert STRONGER in fired(f"Turmeric {verb} arthritis.", store)


@pytest.mark.parametrize("outcome", ["treatment of scabies", "scabies cure"])
def test_what_shows_a_cure_is_not_put_too_strongly(outcome: str) -> None:
    """Of parasites who is better has got rid of them, whatever the outcome is called."""
    study = row("ivermectin", outcome, "benefit", certainty="high")
    with EvidenceStore.empty() as store:
        store.add([Row(study)])
        assert told("Ivermectin cures scabies.", study) == "supported"
        assert STRONGER not in fired("Ivermectin cures scabies.", store)


@pytest.mark.parametrize(
    ("text", "acts", "acted"),
    [
        ("Garlic flushes out infections.", "Garlic", "infections"),
        ("Water flushes out kidney stones.", "Water", "kidney stones"),
    ],
)
def test_what_is_flushed_out_is_no_toxin(text: str, acts: str, acted: str) -> None:
    with EvidenceStore.empty() as store:
        claim = evidence.ask(text, base=store)
    assert claim.subject and claim.object and claim.verdict
    assert (claim.subject.text, claim.object.text) == (acts, acted)
    assert f"“{acted}”" in claim.verdict.looked_up
