"""One sense a page: places of the same words are judged together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtext import words
from healthtext.despin import features, forms, repeats
from healthtext.despin.options import Lattice, Option


def pooled(text: str, *spun: float) -> list[float]:
    """Return P(spun) of all words of a text, each a place of its own, given the places' own."""
    found = words.split(text)
    lattice = Lattice.of(found, [Option(at, at + 1, ("x",), 64) for at in range(len(found))])
    rows = np.zeros((len(found), len(features.NAMES)), np.float32)
    bounds = np.arange(len(found) + 1)
    choices = features.Choices(bounds[:-1], rows, rows[:, 0], bounds)
    return repeats.pooled(np.array(spun, np.float32), lattice, choices).tolist()


def test_the_same_words_sway_each_other() -> None:
    first, other, second = pooled("twine cord twine", 0.95, 0.4, 0.6)
    assert first < 0.95 and second > 0.6
    assert first - second < 0.1, "one is not repaired and the other left"
    assert other == pytest.approx(0.4, abs=0.001)


def test_so_do_forms_of_one_word_and_others_do_not() -> None:
    assert pooled("impacts impacted", 0.9, 0.5)[1] > 0.65
    assert pooled("impacts effects", 0.9, 0.5) == pytest.approx([0.9, 0.5], abs=0.001)


def test_a_text_without_places_has_nothing_to_pool() -> None:
    assert pooled("") == []


@given(st.lists(st.floats(0, 1, width=32), min_size=1, max_size=6))
def test_what_is_pooled_stays_between_the_places_and_keeps_their_order(spun: list[float]) -> None:
    found = pooled(" ".join(["twine"] * len(spun)), *spun)
    assert min(spun) - 1e-3 <= min(found) and max(found) <= max(spun) + 1e-3
    order = np.argsort(spun, kind="stable")
    assert (np.diff(np.array(found)[order]) >= -1e-6).all()


@pytest.mark.parametrize(
    ("one", "other", "are_kin"),
    [("affects", "affect", True), ("affects", "affects", False), ("affects", "effects", False)],
)
def test_forms_of_one_word(one: str, other: str, are_kin: bool) -> None:
    assert forms.kin(one, other) is are_kin
