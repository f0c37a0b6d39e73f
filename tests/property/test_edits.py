"""Properties of edits and offset maps, on text that breaks careless string arithmetic."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtext import edits as arithmetic
from healthtext.records import Edit

ALPHABET = "ab c.\r\n출장마😀👩‍⚕️e\u0301İß\u200b"
texts = st.text(ALPHABET, max_size=40)


@st.composite
def edited(draw: st.DrawFn, text: str | None = None, step: str = "one") -> tuple[str, list[Edit]]:
    """Draw a text and edits of it in order, insertions that meet at a point among them."""
    text = draw(texts) if text is None else text
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        new = draw(st.text(ALPHABET, max_size=5))
        edits.append(Edit(start, end, text[start:end], new, step, f"{step}-rule"))
    return text, edits


@st.composite
def edited_twice(draw: st.DrawFn) -> tuple[str, list[Edit], list[Edit]]:
    text, first = draw(edited())
    _, second = draw(edited(arithmetic.apply(text, first), "two"))
    return text, first, second


@given(edited())
def test_edits_invert(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    changed = arithmetic.apply(text, edits)
    assert arithmetic.apply(changed, arithmetic.invert(edits)) == text


@given(edited())
def test_inverting_twice_gives_the_edits_back(case: tuple[str, list[Edit]]) -> None:
    assert list(arithmetic.invert(arithmetic.invert(case[1]))) == case[1]


@given(edited_twice())
def test_composed_edits_do_what_both_do(case: tuple[str, list[Edit], list[Edit]]) -> None:
    text, first, second = case
    composed = arithmetic.compose(text, first, second)
    assert arithmetic.apply(text, composed) == arithmetic.apply(
        arithmetic.apply(text, first), second
    )
    assert all(edit.old != edit.new for edit in composed)


@given(edited_twice())
def test_maps_compose_on_untouched_spans(case: tuple[str, list[Edit], list[Edit]]) -> None:
    text, first, second = case
    whole = arithmetic.OffsetMap(arithmetic.compose(text, first, second))
    one, two = arithmetic.OffsetMap(first), arithmetic.OffsetMap(second)
    for at in range(len(text)):
        middle = one.forward(at, at + 1)
        if touched(first, at) or touched(second, middle[0]):
            continue
        assert whole.forward(at, at + 1) == two.forward(*middle)


def touched(edits: list[Edit], at: int) -> bool:
    return any(edit.start <= at < edit.end for edit in edits)


@given(edited())
def test_an_untouched_span_maps_to_itself_and_back(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    changed, offsets = arithmetic.apply(text, edits), arithmetic.OffsetMap(edits)
    for at in range(len(text)):
        if not touched(edits, at):
            start, end = offsets.forward(at, at + 1)
            assert changed[start:end] == text[at]
            assert offsets.backward(start, end) == (at, at + 1)


@given(edited(), st.data())
def test_mapped_spans_lie_inside_the_text(
    case: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    text, edits = case
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    lo, hi = arithmetic.OffsetMap(edits).forward(start, end)
    assert 0 <= lo <= hi <= len(arithmetic.apply(text, edits))


def test_steps_and_last_wording_are_kept_where_two_steps_meet() -> None:
    text = "the spinal tw\u200bine hurts"
    first = [Edit(13, 14, "\u200b", "", "clean", "clean-invisible")]
    second = [Edit(4, 16, "spinal twine", "spinal cord", "despin", "despin-term", safety="review")]
    (edit,) = arithmetic.compose(text, first, second)
    assert (edit.old, edit.new) == ("spinal tw\u200bine", "spinal cord")
    assert (edit.step, edit.steps, edit.safety) == ("despin", ("clean", "despin"), "review")


def test_a_deletion_inside_a_later_edit_keeps_its_place() -> None:
    text = "a b c"
    first = [Edit(1, 2, " ", "", "one", "r"), Edit(3, 4, " ", "", "one", "r")]
    second = [Edit(0, 3, "abc", "x", "two", "r")]
    (edit,) = arithmetic.compose(text, first, second)
    assert (edit.start, edit.end, edit.new) == (0, 5, "x")


def test_an_insertion_where_something_was_deleted_is_one_edit_with_it() -> None:
    first = [Edit(2, 6, "bad ", "", "one", "r", reason="why", score=0.9)]
    second = [Edit(2, 2, "", "good ", "two", "r", reason="what", score=0.8)]
    (edit,) = arithmetic.compose("a bad cat", first, second)
    assert (edit.start, edit.end, edit.old, edit.new) == (2, 6, "bad ", "good ")
    assert (edit.reason, edit.score, edit.steps) == ("why; what", 0.8, ("one", "two"))
    (alone,) = arithmetic.compose("a bad cat", first, [])
    assert alone == replace(first[0], steps=("one",))


@pytest.mark.parametrize(
    "bad",
    [
        [Edit(0, 2, "ab", "", "s", "r"), Edit(1, 2, "b", "", "s", "r")],
        [Edit(2, 9, "c", "", "s", "r")],
        [Edit(0, 1, "z", "", "s", "r")],
        [replace(Edit(2, 1, "", "", "s", "r"))],
    ],
)
def test_bad_edits_are_refused(bad: list[Edit]) -> None:
    with pytest.raises(ValueError, match="edit"):
        arithmetic.apply("abc", bad)
