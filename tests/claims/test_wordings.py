"""Wordings that rules know are found where they stand, and not where they are denied."""

from __future__ import annotations

import re

import pytest

from healthtext.claims.wordings import Wordings
from healthtext.rules import Rule


def rule(*patterns: str, unless: tuple[str, ...] = (), cues: tuple[str, ...] = ("cure",)) -> Rule:
    compiled = tuple(re.compile(one, re.I) for one in patterns)
    barred = tuple(re.compile(one, re.I) for one in unless)
    return Rule("R", "evidence", "warning", "", "", "", (), (), "", cues, compiled, barred)


KNOWN = rule(r"\bmiracle cure\b", r"(?:^|, )cures all\b", r"\bfreely sold\b", unless=(r"\bham\b",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Garlic is a miracle cure.", "miracle cure"),
        ("Garlic, cures all.", "cures all"),
        ("It is not a miracle cure, but my miracle cure.", "miracle cure."),
        ("It is not a miracle cure.", ""),
        ("Is it a miracle cure?", ""),
        ("Is it a miracle cure? ", ""),
        ("That it is a miracle cure is a myth.", ""),
        ("A miracle cure of ham.", ""),
        ("It is freely sold.", ""),
        ("This cure is freely sold.", "freely sold"),
        ("Garlic is dear.", ""),
    ],
)
def test_a_wording_is_found_where_it_is_asserted(text: str, said: str) -> None:
    found = [text[slice(*span)] for _, span in Wordings([KNOWN], f"{text} A cure.").found(text)]
    assert found == ([said.rstrip(".")] if said else [])


def test_the_first_that_is_not_denied_counts() -> None:
    text = "It is not a miracle cure, but my miracle cure."
    ((_, span),) = Wordings([KNOWN], text).found(text)
    assert span[0] == text.rindex("miracle")


@pytest.mark.parametrize(
    ("one", "asked"), [(KNOWN, True), (rule(), False), (rule("x", cues=("potion",)), False)]
)
def test_a_rule_is_asked_where_it_has_patterns_and_a_cue_on_the_page(
    one: Rule, asked: bool
) -> None:
    assert bool(Wordings([one], "A cure for x.").asked) == asked


def test_only_patterns_that_may_match_are_tried() -> None:
    one = rule(r"\bmiracle cure\b", r"\bcures all\b", r"\bsnake oil cure\b", r"\w+ure\b|\d")
    (asked,) = Wordings([one], "A miracle cure. It cures all.").asked
    assert [pattern.pattern for pattern, _ in asked.possible] == [
        r"\bmiracle cure\b", r"\bcures all\b", r"\w+ure\b|\d",
    ]  # fmt: skip
    folded = [pattern.pattern for pattern in asked.patterns("it cures all")]
    assert folded == [r"\bcures all\b", r"\w+ure\b|\d"]
