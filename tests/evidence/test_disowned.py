"""What a sentence tells as untrue is judged as denied, and a denial told as untrue as none."""

from __future__ import annotations

import pytest

from healthtext.evidence.language import disowned
from tests.evidence.conftest import row, told

GOOD = row("trampolines", "prevention of falls", "benefit")


@pytest.mark.parametrize(
    "text",
    [
        "It is a myth that trampolines prevent falls.",
        "It's a common misconception that trampolines prevent falls.",
        "It is simply not the case that trampolines prevent falls.",
        "It is wrong to say that trampolines prevent falls.",
        "It has been disproved that trampolines prevent falls.",
        "There is no truth in the claim that trampolines prevent falls.",
        "There is little basis for the popular belief that trampolines prevent falls.",
        "The myth that trampolines prevent falls lives on.",
        "Myth 4: trampolines prevent falls.",
        "The theory that trampolines prevent falls has been thoroughly discredited.",
        "The belief that trampolines prevent falls is not supported by any evidence.",
        "That trampolines prevent falls is untrue.",
        "Trampolines prevent falls is a myth.",
        "Trampolines prevent falls, which is nonsense.",
        "It was thought that trampolines prevent falls, but this is wrong.",
        "Trampolines are wrongly believed to prevent falls.",
        "Many people mistakenly think that trampolines prevent falls.",
        "Never believe anyone who says that trampolines prevent falls.",
        "Contrary to the idea that trampolines prevent falls, they are a toy.",
        "Is it a myth that trampolines prevent falls?",
    ],
)
def test_what_is_told_as_untrue_is_denied(text: str) -> None:
    assert told(text, GOOD) == "contradicted"


@pytest.mark.parametrize(
    "text",
    [
        "Contrary to popular belief, trampolines prevent falls.",
        "It is no myth that trampolines prevent falls.",
        "It is not wrong to say that trampolines prevent falls.",
        "It is a myth that trampolines do not prevent falls.",
        "The claim that trampolines never prevent falls is false.",
        "Fact: trampolines prevent falls.",
        "Is it true that trampolines prevent falls?",
        "Trampolines prevent falls, and detox is a myth.",
    ],
)
def test_what_is_told_as_true_is_not(text: str) -> None:
    assert told(text, GOOD) == "supported"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The link between jellies and gout has been debunked.", "supported"),
        ("The alleged link between jellies and gout was debunked long ago.", "supported"),
        ("The link between jellies and gout has been studied.", "contradicted"),
    ],
)
def test_a_link_that_was_debunked_is_none(text: str, value: str) -> None:
    assert told(text, row("jellies", "risk of gout", "none", certainty="high")) == value


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("It is a myth that jellies cause gout, but tonics do cause it.", 26),
        ("An old wives’ tale that works: honey for coughs.", 20),
        ("It is true that jellies cause gout.", 20),
        ("The claim that jellies cause gout is well supported.", 20),
    ],
)
def test_only_what_is_told_as_untrue_is_turned(text: str, at: int) -> None:
    found = disowned.told(text)
    assert (found is None) == ("myth" not in text)
    assert disowned.told_at(text, len(text) - 2) is None
    assert (disowned.told_at(text, at) is None) == (found is None)
