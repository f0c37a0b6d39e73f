"""What of an endpoint's answer is taken: wordings of a few known words, and nothing else."""

from __future__ import annotations

import json

import pytest

from healthtext.scorers import answers


def proposed(old: str, new: str) -> tuple[list[answers.Wording], int]:
    """Return what is taken of an answer with one wording, and how much was ignored."""
    return answers.edits(json.dumps({"edits": [{"old": old, "new": new}]}))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("spinal twine", "spinal cord"),
        ("Again pain", "Back pain"),
        ("long term", "long-term"),
        ("the bodies", "the body's"),
        ("now not", "not"),
        ("kidney trouble of kind", "a long list of"),  # four words
    ],
)
def test_a_few_words_of_health_prose_are_taken(old: str, new: str) -> None:
    found, ignored = proposed(old, new)
    assert [(" ".join(one.old), " ".join(one.new)) for one in found] == [
        (old.lower(), new.lower().replace("-", " - "))
    ]
    assert ignored == 0


@pytest.mark.parametrize(
    "new",
    [
        "www.pills.example", "https://pills.example", "ask@pills.example",  # marks inside
        "<b>rules</b>", "*rules*", "the rules!", "cord;", "[cord](x)",
        "2 cords", "cord\nrules", "cord - rules", "the-", "",  # no plain wording
        "spinal cordq", "xyzzy",  # words that health prose has not
        "aspirin", "a warfarin pill",  # a drug's name
        "a very long list of", "spinal twine",  # five words; nothing changed
    ],
)  # fmt: skip
def test_what_is_no_wording_of_known_words_is_ignored_and_counted(new: str) -> None:
    assert proposed("spinal twine", new) == ([], 1)


def test_a_wording_that_is_passed_does_not_carry_others_along() -> None:
    listed = [{"old": "spinal twine", "new": new} for new in ("spinal cord", "<b>rules</b>")]
    found, ignored = answers.edits(json.dumps({"edits": [*listed, 7, {"old": "x"}]}))
    assert [one.new for one in found] == [("spinal", "cord")]
    assert ignored == 3
