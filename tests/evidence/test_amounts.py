"""Questions for an amount, a time or a kind, which no yes and no no answers."""

from __future__ import annotations

import pytest

from healthtext.records import Evidence
from tests.evidence.conftest import row, told

RAISES = row("jellies", "risk of gout", "harm")
SMOKE = row("smoking", "risk of gout", "harm")
TREATS = row("jellies", "treatment of gout", "benefit")


@pytest.mark.parametrize(
    "text",
    [
        "How many jellies cause gout?",
        "How often do jellies cause gout?",
        "In adults, how much of the jellies causes gout?",
        "How much jellies causes gout is unknown.",
        "It is not known how many jellies cause gout.",
        "What amount of jellies causes gout?",
        "At what age do jellies cause gout?",
        "Which jellies cause gout?",
        "When do jellies cause gout?",
        "How likely are jellies to cause gout?",
    ],
)
def test_what_asks_how_much_or_which_is_no_claim(text: str) -> None:
    assert told(text, RAISES) == "not_checkable"


@pytest.mark.parametrize(
    ("text", "study"),
    [
        ("Do jellies cause gout?", RAISES),
        ("How do jellies cause gout?", RAISES),
        ("No matter how old you are, smoking causes gout.", SMOKE),
        ("Jellies cause gout, but it is unclear how much.", RAISES),
        ("What are the odds that jellies cause gout?", RAISES),
        ("How well do jellies work for gout?", TREATS),
        ("How effective are jellies for gout?", TREATS),
        ("When you have gout, jellies help with gout.", TREATS),
    ],
)
def test_what_asks_whether_or_how_well_is_one(text: str, study: Evidence) -> None:
    assert told(text, study) == "supported"
