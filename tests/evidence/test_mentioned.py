"""Sentences that no form fits are read by what they name, where nothing more is said of it."""

from __future__ import annotations

import pytest

from healthtext import context, entities, syntax
from healthtext.evidence.asked import questions
from healthtext.records import Claim


def put(text: str) -> Claim | None:
    doc = syntax.load()(text)
    return questions.read(doc, context.label(doc, entities.find(doc)))


@pytest.mark.parametrize(
    "text",
    ["Zinc for the common cold?", "Does ibuprofen dissolve kidney stones?", "Zinc and the skin?"],
)
def test_two_things_named_are_a_treatment_and_what_it_is_for(text: str) -> None:
    found = put(text)
    assert found is not None and found.kind == "treatment"


@pytest.mark.parametrize(
    "text",
    [
        "Does zinc make the skin glow?", "Can aspirin tickle the liver?",
        "Is it true that zinc tickles the eyes?",
    ],
)  # fmt: skip
def test_an_unknown_verb_before_a_part_of_the_body_is_not_read(text: str) -> None:
    assert put(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Nobody with gout should take zinc.", "Nothing in zinc is for gout.",
        "All you need against gout is zinc.",
        "Without zinc, gout stays.", "Doctors ruled out that zinc works in gout.",
    ],
)  # fmt: skip
def test_what_is_denied_or_said_of_nobody_is_no_treatment(text: str) -> None:
    assert put(text) is None


@pytest.mark.parametrize(
    "text", ["Is fresh air better than zinc against gout?", "Is luck better than zinc for colds?"]
)
def test_the_second_of_two_that_are_compared_is_no_treatment(text: str) -> None:
    found = put(text)
    assert found is None or found.subject is None or found.subject.text != "zinc"
