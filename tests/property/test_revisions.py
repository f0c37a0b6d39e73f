"""Properties of an article's history: the report's edits are what was done to the text."""

from __future__ import annotations

import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from healthtext import edits as arithmetic
from healthtext.records import SAFETIES, Edit, Safety
from healthtext.revisions import History
from healthtext.settings import Settings

ALPHABET = "ab c.\r\n출😀e\u0301İ"


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Draw a text that up to three steps change, with edits of every tier."""
    text = draw(st.text(ALPHABET, max_size=30))
    history = History(text, (), Settings(apply=draw(st.sampled_from(SAFETIES))))
    for step in ("clean", "despin", "grammar"):
        cuts = sorted(draw(st.lists(st.integers(0, len(history.text)), max_size=8)))
        edits = [
            Edit(
                lo, hi, history.text[lo:hi], draw(st.text(ALPHABET, max_size=4)), step, f"{step}-r",
                safety=draw(st.sampled_from(SAFETIES)), alternatives=("x",),
            )
            for lo, hi in zip(cuts[::2], cuts[1::2], strict=False)
        ]  # fmt: skip
        history.add(step, edits)
    return history


def accepted(history: History, tier: Safety) -> list[Edit]:
    rank = SAFETIES.index(tier)
    return [edit for edit in history.edits() if SAFETIES.index(edit.safety) <= rank]


@given(histories())
def test_the_accepted_edits_of_the_report_give_the_text(history: History) -> None:
    tier = history._settings.apply
    assert arithmetic.apply(history.original, accepted(history, tier)) == history.text


@given(histories())
def test_edits_of_every_tier_are_ordered_and_never_overlap(history: History) -> None:
    arithmetic.check(history.original, history.edits())
    assert all(edit.steps[-1:] for edit in history.edits())


@given(histories())
def test_the_map_leads_from_the_original_to_the_text(history: History) -> None:
    lo, hi = history.offsets.forward(0, len(history.original))
    assert (lo, hi) == (0, len(history.text)) or history.text[lo:hi] in history.text


def test_nothing_is_edited_inside_protected_spans() -> None:
    history = History("keep this text", [(5, 9)], Settings())
    history.add("clean", [Edit(0, 4, "keep", "drop", "clean", "r"),
                          Edit(5, 9, "this", "that", "clean", "r")])  # fmt: skip
    assert history.text == "drop this text"
    history.add("despin", [Edit(5, 9, "this", "that", "despin", "r")])
    assert history.text == "drop this text"


def test_a_disabled_rule_changes_nothing() -> None:
    history = History("a b", (), Settings(disable_rules=frozenset({"r"})))
    history.add("clean", [Edit(0, 1, "a", "x", "clean", "r")])
    assert (history.text, history.edits()) == ("a b", ())


def test_a_proposal_where_another_step_changed_becomes_an_alternative() -> None:
    history = History("spinal tw\u200bine", (), Settings())
    history.add("clean", [Edit(9, 10, "\u200b", "", "clean", "c")])
    history.add("despin", [Edit(0, 12, "spinal twine", "spinal cord", "despin", "d",
                                safety="review")])  # fmt: skip
    (edit,) = history.edits()
    assert (edit.new, edit.alternatives) == ("spinal twine", ("spinal cord",))
    assert edit.steps == ("clean", "despin")


@given(histories())
def test_what_waits_stands_where_it_was_proposed(history: History) -> None:
    waiting = history.waiting("grammar")
    assert [edit.safety for edit in waiting] == [e.safety for e in history.revisions[-1].proposed]
    for edit in waiting:
        assert history.text[edit.start : edit.end] == edit.old


def test_only_what_the_last_step_proposed_waits() -> None:
    history = History("a everlasting hue", (), Settings())
    history.add("despin", [Edit(0, 1, "a", "some", "despin", "d"),
                           Edit(2, 13, "everlasting", "permanent", "despin", "d", safety="review"),
                           Edit(14, 17, "hue", "colour", "despin", "d")])  # fmt: skip
    (edit,) = history.waiting("despin")
    assert (edit.start, edit.end, edit.new) == (5, 16, "permanent")
    history.add("grammar", [])
    assert history.waiting("despin") == history.waiting("grammar") == ()


def test_a_suggestion_for_the_place_of_another_becomes_an_alternative() -> None:
    history = History("it cures colds", (), Settings())
    one = Edit(3, 8, "cures", "treats", "despin", "d", safety="suggest", alternatives=("heals",))
    history.add("despin", [one])
    history.suggest("evidence", [
        Edit(3, 8, "cures", "may help with", "evidence", "e", safety="suggest"),
        Edit(3, 8, "cures", "treats", "evidence", "e", safety="suggest"),
        Edit(6, 14, "es colds", "", "evidence", "e", safety="suggest"),
    ])  # fmt: skip
    (edit,) = history.edits()
    assert (edit.new, edit.alternatives) == ("treats", ("heals", "may help with"))
    assert edit.steps == ("despin", "evidence")


def test_an_edit_put_to_review_takes_no_suggestion_on() -> None:
    history = History("it cures colds", (), Settings())
    one = Edit(3, 8, "cures", "treats", "despin", "d", safety="review")
    history.add("despin", [one])
    history.suggest("evidence", [replace(one, new="may ease", step="evidence", safety="suggest")])
    assert [(edit.new, edit.alternatives) for edit in history.edits()] == [("treats", ())]


def test_many_proposals_take_time_in_proportion() -> None:
    text = "a " * 40_000
    history = History(text, [(1, 2)], Settings())
    for step in ("clean", "despin"):
        tiers: tuple[Safety, ...] = ("safe", "review")
        at = range(0, len(text), 2)
        history.add(step, [Edit(n, n + 1, history.text[n], "ab"[n // 2 % 2], step, "r",
                                safety=tiers[n // 4 % 2]) for n in at])  # fmt: skip
    began = time.process_time()
    arithmetic.check(text, history.edits())
    assert time.process_time() - began < 10  # minutes when every proposal walks every edit


@given(histories(), st.data())
def test_what_is_only_suggested_never_changes_the_text_nor_meets_an_edit(
    history: History, data: st.DataObject
) -> None:
    before, edits = history.text, history.edits()
    cuts = sorted(set(data.draw(st.lists(st.integers(0, len(before)), max_size=8))))
    history.suggest(
        "evidence",
        [
            Edit(lo, hi, before[lo:hi], "may", "evidence", "evidence-r", safety="suggest")
            for lo, hi in zip(cuts[::2], cuts[1::2], strict=False)
        ],
    )
    after = history.edits()
    assert history.text == before
    for edit in edits:
        same = {replace(one, alternatives=edit.alternatives, steps=edit.steps) for one in after}
        assert edit in (same if edit.safety == "suggest" else after)
    arithmetic.check(history.original, after)
    tier = history._settings.apply
    assert arithmetic.apply(history.original, accepted(history, tier)) == before
