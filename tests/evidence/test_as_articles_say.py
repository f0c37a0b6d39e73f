"""What untrue articles say in their own ways: nobody has shown it, all you need, never get."""

from __future__ import annotations

import pytest

from healthtext import claims, context, entities, evidence, syntax
from healthtext.evidence.store import EvidenceStore, Row
from tests.evidence.conftest import row, told
from tests.evidence.test_looked_up import fired

HELPS = row("nettle tea", "treatment of gout", "benefit", certainty="high")
FALLS = row("walking", "prevention of gout", "benefit", certainty="high")
ROWS = (
    row("statins", "mortality", "benefit", certainty="high"),
    row("smoking", "risk of lung cancer", "harm", certainty="high"),
    row("aspirin", "risk of bleeding", "harm", certainty="high"),
    row("milk", "risk of blood clots", "none", certainty="high"),
    row("cola", "dental erosion", "harm", certainty="high"),
    row("HPV vaccine", "risk of infertility", "none", certainty="high"),
    row("letrozole", "pregnancy rate", "benefit", certainty="high"),
    row("running", "risk of knee osteoarthritis", "none", certainty="high"),
    row("sugar", "risk of hyperactivity", "none", certainty="high"),
    row("laetrile", "treatment of cancer", "none", certainty="high"),
    row("lithotripsy", "treatment of kidney stones", "benefit", certainty="high"),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("No trial has ever shown that nettle tea treats gout.", "contradicted"),
        ("It does not: no trial has ever shown that nettle tea treats gout.", "contradicted"),
        ("Nettle tea treats gout, and no trial has ever shown that it harms.", "supported"),
        ("Nettle tea helps nobody with gout.", "contradicted"),
    ],
)
def test_what_nobody_has_shown_is_denied(text: str, value: str) -> None:
    assert told(text, HELPS) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Statins have never saved a single life.", "contradicted"),
        ("Statins save lives.", "supported"),
        ("Lung cancer has nothing to do with smoking.", "contradicted"),
        ("Smoking has never given anyone lung cancer.", "contradicted"),
        ("Smoking gives people lung cancer.", "supported"),
        ("Aspirin thins the blood.", "supported"),
        ("Aspirin thins paint.", "not_checkable"),
        ("Milk thickens the blood.", "contradicted"),
        ("Cola erodes your teeth.", "supported"),
        ("The HPV vaccine sterilises girls.", "contradicted"),
        ("The HPV vaccine sterilises bottles.", "not_checkable"),
        ("Letrozole restores fertility.", "supported"),
        ("Running wears out your knees.", "contradicted"),
        ("Running wears out your shoes.", "not_checkable"),
        ("The real culprit in hyperactivity is sugar.", "contradicted"),
        ("The culprit behind hyperactivity is often unknown.", "not_checkable"),
        ("All you need to cure cancer is laetrile.", "contradicted"),
        ("Laetrile is all you need to cure cancer.", "contradicted"),
        ("Thousands of people have been cured of cancer with laetrile.", "contradicted"),
        ("Lithotripsy breaks up kidney stones.", "supported"),
    ],
)
def test_what_articles_call_it(text: str, value: str) -> None:
    assert told(text, *ROWS) == value


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("No trial has ever shown that nettle tea treats gout.", "CONTRADICTED"),
        ("Nettle tea works no better than a sugar pill for gout.", "CONTRADICTED"),
        ("The agency says that nettle tea does not treat gout.", ""),
        ("People who take up walking never get gout.", "STRONGER_THAN_EVIDENCE"),
        ("People who take up walking get less gout.", ""),
    ],
)
def test_what_is_held_against_it(text: str, rule: str) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(HELPS), Row(FALLS)])
        found = [one for one in fired(text, store) if one != "NO_CITATION"]
    assert found == [rule] * bool(rule)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Take nettle tea and your gout will vanish.", "insufficient"),
        ("Swap coffee for nettle tea, and your gout will ease.", "supported"),
        ("Take nettle tea and your shoes will vanish.", "not_checkable"),
        ("Rest in bed and your gout will go away.", "not_checkable"),
        ("Nettle tea should be had every day, as it treats gout.", "supported"),
        ("Nettle tea should be had every day, as a treat for gout.", "not_checkable"),
    ],
)
def test_what_an_instruction_promises(text: str, value: str) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(row("nettle tea", "gout", "benefit", certainty="high"))])
        assert told_in_full(text, store) == value


def told_in_full(text: str, store: EvidenceStore) -> str:
    """Return the verdict on the last claim of a text as a report reads it, of no claim too."""
    doc = syntax.load()(text)
    found = context.label(doc, entities.for_claims(entities.find(doc)))
    judged = evidence.check(claims.find(doc, found), found, base=store)
    return judged[-1].verdict.value if judged and judged[-1].verdict else "not_checkable"


def test_what_one_is_made_is_not_spoken_of_further() -> None:
    text = "Nettle tea makes you fat. It also causes gout."
    (_, second) = claims.find(syntax.load()(text), entities.find(syntax.load()(text)))
    assert second.subject is not None
    assert second.subject.text == "Nettle tea"
    text = "Fat makes you ill. It also causes gout."
    *_, last = claims.find(syntax.load()(text), entities.find(syntax.load()(text)))
    assert last.subject is not None
    assert last.subject.text == "Fat"
