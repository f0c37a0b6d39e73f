"""Replay: the same text, a changed one, another one; nothing is made on a guess."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext.edits import apply
from healthtext.records import Edit
from healthtext.review.records import Review, changed, digest, identities, of_report
from healthtext.review.replay import carry, replay
from tests.review.conftest import EDITS, ORIGINAL, decided, report_of, shifted


def test_a_review_without_decisions_gives_what_fix_gives(review: Review) -> None:
    assert replay(review, ORIGINAL).text == report_of().repaired


def test_every_decision_is_made(review: Review) -> None:
    review = decided(review, 0, "reject")
    review = decided(review, 1, "choose", "spinal column")
    review = decided(review, 2, "accept")
    review = decided(review, 3, "write", "soreness & <b>")
    expected = ORIGINAL.replace("spinal twine", "spinal column").replace("agony", "pain", 1)
    assert replay(review, ORIGINAL).text == expected.replace("irritation", "soreness & <b>")


def test_places_that_moved_are_found(review: Review) -> None:
    review = decided(review, 2, "accept")
    text = "A new first line.\n" + ORIGINAL.replace("on most days", "on some days")
    done = replay(review, text)
    assert not done.problems
    assert done.moved == 3
    assert done.text == "A new first line.\n" + (
        ORIGINAL.replace("Posted By admin\r\n\r\n", "").replace("spinal twine", "spinal cord")
        .replace("agony", "pain", 1).replace("on most days", "on some days")
    )  # fmt: skip


def test_a_place_that_is_gone_is_named_and_nothing_is_made(review: Review) -> None:
    review = decided(review, 2, "accept")
    text = ORIGINAL.replace("agony in the knee", "an ache in the knee")
    done = replay(review, text)
    assert done.text == text
    assert done.problems == (
        f"accept “agony” to “pain” at {ORIGINAL.index('agony')}: gone from the text",
    )


def test_partial_makes_the_others(review: Review) -> None:
    review = decided(review, 2, "accept")
    done = replay(review, ORIGINAL.replace("twine", "string"), partial=True)
    assert len(done.problems) == 1
    assert "good for pain in" in done.text
    assert "spinal string" in done.text


def test_a_rejection_needs_no_place(review: Review) -> None:
    review = decided(review, 1, "reject")
    done = replay(review, ORIGINAL.replace("spinal twine", "back"))
    assert not done.problems
    assert "The back is no muscle" in done.text


def test_a_place_that_stands_twice_is_ambiguous(review: Review) -> None:
    text = ORIGINAL + ORIGINAL
    done = replay(decided(review, 2, "accept"), text)
    assert done.text == text
    assert all("ambiguous, it may stand at 2 places" in problem for problem in done.problems)
    assert len(done.problems) == 3


def test_a_place_that_stands_everywhere_is_not_looked_for_everywhere() -> None:
    text = "agony " * 5_000
    edits = tuple(Edit(at, at + 5, "agony", "pain", "despin", "r") for at in range(600, 12_600, 6))
    done = replay(of_report(report_of(text, edits)), f"So {text}")
    assert len(done.problems) == len(edits)
    assert done.problems[0].endswith("ambiguous, it may stand at 100 places or more")


def test_a_review_of_another_article_makes_nothing(review: Review) -> None:
    text = "Something else altogether, with a spinal twine in it and agony besides."
    done = replay(review, text, partial=True)
    assert done.foreign
    assert done.text == text
    assert done.problems == ("the review is of another article: 0 of 5 places found",)
    assert replay(replace(review, items=()), text).foreign


def test_two_decisions_that_meet_in_a_changed_text_are_a_conflict() -> None:
    text = "x" * 50 + "one two" + "y" * 50
    edits = (Edit(50, 53, "one", "1", "despin", "r"), Edit(54, 57, "two", "2", "despin", "r"))
    review = of_report(report_of(text, edits))
    first, second = review.items
    second = replace(second, old="one two", before=first.before, start=50)
    review = replace(review, items=(first, second))
    done = replay(review, text + " and more")
    assert len(done.problems) == 1
    assert "in conflict with" in done.problems[0]


def test_a_file_altered_by_hand_is_noticed_in_the_same_text(review: Review) -> None:
    item = replace(review.items[1], old="spinal cords", before="nowhere at all, not here")
    done = replay(changed(review, [(1, item)]), ORIGINAL)
    assert done.text == ORIGINAL
    assert len(done.problems) == 1


def test_edits_are_named_by_what_they_are_and_stand_next_to() -> None:
    names = list(identities(ORIGINAL, EDITS))
    assert len(set(names)) == len(EDITS)
    later = "New words before it, many of them.\n" + ORIGINAL
    moved = shifted(EDITS, len(later) - len(ORIGINAL))
    assert list(identities(later, moved))[2:] == names[2:]
    twice = ("same words. " * 9, Edit(60, 64, "same", "like", "despin", "r"))
    other = replace(twice[1], start=48, end=52)
    assert len(set(identities(twice[0], [other, twice[1]]))) == 2


def test_earlier_decisions_are_carried_over_to_a_new_run(review: Review) -> None:
    earlier = decided(decided(review, 1, "accept"), 4, "choose", "ache")
    text = "New.\n" + ORIGINAL.replace("agony in the elbow", "agony at the elbow")
    edits = shifted(EDITS, 5)
    now, lost = carry(earlier, of_report(report_of(text, edits)), text)
    assert not lost
    assert [item.decision for item in now.items] == [
        "pending", "accept", "pending", "pending", "choose",
    ]  # fmt: skip
    assert now.items[4].text == "ache"
    assert now.article.sha256 == digest(text)
    now, lost = carry(earlier, of_report(report_of(text, edits[:4])), text)
    assert [item.id for item in lost] == [earlier.items[4].id]


def test_a_rule_that_was_renamed_keeps_the_decision(review: Review) -> None:
    earlier = decided(review, 1, "reject")
    edits = (EDITS[0], replace(EDITS[1], rule="despin-other"), *EDITS[2:])
    now, lost = carry(earlier, of_report(report_of(edits=edits)), ORIGINAL)
    assert now.items[1].decision == "reject"
    assert not lost


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text("ab \n🦵é", max_size=8), st.text("xy", max_size=3)), max_size=8))
def test_accepting_everything_is_applying_every_edit(parts: list[tuple[str, str]]) -> None:
    text, edits = "", []
    for old, new in parts:
        text += "·"
        edits.append(Edit(len(text), len(text + old), old, new, "despin", "r", safety="review"))
        text += old
    review = of_report(report_of(text, tuple(edits)))
    items = [(index, replace(item, decision="accept")) for index, item in enumerate(review.items)]
    assert replay(changed(review, items), text).text == apply(text, edits)


@pytest.mark.parametrize("seconds", [None, 3.5])
def test_carrying_keeps_the_time(review: Review, seconds: float | None) -> None:
    item = replace(review.items[1], decision="accept", seconds=seconds)
    now, _ = carry(changed(review, [(1, item)]), review, ORIGINAL)
    assert now.items[1].seconds == seconds
