"""Several claims in a sentence have verdicts of their own, and are not told of twice."""

from __future__ import annotations

import pytest

from healthtext import claims, edits, entities, evidence, syntax
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.records import Claim, Finding
from tests.evidence.conftest import row


def judged(text: str, base: EvidenceStore) -> tuple[Claim, ...]:
    doc = syntax.load()(text)
    named = entities.find(doc)
    return evidence.check(claims.find(doc, named), named, base=base)


def found(text: str, base: EvidenceStore) -> list[Finding]:
    doc = syntax.load()(text)
    return list(evidence.findings(doc, entities.find(doc), judged(text, base), base=base))


def verdicts(text: str, base: EvidenceStore) -> dict[str, str]:
    return {
        claim.object.text: claim.verdict.value
        for claim in judged(text, base) if claim.object and claim.verdict
    }  # fmt: skip


def test_each_claim_of_a_sentence_has_its_own_verdict(base: EvidenceStore) -> None:
    assert verdicts("Aspirin causes bleeding and acupuncture prevents migraine.", base) == {
        "bleeding": "supported", "migraine": "supported",
    }  # fmt: skip
    assert verdicts("Vitamin C prevents colds, migraine and gout.", base) == {
        "colds": "contradicted", "migraine": "nothing_found", "gout": "nothing_found",
    }  # fmt: skip


@pytest.fixture
def whole() -> EvidenceStore:
    """Return a store that knows two outcomes only together, and one of two treatments alone."""
    store = EvidenceStore.empty()
    store.add([
        Row(row("ginger", "fever and headache", "benefit")),
        Row(row("zinc", "fever", "benefit")),
        Row(row("zinc", "headache", "none")),
    ])  # fmt: skip
    return store


def test_a_list_of_which_only_the_whole_is_known_is_one_claim(whole: EvidenceStore) -> None:
    (claim,) = judged("Ginger relieves fever and headache.", whole)
    assert claim.object is not None
    assert claim.object.text == "fever and headache"
    assert claim.verdict is not None
    assert claim.verdict.value == "supported"
    assert "“fever and headache”" in claim.verdict.looked_up


def test_a_list_whose_members_are_known_is_not(whole: EvidenceStore) -> None:
    assert verdicts("Zinc relieves fever and headache.", whole) == {
        "fever": "supported", "headache": "contradicted",
    }  # fmt: skip
    made = judged("Ginger relieves fever and gout.", whole)
    assert [one.object.text for one in made if one.object] == ["fever", "gout"]
    assert len(judged("Ginger relieves fever, and ginger relieves headache.", whole)) == 2


def test_a_rule_reports_a_sentence_once(base: EvidenceStore) -> None:
    text = "Acupuncture cures migraine and treats warts, colds and gout."
    told = [one for one in found(text, base) if one.rule == "NO_CITATION"]
    assert [(one.start, one.end) for one in told] == [(0, len(text))]
    text = "Garlic lowers cholesterol and cures warts and colds in mice."
    told = [one for one in found(text, base) if one.rule == "ANIMAL_OR_IN_VITRO"]
    assert [(one.start, one.end) for one in told] == [(0, len(text))]


def test_what_is_said_of_different_claims_is_told_of_each(base: EvidenceStore) -> None:
    text = "Vitamin C prevents colds and vitamin E prevents heart disease."
    told = [one for one in found(text, base) if one.rule == "CONTRADICTED"]
    assert [text[one.start : one.end] for one in told] == [
        "Vitamin C prevents colds", "vitamin E prevents heart disease.",
    ]  # fmt: skip


def test_a_source_is_looked_for_in_the_whole_sentence(base: EvidenceStore) -> None:
    for text in (
        "Some websites claim that honey cures asthma and prevents gout.",
        "Honey cures asthma and prevents gout, says the baker.",
    ):
        assert "NO_CITATION" not in {one.rule for one in found(text, base)}
    assert "NO_CITATION" in {one.rule for one in found("Honey cures gout and warts.", base)}


def test_a_citation_is_about_the_sentence_if_it_is_about_one_of_its_claims(
    base: EvidenceStore,
) -> None:
    about = "10.1002/14651858.CD000980"  # vitamin C and colds
    text = f"Vitamin C lowers cholesterol and prevents colds ({about})."
    assert "CITATION_NOT_ABOUT_CLAIM" not in {one.rule for one in found(text, base)}
    text = f"Vitamin E lowers cholesterol and prevents migraine ({about})."
    told = [one for one in found(text, base) if one.rule == "CITATION_NOT_ABOUT_CLAIM"]
    assert len(told) == 1


def test_a_verb_is_reworded_only_where_all_its_claims_need_it(base: EvidenceStore) -> None:
    text = "Acupuncture prevents migraine and gout."
    assert evidence.wording.propose(text, judged(text, base)) == ()
    text = "Acupuncture prevents migraine, and vitamin C reduces colds."
    new = edits.apply(text, evidence.wording.propose(text, judged(text, base)))
    assert new == (
        "Acupuncture may prevent migraine, and vitamin C makes little or no difference to colds."
    )
