"""Findings by evidence: whom they spare, and what they say."""

from __future__ import annotations

import pytest

from healthtext import claims, entities, evidence, syntax
from healthtext.evidence.looked_up import identifiers
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.records import Citation, Claim, Evidence, Finding
from tests.evidence.conftest import REVIEW, TRIAL, row

STRONGER = "STRONGER_THAN_EVIDENCE"


def judged(text: str, base: EvidenceStore) -> tuple[Claim, ...]:
    doc = syntax.load()(text)
    named = entities.find(doc)
    return evidence.check(claims.find(doc, named), named, base=base)


def found(text: str, base: EvidenceStore, disabled: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    doc = syntax.load()(text)
    return evidence.findings(doc, entities.find(doc), judged(text, base), disabled, base)


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
        ("Jellies cause gout.", row("jellies", "risk of gout", "unclear", certainty=""), True),
        # hedged, of a single trial, of something else, found after all, not looked for
        ("Jellies can cause gout.", row("jellies", "risk of gout", "none", certainty=""), False),
        ("Jellies do not cause gout.", row("jellies", "risk of gout", "none", certainty=""), False),
        ("Jellies cause gout.",
         row("jellies", "risk of gout", "none", study=TRIAL, certainty=""), False),
        ("Jellies cause gout.", row("jellies", "risk of measles", "none", certainty=""), False),
        ("Jellies cause gout.", row("jellies", "risk of gout", "harm", certainty=""), False),
        ("Jellies cause gout.", row("jellies", "prevention of gout", "none", certainty=""), False),
    ],
)  # fmt: skip
def test_a_harm_that_was_looked_for_in_vain(text: str, study: Evidence, fires: bool) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(study)])
        assert ("STRONGER_THAN_EVIDENCE" in fired(text, store)) is fires


@pytest.mark.parametrize(("tested", "fires"), [("aspirin", True), ("aspirin and honey", False)])
def test_a_harm_that_some_saw_and_others_did_not(tested: str, fires: bool) -> None:
    """What did not see it must be as near to the claim as what did, and is what is named."""
    rows = [row(tested, "risk of gout", "none", certainty="low", identifier="PMID:10000001"),
            row("aspirin", "risk of gout", "harm", study=TRIAL, certainty="")]  # fmt: skip
    with EvidenceStore.empty() as store:
        store.add([Row(one) for one in rows])
        verdicts = [one.verdict for one in judged("Aspirin causes gout.", store)]
        assert [one and one.value for one in verdicts] == ["insufficient"]
        said = [one for one in found("Aspirin causes gout.", store) if one.rule == STRONGER]
        assert ["PMID:10000001" in one.message for one in said] == [True] * fires
