"""Context labels: every kind with its cue and scope, and text that nobody foresaw."""

from __future__ import annotations

import time
import tomllib

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from benchmarks.context import labels, parse
from healthtext import assets, context, syntax
from healthtext.context import cues
from healthtext.context.clauses import lines
from healthtext.records import Context, Entity


def label(marked: str) -> tuple[str, list[Context]]:
    text, targets = parse(marked)
    entities = [Entity(t.start, t.end, text[t.start : t.end], "CONDITION") for t in targets]
    return text, [entity.context for entity in context.label(syntax.load()(text), entities)]


@pytest.mark.parametrize(
    ("marked", "expected", "cue", "scope"),
    [
        ("There is no {fever} today.", "negated", "no", "fever today."),
        ("It may cause {nausea} here.", "hedged", "may", "cause nausea here."),
        ("Call if you have {chest pain}.", "hypothetical", "if", "you have chest pain."),
        ("A history of {asthma} matters.", "historical", "history of", "asthma matters."),
        ("My mother has {gout}.", "family", "My mother", "has gout."),
        ("The donor had {hepatitis}.", "other", "The donor", "had hepatitis."),
        ("It cured {scurvy} in rats.", "animal", "rats", "It cured scurvy in rats."),
        ("It eased {itching} in pets.", "animal", "in pets", "It eased itching in pets."),
        ("In vitro it kills {germs}.", "in_vitro", "In vitro", "In vitro it kills germs."),
        ("Toddlers get {croup}.", "children", "Toddlers", "Toddlers get croup."),
    ],
)
def test_every_label_has_its_cue_and_scope(
    marked: str, expected: str, cue: str, scope: str
) -> None:
    text, (found,) = label(marked)
    (modifier,) = found.modifiers
    assert labels(found) == {expected}
    assert (modifier.text, text[modifier.scope_start : modifier.scope_end]) == (cue, scope)
    assert found.cues == ((modifier.start, modifier.end),)


def test_every_phrase_is_cut_as_texts_are() -> None:
    """A phrase that spaCy would cut otherwise never matches."""
    table = tomllib.loads(assets.path(cues.TABLE).read_text("utf-8"))
    phrases = [phrase for entry in table["cue"] for phrase in entry["phrases"]]
    nlp = syntax.load()
    for phrase in phrases:
        plain = phrase.replace("*", "").replace("~ ", "").lstrip("- :‑")
        (line,) = lines(nlp(plain))
        matched = list(cues.load().phrases.find(line.words))
        assert (
            "~" in phrase
            or phrase[0] in "-:‑"
            or any(m.start == 0 and m.end == len(line.words) for m in matched)
        ), phrase


def test_nothing_said_is_no_context() -> None:
    assert label("{Asthma} is common.")[1] == [Context()]


def test_cue_inside_a_name_counts_for_nothing() -> None:
    assert label("{Childhood asthma} and {non-Hodgkin lymphoma} differ.")[1] == [Context()] * 2


def test_cue_that_the_recogniser_took_into_the_name() -> None:
    _, (first, second) = label("She has {no headache} and a {cough}.")
    assert (first.negated, second.negated) == (True, False)


def test_a_test_without_result_is_not_absent() -> None:
    doc = syntax.load()("The HIV test was negative.")
    (found,) = context.label(doc, [Entity(4, 12, "HIV test", "TEST")])
    assert not found.context.negated


def test_the_nearest_of_two_subjects_counts() -> None:
    _, (found,) = label("A friend says that your sister has {shingles}.")
    assert found.subject == "family"


def test_who_lacks_one_thing_may_often_have_another() -> None:
    for text in ("People without {acne} often get {gout}.",
                 "Adults with no sign of {asthma} often develop {eczema}.",
                 "People without {diabetes} get {gout}."):  # fmt: skip
        assert [c.negated for c in label(text)[1]] == [True, False]
    lacking = label("People without {gout} or need of {insulin}.")[1]
    assert [c.negated for c in lacking] == [True, True]
    assert [c.negated for c in label("No {drug} usually causes {gout}.")[1]] == [False, True]
    assert [c.negated for c in label("It does not often cause {gout}.")[1]] == [True]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Women who might have {gout} should not take {zinc}.", [{"hedged"}, {"negated"}]),
        ("People who have {gout} may develop {asthma}.", [set(), {"hedged"}]),
        ("Drugs which cause {gout} must not be given.", [set()]),
        ("{Zinc} that may cause {gout} must not be given.", [{"negated"}, {"hedged"}]),
        ("People who may have {gout} or {asthma} sleep.", [{"hedged"}, {"hedged"}]),
        ("Pills that could ease {gout} and may ease {asthma}.", [{"hedged"}, {"hedged"}]),
    ],
)
def test_the_clause_of_who_ends_where_the_main_one_goes_on(
    marked: str, expected: list[set[str]]
) -> None:
    assert [labels(found) for found in label(marked)[1]] == expected


