"""The first two words of wordings of several words: none is missed, and most others are passed."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from healthtext.openings import Openings
from healthtext.spelling import singular

WORDING = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=4).map(" ".join)


@given(st.lists(WORDING))
def test_no_wording_is_missed(wordings: list[str]) -> None:
    known = Openings()
    several = [one for one in wordings if known.add(one)]
    assert several == [one for one in wordings if " " in one]
    for first, second, *rest in map(str.split, several):
        assert known.may(first, second)
        assert known.longest[first] >= 2 + len(rest)
    assert set(known.longest) == {one.split()[0] for one in several}


def test_most_others_are_passed_over() -> None:
    known = Openings()
    firsts, seconds = ([f"{letter}{n}" for n in range(100)] for letter in "ab")
    for first in firsts:
        known.add(f"{first} c")
    met = [pair for pair in product(firsts, seconds) if known.may(*pair)]
    assert len(met) < 100
    assert not known.may("c", "a0")


def test_forms_of_a_second_word_are_one() -> None:
    known = Openings(singular)
    known.add("heart attack")
    assert known.may("heart", "attacks")
