"""The rule by which the network's mentions and the vocabulary's terms become one list."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext.annotator import Mention
from healthtext.entities import merging
from healthtext.records import Concept, Entity
from healthtext.terms import TermMatch

TEXT = "severe back pain, an MRI scan, aspirin and zyxoprilanib"
PAIN, BACK = Concept("S:1", "pain", "S"), Concept("S:2", "back pain", "S")


@dataclass
class Read:
    """A reading that is made up: mentions by group, and support of spans, 0.9 if not named."""

    found: dict[str, tuple[Mention, ...]] = field(default_factory=dict)
    denied: dict[tuple[int, int], float] = field(default_factory=dict)
    names: tuple[TermMatch, ...] = ()

    def mentions(self, group: str) -> tuple[Mention, ...]:
        return self.found.get(group, ())

    def support(self, group: str, spans: Sequence[tuple[int, int]]) -> np.ndarray:
        assert group in ("disease", "chemical", "anatomy", "gross")
        return np.array([self.denied.get(tuple(span), 0.9) for span in spans])


def term(text: str, kind: str, *concepts: Concept) -> Entity:
    start = TEXT.index(text)
    return Entity(start, start + len(text), text, kind, concepts)


def mention(text: str, group: str, kind: str, score: float = 0.95) -> Mention:
    start = TEXT.index(text)
    return Mention(start, start + len(text), group, kind, score)


def merged(known: Sequence[Entity], reading: Read) -> dict[str, Entity]:
    return {one.text: one for one in merging.apart(merging.merged(TEXT, known, reading))}


def test_the_network_sets_the_boundaries_and_a_term_at_its_end_the_concepts() -> None:
    known = [term("back pain", "SYMPTOM", BACK)]
    reading = Read({"disease": (mention("severe back pain", "disease", "CONDITION"),)})
    found = merged(known, reading)
    assert set(found) == {"severe back pain"}
    assert found["severe back pain"].concepts == (BACK,)
    assert found["severe back pain"].type == "CONDITION"


def test_the_vocabulary_types_a_span_it_knows() -> None:
    reading = Read({"disease": (mention("back pain", "disease", "CONDITION"),)})
    found = merged([term("back pain", "SYMPTOM", BACK)], reading)
    assert (found["back pain"].type, found["back pain"].concepts) == ("SYMPTOM", (BACK,))


def test_a_term_inside_a_mention_gives_no_concepts() -> None:
    reading = Read({"disease": (mention("severe back pain", "disease", "SYMPTOM"),)})
    found = merged([term("severe", "SYMPTOM", PAIN)], reading)
    assert found["severe back pain"].concepts == ()


@pytest.mark.parametrize(("support", "stays"), [(0.0, False), (0.9, True)])
def test_a_term_that_the_network_denies_is_dropped(support: float, stays: bool) -> None:
    known = term("aspirin", "DRUG")
    reading = Read(denied={(known.start, known.end): support})
    assert ("aspirin" in merged([known], reading)) is stays


@pytest.mark.parametrize(
    ("text", "word", "stays"),
    [
        ("Proton pump inhibitors ease heartburn.", "Proton pump inhibitors", True),
        ("A statin may help.", "statin", True),
        ("NSAIDs cause ulcers.", "NSAIDs", True),
        ("Antibiotic therapy may help.", "Antibiotic", False),
        ("A statin trial may help.", "statin", False),
        ("Zinc and the common cold.", "common cold", True),
        ("She eats castor oil.", "castor oil", True),
        ("A castor oil-based balm.", "castor oil", False),
        ("She eats electrolytes.", "electrolytes", True),
        ("An electrolyte drink.", "electrolyte", False),
        ("Stress makes it worse.", "Stress", True),
        ("A stress-activated kinase.", "stress", False),
        ("Some aspirin may help.", "aspirin", False),
        ("Prozac and Zoloft are SSRIs.", "SSRIs", True),
        ("An SSRI is not for all.", "SSRI", True),
        ("Some SSRI binding was seen.", "SSRI", False),
        ("Wegovy is a jab.", "Wegovy", True),
        ("It was sold as Losec.", "Losec", True),
        ("Crack your back.", "Crack", False),
        ("Heparin-bound proteins.", "Heparin", False),
        ("He saw ELIXIR.", "ELIXIR", False),
    ],
)
def test_classes_that_corpora_leave_unmarked_are_not_denied(
    text: str, word: str, stays: bool
) -> None:
    start = text.index(word)
    known = Entity(start, start + len(word), word, "DRUG", ())
    reading = Read(denied={(known.start, known.end): 0.0})
    assert (known in list(merging.merged(text, [known], reading))) is stays


def test_a_verb_behind_a_name_is_no_part_of_it() -> None:
    text = "Eczema itches, and eczema patches burn."
    first = Mention(0, 13, "disease", "SYMPTOM", 0.99)
    other = Mention(19, 33, "disease", "CONDITION", 0.99)
    found = list(merging.merged(text, (), Read({"disease": (first, other)})))
    assert [one.text for one in found] == ["Eczema", "eczema patches"]


@pytest.mark.parametrize(
    ("text", "score", "stays"),
    [
        ("I live in LA now.", 0.3, False),
        ("I live on LA now.", 0.6, True),
        ("The left atrium (LA) grew: LA.", 0.3, True),
    ],
)
def test_capitals_that_a_text_never_defines_want_a_surer_network(
    text: str, score: float, stays: bool
) -> None:
    start = text.rindex("LA")
    name = TermMatch(start, start + 2, "LA", "ANATOMY", ())
    read = Read(
        {"anatomy": (Mention(start, start + 2, "anatomy", "ANATOMY", score),)},
        {(start, start + 2): score}, (name,),
    )  # fmt: skip
    assert bool(list(merging.merged(text, (), read))) is stays


@pytest.mark.parametrize(("name", "stays"), [("cancer of", False), ("cancer of the breast", True)])
def test_a_name_that_ends_in_the_middle_is_none(name: str, stays: bool) -> None:
    read = Read(names=(TermMatch(0, len(name), name, "CONDITION", ()),))
    assert bool(list(merging.merged("cancer of the breast", (), read))) is stays


def test_letters_of_a_disease_are_no_sign() -> None:
    (one,) = merging.merged(
        "AD itches.", (), Read({"disease": (Mention(0, 9, "disease", "SYMPTOM", 0.99),)})
    )
    assert (one.text, one.type) == ("AD", "CONDITION")


def proposed(text: str, word: str, group: str, kind: str, known: Sequence[Entity] = ()) -> bool:
    start = text.index(word)
    found = {group: (Mention(start, start + len(word), group, kind, 0.99),)}
    return any(one.text == word for one in merging.merged(text, known, Read(found)))


@pytest.mark.parametrize(
    ("text", "word", "group", "kind", "stays"),
    [
        ("H. pylori causes ulcers.", "H. pylori", "chemical", "CHEMICAL", False),
        ("Oral prednisolone is given.", "Oral", "anatomy", "ANATOMY", False),
        ("The oral cavity is red.", "oral cavity", "anatomy", "ANATOMY", True),
        ("It comes as 4 mg granules.", "granules", "anatomy", "ANATOMY", False),
        ("Mast cells shed granules.", "granules", "anatomy", "ANATOMY", True),
        ("It leaves you tired.", "leaves", "anatomy", "ANATOMY", False),
        ("The valve leaves shut.", "valve leaves", "anatomy", "ANATOMY", True),
        ("Give it q6h today.", "q6h", "chemical", "DRUG", False),
        ("Give Q10 today.", "Q10", "chemical", "DRUG", True),
        ("It is E. coli.", "E", "chemical", "NUTRIENT", False),
        ("It is vitamin E. Coli is not.", "E", "chemical", "NUTRIENT", True),
        ("It is S. aureus.", "aureus", "chemical", "CHEMICAL", False),
        ("It is aureolin.", "aureolin", "chemical", "CHEMICAL", True),
        ("It is a C. difficile colitis.", "difficile colitis", "disease", "CONDITION", True),
    ],
)
def test_organisms_routes_forms_and_amounts_are_no_entities(
    text: str, word: str, group: str, kind: str, stays: bool
) -> None:
    assert proposed(text, word, group, kind) is stays


def test_what_a_treatment_or_test_is_called_is_no_drug() -> None:
    known = Entity(0, 3, "CBT", "TREATMENT", ())
    assert list(merging.merged(
        "CBT helps.", [known], Read({"chemical": (Mention(0, 3, "chemical", "DRUG", 0.99),)})
    )) == [known]  # fmt: skip
    assert proposed("XBT helps.", "XBT", "chemical", "DRUG")


def test_capsules_beside_a_supplement_are_no_anatomy() -> None:
    text = "Omega-3 capsules help."
    oil = Entity(0, 7, "Omega-3", "NUTRIENT", ())
    assert not proposed(text, "capsules", "anatomy", "ANATOMY", [oil])
    assert proposed(text, "capsules", "anatomy", "ANATOMY")


def test_the_capsule_of_a_supplement_is_no_anatomy() -> None:
    text = "Fish oil capsules help."
    oil = Entity(0, 8, "Fish oil", "NUTRIENT", ())
    assert not proposed(text, "Fish oil capsules", "anatomy", "ANATOMY", [oil])
    assert proposed("The joint capsule aches.", "joint capsule", "anatomy", "ANATOMY")


def test_what_a_phrase_hides_is_typed_by_the_vocabulary() -> None:
    text = "It blocks histamine release."
    found = {"chemical": (Mention(10, 19, "chemical", "NUTRIENT", 0.99),)}
    (one,) = merging.merged(text, (), Read(found))
    assert (one.text, one.type, one.concepts[0].id) == ("histamine", "CHEMICAL", "MESH:D006632")


def test_a_type_the_network_does_not_know_is_never_denied() -> None:
    known = term("MRI scan", "TEST")
    assert "MRI scan" in merged([known], Read(denied={(known.start, known.end): 0.0}))


@pytest.mark.parametrize(("score", "counts"), [(0.3, False), (0.99, True)])
def test_what_only_the_network_proposes_needs_a_score(score: float, counts: bool) -> None:
    reading = Read({"chemical": (mention("zyxoprilanib", "chemical", "DRUG", score),)})
    assert ("zyxoprilanib" in merged([], reading)) is counts


@pytest.mark.parametrize(("support", "counts"), [(0.05, False), (0.9, True)])
def test_a_name_of_the_corpora_needs_some_support(support: float, counts: bool) -> None:
    start = TEXT.index("zyxoprilanib")
    name = TermMatch(start, start + 12, "zyxoprilanib", "DRUG", ())
    reading = Read(denied={(start, start + 12): support}, names=(name,))
    assert ("zyxoprilanib" in merged([], reading)) is counts


def test_a_name_vouches_for_a_doubtful_mention() -> None:
    doubtful = mention("zyxoprilanib", "chemical", "CHEMICAL", 0.3)
    name = TermMatch(doubtful.start, doubtful.end, "zyxoprilanib", "DRUG", ())
    found = merged([], Read({"chemical": (doubtful,)}, names=(name,)))
    assert found["zyxoprilanib"].type == "CHEMICAL", "the network says which kind"


def test_words_at_large_are_the_vocabularys() -> None:
    known = Entity(0, 8, "Symptoms", "SYMPTOM")
    assert merging.apart(merging.merged(TEXT, [known], Read(denied={(0, 8): 0.0}))) == (known,)


@pytest.mark.parametrize(
    ("text", "kept"),
    [("cancers of", "cancers"), ("Deafness-", "Deafness"), ("GI) skin tumor", "skin tumor"),
     ("gout (a form", "gout"), ("Ca(2+)", "Ca(2+)"), ("loss of hearing", "loss of hearing"),
     ("- rash", "rash"), ("of", "of"), ("-", "")],
)  # fmt: skip
def test_ragged_ends_are_cut(text: str, kept: str) -> None:
    start, end = merging.trimmed(text, 0, len(text))
    assert text[start:end] == kept


def test_a_mention_of_several_terms_is_as_many_entities() -> None:
    both = Mention(0, 12, "chemical", "NUTRIENT", 0.99)
    known = [Entity(0, 6, "garlic", "NUTRIENT", (PAIN,)), Entity(7, 12, "clove", "NUTRIENT")]
    found = merging.apart(merging.merged("garlic clove", known, Read({"chemical": (both,)})))
    assert [one.text for one in found] == ["garlic", "clove"]
    assert found[0].concepts == (PAIN,)
    named = Read({"chemical": (both,)}, names=(TermMatch(0, 12, "garlic clove", "DRUG", ()),))
    assert [one.text for one in merging.apart(merging.merged("garlic clove", known, named))] == [
        "garlic clove"
    ]


@pytest.mark.parametrize(("kind", "count"), [("DRUG", 1), ("NUTRIENT", 2)])
def test_a_mention_of_drugs_is_one_entity_of_foods_several(kind: str, count: int) -> None:
    both = Mention(0, 16, "chemical", "DRUG", 0.99)
    known = [Entity(0, 7, "calcium", "NUTRIENT"), Entity(8, 16, "chloride", kind)]
    found = merging.apart(merging.merged("calcium chloride", known, Read({"chemical": (both,)})))
    assert len(found) == count


@pytest.mark.parametrize(("head", "count"), [("disorder", 1), ("migraine", 2)])
def test_a_word_for_illness_at_large_makes_no_list(head: str, count: int) -> None:
    text = f"reflux {head}"
    known = [Entity(0, 6, "reflux", "CONDITION"), Entity(7, len(text), head, "CONDITION")]
    reading = Read({"disease": (Mention(0, len(text), "disease", "CONDITION", 0.95),)})
    kept = merging.apart(merging.merged(text, known, reading))  # type: ignore[arg-type]
    assert len(kept) == count


@pytest.mark.parametrize(("score", "counts"), [(0.9, False), (0.97, True)])
def test_an_ordinary_word_needs_a_network_that_is_sure(score: float, counts: bool) -> None:
    word = Mention(0, 4, "anatomy", "ANATOMY", score)
    found = merging.apart(merging.merged("body", [], Read({"anatomy": (word,)})))
    assert bool(found) is counts
    name = TermMatch(0, 4, "body", "ANATOMY", ())
    assert not list(merging.merged("body", [], Read(names=(name,))))


@pytest.mark.parametrize(("ill", "kind"), [(0.1, "ANATOMY"), (0.9, "CONDITION")])
def test_a_growth_is_a_condition_if_it_may_be_a_disease(ill: float, kind: str) -> None:
    grown = mention("zyxoprilanib", "anatomy", "CONDITION")
    reading = Read({"anatomy": (grown,)}, denied={(grown.start, grown.end): ill})
    assert merged([], reading)["zyxoprilanib"].type == kind


def test_a_term_of_another_group_outlasts_a_shorter_mention() -> None:
    reading = Read({"anatomy": (mention("back", "anatomy", "ANATOMY"),)})
    assert set(merged([term("back pain", "SYMPTOM")], reading)) == {"back pain"}


SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 9)).map(
        lambda at: Entity(at[0], at[0] + at[1], "x" * at[1], "DRUG")
    ),
    max_size=40,
)


@given(SPANS)
@settings(deadline=None)
def test_what_is_kept_lies_apart_and_nothing_more_fits(candidates: list[Entity]) -> None:
    kept = merging.apart(candidates)
    assert all(one.end <= two.start for one, two in pairwise(kept))
    for entity in candidates:
        meets = [one for one in kept if one.start < entity.end and entity.start < one.end]
        assert any(one.end - one.start >= entity.end - entity.start for one in meets)


def test_of_equal_spans_the_first_is_kept() -> None:
    one, two = term("aspirin", "DRUG"), term("aspirin", "CHEMICAL")
    assert merging.apart([one, two]) == (one,)


def test_a_long_text_takes_no_square_time() -> None:
    many = [Entity(at, at + 3, "abc", "DRUG") for at in range(0, 200_000, 2)]
    start = time.process_time()
    merging.apart(many)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("support", "kept"),
    [((0.0, 0.0), []), ((0.0, 0.5), [0, 4]), ((0.04, 0.18), [4]), ((0.9, 0.9), [0, 4])],
)
def test_a_short_form_is_judged_by_its_place_and_its_text(
    support: tuple[float, float], kept: list[int]
) -> None:
    places = [(0, 3), (4, 7)]
    reading = Read(denied=dict(zip(places, support, strict=True)))
    found = merging.borne(places, "DRUG", reading)  # type: ignore[arg-type]
    assert [start for start, _ in found] == kept


def test_a_short_form_of_a_type_the_network_does_not_know_is_never_denied() -> None:
    reading = Read(denied={(0, 3): 0.0})
    assert merging.borne([(0, 3)], "TEST", reading) == [(0, 3)]  # type: ignore[arg-type]
    assert merging.borne([], "DRUG", reading) == []  # type: ignore[arg-type]
