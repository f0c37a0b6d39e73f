"""Phrases of cue tables among words, by their first two words and with gaps."""

from __future__ import annotations

import pytest

from healthtext.claims import phrases
from healthtext.claims.phrases import Phrases

TABLE = Phrases(
    [("cure*", "one"), ("cure* for", "two"), ("cure* ~ pain", "gap"), ("no longer", "other")]
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("cures", [(0, 1, "one")]),
        ("a cure for pain", [(1, 2, "one"), (1, 3, "two"), (1, 4, "gap")]),
        ("cures all your pain", [(0, 1, "one"), (0, 4, "gap")]),
        ("no", []),
        ("no longer", [(0, 2, "other")]),
        ("", []),
    ],
)
def test_phrases_are_found_in_the_order_of_the_table(
    text: str, wanted: list[tuple[int, int, str]]
) -> None:
    found = TABLE.find(text.split())
    assert [(match.start, match.end, match.payload) for match in found] == wanted


def test_phrases_whose_last_word_is_not_there_are_not_followed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    followed: list[int] = []
    monkeypatch.setattr(phrases, "_end", lambda items, *_: followed.append(len(items)) or 0)
    assert not list(TABLE.find(["cures", "all", "your", "aches"]))
    assert followed == [1]  # "cure*" alone
    open_ended = Phrases([("cure* ~", "open")])
    assert not list(open_ended.find(["cures"]))
    assert followed == [1, 2]
