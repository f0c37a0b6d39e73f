"""Between what a claim is made, of whom, with which amounts and figures."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from healthtext import claims, entities, syntax
from healthtext.records import Claim, Entity, Party

CASES = tomllib.loads((Path(__file__).parent / "sides.toml").read_text("utf-8"))["case"]
PIECES = (
    "Ginger", "and", "turmeric", "reduces", "is relieved by", "nausea", ",", ".", "\n\n", "\n- ",
    "it", "this herb", "in people with", "diabetes", "causes of", "include", "link between",
    "side effects", "can", "such as", "500 mg", "😀", "no", "of", "(", ")", "is linked to",
)  # fmt: skip


def found(text: str) -> tuple[Claim, ...]:
    doc = syntax.load()(text)
    return claims.find(doc, entities.find(doc))


def words(party: Party | None) -> str:
    return party.text if party else ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][-40:])
def test_a_claim_says_what_acts_on_what(case: dict[str, Any]) -> None:
    claim = found(case["text"])[-1]
    by_kind = {cue.kind: cue.text for cue in claim.cues}
    others = [cue.text for cue in claim.cues if cue.kind.startswith("other_")]
    fields = ("relation", "population", "dose", "number")
    assert {
        "subject": words(claim.subject), "object": words(claim.object), "others": others,
        "resolved": by_kind.get("resolved", ""), **{key: getattr(claim, key) for key in fields},
    } == {
        key: case.get(key, [] if key == "others" else "")
        for key in ("subject", "object", "others", "resolved", *fields)
    }  # fmt: skip


def test_a_party_that_is_an_entity_has_its_type_and_concepts() -> None:
    (claim,) = found("Acupuncture relieves migraine.")
    assert claim.subject is not None
    assert claim.object is not None
    assert claim.subject.type == "TREATMENT"
    assert claim.object.type == "CONDITION"
    assert claim.subject.concepts
    assert any(concept.name == "migraine" for concept in claim.object.concepts)


def test_what_is_named_again_in_brackets_lends_its_type_and_concepts() -> None:
    (claim,) = found("Kernelan (ibuprofen) relieves migraine.")
    (known,) = found("Ibuprofen relieves migraine.")
    assert claim.subject is not None
    assert known.subject is not None
    assert (claim.subject.text, claim.subject.type) == ("Kernelan", "DRUG")
    assert claim.subject.concepts == known.subject.concepts


def test_a_dose_and_a_source_in_brackets_stay() -> None:
    (claim,) = found("Ginger (500 mg) relieves nausea.")
    assert claim.dose == "500 mg"
    (claim,) = found("Ginger (10.1000/a) relieves nausea.")
    assert [one.value for one in claim.citations] == ["10.1000/a"]


@pytest.mark.parametrize(
    ("text", "named", "object_"),
    [
        ("Massage eases low back torment.", ("ANATOMY", "low back"), "low back torment"),
        ("Massage eases urinary symptoms of gout.", ("ANATOMY", "urinary"), "gout"),
        ("Massage eases the muscles and stress.", ("ANATOMY", "muscles"), "muscles"),
    ],
)
def test_a_part_of_the_body_right_before_a_disorder_belongs_to_it(
    text: str, named: tuple[str, str], object_: str
) -> None:
    kind, part = named
    doc = syntax.load()(text)
    at = text.index(part)
    known = [one for one in entities.find(doc) if one.end <= at or at + len(part) <= one.start]
    part_of_body = Entity(at, at + len(part), part, kind)
    (claim,) = claims.find(doc, sorted([*known, part_of_body], key=lambda one: one.start))
    assert words(claim.object) == object_


def test_what_the_vocabulary_does_not_know_is_a_noun_phrase() -> None:
    (claim,) = found("Sciatica is caused by pressure on the sciatic nerve.")
    assert claim.subject is not None
    assert (claim.subject.type, claim.subject.concepts) == ("", ())


@settings(max_examples=150, deadline=None)
@example("500 mg reduces side effects side effects and is relieved by")
@given(st.lists(st.sampled_from(PIECES), max_size=24).map(" ".join))
def test_parties_quote_the_text(text: str) -> None:
    for claim in found(text):
        for party in (claim.subject, claim.object):
            assert party is None or text[party.start : party.end] == party.text
        assert claim.relation in claim.text
        assert claim.number in claim.text
        for part in (
            claim.population,
            claim.dose,
        ):  # what a sentence opens with is said of all of it
            assert part in text[claim.sentence_start : claim.sentence_end]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("In most people magnets relieve arthritis.", "magnets"),
        ("In older adults exercise prevents falls.", "exercise"),
        ("For babies honey relieves coughs.", "honey"),
        ("In most people, magnets relieve arthritis.", "magnets"),
        ("In women over 50 magnets relieve arthritis.", ""),
        ("In people with gout magnets relieve arthritis.", "magnets"),
    ],
)
def test_whom_a_sentence_opens_with_acts_on_nothing(text: str, subject: str) -> None:
    assert [words(claim.subject) for claim in found(text)] == [subject]
