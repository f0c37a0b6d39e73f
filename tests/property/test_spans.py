"""Properties of spans: the same as character by character."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from healthtext.records import Span
from healthtext.spans import Places, merged

PLACE = st.integers(0, 20)
SPANS = st.lists(st.tuples(PLACE, PLACE).map(lambda pair: (min(pair), max(pair))), max_size=6)


@given(SPANS)
def test_merged_spans_hold_the_same_characters_and_lie_apart(spans: list[Span]) -> None:
    joined = list(merged(spans))
    assert all(before[1] < after[0] for before, after in pairwise(joined))
    held = {at for start, end in spans for at in range(start, end)}
    assert {at for start, end in joined for at in range(start, end)} == held


@given(SPANS, st.tuples(PLACE, st.integers(1, 5)))
def test_places_meet_what_shares_a_character_with_one(
    spans: list[Span], asked: tuple[int, int]
) -> None:
    start, end = asked[0], sum(asked)
    held = {at for lo, hi in spans for at in range(lo, hi)}
    inside = [(lo, hi) for lo, hi in spans if lo < hi]
    assert Places(inside).meet(start, end) == (not held.isdisjoint(range(start, end)))
