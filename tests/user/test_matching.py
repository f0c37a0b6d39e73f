"""Wordings in texts: whole words, in any case, whatever stands around them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext.user.matching import Index, key


def found(text: str, *wordings: str) -> list[str]:
    index = Index({key(wording): wording for wording in wordings})
    return [text[start:end] for start, end, _ in index.find(text)]


@pytest.mark.parametrize(
    ("text", "wording", "places"),
    [
        ("the Spinal Twine is", "spinal twine", ["Spinal Twine"]),
        ("the spinal\n  twine is", "spinal twine", ["spinal\n  twine"]),
        ("the spinal\n\ntwine is", "spinal twine", []),
        ("the spinal twine’s end", "spinal twine", ["spinal twine"]),
        ("two spinal twines", "spinal twine", []),
        ("an intertwine", "twine", []),
        ("vitamin B12", "vitamin B", []),
        ("vitamin B12", "vitamin b12", ["vitamin B12"]),
        ("COVID-19 is", "covid-19", ["COVID-19"]),
        ("don’t and don't", "don't", ["don’t", "don't"]),
        ("caf\u00e9 cafe\u0301", "caf\u00e9", ["caf\u00e9", "cafe\u0301"]),
        ("İstanbul twine", "twine", ["twine"]),
        ("😀 twine 😀twine", "twine", ["twine", "twine"]),
        ("(twine), “twine”", "twine", ["twine", "twine"]),
        ("", "twine", []),
    ],
)
def test_a_wording_is_found(text: str, wording: str, places: list[str]) -> None:
    assert found(text, wording) == places


def test_the_longest_wording_wins_and_none_overlap() -> None:
    assert found("a b c d", "a b", "a b c", "c d", "d") == ["a b c", "d"]


def test_every_place_of_overlapping_wordings_is_given_as_a_span() -> None:
    index = Index(dict.fromkeys([key("a b"), key("b c")], True))
    assert list(index.spans("a b c")) == [(0, 3), (2, 5)]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["Twine", "twines", "é", "İ", "😀", "\r\n", " ", "한글", "'s", "1"]))
)
def test_places_are_those_of_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert all(place.lower() == "twine" for place in found(text, "twine"))


def test_looking_up_takes_work_in_proportion_to_the_text(
    steps: Callable[[Callable[[], object]], int],
) -> None:
    wordings = {key(f"word{' x' * n}"): True for n in range(1, 25)}
    wordings |= {(f"w{n}",): True for n in range(100_000)}
    index = Index(wordings)
    text = "word x x y " * 50
    assert steps(lambda: list(index.find(text * 10))) < 12 * steps(lambda: list(index.find(text)))
