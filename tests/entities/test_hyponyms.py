"""What a text calls a kind of what: scispaCy's patterns, by the packaged parser or the user's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext import entities, syntax
from healthtext.entities import hyponyms
from healthtext.records import Entity, Hyponym

TEXTS = (
    "Many conditions, including asthma and heart disease, are common.",
    "It may help with gout, arthritis and other joint diseases.",
    "Such drugs as aspirin may harm. The flu, e.g., is a virus.",
)


def told(text: str, model: str = "") -> list[tuple[str, str]]:
    doc = syntax.read(syntax.load(model), text)
    return [(one.text, one.general) for one in hyponyms.find(doc, entities.find(doc))]


@pytest.mark.parametrize("model", ["", syntax.CORE])
@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Inflammatory bowel diseases, such as Crohn's disease and ulcerative colitis, cause pain.",
         {"Crohn's disease": "Inflammatory bowel diseases",
          "ulcerative colitis": "Inflammatory bowel diseases"}),
        (TEXTS[0], {"asthma": "conditions", "heart disease": "conditions"}),
        (TEXTS[1], {"gout": "joint diseases", "arthritis": "joint diseases"}),
        ("Side effects include nausea, vomiting and headache.",
         {"nausea": "Side effects", "vomiting": "Side effects", "headache": "Side effects"}),
        ("Symptoms include fever, cough and a headache.",
         {"fever": "Symptoms", "cough": "Symptoms", "headache": "Symptoms"}),
        ("Painkillers such as ibuprofen, aspirin and paracetamol ease pain.",
         {"ibuprofen": "Painkillers", "aspirin": "Painkillers", "paracetamol": "Painkillers"}),
        ("Disorders such as gout, rickets and scurvy, the disease of sailors, hurt.",
         {"gout": "Disorders", "rickets": "Disorders", "scurvy": "Disorders"}),
        ("Symptoms include fever, cough, and aspirin helps.",
         {"fever": "Symptoms", "cough": "Symptoms"}),
        ("Take such drugs as aspirin, ibuprofen or naproxen.",
         {"aspirin": "drugs", "ibuprofen": "drugs", "naproxen": "drugs"}),
        ("Green leafy vegetables, especially kale, are healthy.",
         {"kale": "Green leafy vegetables"}),
        ("She had viral infections such as the flu.", {"flu": "viral infections"}),
        ("Arthritis and other inflammatory diseases are treated.", {"Arthritis": "diseases"}),
    ],
)  # fmt: skip
def test_a_kind_is_found(text: str, pairs: dict[str, str], model: str) -> None:
    assert dict(told(text, model)) == pairs


@pytest.mark.parametrize("model", ["", syntax.CORE])
@pytest.mark.parametrize(
    "text",
    [
        "Treatment of diabetes, including insulin, is expensive.",  # of unlike types
        "The study included aspirin.",  # one thing has no kinds
        "Such as it is, aspirin helps.",
        "There is no other treatment for asthma.",
        "Food such as we eat is cheap.",  # no entity
        "Aspirin and ibuprofen are painkillers.",  # no pattern of those used
        "",
    ],
)
def test_no_kind_is_found(text: str, model: str) -> None:
    assert told(text, model) == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Take drugs such as aspirin.", True),
        ("Such drugs, they say, as aspirin.", True),
        ("There is no such drug for asthma.", False),
        ("Drugs include aspirin.", True),
        ("Drugs, especially aspirin, harm.", True),
        ("Drugs, particularly aspirin, harm.", True),
        ("Drugs, in particular aspirin, harm.", True),
        ("A particular drug is aspirin.", False),
        ("Drugs, notably aspirin, harm.", True),
        ("Aspirin and other drugs harm.", True),
        ("Aspirin or any other drug harms.", True),
        ("Aspirin, some  other drug or none.", True),
        ("No other drug harms like aspirin.", False),
        ("Drugs, for example aspirin, harm.", True),
        ("Drugs, aspirin for instance, harm.", True),
        ("Aspirin is an example.", False),
        ("Drugs, e.g. aspirin, harm.", True),
    ],
)
def test_a_sentence_is_parsed_for_the_words_of_a_pattern_only(text: str, read: bool) -> None:
    assert bool(hyponyms.CUE.search(text)) is read


def test_what_another_list_names_is_no_kind() -> None:
    text = "They need surgery; braces and other orthopedic devices; pain medications."
    assert {special for special, _ in told(text)} <= {"braces"}


def test_a_model_of_the_user_is_taken_at_its_word() -> None:
    nlp = spacy.blank("en")
    words = ["Pains", "such", "as", "gout"]
    doc = spacy.tokens.Doc(
        nlp.vocab, words, pos=["NOUN", "ADJ", "ADP", "VERB"], lemmas=words, heads=[0, 3, 3, 0],
        deps=["ROOT", "amod", "case", "nmod"],
    )  # fmt: skip
    found = (Entity(0, 5, "Pains", "SYMPTOM"), Entity(14, 18, "gout", "CONDITION"))
    assert [one.text for one in hyponyms.find(doc, found)] == ["gout"]
    assert hyponyms.find(doc, found[:1]) == ()  # what it calls a verb and nobody an entity


def test_a_sentence_without_end_is_left_alone() -> None:
    assert told("Painkillers such as ibuprofen" + ", a pill" * hyponyms.LONGEST) == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*TEXTS, "\n", " 척추 ", "(such as pain)", "and other"])))
def test_both_lie_where_they_say(parts: list[str]) -> None:
    text = " ".join(parts)
    doc = syntax.load()(text)
    found: tuple[Hyponym, ...] = hyponyms.find(doc, entities.find(doc))
    for one in found:
        assert text[one.start : one.end] == one.text
        assert text[one.general_start : one.general_end] == one.general
        assert one.end <= one.general_start or one.general_end <= one.start
    assert [one.start for one in found] == sorted(one.start for one in found)


def test_entities_are_gone_through_once_and_not_for_each_sentence() -> None:
    class Counted(tuple[Entity, ...]):
        """Entities that count how often all of them are gone through."""

        rounds = 0
        __slots__ = ()

        def __iter__(self) -> Iterator[Entity]:
            type(self).rounds += 1
            return super().__iter__()

    doc = syntax.read(syntax.load(), "Asthma hurts. " * 50 + TEXTS[0])
    found = Counted(entities.find(doc))
    assert [one.text for one in hyponyms.find(doc, found)] == ["asthma", "heart disease"]
    assert Counted.rounds == 1
