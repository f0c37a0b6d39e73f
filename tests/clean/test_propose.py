"""What holds for every edit of the clean step, and what it makes of whole texts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext import rules
from healthtext.clean import propose
from healthtext.edits import apply, check
from healthtext.records import Edit, Span

PIECES = st.sampled_from(
    [
        "Tea helps your back.", "A warm bath may ease the pain in your lower back.",
        " ", "\n", "\n\n",
        "\r\n", "\r\n\r\n", "Share this:", "Posted By admin Posted On", "Read more…",
        "â€™", "Ã©", "Â ",
        "â€œteaâ€", "\u200b", "\u00ad", "\u200d", "\u200f", "\ufeff", "👩‍⚕️",
        " 출장 안마", " казино", "気", "(気)",
        "your leg", "e\u0301", "İ", "שלום",
        " https://casino.example/x", " buy viagra online ", "\x07",
        "By Jane Roe | March 3, 2019", "\t", "\u2028", "\x85", "\x92",
    ]
)  # fmt: skip
CLEAN = st.sampled_from(
    [
        "tea", "helps", "“dull”", "it’s", "5 µg", "café", "naïve", "β-cell", "≥", "\n\n", "\r\n",
        "👨‍👩‍👧", "…", "–", "Sjögren’s",
    ]
)  # fmt: skip
texts = st.lists(PIECES, max_size=25).map("".join)


def edits_of(text: str, rule: str) -> list[Edit]:
    return [edit for edit in propose(text, ()).edits if edit.rule == rule]


def cleaned(text: str) -> str:
    """Return a text with its `safe` edits made."""
    return apply(text, [edit for edit in propose(text, ()).edits if edit.safety == "safe"])


@pytest.mark.parametrize("rule", rules.of_step("clean"), ids=lambda rule: rule.id)
def test_every_rule_fires_on_its_bad_examples_only(rule: rules.Rule) -> None:
    assert [text for text in rule.good if edits_of(text, rule.id)] == []
    assert [text for text in rule.bad if not edits_of(text, rule.id)] == []


@settings(max_examples=100, deadline=None)
@given(texts)
def test_edits_quote_the_text_in_order_and_apart(text: str) -> None:
    edits = propose(text, ()).edits
    check(text, edits)
    for edit in edits:
        assert edit.step == "clean"
        assert edit.rule in rules.catalogue()
        assert edit.old != edit.new
        assert edit.reason
        assert 0 < edit.score <= 1


@settings(max_examples=50, deadline=None)
@given(texts, st.lists(st.integers(0, 200), max_size=6).map(sorted))
def test_protected_spans_stay(text: str, cuts: list[int]) -> None:
    spans: list[Span] = list(zip(cuts[::2], cuts[1::2], strict=False))
    for edit in propose(text, spans).edits:
        assert all(edit.end <= start or end <= edit.start for start, end in spans)


@settings(max_examples=25, deadline=None)
@given(texts)
def test_the_same_text_gives_the_same_edits(text: str) -> None:
    assert propose(text, ()) == propose(text, ())


@settings(max_examples=100, deadline=None)
@given(st.lists(CLEAN, max_size=20).map(" ".join))
def test_clean_words_are_left_alone(text: str) -> None:
    assert propose(text, ()).edits == ()


def test_a_spun_page_loses_what_is_not_the_article() -> None:
    page = (
        "Posted By admin Posted On\r\n\r\nWarm baths\r\n\r\nA bathâ€™s warmth loos\u00adens "
        "the muscles of your lower back 출장 안마.\r\n\r\nSleep is good (気).\r\n\r\n"
        "Leave a comment\r\n"
    )
    assert cleaned(page) == (
        "Warm baths\r\n\r\nA bath’s warmth loosens the muscles of your lower back.\r\n\r\n"
        "Sleep is good (気).\r\n"
    )


def test_a_certain_edit_goes_before_a_doubtful_one() -> None:
    paragraph = "A warm bath may ease the â€œpainâ€ in your lower back.\n\n"
    assert cleaned(f"{paragraph}Sleep.\n\n{paragraph}").count("“pain”") == 2


def test_a_copy_that_goes_takes_its_smaller_edits_along() -> None:
    paragraph = "A warm bath may ease the\u200b pain in your lower back.\n\n"
    assert cleaned(paragraph * 2) == paragraph.replace("\u200b", "").strip() + "\n\n"


SENTENCE = "A warm bath may ease the pain in your lower back, hip or leg. "
LARGE = {
    "prose": "".join(f"{SENTENCE}This is item {number}.\n\n" for number in range(12_000)),
    "one line": SENTENCE * 16_000,
    "copies": f"{SENTENCE}\n\n" * 16_000,
    "one word": "http://" + "a" * 300_000,
    "dots": "." * 300_000,
    "blank": " " * 300_000,
    "quotes": '"“([' * 75_000,
    "anchors": "<a href='x" * 30_000,
    "foreign": "출장" * 150_000,
    "invisible": "\u200b" * 300_000,
    "dates": "1, 2020 " * 40_000,
    "bylines": ("By " + "a " * 60 + "\n") * 2_500,
    "non-ascii": "é" * 300_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_large_texts_take_seconds(name: str) -> None:
    began = time.process_time()
    propose(LARGE[name], ())
    assert time.process_time() - began < 10
