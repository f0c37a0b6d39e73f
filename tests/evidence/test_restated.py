"""A claim of a text whose sides no claim rule tells is read by the forms of plain statements."""

from __future__ import annotations

import pytest

from healthtext import entities, evidence, syntax
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.records import Claim, Party
from tests.evidence.conftest import row

NETTLE = row("nettle tea", "gout", "benefit")
DRY = row("nettle tea", "dehydration", "harm")
SUGAR = row("sugar", "risk of hyperactivity", "harm", population="children")


def verdict(text: str, kind: str, polarity: str = "positive") -> str:
    claim = Claim(0, len(text), text, kind, "direct_causal", polarity, "none", "none")
    with EvidenceStore.empty() as store:
        store.add([Row(NETTLE), Row(SUGAR), Row(DRY)])
        (judged,) = evidence.check([claim], entities.find(syntax.load()(text)), base=store)
    assert judged.verdict is not None
    return judged.verdict.value


@pytest.mark.parametrize(
    ("text", "kind", "polarity", "value"),
    [
        ("Nettle tea relieves gout.", "treatment", "positive", "supported"),
        ("It may be that nettle tea probably relieves gout.", "treatment", "positive", "supported"),
        ("Nettle tea does not relieve gout.", "treatment", "negative", "contradicted"),
        ("Sugar causes hyperactivity in children.", "cause", "positive", "supported"),
        ("Nettle tea dehydrates you.", "mechanism", "positive", "supported"),
        ("Nettle tea does not dehydrate you.", "mechanism", "negative", "contradicted"),
        ("Nettle tea dehydrates you.", "treatment", "positive", "supported"),
        ("Nettle tea dehydrates you, so leave it out.", "mechanism", "positive", "supported"),
        ("Nettle tea is old, so it dehydrates nobody.", "mechanism", "negative", "not_checkable"),
        ("That is why nettle tea relieves gout.", "treatment", "positive", "supported"),
        ("Fact: nettle tea relieves gout.", "treatment", "positive", "supported"),
        ("It is a well known fact that nettle tea relieves gout.", "treatment", "positive",
         "supported"),
        ("Nobody knows why nettle tea relieves gout.", "treatment", "positive", "not_checkable"),
        # what it says else, who asks, and what no name is
        ("Nettle tea relieves gout.", "treatment", "negative", "not_checkable"),
        # a kind that no rule tells is a guess, where a form names a disorder or says it by its verb
        ("Nettle tea relieves gout.", "harm", "positive", "supported"),
        ("Nettle tea relieves gout.", "mechanism", "positive", "supported"),
        ("Nettle tea removes ear wax.", "mechanism", "positive", "nothing_found"),
        ("Nettle tea supports the guests.", "mechanism", "positive", "not_checkable"),
        ("Nettle tea is useless.", "harm", "positive", "mixed"),
        ("Nettle tea from the garden of an old aunt relieves gout.", "mechanism", "positive",
         "not_checkable"),
        ("Nettle tea relieves gout?", "treatment", "positive", "not_checkable"),
        ("Nettle tea and what goes with it relieves gout.", "treatment", "positive",
         "not_checkable"),
        ("Nobody knows whether nettle tea relieves gout.", "treatment", "positive",
         "not_checkable"),
        ("How much nettle tea relieves gout is unknown.", "treatment", "positive",
         "not_checkable"),
        ("Nettle tea relieves gout, which many have.", "treatment", "positive", "not_checkable"),
        ("Nettle tea eases or relieves gout.", "treatment", "positive", "not_checkable"),
    ],
)  # fmt: skip
def test_what_no_claim_rule_reads(text: str, kind: str, polarity: str, value: str) -> None:
    assert verdict(text, kind, polarity) == value


@pytest.mark.parametrize(
    ("acting", "acted", "value"),
    [
        ("nettle tea", "blood pressure", "supported"),  # only the verb was not made out
        ("nettle", "blood pressure", "not_checkable"),
        ("", "", "not_checkable"),
    ],
)
def test_a_claim_that_names_both_of_its_sides(acting: str, acted: str, value: str) -> None:
    text = "That is why nettle tea lowers blood pressure."

    def party(name: str) -> Party | None:
        at = text.index(name)
        return Party(at, at + len(name), name) if name else None

    claim = Claim(
        0, len(text), text, "mechanism", "direct_causal", "positive", "none", "none",
        subject=party(acting), object=party(acted),
    )  # fmt: skip
    with EvidenceStore.empty() as store:
        store.add([Row(row("nettle tea", "blood pressure", "benefit", direction="decreased"))])
        (judged,) = evidence.check([claim], base=store)
    assert judged.verdict is not None and judged.verdict.value == value
