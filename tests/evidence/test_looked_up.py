"""Findings by evidence: whom they spare, and what they say."""

from __future__ import annotations

import pytest

from healthtext import claims, entities, evidence, syntax
from healthtext.evidence.looked_up import identifiers
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.records import Citation, Evidence, Finding
from tests.evidence.conftest import REVIEW, TRIAL, row


def found(text: str, base: EvidenceStore, disabled: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    doc = syntax.load()(text)
    named = entities.find(doc)
    judged = evidence.check(claims.find(doc, named), named, base=base)
    return evidence.findings(doc, named, judged, disabled, base)


def fired(text: str, base: EvidenceStore) -> set[str]:
    return {finding.rule for finding in found(text, base)}


@pytest.mark.parametrize(
    ("kind", "value", "known"),
    [
        ("doi", "10.1002/14651858.CD001218.pub3",
         ("10.1002/14651858.CD001218.pub3", "10.1002/14651858.CD001218")),
        ("url", "https://doi.org/10.1002/14651858.CD001218/", ("10.1002/14651858.CD001218",)),
        ("url", "https://doi.org/10.1002/14651858.cd001218.pub2", ("10.1002/14651858.CD001218",)),
        ("doi", "10.5555/ROSEHIP", ("10.5555/ROSEHIP", "10.5555/rosehip")),
        ("url", "https://pmc.ncbi.nlm.nih.gov/articles/pmc1000001/", ("PMC1000001",)),
        ("pmid", "10000002", ("10000002", "PMID:10000002")),
        ("url", "https://example.org/honey", ()),
    ],
)  # fmt: skip
def test_a_citation_names_a_study(kind: str, value: str, known: tuple[str, ...]) -> None:
    found = identifiers(Citation(0, 1, kind, value))
    assert {*known} <= {*found}
    assert bool(known) is bool(found)


def test_a_finding_names_its_study(base: EvidenceStore) -> None:
    (finding,) = (
        one for one in found("Vitamin C prevents colds.", base) if one.rule == "CONTRADICTED"
    )
    assert "systematic review 10.1002/14651858.CD000980" in finding.message
    assert "{" not in finding.message
    assert (finding.start, finding.end) == (0, 25)


def test_a_full_store_is_needed_to_say_that_nothing_was_found(base: EvidenceStore) -> None:
    assert "NOTHING_FOUND" in fired("Honey cures asthma.", base)
    with EvidenceStore.empty() as nothing:
        assert "NOTHING_FOUND" not in fired("Honey cures asthma.", nothing)


@pytest.mark.parametrize(
    ("kinds", "certainty", "fires"),
    [
        ((TRIAL, TRIAL), "not stated", True),
        ((TRIAL, REVIEW), "not stated", False),
        ((REVIEW,), "low", True),
        ((TRIAL, "guidance of WHO"), "not stated", False),
    ],
)
def test_what_rests_on_single_trials_is_put_too_strongly(
    kinds: tuple[str, ...], certainty: str, fires: bool
) -> None:
    rows = [row("garlic", "gout", "benefit", study=kind, certainty=certainty,
                identifier=f"PMC100001{n}") for n, kind in enumerate(kinds)]  # fmt: skip
    with EvidenceStore.empty() as store:
        store.add([Row(one) for one in rows])
        assert ("STRONGER_THAN_EVIDENCE" in fired("Garlic prevents gout.", store)) is fires


def test_claims_without_a_verdict_are_left_alone(base: EvidenceStore) -> None:
    doc = syntax.load()("Vitamin C prevents colds.")
    named = entities.find(doc)
    told = evidence.findings(doc, named, claims.find(doc, named), base=base)
    assert {finding.rule for finding in told} == {"NO_CITATION"}


def test_a_disabled_rule_is_silent(base: EvidenceStore) -> None:
    text = "Vitamin C prevents colds."
    assert "CONTRADICTED" not in {one.rule for one in found(text, base, ("CONTRADICTED",))}


def test_evidence_on_something_near_is_not_held_against_a_wording(base: EvidenceStore) -> None:
    # the store has "vitamin E" and "heart disease"; heart failure is another disorder
    assert "CONTRADICTED" not in fired("Vitamin E prevents heart failure.", base)


def test_people_in_the_sentence_are_no_animals(base: EvidenceStore) -> None:
    text = "In mice and in people, curcumin shrinks tumours."
    assert "ANIMAL_OR_IN_VITRO" not in fired(text, base)


def test_a_cure_is_more_than_relief(base: EvidenceStore) -> None:
    assert "STRONGER_THAN_EVIDENCE" in fired("Ibuprofen cures pain.", base)
    assert "STRONGER_THAN_EVIDENCE" not in fired("Ibuprofen relieves pain.", base)
    assert "STRONGER_THAN_EVIDENCE" not in fired("Ibuprofen may cure pain.", base)


@pytest.mark.parametrize(
    ("text", "study", "fires"),
    [
        ("Jellies cause gout.", row("jellies", "risk of gout", "none", certainty=""), True),
        ("Jellies raise the risk of gout.", row("jellies", "risk of gout", "none", certainty=""),
         True),
        ("Jellies cause gout.",
         row("jellies", "risk of gout", "unclear", study="guidance of NHS", certainty=""), True),
        # hedged, left open by reviews, of a single trial, of something else, found after all
        ("Jellies can cause gout.", row("jellies", "risk of gout", "none", certainty=""), False),
        ("Jellies do not cause gout.", row("jellies", "risk of gout", "none", certainty=""), False),
        ("Jellies cause gout.", row("jellies", "risk of gout", "unclear", certainty=""), False),
        ("Jellies cause gout.",
         row("jellies", "risk of gout", "none", study=TRIAL, certainty=""), False),
        ("Jellies cause gout.", row("jellies", "risk of measles", "none", certainty=""), False),
        ("Jellies cause gout.", row("jellies", "risk of gout", "harm", certainty=""), False),
    ],
)  # fmt: skip
def test_a_harm_that_was_looked_for_in_vain(text: str, study: Evidence, fires: bool) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(study)])
        assert ("STRONGER_THAN_EVIDENCE" in fired(text, store)) is fires


def test_a_harm_that_was_found_once_is_not_said_to_be_none() -> None:
    with EvidenceStore.empty() as store:
        none = [row("jellies", "risk of gout", "none", certainty="low", identifier=f"PMID:{n}")
                for n in range(10000001, 10000002)]  # fmt: skip
        store.add([Row(one) for one in none])
        assert "STRONGER_THAN_EVIDENCE" in fired("Jellies cause gout.", store)
        store.add([Row(row("jellies", "risk of gout", "harm", study=TRIAL, certainty=""))])
        assert "STRONGER_THAN_EVIDENCE" not in fired("Jellies cause gout.", store)
