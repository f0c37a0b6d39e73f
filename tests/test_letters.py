"""Sentences in capitals, and where sentences begin."""

from __future__ import annotations

import pytest

from healthtext.letters import LINE, begins, shouted


@pytest.mark.parametrize(
    ("text", "word", "loud"),
    [
        ("GIVE FIRST AID AND WAIT.", "AID", True),
        ("GIVE 5 mg AND FIRST AID AND WAIT.", "AID", True),  # a unit keeps its letters
        ("FIRST AID", "AID", True),
        ("Give first AID and wait.", "AID", False),
        ("GIVE FIRST aid AND WAIT.", "aid", False),
        ("CALL FOR HELP. The AID came.", "AID", False),
        ("CALL FOR HELP\nThe AID came", "AID", False),
        ("HIV AID", "AID", False),  # two abbreviations
        ("AID", "AID", False),
        ("GIVE FIRST AID and wait for them.", "AID", False),
    ],
)
def test_a_sentence_in_capitals(text: str, word: str, loud: bool) -> None:
    at = text.index(word)
    assert shouted(text, at, at + len(word)) is loud


def test_only_so_much_is_looked_at() -> None:
    assert shouted("CALL " * LINE + "AID " + "call " * LINE, 5 * LINE, 5 * LINE + 3) is False
    assert shouted("call " * LINE + "CALL " * LINE + "AID.", 10 * LINE, 10 * LINE + 3) is True


@pytest.mark.parametrize(
    ("text", "begun"),
    [("", True), ("So. ", True), ("So\n- ", True), ("So ", False), ("3.5 ", False)],
)
def test_where_a_sentence_begins(text: str, begun: bool) -> None:
    assert begins(f"{text}A", len(text)) is begun
