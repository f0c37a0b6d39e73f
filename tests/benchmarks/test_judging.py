"""Verdicts on safe edits: by the gold, in part, by the lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import judging
from benchmarks.judging import Lists, Verdicts
from benchmarks.scoring import Gold, Page
from healthtext.records import Edit

#       0         1         2         3         4
#       0123456789012345678901234567890123456789012345678
TEXT = "A immense spinal twine, nevertheless, hurts much."
PLACE = Gold(2, 22, ("large spinal cord", "huge spinal cord"))
FREE = Gold(24, 36, ("however",), free=True)
PAGE = Page("p", "S", TEXT, (PLACE, FREE))
NONE = Lists({}, {}, {})


def edit(start: int, end: int, new: str) -> Edit:
    return Edit(start, end, TEXT[start:end], new, "despin", "despin-word")


IMMENSE, TWINE, MUCH = (2, 9), (17, 22), (44, 48)


def verdict(*edits: Edit, lists: Lists = NONE) -> list[str]:
    found = judging.places(PAGE, edits)
    return [judging.verdict(place, one, lists) for place in found for one in place.edits]


@pytest.mark.parametrize("new", ["large", "huge", "Large!"])
def test_a_place_that_reads_as_the_gold_is_restored(new: str) -> None:
    assert verdict(edit(*IMMENSE, new), edit(*TWINE, "cord")) == ["restored"] * 2


def test_an_edit_of_a_longer_gold_edit_is_right_in_part_or_wrong_by_itself() -> None:
    assert verdict(edit(*TWINE, "cord")) == ["part"]
    assert verdict(edit(*TWINE, "cord"), edit(*IMMENSE, "tiny"))[0] == "part"
    assert verdict(edit(*IMMENSE, "tiny"), edit(*TWINE, "cord")) == ["unread", "part"]
    assert verdict(edit(*TWINE, "nerve cord")) == ["unread"]  # more than the gold wants
    assert verdict(edit(*TWINE, "Twine")) == ["unread"]  # nothing that the gold wants


def test_an_unclear_gold_edit_may_be_made_or_left() -> None:
    assert verdict(edit(24, 36, "however")) == ["restored"]
    assert verdict(edit(24, 36, "still")) == ["unread"]


def test_edits_of_one_gold_edit_are_one_place_and_others_are_not() -> None:
    found = judging.places(
        PAGE, [edit(*IMMENSE, "big"), edit(*TWINE, "cord"), edit(*MUCH, "a lot")]
    )
    assert [len(place.edits) for place in found] == [2, 1]
    assert [place.wanted for place in found] == ["large spinal cord", "much"]


def test_the_lists_decide_what_the_gold_does_not() -> None:
    whole = Lists({("immense spinal twine", "big spinal cord", "large spinal cord"): "x"}, {}, {})
    part = Lists({}, {("immense", "big", "large"): "x"}, {})
    bad = Lists({}, {}, {("immense", "big", "large"): "wrong sense: x"})
    both = [edit(*IMMENSE, "big"), edit(*TWINE, "cord")]
    assert verdict(*both) == ["unread", "part"]
    assert verdict(*both, lists=whole) == ["acceptable"] * 2
    assert verdict(both[0], lists=whole) == ["unread"]  # half of the listed wording
    assert verdict(*both, lists=part) == ["part"] * 2
    assert verdict(*both, lists=bad) == ["wrong", "part"]


def test_what_is_listed_outside_gold_does_no_harm_and_is_not_right() -> None:
    outside = edit(*MUCH, "a lot")
    lists = Lists({("much", "a lot", "much"): "x"}, {}, {})
    assert verdict(outside) == ["unread"]
    assert verdict(outside, lists=lists) == ["harmless"]
    counts = judging.verdicts(judging.places(PAGE, [outside]), lists)
    assert counts == Verdicts(harmless=1)
    assert counts.shares == {"right": 0, "right or in part": 0, "no harm": 1}


def test_no_edits_have_no_shares() -> None:
    assert set(Verdicts().shares.values()) == {None}


def test_only_what_is_unread_is_written_once(tmp_path: Path) -> None:
    found = judging.places(PAGE, [edit(*IMMENSE, "tiny"), edit(*TWINE, "cord")])
    assert judging.write_unread(tmp_path / "list.tsv", found * 2, NONE) == 1
    header, row = (tmp_path / "list.tsv").read_text("utf-8").splitlines()
    assert row.split("\t")[:3] == ["immense", "tiny", "large"]
    assert "[immense spinal twine -> tiny spinal cord]" in row
    assert len(header.split("\t")) == len(row.split("\t"))
    known = Lists({}, {}, {("immense", "tiny", "large"): "wrong sense: x"})
    assert judging.write_unread(tmp_path / "list.tsv", found, known) == 0


@pytest.mark.parametrize("path", [judging.ACCEPTABLE, judging.REJECTED], ids=lambda path: path.stem)
def test_the_lists_are_well_formed(path: Path) -> None:
    rows = list(judging._rows(path))
    keys = [(row["spun"], row["ours"], row["gold"], row.get("extent", "")) for row in rows]
    assert keys == sorted(set(keys))
    for row in rows:
        assert None not in row.values() and None not in row, row
        assert row["spun"] != row["ours"] and row["reason"].strip(), row
        assert judging._key(row) == (row["spun"], row["ours"], row["gold"])  # as it is looked up
        assert len(row["spun"].split()) <= 9, "a wording, not a sentence"
        assert row.get("extent", "whole") in ("whole", "part")


def test_nothing_is_both_acceptable_and_rejected() -> None:
    known = judging.lists()
    assert len(known.whole) > 50 and len(known.rejected) > 50
    assert not {*known.whole, *known.part} & known.rejected.keys()
    assert all(": " in reason for reason in known.rejected.values())  # the class of error
