"""The second look at unsure tags: where it speaks, where it is silent, what survives with it."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from healthtext import retagger, syntax
from healthtext.retagger import Retagger
from healthtext.spacy_components import RETAGGER

FIRES = [
    ("We measured CsA in PBSC and in CD34+ cells.", "PBSC", "NN"),
    ("Owl monkey kidney cells were transfected with a linked reporter.", "Owl", "NN"),
    ("Ginger shot recipes went viral.", "recipes", "NNS"),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return syntax.load(syntax.CORE)


def tags(doc: Doc) -> list[str]:
    return [token.tag_ for token in doc]


def without(nlp: Language, text: str) -> Doc:
    with nlp.select_pipes(disable=[RETAGGER]):
        return nlp(text)


def second(nlp: Language) -> Retagger:
    found: Any = nlp.get_pipe(RETAGGER)
    assert isinstance(found, Retagger)
    return found


@pytest.mark.parametrize(("text", "form", "tag"), FIRES)
def test_it_changes_an_unsure_tag(nlp: Language, text: str, form: str, tag: str) -> None:
    before, after = without(nlp, text), nlp(text)
    at = next(token.i for token in after if token.text == form)
    assert (after[at].tag_, before[at].tag_ == tag) == (tag, False)


@pytest.mark.parametrize("text", [
    "Aspirin does not prevent heart attacks.", "Vitamin C may shorten a cold by a day.",
    "Dr. Harrow of Mayo Clinic says ginger tea helps.",
    "", " ", "\n\n", "...", "?!(—)",
])  # fmt: skip
def test_it_leaves_the_rest(nlp: Language, text: str) -> None:
    assert tags(nlp(text)) == tags(without(nlp, text))


def test_sure_words_and_punctuation_are_not_asked_about(nlp: Language) -> None:
    doc = without(nlp, "Owl monkey (kidney) cells -- transfected, with: a linked reporter?")
    looked = second(nlp).look(doc)
    assert looked is not None
    assert {doc[at].text for at in looked.at.tolist()}.isdisjoint({"with", "a", "(", "--", "?"})
    assert (looked.likely.max(axis=1) < retagger.UNSURE).all()


@pytest.mark.parametrize("abstract", [True, False])
def test_names_are_taken_for_common_nouns_in_abstracts_only(abstract: bool) -> None:
    made = Retagger()
    made.labels, made.weights = ("NN", "NNP"), np.array([[100, 0]], np.int8)
    looked = retagger.Look(
        np.zeros(1, int), np.array([[0.4, 0.6]], np.float32), np.zeros((1, 1), int), abstract
    )
    assert made.decide(looked).tolist() == [0 if abstract else 1]


def test_the_tag_of_another_tagger_stands(nlp: Language) -> None:
    doc = without(nlp, FIRES[1][0])
    doc[0].tag_ = "NNPS"
    assert tags(second(nlp)(doc))[0] == "NNPS"


def test_a_text_without_vectors_of_the_tagger_is_left_alone(nlp: Language) -> None:
    doc = Doc(nlp.vocab, ["Owl", "monkey"], tags=["DT", "NN"])
    assert tags(second(nlp)(doc)) == ["DT", "NN"]


def test_it_comes_before_what_reads_tags(nlp: Language) -> None:
    names = nlp.pipe_names
    assert names.index("tagger") < names.index(RETAGGER) < names.index("attribute_ruler")
    owl, recipes = nlp(FIRES[1][0])[0], nlp(FIRES[2][0])[2]
    assert (owl.pos_, recipes.pos_, recipes.lemma_) == ("NOUN", "NOUN", "recipe")
    assert "Number=Plur" in recipes.morph


def test_the_parse_is_as_before(nlp: Language) -> None:
    for text, _, _ in FIRES:
        parses = [[(t.head.i, t.dep_) for t in doc] for doc in (nlp(text), without(nlp, text))]
        assert parses[0] == parses[1]


def test_neighbours_beyond_the_sentence_are_not_looked_at(nlp: Language) -> None:
    def buckets(*before: str) -> list[int]:
        words = Doc(nlp.vocab, [*before, "Owl", "cells"])
        count = len(words)
        text = retagger.Text(
            [*words], np.arange(count, dtype=np.uint32) * 0 + 5,
            np.array([0] * len(before) + [1, 1]), 0,
        )  # fmt: skip
        return retagger.features(text, np.array([len(before)]))[0].tolist()  # type: ignore[no-any-return]

    assert buckets() == buckets("Rest", ".")


def test_it_survives_pickling_processes_and_folders(nlp: Language, tmp_path: Path) -> None:
    texts = [text for text, _, _ in FIRES]
    expected = [tags(nlp(text)) for text in texts]
    copy = pickle.loads(pickle.dumps(second(nlp)))
    assert [tags(copy(without(nlp, text))) for text in texts] == expected
    assert [tags(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=1)] == expected
    nlp.to_disk(tmp_path / "saved")
    assert [tags(doc) for doc in spacy.load(tmp_path / "saved").pipe(texts)] == expected
    again = Retagger().from_bytes(second(nlp).to_bytes())
    assert (again.weights == second(nlp).weights).all()


def test_another_model_does_without_it(tmp_path: Path) -> None:
    other = spacy.blank("en")
    other.add_pipe("sentencizer")
    other.to_disk(tmp_path / "other")
    assert not syntax.load(str(tmp_path / "other")).has_pipe(RETAGGER)
    assert not syntax.load().has_pipe(RETAGGER)