def test_what_is_not_whitened_is_there_and_a_nan_is_family() -> None:
    assert label("It does not whiten {teeth}.")[1] == [Context()]
    assert label("It does not give you {gout}.")[1][0].negated
    assert label("My nan has {gout}.")[1][0].subject == "family"
    assert label("My nanny state has {gout}.")[1][0].subject == "reader"


def test_scope_ends_with_the_line() -> None:
    assert [c.negated for c in label("No {fever}\n{Cough}\n")[1]] == [True, False]


def test_entities_keep_their_order_and_fields() -> None:
    doc = syntax.load()("No fever. A cough.")
    given_entities = [Entity(12, 17, "cough", "SYMPTOM"), Entity(3, 8, "fever", "SYMPTOM")]
    found = context.label(doc, given_entities)
    assert [(e.start, e.context.negated) for e in found] == [(12, False), (3, True)]


def test_a_parse_narrows_the_scope() -> None:
    """ "Not" belongs to "smoke", whose clause is over before "fumes"."""
    words = ["People", "not", "smoking", "beside", "fumes", "have", "asthma"]
    doc = Doc(spacy.blank("en").vocab, words=words)
    doc[0].is_sent_start = True
    for token in doc[1:]:
        token.is_sent_start = False
    target = Entity(doc[4].idx, doc[4].idx + 5, "fumes", "CHEMICAL")
    assert context.label(doc, [target])[0].context.negated
    parsed = Doc(
        doc.vocab, words=words, heads=[5, 2, 0, 5, 3, 5, 5],
        deps=["nsubj", "neg", "acl", "prep", "pobj", "ROOT", "dobj"],
    )  # fmt: skip
    assert not context.label(parsed, [target])[0].context.negated


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "...!?", "no", "not", "may", "if", "- free", "No,"]
)
def test_texts_of_almost_nothing(text: str) -> None:
    assert context.label(syntax.load()(text), []) == ()
    assert all(mark.end <= len(text) for mark in context.modifiers(syntax.load()(text)))


@given(st.lists(st.sampled_from(
    ["no ", "not ", "may ", "if ", "history of ", "my mother ", "mice ", "fever ", ", ", "and ",
     "but ", "in ", "without ", "n’t ", "İ", "😀 ", "출장 ", "\r\n", ". ", "-free ", "cause "]
), max_size=20).map("".join))  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_cues_and_scopes_are_places_of_the_text(text: str) -> None:
    doc = syntax.load()(text)
    for mark in context.modifiers(doc):
        assert text[mark.start : mark.end] == mark.text
        assert 0 <= mark.scope_start < mark.scope_end <= len(text)
        assert mark.kind in context.KINDS


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_is_labelled(text: str) -> None:
    doc = syntax.load()(text)
    entities = [Entity(t.idx, t.idx + len(t), t.text, "CONDITION") for t in doc]
    found = context.label(doc, entities)
    assert [(e.start, e.end) for e in found] == [(e.start, e.end) for e in entities]


def test_time_grows_with_length_only() -> None:
    """One line of 100,000 characters, an entity every few words."""
    nlp, seconds = syntax.load(), []
    context.label(nlp("No fever."), [])
    for times in (400, 3_300):
        text = "no fever and may not have pain " * times
        entities = [Entity(at, at + 5, "fever", "SYMPTOM") for at in range(3, len(text), 31)]
        doc = nlp(text)
        start = time.process_time()
        found = context.label(doc, entities)
        seconds.append(time.process_time() - start)
        assert sum(entity.context.negated for entity in found) > times * 0.97  # a cut every 250
    assert seconds[1] < 8.25 * 2.5 * seconds[0] + 0.5
