"""The annotator's arithmetic on a network that is made up: offsets, tags, sentences, pairs."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays as hypothesis_arrays

from healthtext import annotator, assets, claims, encoder, entities, terms
from healthtext.annotator import decoding, features, names, reading
from healthtext.annotator.network import Annotator, Pair
from healthtext.annotator.wholes import NAMES, softmax
from healthtext.errors import AssetError
from healthtext.terms import Terms

SIZES = {"strength": 4, "part": 3, "kind": 9, "entailment": 3, "direction": 3}
TAGS = 3 * len(reading.GROUPS) + len(reading.TYPES) + len(reading.PARTS)


class Echo:
    """A network whose hidden states are its input; tags are what `tag` makes of them."""

    def __init__(self, weights: np.ndarray[Any, Any]) -> None:
        self.weights, self.shapes = weights, []

    def run(self, names: list[str], feed: dict[str, Any]) -> list[Any]:
        assert names == ["hidden", "tags"]
        self.shapes.append(feed["embedded"].shape)
        hidden = feed["embedded"]
        return [hidden, hidden @ self.weights]


def made(seed: int = 0) -> Annotator:
    shared, random = encoder.load(), np.random.default_rng(seed)
    width = shared.heads.width
    arrays: dict[str, Any] = {
        "features": random.normal(size=(features.FEATURES, width)),
        "second": random.normal(size=width), "bias": np.zeros(TAGS),
    }  # fmt: skip
    for name in NAMES:
        arrays |= {
            f"dense.{name}": random.normal(size=(2 * width, 8)), f"shift.{name}": np.zeros(8),
            f"out.{name}": random.normal(size=(8, SIZES[name])),
            f"offset.{name}": np.zeros(SIZES[name]), f"heat.{name}": 1.0,
        }  # fmt: skip
    echo = Echo(random.normal(size=(width, TAGS)))
    return Annotator(echo, shared, terms.load(), Terms([names.row("DRUG", "zyxoprilanib")]), arrays)


@pytest.fixture(scope="module")
def model() -> Annotator:
    return made()


def test_labels_are_those_of_the_rooms_that_use_them() -> None:
    assert entities.TYPES == reading.TYPES
    assert ("none", *claims.KINDS) == reading.KINDS
    assert set(reading.STRENGTHS) == set(claims.STRENGTHS)


@pytest.mark.parametrize(
    ("word", "name"),
    [("aspirin", "lower"), ("Aspirin", "title"), ("A", "title"), ("DNA", "upper"),
     ("mRNA", "mixed"), ("500", "digit"), ("-", "mark"), ("…", "mark")],
)  # fmt: skip
def test_how_a_word_is_written(word: str, name: str) -> None:
    assert features.CASES[features.case(word)] == name


def test_pieces_of_a_word_have_its_case_and_its_term() -> None:
    text = "Low Back Pain and METHOTREXATE."
    _, offsets = encoder.load().cut(text)
    described, first = features.describe(text, offsets, terms.load().find(text))
    tail = [at for at in range(len(first)) if text[offsets[at, 0]] == text[18].upper()][-1]
    case = described % len(features.CASES)
    assert features.CASES[case[tail]] == "upper"
    known = described // len(features.CASES)
    assert known[0] == 2 * features.TERMS.index("SYMPTOM") + 1 or known[0] % 2 == 1
    assert known[1] == known[0] + 1
    assert len(set(first.tolist())) < len(first)  # methotrexate is of several pieces


@given(st.text(max_size=200))
@example("A쎵A")  # the tokenizer takes a syllable apart: three pieces of one letter
@settings(max_examples=60, deadline=None)
def test_mentions_lie_on_words_and_never_overlap(text: str) -> None:
    read = MODEL.read(text)
    for group in reading.GROUPS:
        last = 0
        for mention in read.mentions(group):
            assert last <= mention.start < mention.end <= len(text)
            assert 0 <= mention.score <= 1
            assert mention.type in entities.TYPES
            assert not text[mention.start].isspace()
            last = mention.end


MODEL = made(1)


@pytest.mark.parametrize("text", ["", " \n", "... !!! --", "💊" * 40, "word " * 10_000])
def test_odd_texts(model: Annotator, text: str) -> None:
    read = model.read(text)
    assert len(read.opinions([(0, len(text))])) == 1
    for group in reading.GROUPS:
        read.mentions(group)


def test_a_long_text_is_read_in_windows(model: Annotator) -> None:
    echo = model._session
    echo.shapes.clear()
    model.read(" ".join(f"word {number}" for number in range(1_500)))
    assert all(n == 1 and width <= encoder.WINDOW for n, width, _ in echo.shapes)
    assert len(echo.shapes) > 10


def test_what_is_the_same_over_and_over_is_read_once(model: Annotator) -> None:
    echo, text = model._session, "." * 10 * encoder.WINDOW + " pain"
    echo.shapes.clear()
    reading = model.read(text)
    assert len(echo.shapes) == 2
    assert len(np.unique(reading._tags[: 2 * encoder.WINDOW], axis=0)) == 1


def test_tags_of_words_become_spans() -> None:
    assert decoding.runs(np.array([0, 1, 2, 2, 0, 1, 1, 0])) == [(1, 4), (5, 6), (6, 7)]
    assert decoding.runs(np.array([], np.int64)) == []


def test_words_that_go_on_from_nothing_take_in_the_one_before_or_fall_away() -> None:
    """A word by itself goes on; the one before is outside by itself, narrowly or clearly."""
    narrow = np.array([[1, 0, 0], [0.5, 0.4, 0.1], [0.1, 0.2, 0.7], [1, 0, 0]], np.float32)
    assert decoding.best(narrow).tolist() == [0, 1, 2, 0]
    clear = np.array([[0.9, 0.05, 0.05], [0.35, 0.05, 0.6], [0.9, 0.05, 0.05]], np.float32)
    assert decoding.best(clear).tolist() == [0, 0, 0]
    alone = np.array([[0.1, 0.3, 0.6], [0.1, 0.1, 0.8]], np.float32)
    assert decoding.best(alone).tolist() == [1, 2], "a text may begin with a mention"
    assert decoding.best(alone[:0]).tolist() == []


@given(hypothesis_arrays(np.float32, st.tuples(st.integers(1, 6), st.just(3)),
                         elements=st.floats(0, 4, width=16)))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_no_path_that_begins_its_mentions_is_likelier(logits: np.ndarray[Any, Any]) -> None:
    likely = softmax(logits)
    found = decoding.best(likely)
    worth = {
        path: float(np.log(likely[range(len(path)), path]).sum())
        for path in product(range(3), repeat=len(likely))
        if not any(tag == 2 and (at == 0 or path[at - 1] == 0) for at, tag in enumerate(path))
    }
    assert worth[tuple(found.tolist())] == pytest.approx(max(worth.values()), abs=1e-4)


@given(st.text(alphabet="ab -.\n", max_size=80))
@settings(max_examples=40, deadline=None)
def test_support_of_a_mention_is_its_score(text: str) -> None:
    read = MODEL.read(text)
    for group in reading.GROUPS:
        mentions = read.mentions(group)
        support = read.support(group, [(one.start, one.end) for one in mentions])
        assert support.tolist() == pytest.approx([one.score for one in mentions], rel=1e-3)
    assert read.support("disease", [(len(text), len(text))]).tolist() == [0.0]


def test_a_reading_keeps_the_terms_that_it_was_made_with(model: Annotator) -> None:
    text = "Aspirin for back pain"
    assert model.read(text).matches == terms.load().find(text)


def test_opinions_add_up(model: Annotator) -> None:
    text = "Ginger relieves nausea. It may help. "
    spans, read = [(0, 23), (24, 36), (36, 37)], model.read(text)
    for opinion, part in zip(read.opinions(spans), read.arguments(spans), strict=True):
        for odds in (opinion.kinds, opinion.strengths, part):
            assert sum(odds.values()) == pytest.approx(1, abs=1e-4)
    assert read.opinions([]) == read.arguments([]) == ()


def test_a_pair_is_the_same_alone_and_among_others(model: Annotator) -> None:
    pairs = [Pair("Ginger relieves nausea", "word " * at + "nausea was reduced") for at in range(9)]
    together = model.pairs("entailment", pairs)
    for at, pair in enumerate(pairs):
        assert np.allclose(together[at], model.pairs("entailment", [pair])[0], atol=1e-4)


def test_the_sides_of_a_pair_are_told_apart(model: Annotator) -> None:
    one, two = "Ginger relieves nausea", "Rest was prescribed"
    there, back = model.pairs("entailment", [Pair(one, two), Pair(two, one)])
    assert not np.allclose(there, back, atol=1e-4)


def test_what_is_said_of_a_pair_adds_up(model: Annotator) -> None:
    assert model.pairs("entailment", [Pair("a", "b")]).sum() == pytest.approx(1, abs=1e-4)
    assert model.pairs("entailment", []).shape == (0, 3)


def test_damaged_files_are_named(tmp_path: Path) -> None:
    (tmp_path / assets.MANIFEST).write_text('{"files": {}}')
    with pytest.raises(AssetError, match=r"network\.int8\.onnx"):
        annotator.load(tmp_path)
