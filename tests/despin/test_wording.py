"""Case, hyphens, articles and number of what is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthtext import words
from healthtext.despin import agreement, ngrams, wording
from healthtext.despin.candidates import Option
from healthtext.records import Edit


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("Spinal Twine", "spinal cord", "Spinal Cord"),
        ("Earlier than", "before", "Before"),
        ("SPINAL TWINE", "spinal cord", "SPINAL CORD"),
        ("twine", "cord", "cord"),
        ("examine", "x - ray", "x-ray"),
        ("one thing", "something", "something"),
        ("assume I", "think i", "think I"),
    ],
)
def test_the_new_wording_takes_the_case_of_the_old(old: str, new: str, wanted: str) -> None:
    found = words.split(old)
    assert wording.written(Option(0, len(found), tuple(new.split()), 0), found) == wanted


def test_wordings_and_tokens_are_written_once_and_not_kept_without_end() -> None:
    wording.cased.cache_clear()
    assert [wording.cased(("spinal", "cord"), "title") for _ in range(3)] == ["Spinal Cord"] * 3
    assert wording.cased.cache_info()[:3] == (2, 1, wording.REMEMBERED)
    words._known.cache_clear()
    assert [word.is_word for word in words.split("Heart, heart 1 Heart")] == [1, 0, 1, 0, 1]
    assert words._known.cache_info()[:3] == (1, 4, words.REMEMBERED)


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("apple", "an"), ("hour", "an"), ("unit", "a"), ("unimportant", "an"), ("useful", "a"),
     ("uterus", "a"), ("ulcer", "an"), ("European", "a"), ("one-day", "a"), ("house", "a"),
     ("MRI", "an"), ("HbA1c", "an"), ("X", "an"), ("SSRI", "an"), ("Xenical", "a"), ("FLU", "a"),
     ("STI", "a"), ("Lyme", "a")],
)  # fmt: skip
def test_article_by_sound(word: str, wanted: str) -> None:
    assert agreement.article(word) == wanted


def agreeing(text: str, edits: list[Edit], *, spun: bool = True) -> list[tuple[str, str, str]]:
    found = agreement.agreeing(text, words.split(text), edits, ngrams.load(), spun)
    return [(edit.old, edit.new, edit.rule) for edit in found]


def test_an_article_follows_the_repaired_word() -> None:
    text = "is a pure cure"
    edit = Edit(5, 9, "pure", "organic", "despin", "despin-word", alternatives=("natural",))
    (widened,) = agreement.agreeing(text, words.split(text), [edit], ngrams.load(), True)
    assert (widened.old, widened.new) == ("a pure", "an organic")
    assert (widened.rule, widened.alternatives) == ("despin-agreement", ("a natural",))


def test_a_damaged_article_is_mended_on_spun_pages_only() -> None:
    text = "Sleep is a important part."
    assert agreeing(text, []) == [("a", "an", "despin-article")]
    assert agreeing(text, [], spun=False) == []


@pytest.mark.parametrize("text", ["Ask for an FLU shot.", "It is a UV lamp.", "An UV lamp hurts."])
def test_an_article_before_capitals_that_may_be_read_in_two_ways_stays(text: str) -> None:
    assert agreeing(text, []) == []


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("WITH AN ATTACK, CALL FOR HELP.", []),
        ("HE HAD A ATTACK AND CALLED.", ["AN"]),
        ("ASK FOR AN MRI SCAN OR A RHYTHM STRIP.", []),  # as letters, or as a word
        ("A ATTACK needs help at once.", ["An"]),
        ("He had a ATTACK then.", ["an"]),
    ],
)
def test_an_article_in_a_sentence_in_capitals_is_in_capitals(text: str, new: list[str]) -> None:
    assert [edit[1] for edit in agreeing(text, [])] == new


def test_an_article_follows_in_capitals_too() -> None:
    text = "IT IS A PURE CURE FOR ALL."
    edit = Edit(8, 12, "PURE", "ORGANIC", "despin", "despin-word", alternatives=("NATURAL",))
    (widened,) = agreement.agreeing(text, words.split(text), [edit], ngrams.load(), True)
    assert (widened.old, widened.new) == ("A PURE", "AN ORGANIC")
    assert widened.alternatives == ("A NATURAL",)


@pytest.mark.parametrize(
    "text",
    ["Eat more vitamin A and iron.", "Hepatitis A is common.", "The hepatitis A infection passed.",
     "Much vitamin a and iron.", "VITAMIN A AND IRON HELP."],
)  # fmt: skip
def test_a_letter_is_no_article(text: str) -> None:
    assert agreeing(text, []) == []


def suggested(new: str, confidence: float) -> Edit:
    return Edit(11, 18, "athlete", new, "despin", "despin-word", confidence, "suggest")


def test_a_mere_suggestion_decides_no_article() -> None:
    text = "It takes a athlete to know."
    article = ("a", "an", "despin-article")
    assert agreeing(text, [suggested("expert", 0.2)]) == [
        article, ("athlete", "expert", "despin-word")
    ]  # fmt: skip
    assert agreeing(text, [suggested("player", 0.2)]) == [article]
    assert agreeing(text, [suggested("player", 0.6)]) == [("athlete", "player", "despin-word")]


def test_number_follows_a_word_that_asks_for_several() -> None:
    text = "It takes a couple of session to feel relief."
    assert agreeing(text, []) == [("session", "sessions", "despin-agreement")]
    assert agreeing("It takes several sessions to feel relief.", []) == []
    assert agreeing("Many a session ends early.", []) == []
    assert agreeing("It takes three session to feel relief.", [])[0][:2] == ("session", "sessions")
    assert agreeing("It is a three hour walk to the clinic.", []) == []


def test_a_plural_is_asked_for_before_a_mere_suggestion() -> None:
    text = "It takes a couple of session to feel relief."
    for score, safety, wanted in (
        (0.2, "suggest", "sessions"), (0.6, "suggest", "weeks"), (0.2, "review", "weeks")
    ):  # fmt: skip
        edit = replace(suggested("weeks", score), start=21, end=28, old="session", safety=safety)
        assert [new for _, new, _ in agreeing(text, [edit])] == [wanted]


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("IT TAKES A COUPLE OF SESSION TO FEEL RELIEF.", ["SESSIONS"]),
        ("It takes a couple of SESSION to feel relief.", []),  # it may be a name
        ("It takes a couple of Session to feel relief.", []),
        ("IT TAKES SEVERAL SESSIONS TO FEEL RELIEF.", []),
    ],
)
def test_number_in_a_sentence_in_capitals_is_in_capitals(text: str, new: list[str]) -> None:
    assert [edit[1] for edit in agreeing(text, [])] == new
