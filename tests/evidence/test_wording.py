"""Safer wordings: the verb only, in its own number, and only where the evidence is close."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext import claims, edits, entities, evidence, syntax
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.evidence.wording import rewritten
from healthtext.records import Edit
from tests.evidence.conftest import row


def proposed(text: str, base: EvidenceStore) -> tuple[Edit, ...]:
    doc = syntax.load()(text)
    found = entities.find(doc)
    judged = evidence.check(claims.find(doc, found), found, base=base)
    return evidence.wording.propose(text, judged)


def reworded(text: str, base: EvidenceStore) -> str:
    return edits.apply(text, proposed(text, base))


@pytest.mark.parametrize(
    ("relation", "level", "new"),
    [
        ("reduces", "probably", "probably reduces"),
        ("reduce", "may", "may reduce"),
        ("reduces", "may", "may reduce"),
        ("can reduce the risk of", "probably", "can probably reduce the risk of"),
        ("will prevent", "may", "may prevent"),
        ("is effective for", "probably", "is probably effective for"),
        ("are effective for", "may", "may be effective for"),
        ("cures", "may", "may help with"),
        ("heals", "probably", "probably helps with"),
        ("completely cures", "may", "may help with"),
        ("reduces", "little or no difference", "makes little or no difference to"),
        ("reduce", "little or no difference", "make little or no difference to"),
        ("reduces the risk of", "probably little or no difference",
         "probably makes little or no difference to the risk of"),
        ("helps to relieve", "perhaps little or no difference",
         "may make little or no difference to"),
        ("relieves", "very uncertain", "has a very uncertain effect on"),
        ("are good for", "very uncertain", "have a very uncertain effect on"),
        ("can relieve", "very uncertain", "may have a very uncertain effect on"),
        ("has been shown to relieve", "may", ""),
        ("has been proven to prevent", "may", "may prevent"),
        ("has been clinically proven to prevent", "probably", "probably prevents"),
        ("are proven to reduce the risk of", "little or no difference",
         "make little or no difference to the risk of"),
        ("is sure to cure", "probably", "probably helps with"),
        ("are prevented by", "probably", "are probably prevented by"),
        ("is relieved with", "may", "may be relieved with"),
        ("are cured by", "may", "may be helped by"),
        ("is prevented by", "little or no difference", ""),
        ("is a cure for", "may", "may help with"),
        ("are cures for", "probably", "probably help with"),
        ("is an effective treatment for", "probably", "is probably an effective treatment for"),
        ("is a good remedy against", "may", "may be a good remedy against"),
        ("is a remedy for", "very uncertain", "has a very uncertain effect on"),
        ("are effective treatments for", "probably little or no difference",
         "probably make little or no difference to"),
        ("is the best remedy for", "may", ""),
        ("halves the risk of", "may", ""),
        ("halves the risk of", "little or no difference",
         "makes little or no difference to the risk of"),
        ("relieved", "may", ""),
        ("keeps at bay", "very uncertain", ""),
    ],
)  # fmt: skip
def test_the_verb_is_as_firm_as_the_evidence(relation: str, level: str, new: str) -> None:
    assert rewritten(relation, level) == new


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Acupuncture prevents migraine.", "Acupuncture may prevent migraine."),
        ("Acupuncture can prevent migraine.", "Acupuncture may prevent migraine."),
        (
            "Taking 1 g of vitamin C daily prevents colds.",
            "Taking 1 g of vitamin C daily makes little or no difference to the risk of colds.",
        ),
        (
            "Vitamin C prevents colds.",
            "Vitamin C makes little or no difference to the risk of colds.",
        ),
        ("Ginkgo relieves tinnitus.", "Ginkgo may make little or no difference to tinnitus."),
        ("Ibuprofen relieves pain.", "Ibuprofen relieves pain."),
        ("Migraine is prevented by acupuncture.", "Migraine may be prevented by acupuncture."),
        ("Colds are prevented by vitamin C.", "Colds are prevented by vitamin C."),
        ("Acupuncture is proven to prevent migraine.", "Acupuncture may prevent migraine."),
        ("Acupuncture may prevent migraine.", "Acupuncture may prevent migraine."),
        ("Acupuncture prevented migraine.", "Acupuncture prevented migraine."),
        ("Try this miracle cure.", "Try this cure."),
        ("It is an instant, 100% effective cure.", "It is an instant, effective cure."),
        ("The tonic is guaranteed to work.", "The tonic may work."),
    ],
)
def test_only_the_words_that_change_are_in_the_edit(
    base: EvidenceStore, text: str, new: str
) -> None:
    assert reworded(text, base) == new


def test_an_edit_is_small_and_a_suggestion(base: EvidenceStore) -> None:
    (edit,) = proposed("Acupuncture can prevent migraine.", base)
    assert (edit.old, edit.new, edit.safety, edit.step) == ("can", "may", "suggest", "evidence")


def test_evidence_that_is_not_close_changes_no_wording() -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(row("vitamin", "common cold", "none", certainty="high"))])
        assert proposed("Vitamin C prevents the common cold.", store) == ()


def test_the_article_before_a_word_left_out_has_to_fit(base: EvidenceStore) -> None:
    assert proposed("It is a 100% effective cure.", base) == ()


SENTENCES = (
    "Acupuncture prevents migraine.", "😀 Vitamin C prevents colds!", "Ginkgo relieves tinnitus.",
    "Try this miracle cure.", "İt is so.", "Garlic prevents colds.",
    "출장 It is guaranteed to work.",
)  # fmt: skip


@settings(deadline=None)
@given(drawn=st.lists(st.sampled_from(SENTENCES), max_size=6), gap=st.sampled_from((" ", "\r\n\n")))
def test_edits_lie_in_the_text_in_order_and_never_overlap(drawn: list[str], gap: str) -> None:
    text = gap.join(drawn)
    with EvidenceStore.empty() as store:
        store.add([Row(row("vitamin C", "common cold", "none", certainty="high"))])
        found = proposed(text, store)
    edits.check(text, found)
    assert all(left.end < right.start for left, right in pairwise(found))
    assert all(edit.safety == "suggest" for edit in found)
