"""Doing without a thing and having it: what helps in the one harms in the other."""

from __future__ import annotations

import pytest

from healthtext import evidence
from healthtext.evidence import absence
from healthtext.evidence.sides import side
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.records import Evidence
from tests.evidence.conftest import row

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
        ("eradicating lice", "lice"),
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
        "reduced-intensity conditioning",
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
