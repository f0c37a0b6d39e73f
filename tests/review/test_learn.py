"""What decisions teach goes to lists that a run takes; what they disagree on does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from healthtext.errors import InputError, SettingsError
from healthtext.review.learn import allowed_in, lessons, phrases_in, with_allowed, with_phrases
from healthtext.review.records import Item, Review, changed
from healthtext.settings import Settings
from healthtext.user import load
from tests.review.conftest import decided


def saying(review: Review, *decisions: tuple[str, str, str]) -> Review:
    """Return a review of nothing but the given wordings: old, new and the decision."""
    first = review.items[1]
    items = [
        replace(first, id=f"{k:016x}", old=old, new=new, decision=decision, rule="despin-word")
        for k, (old, new, decision) in enumerate(decisions)
    ]
    return replace(review, items=tuple(items))


def test_rejections_are_allowed_and_acceptances_are_phrases(review: Review) -> None:
    review = decided(decided(review, 1, "choose", "spinal column"), 3, "reject")
    found = lessons([review])
    assert found.allow == ("irritation",)
    assert found.phrases == (("spinal twine", "spinal column"),)
    assert found.left == ()


def test_a_single_word_must_be_accepted_several_times(review: Review) -> None:
    once = saying(review, ("agony", "pain", "accept"))
    assert lessons([once, once]).phrases == ()
    assert lessons([once, once, once]).phrases == (("agony", "pain"),)
    assert lessons([once], words_at_least=1).phrases == (("agony", "pain"),)


def test_what_editors_disagree_on_is_named(review: Review) -> None:
    one = saying(review, ("joint agony", "joint pain", "accept"))
    other = saying(review, ("Joint Agony", "joint pain", "reject"))
    found = lessons([one, other])
    assert (found.allow, found.phrases) == ((), ())
    assert found.left == ("“joint agony”: decided one way here and another there",)


def test_furniture_agreement_and_common_words_are_no_lesson(review: Review) -> None:
    review = decided(review, 0, "accept")
    taught = saying(review, ("the", "a", "reject"), ("of the", "of", "accept"))
    item = replace(taught.items[0], rule="despin-agreement", old="drugs", new="drug")
    found = lessons([review, taught, replace(taught, items=(item,))])
    assert (found.allow, found.phrases) == ((), ())
    assert found.left == (
        "“the”: too common a word for a list", "“of the”: too common a word for a list",
    )  # fmt: skip


@pytest.mark.parametrize("old", ["two\nlines", "x" * 201, "123 456", "a\u200bb", " spaced "])
def test_what_no_list_can_hold_is_no_lesson(review: Review, old: str) -> None:
    found = lessons([saying(review, (old, "other words", "accept"))])
    assert found.phrases == ()


def test_the_lists_are_taken_by_a_run_and_kept_when_written_again(tmp_path: Path) -> None:
    allow, phrases = tmp_path / "allow.txt", tmp_path / "phrases.csv"
    allow.write_text("knee  # a joint", "utf-8")
    for _ in range(2):
        text, rows = with_phrases(phrases, [("spinal twine", 'spinal "cord", or so')])
        phrases.write_text(text, "utf-8", newline="")
        text, wordings = with_allowed(allow, ["irritation", "Knee"])
        allow.write_text(text, "utf-8")
    assert (rows, wordings) == ([], [])
    assert allow.read_text("utf-8") == "knee  # a joint\nirritation\n"
    assert phrases.read_text("utf-8").splitlines()[0] == "wrong,right"
    assert allowed_in(allow) == ["knee", "irritation"]
    assert phrases_in(phrases) == ["spinal twine"]
    files = {"phrases": frozenset([str(phrases)]), "allow_files": frozenset([str(allow)])}
    rules = load(Settings(**files))  # type: ignore[arg-type]
    assert len(rules.rows) == 1
    assert len(rules.allowed) == 2


def test_a_wording_never_comes_into_both_lists(tmp_path: Path) -> None:
    _, rows = with_phrases(tmp_path / "p.csv", [("joint agony", "pain")], ["Joint agony"])
    _, wordings = with_allowed(tmp_path / "a.txt", ["joint agony"], ["Joint agony"])
    assert (rows, wordings) == ([], [])


def test_a_list_of_another_make_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("right;wrong\nspinal cord;spinal twine\n", "utf-8")
    with pytest.raises(InputError, match="has other columns"):
        with_phrases(path, [("joint agony", "joint pain")])
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="cannot be read"):
        with_phrases(path, [("joint agony", "joint pain")])


def test_rows_that_would_loop_are_refused(tmp_path: Path) -> None:
    pairs = [("joint agony", "joint pain"), ("joint pain", "joint agony")]
    with pytest.raises(SettingsError, match="loop"):
        with_phrases(tmp_path / "p.csv", pairs)
    assert list(tmp_path.iterdir()) == []


def test_pending_items_teach_nothing(review: Review) -> None:
    def pending(item: Item) -> Item:
        return replace(item, decision="pending")

    whole = changed(review, [(k, pending(item)) for k, item in enumerate(review.items)])
    assert lessons([whole]) == lessons([])
