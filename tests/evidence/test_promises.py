"""What is asked about claims whose verb says it all, and about those whose subject says little."""

from __future__ import annotations

import pytest

from healthtext import claims, context, entities, syntax
from healthtext.evidence.asked import asking, promises
from healthtext.evidence.asked.asking import Asked
from healthtext.records import Claim, Evidence
from tests.evidence.conftest import row, told


def put(text: str) -> Asked | None:
    """Return what is asked about the first claim of a text."""
    doc = syntax.load()(text)
    found = context.label(doc, entities.find(doc))
    (claim, *_) = claims.find(doc, found)
    return asking.asked(claim, found)


@pytest.mark.parametrize(
    ("text", "acted", "wanted"),
    [
        ("Apple cider vinegar helps you lose weight.", "weight loss", "benefit"),
        ("Melatonin helps you fall asleep.", "sleep", "benefit"),
        ("Coffee causes cancer.", "cancer", "harm"),
        ("Statins save lives.", "death", "benefit"),
        ("Statins prolong life.", "death", "benefit"),
        ("Exercise improves memory.", "memory", "benefit"),
        ("Calcium strengthens bones.", "bones", "benefit"),
        ("Garlic lowers blood pressure.", "blood pressure", "decreased"),
    ],
)
def test_what_the_verb_promises_is_asked_about(text: str, acted: str, wanted: str) -> None:
    question = put(text)
    assert question is not None
    assert (question.object.text, question.wanted) == (acted, wanted)


@pytest.mark.parametrize("text", ["Green tea supports digestion.", "Food causes cancer."])
def test_what_names_nothing_that_studies_count_is_not_asked(text: str) -> None:
    assert put(text) is None


def test_a_food_is_asked_about_with_what_was_done_to_it() -> None:
    question = put("Microwaved food causes cancer.")
    assert question is not None and question.subject.text == "Microwaved food"
    assert question.subject.match("spicy food") == 0
    assert question.subject.match("microwaved foods") > 0.9


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("helps you shed those pounds", "weight loss"), ("slims you", ""),
        ("slim down", "weight loss"), ("losing weight", "weight loss"),
        ("helps people sleep", "sleep"), ("lets you sleep right through", "sleep"),
        ("is carcinogenic", "cancer"), ("is deadly", "death"), ("kills you", "death"),
        ("cuts infant deaths", "death"), ("burns fat", ""), ("causes trouble", ""),
        ("loses its flavour", ""), ("grows well", ""),
    ],
)  # fmt: skip
def test_what_a_verb_says_by_itself(said: str, about: str) -> None:
    claim = Claim(0, 4, "said", "harm", "direct_causal", "positive", "none", "none", relation=said)
    promise = promises.promised(claim)
    assert (promise.object if promise else "") == about


SPREAD = row("aniseed", "prevention of influenza", "benefit")
ILL = row("aniseed", "treatment of influenza", "benefit")
BITES = row("aniseed", "prevention of mosquito bites", "benefit")
CELLS = row("aniseed", "changes of the DNA", "none", certainty="high")


@pytest.mark.parametrize(
    ("text", "known", "value"),
    [
        ("Does aniseed slow the spread of flu?", SPREAD, "supported"),
        ("Aniseed slows the spread of flu.", SPREAD, "supported"),
        ("Aniseed stops the transmission of flu.", SPREAD, "supported"),
        ("Aniseed slows the spread of flu.", ILL, "nothing_found"),  # who is ill spreads it
        ("Aniseed slows the flu.", SPREAD, "nothing_found"),
        ("Does aniseed repel mosquitoes?", BITES, "supported"),
        ("Does aniseed keep mosquitoes away?", BITES, "supported"),
        ("Do mosquitoes repel aniseed?", BITES, "nothing_found"),
        ("Does aniseed alter your DNA?", CELLS, "contradicted"),
        ("Does aniseed alter your mood?", CELLS, "not_checkable"),
    ],
)
def test_what_is_spread_repelled_or_changed(text: str, known: Evidence, value: str) -> None:
    assert told(text, known) == value
