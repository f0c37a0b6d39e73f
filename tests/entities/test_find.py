"""Entities of a document: typed, linked, and abbreviations as the text itself defines them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span, Token

from healthtext import annotator, entities, syntax, terms
from healthtext.entities import beside
from healthtext.records import Entity


def find(text: str) -> dict[str, Entity]:
    return {entity.text: entity for entity in entities.find(syntax.load().make_doc(text))}


def test_entities_are_typed_and_linked() -> None:
    found = find("Massage therapy eases lower back pain, and aspirin thins the blood.")
    assert {text: entity.type for text, entity in found.items()} == {
        "Massage therapy": "TREATMENT",
        "lower back pain": "SYMPTOM",
        "aspirin": "DRUG",
        "blood": "ANATOMY",
    }
    assert found["aspirin"].concepts[0].id == "MESH:D001241"
    assert found["aspirin"].original_start == -1


def test_untyped_phrases_are_no_entities() -> None:
    assert find("Public health in a clinical trial and its side effects.") == {}


def test_what_is_measured_of_people_is_a_test() -> None:
    found = find("Her blood pressure and lung functions fell.")
    assert {text: one.type for text, one in found.items()} == {
        "blood pressure": "TEST", "lung functions": "TEST",
    }  # fmt: skip
    assert found["blood pressure"].concepts
    assert "blood pressure" not in find("High blood pressure is common.")
    text = "Blood pressure fell."
    (one,) = entities.find(syntax.load().make_doc(text), annotator.read(text))
    assert (one.text, [part.text for part in one.inner]) == ("Blood pressure", ["Blood"])


def test_claims_are_made_of_what_is_not_merely_measured() -> None:
    found = find("Garlic lowers blood pressure in a blood test.").values()
    assert [one.text for one in entities.for_claims(found)] == ["Garlic", "blood test"]


@pytest.mark.parametrize(
    ("text", "food"),
    [
        ("Eggs are rich in protein.", True),
        ("The ovary releases eggs. Eggs are eaten.", True),
        ("The ovary releases eggs.", False),
        ("It does not kill lice eggs.", False),
    ],
)
def test_eggs_of_ovaries_and_of_lice_are_no_food(text: str, food: bool) -> None:
    assert any(one.type == "NUTRIENT" for one in find(text).values() if "gg" in one.text) is food


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Rosemary told me so.", False),
        ("I asked Dr Ginger, who agreed.", False),
        ("Mrs Sage came late.", False),
        ("Rosemary may help.", True),
        ("Doctors who told me of ginger were right.", True),
        ("Ginger says a lot.", False),
        ("She says ginger said nothing.", True),
    ],
)
def test_who_speaks_or_has_a_title_is_no_herb(text: str, named: bool) -> None:
    assert any(one.type == "NUTRIENT" for one in find(text).values()) is named


def test_corns_of_feet_are_no_grain() -> None:
    assert "Corns" not in find("Corns hurt.")
    assert find("Corn is sweet.")["Corn"].type == "NUTRIENT"


def test_stones_in_weight_are_no_stones_of_the_body() -> None:
    stone = Entity(0, 0, "stone", "ANATOMY")
    for text, other in (("He lost 2 stone.", True), ("He passed a stone.", False)):
        at = text.index("stone")
        assert beside.is_other(text, replace(stone, start=at, end=at + 5)) is other


def test_a_disease_whose_name_is_a_list_is_one() -> None:
    found = find("Hand, foot and mouth disease, mast cell activation syndrome and UTIs.")
    assert {text: one.type for text, one in found.items()} == {
        "Hand, foot and mouth disease": "CONDITION",
        "mast cell activation syndrome": "CONDITION", "UTIs": "CONDITION",
    }  # fmt: skip


@pytest.mark.parametrize(("word", "is_one"), [("exercise", True), ("respiration", False)])
def test_aerobic_is_a_treatment_where_it_is_exercise(word: str, is_one: bool) -> None:
    treatments = [one for one in find(f"Aerobic {word} helps.").values() if one.type == "TREATMENT"]
    assert bool(treatments) is is_one


def test_every_type_is_a_declared_one() -> None:
    text = "Vitamin C, cholesterol, MRI scan, surgery, skin, insulin, fever and flu."
    assert {entity.type for entity in find(text).values()} == set(entities.TYPES)


def test_an_abbreviation_means_what_the_text_says() -> None:
    text = "Ankylosing spondylitis (ASP) is rare. Doctors treat ASP, and other ASPs, not asp."
    found = entities.find(syntax.load().make_doc(text))
    assert [entity.text for entity in found][:4] == ["Ankylosing spondylitis", "ASP", "ASP", "ASPs"]
    assert {entity.type for entity in found[:4]} == {"CONDITION"}
    assert found[1].concepts == found[0].concepts != ()


def test_a_definition_beats_the_vocabulary() -> None:
    text = "Acute lower back strain syndrome (ALS) heals, and ALS pain goes."
    assert find(text)["ALS"].concepts != find("ALS is fatal.")["ALS"].concepts


def test_a_long_form_that_only_ends_in_a_term_gives_its_type() -> None:
    found = find("Zebra stripe disease (ZSD) is made up; ZSD has no cure.")
    assert (found["ZSD"].type, found["ZSD"].concepts) == ("CONDITION", ())


@pytest.mark.parametrize(
    "text", ["Nobody (NB) knows.", "(COPD", "()", "( )", "cancer (in this study) grows", "a (b) c"]
)
def test_parentheses_that_define_nothing(text: str) -> None:
    assert {entity.text for entity in find(text).values()} <= {"COPD", "cancer"}


@given(st.lists(st.sampled_from(
    ["heart failure", " (HF)", "HF", " ", "(", ")", "İ", "😀", "한", "\r\n", ". ", "skin"]
), max_size=15).map("".join))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_entities_are_ordered_slices(text: str) -> None:
    at = 0
    for entity in entities.find(syntax.load().make_doc(text)):
        assert at <= entity.start < entity.end <= len(text)
        assert text[entity.start : entity.end] == entity.text
        at = entity.end


def test_many_parentheses_take_linear_time() -> None:
    """The library's own pattern needs 50 seconds for a megabyte of answers."""
    nlp = syntax.load()
    doc = nlp.make_doc("kidney failure (see below) and so on. " * 2_000)
    entities.find(doc[:50].as_doc())
    start = time.process_time()
    entities.find(doc)
    assert time.process_time() - start < 3


