"""Which spans of words are mentions: their signs, their weights, and what is read with them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from healthtext import annotator
from healthtext.annotator import Reading, spans
from healthtext.annotator.spans import Spans, Words, apart, elsewhere, likely_ones, met, tagged
from healthtext.annotator.wholes import softmax
from healthtext.terms import TermMatch

SIGNS = 22
WHOLE, BEFORE, THE_SAME, FIRST_BEGINS, LAST_ENDS = 0, 4, 7, 18, 21  # places of some signs
LOGITS = arrays(np.float32, st.tuples(st.integers(1, 8), st.just(3)),
                elements=st.floats(-4, 4, width=16))  # fmt: skip


def words(text: str) -> Words:
    places = np.array([match.span() for match in re.finditer(r"\S+", text)], np.int64)
    starts, ends = places.reshape(-1, 2).T
    return Words(text, starts, ends)


def weighing(edges: dict[str, list[float]] | None = None, **weights: float) -> Spans:
    """Weights of some signs by their names in this file, odds of words alike for every group."""
    table, level = np.zeros((2, SIGNS), np.float32), np.zeros(2, np.float32)
    for name, weight in weights.items():
        table[:, globals()[name]] = weight
    rows = [[odds] * 2 for odds in (edges or {}).values()]
    odds = np.array([*rows, np.zeros((2, 3))], np.float32)
    return Spans({word: at for at, word in enumerate(edges or {})}, odds, table, level)


def match(start: int, end: int, kind: str = "DRUG") -> TermMatch:
    return TermMatch(start, end, "-" * (end - start), kind, ())


UNSURE = np.array([[0.5, 0.45, 0.05], [0.05, 0.5, 0.45], [0.99, 0.005, 0.005]], np.float32)


def test_what_may_be_a_mention_begins_goes_on_and_ends() -> None:
    starts, ends = likely_ones(UNSURE)
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == [(0, 1), (0, 2), (1, 2)]
    sure = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]], np.float32)
    assert [column.tolist() for column in likely_ones(sure)] == [[1], [3]]
    assert [column.tolist() for column in likely_ones(sure[:1])] == [[], []]


@given(LOGITS)
@settings(max_examples=60, deadline=None)
def test_the_whole_is_the_likelihood_of_exactly_this_mention(logits: np.ndarray[Any, Any]) -> None:
    likely = softmax(logits)
    rows = likely_ones(likely)
    for signs, low, high in zip(tagged(likely, rows), *(row.tolist() for row in rows), strict=True):
        beyond = likely[high, 2] if high < len(likely) else 0
        exact = likely[low, 1] * likely[low + 1 : high, 2].prod() * (1 - beyond)
        assert np.exp(signs[WHOLE]) == pytest.approx(exact, rel=1e-3, abs=1e-5)
        before = 1 - likely[low - 1, 0] if low else 0
        assert signs[BEFORE] == pytest.approx(before, abs=1e-5)
        assert np.isfinite(signs).all()


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], [0, 0, 0, 0]),
        ([(10, 20)], [1, 0, 0, 0]),
        ([(5, 20)], [0, 1, 0, 0]),
        ([(10, 15)], [0, 0, 1, 0]),
        ([(5, 12)], [0, 0, 0, 1]),
        ([(15, 25)], [0, 0, 0, 1]),
        ([(5, 11), (12, 14), (18, 30)], [0, 0, 1, 1]),
        ([(0, 10), (20, 30)], [0, 0, 0, 0]),
    ],
)
def test_how_a_match_meets_a_span(places: list[tuple[int, int]], expected: list[int]) -> None:
    found = met(np.array([10]), np.array([20]), [match(*place) for place in places])
    assert found.tolist() == [expected]


def test_what_the_text_says_elsewhere() -> None:
    wordings = ["gout", "gout", "gout", "flare"]
    found = elsewhere(wordings, [True, False, True, False])
    assert found.tolist() == [[1, 0.5, 0], [1, 1, 0], [1, 0.5, 0], [0, 0, 0]]
    assert elsewhere(["flare"] * 2, [False] * 2).tolist() == [[0, 0, 1]] * 2
    assert elsewhere([], []).shape == (0, 3)


def test_a_term_or_an_edge_decides_where_the_tags_are_unsure() -> None:
    text = words("colorectal cancer patients")

    def chosen(made: Spans, *known: TermMatch) -> list[tuple[int, int]]:
        return made.chosen("chemical", UNSURE, [], text, known, ())

    assert chosen(weighing(THE_SAME=5, WHOLE=0.5), match(0, 17)) == [(0, 2)]
    assert chosen(weighing(THE_SAME=5, WHOLE=0.5), match(0, 17, "ANATOMY")) == [(1, 2)]
    assert chosen(weighing(THE_SAME=5, WHOLE=0.5), match(0, 10)) == [(0, 1), (1, 2)]
    assert chosen(weighing(WHOLE=0.5)) == [(1, 2)]
    seldom = {"cancer": [-3.0, 0.0, 0.0], "colorectal": [0.0, 0.0, -3.0]}  # begins, ends
    assert chosen(weighing(seldom, WHOLE=0.3, FIRST_BEGINS=2, LAST_ENDS=2)) == [(0, 2)]


def test_the_likeliest_stays_and_none_below_the_floor() -> None:
    rows = np.array([0, 0, 1, 4]), np.array([1, 3, 2, 5])
    assert apart(rows, np.array([0.5, 0.9, 0.6, 0.4])) == [(0, 3), (4, 5)]
    assert apart(rows, np.array([0.7, 0.5, 0.6, spans.LIKELY - 0.01])) == [(0, 1), (1, 2)]


@given(LOGITS, st.sampled_from(spans.WEIGHED))
@settings(max_examples=60, deadline=None)
def test_mentions_never_overlap(logits: np.ndarray[Any, Any], group: str) -> None:
    text = words("word " * len(logits))
    known, named = [match(0, 9)], [match(5, 9)]
    found = weighing(WHOLE=0.1).chosen(group, softmax(logits), [], text, known, named)
    last = 0
    for low, high in found:
        assert last <= low < high <= len(logits)
        last = high


def test_odds_are_stored_as_tenths(tmp_path: Path) -> None:
    edges = {"colitis": np.full((2, 3), 1.26), "μg": np.full((2, 3), -20.0)}
    made = {"weights": np.zeros((2, SIGNS)), "level": np.zeros(2)}
    np.savez_compressed(tmp_path / "spans.npz", **spans.packed(edges), **made)
    with np.load(tmp_path / "spans.npz") as table:
        read = spans.unpacked(dict(table))
    assert read._odds[read._places["colitis"]] == pytest.approx(1.3)
    assert read._odds[read._places["μg"]] == pytest.approx(-12.7)
    assert not read._odds[-1].any(), "a word that was not seen says nothing"


def test_the_packaged_weights_keep_a_mention_whole() -> None:
    """By tags alone it is two; before it stands a letter that grows when it is made small."""
    text = "İçin: instability in the upper neck vertebrae."
    read = annotator.load().read(text)
    assert read._spans is not None
    assert read._spans._weights.shape == (len(spans.WEIGHED), SIGNS)
    assert marked(text, read) == ["upper neck vertebrae"]
    read._spans, read._mentions = None, {}
    assert marked(text, read) == ["upper", "neck vertebrae"]


def marked(text: str, read: Reading) -> list[str]:
    return [text[one.start : one.end] for one in read.mentions("anatomy")]
