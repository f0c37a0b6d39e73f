"""What is inherited, what is caught, and what a test tells: read, with a verdict on rows of it."""

from __future__ import annotations

import pytest

from healthtext import evidence
from healthtext.records import Evidence
from tests.evidence.conftest import row, told
from tests.evidence.test_questions import put

INHERITED = row("cystic fibrosis", "hereditary disease", "harm", study="guidance of NHS")
TREATED = row("ivacaftor", "treatment of cystic fibrosis", "benefit")
RISK = row("calcium supplements", "risk of heart attack", "harm")
PRESSURE = row("high blood pressure", "risk of stroke", "harm")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Cystic fibrosis is hereditary.", INHERITED, "supported"),
        ("Cystic fibrosis is a hereditary disease.", INHERITED, "supported"),
        ("Cystic fibrosis is not hereditary.", INHERITED, "contradicted"),
        ("Is cystic fibrosis hereditary?", INHERITED, "supported"),
        ("Cystic fibrosis runs in families.", TREATED, "nothing_found"),
        ("Does cystic fibrosis run in families?", TREATED, "nothing_found"),
        ("Cystic fibrosis is passed from parents to children.", TREATED, "nothing_found"),
        ("Cystic fibrosis is passed on in the genes.", TREATED, "nothing_found"),
        ("Cystic fibrosis spreads from person to person.", TREATED, "nothing_found"),
        ("Cystic fibrosis is catching.", TREATED, "nothing_found"),
        ("A hereditary disease is rare.", INHERITED, "not_checkable"),
        ("A high calcium score predicts heart attacks.", RISK, "not_checkable"),
        ("High blood pressure predicts strokes.", PRESSURE, "supported"),
    ],
)
def test_what_is_inherited_or_foretold(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


@pytest.mark.parametrize(
    ("text", "acting", "acted"),
    [
        ("Does live blood analysis detect cancer?", "live blood analysis", "cancer"),
        ("Can iridology diagnose disease?", "iridology", "disease"),
        ("Is hair analysis able to diagnose allergies?", "hair analysis", "allergies"),
        ("Can a blood test rule out a heart attack?", "a blood test", "a heart attack"),
    ],
)
def test_what_a_test_is_asked_to_detect(text: str, acting: str, acted: str) -> None:
    claim = put(text)
    assert claim is not None and claim.subject is not None and claim.object is not None
    assert (claim.kind, claim.subject.text, claim.object.text) == ("diagnosis", acting, acted)
    verdict = evidence.ask(text).verdict
    assert verdict is not None and verdict.value == "not_checkable"
    assert "diagnosis" in verdict.looked_up


@pytest.mark.parametrize(
    "text",
    ["Do doctors diagnose asthma?", "Does detecting cancer early save lives?",
     "Do tests that detect cancer early save lives?",
     "Does screening to detect cancer save lives?"],
)  # fmt: skip
def test_who_detects_and_what_comes_of_it_is_no_test(text: str) -> None:
    claim = put(text)
    assert claim is None or claim.kind != "diagnosis"