@pytest.mark.parametrize("text", ["Fasting blood sugar was high.", "Her fasting glucose fell."])
def test_a_state_in_which_something_is_measured_is_no_treatment(text: str) -> None:
    assert "fasting" not in {found.lower() for found in find(text)}


@pytest.mark.parametrize(
    "text", ["Rest can also cure it.", "It completely cures gout.", "It doesn't cure gout."]
)
def test_a_verb_is_no_treatment(text: str) -> None:
    assert not {"cure", "cures"} & find(text).keys()


@pytest.mark.parametrize("text", ["There is no cure.", "The only cure is rest."])
def test_a_cure_is_a_treatment(text: str) -> None:
    assert "cure" in find(text)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Garlic cures cancer.", False),
        ("Honey cures coughs and zinc cures flu.", False),
        ("There are no cures for colds.", True),
        ("Old home cures sell well.", True),
        ("Quacks sell cures for warts.", True),
    ],
)
def test_cures_is_a_verb_unless_what_is_beside_it_says_noun(text: str, noun: bool) -> None:
    assert ("cures" in find(text)) is noun


def test_a_long_form_in_the_same_parentheses_is_the_meaning() -> None:
    found = find("Children with eczema (atopic dermatitis, AD) itch. AD is not contagious.")
    assert found["AD"].concepts == found["atopic dermatitis"].concepts != ()
    assert "AD" not in find("Children (aged two, AD) itch. AD is not contagious.")


def test_a_short_form_is_not_denied_where_its_long_form_is_the_entity() -> None:
    text = "Type 2 diabetes mellitus (T2DM) is common. People with T2DM start on metformin."
    found = entities.find(syntax.load().make_doc(text), annotator.read(text))
    assert [one.text for one in found].count("T2DM") == 2


@pytest.mark.parametrize("text", ["Fasting lowers blood sugar.", "She tried fasting, sugar cuts."])
def test_fasting_is_a_treatment(text: str) -> None:
    assert "fasting" in {found.lower() for found in find(text)}


def test_ordinary_words_are_shut_out() -> None:
    vocabulary = terms.load()
    assert vocabulary.shut_out("body")
    assert vocabulary.shut_out("Back and forth")
    assert not vocabulary.shut_out("liver")
    assert not vocabulary.shut_out("body and mind")
    assert not vocabulary.shut_out("")


def test_the_text_is_put_together_once_for_all_abbreviations() -> None:
    """spaCy makes it anew from the tokens each time it is asked for."""

    class Counted:
        def __init__(self, doc: Doc) -> None:
            self.doc, self.asked = doc, 0

        @property
        def text(self) -> str:
            self.asked += 1
            return self.doc.text

        def __len__(self) -> int:
            return len(self.doc)

        def __getitem__(self, at: int | slice) -> Token | Span:
            return self.doc[at]

        def __iter__(self) -> Iterator[Token]:
            return iter(self.doc)

    doc = Counted(syntax.load().make_doc(
        "Chronic obstructive pulmonary disease (COPD) and irritable bowel syndrome (IBS) differ. "
        "COPD is no IBS, and IBS is no COPD."
    ))  # fmt: skip
    found = entities.find(doc)  # type: ignore[arg-type]
    assert [one.text for one in found].count("COPD") == 3
    assert doc.asked == 1
