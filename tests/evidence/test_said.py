"""Words that several readers of claims share."""

from __future__ import annotations

import re

import pytest

from healthtext.evidence.language.said import NOTHING, from_verb


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("may not often help people sleep", "help people sleep"),
        ("doesn't really work", "work"),
        ("won’t kill you", "kill you"),
        ("does good", "good"),
        ("helps you to do it", "helps you to do it"),
        ("cannabis helps", "cannabis helps"),
        ("may", "may"),
    ],
)
def test_what_stands_before_a_verb_is_left_out(said: str, left: str) -> None:
    assert from_verb(said) == left


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("placebos", True), ("sham", True), ("doing nothing", True), ("no treatment", True),
        ("no", False), ("water", False),
    ],
)  # fmt: skip
def test_what_does_nothing(text: str, nothing: bool) -> None:
    assert bool(re.fullmatch(NOTHING, text)) == nothing
