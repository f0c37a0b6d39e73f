"""What could harm most is read first, and every level has its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthtext import claims, entities, syntax
from healthtext.claims import priority
from healthtext.records import Claim, Finding, Severity


def claim_of(text: str) -> Claim:
    doc = syntax.load()(text)
    return min(claims.find(doc, entities.find(doc)), key=priority.order)


@pytest.mark.parametrize(
    ("text", "level", "reason"),
    [
        ("Cinnamon cures diabetes, so you can stop taking your insulin.", "high", "left out"),
        ("Garlic works as well as antibiotics and cures sinusitis.", "high", "left out"),
        ("Turmeric may prevent cancer.", "high", "cancer"),
        ("Ginger prevents a heart attack.", "high", "emergency"),
        ("The oil is safe for infants.", "high", "children"),
        ("Ginger eases morning sickness.", "high", "pregnancy"),
        ("Honey eases coughs in children.", "high", "children"),
        ("Take 500 mg of vitamin C twice a day.", "high", "amount"),
        ("Smoking causes lung cancer.", "medium", "cancer"),
        ("Vaccines cause autism.", "high", "fear"),
        ("Sunscreen causes cancer.", "high", "fear"),
        ("The flu vaccine causes a sore arm.", "low", "act on"),
        ("Vaccines do not cause autism.", "medium", "safe"),
        ("St John's wort interacts with warfarin.", "medium", "medicines"),
        ("Essential oils have no side effects.", "medium", "safe"),
        ("Ginger relieves nausea.", "medium", "promise"),
        ("Ginger may relieve nausea.", "low", "hedged"),
        ("Ginger relieves nausea (https://example.org/a).", "low", "source"),
        ("Dairy worsens acne.", "low", "act on"),
        ("There is limited evidence that turmeric prevents cancer.", "medium", "cancer"),
    ],
)
def test_a_claim_has_a_priority_with_its_reason(text: str, level: str, reason: str) -> None:
    claim = claim_of(text)
    assert (claim.priority, reason in claim.priority_reason) == (level, True), claim


def test_findings_within_a_claim_raise_it() -> None:
    claim = claim_of("Ginger may relieve nausea.")
    error = Finding(claim.start, claim.end, "DANGEROUS_ADVICE", "error", "")
    warning = replace(error, severity="warning", start=claim.end - 1)
    beside = replace(error, start=claim.end, end=claim.end + 5)
    assert [one.priority for one in priority.raised([claim], [warning])] == ["medium"]
    assert [one.priority for one in priority.raised([claim], [warning, error])] == ["high"]
    assert priority.raised([claim], [beside]) == (claim,)


@pytest.mark.parametrize(
    ("rule", "severity", "reason"),
    [
        ("DANGEROUS_ADVICE", "error", "dangerous advice"),
        ("RETRACTED", "error", "a study behind it was retracted"),
        ("CONTRADICTED", "warning", "studies say the opposite"),
        ("STRONGER_THAN_EVIDENCE", "warning", "says more than the studies do"),
        ("NUMBER_MISMATCH", "warning", "a figure that its source does not give"),
        ("CITATION_NOT_ABOUT_CLAIM", "warning", "its source speaks of something else"),
        ("ABSOLUTE_WORDING", "warning", "promises too much"),
    ],
)
def test_the_reason_is_that_of_the_rule(rule: str, severity: Severity, reason: str) -> None:
    claim = claim_of("Dairy worsens acne.")
    finding = Finding(claim.start, claim.end, rule, severity, "")
    beside = replace(finding, rule="PSEUDO_MECHANISM", severity="warning")
    (raised,) = priority.raised([claim], [beside, finding])
    assert raised.priority_reason == reason


def test_the_most_harmful_come_first_and_the_uncited_before_the_cited() -> None:
    low, high = claim_of("Dairy worsens acne."), claim_of("Turmeric prevents cancer.")
    cited = claim_of("Turmeric prevents cancer (https://example.org/a).")
    assert sorted([low, cited, high], key=priority.order) == [high, cited, low]
