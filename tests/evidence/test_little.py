"""What does little does no good, and what came of a thing in one study is a report."""

from __future__ import annotations

import pytest

from healthtext import claims, context, entities, evidence, syntax
from healthtext.evidence.store import EvidenceStore
from healthtext.records import Evidence
from tests.evidence.conftest import row, told

GOOD = row("ibuprofen", "treatment of gout", "benefit")
NONE = row("ibuprofen", "treatment of gout", "none", certainty="high")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Ibuprofen does little for gout.", GOOD, "contradicted"),
        ("Ibuprofen does little for gout.", NONE, "supported"),
        ("Ibuprofen barely relieves gout.", GOOD, "contradicted"),
        ("Nothing suggests that ibuprofen relieves gout.", GOOD, "contradicted"),
        ("Everything suggests that ibuprofen relieves gout.", GOOD, "supported"),
        ("Ibuprofen relieves gout a little.", GOOD, "supported"),
        ("Little ibuprofen relieves gout.", GOOD, "supported"),
    ],
)
def test_little_is_a_denial(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


def _rules(text: str, base: EvidenceStore) -> set[str]:
    doc = syntax.load()(text)
    found = context.label(doc, entities.find(doc))
    made = evidence.check(claims.find(doc, found), found, base=base)
    return {one.rule for one in evidence.findings(doc, found, made, base=base)}


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("Vitamin C prevents colds.", True),
        ("A study shows that vitamin C prevents colds.", True),
        ("In a study of 200 women, vitamin C prevents colds.", True),
        ("In a study of 200 women, vitamin C prevented colds.", False),
        ("In the trial, vitamin C prevented colds.", False),
    ],
)
def test_what_one_study_saw_is_not_held_against_it(
    text: str, fires: bool, base: EvidenceStore
) -> None:
    assert ("CONTRADICTED" in _rules(text, base)) is fires
