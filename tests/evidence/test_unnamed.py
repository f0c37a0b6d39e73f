"""What acts and is named nowhere is not looked up, lest what shares a word answers for it."""

from __future__ import annotations

import pytest

from healthtext.evidence.language import lasting
from healthtext.records import Evidence
from tests.evidence.conftest import row, told

OLIVE = row("olive oil", "prevention of cancer", "benefit")
NERVES = row("nerve stimulation", "back pain", "benefit")
KNEES = row("knee surgery", "knee pain", "none")
URINE = row("urine", "wounds", "none")
MUSCLES = row("muscle relaxation", "back pain", "benefit")


@pytest.mark.parametrize(
    ("text", "study"),
    [
        ("The oil prevents cancer.", OLIVE),
        ("Our oil prevents cancer.", OLIVE),
        ("This operation relieves knee pain.", KNEES),
        ("Nerves cause back pain.", NERVES),
        ("Muscle tissue causes back pain.", MUSCLES),
    ],
)
def test_what_is_named_nowhere_is_not_looked_up(text: str, study: Evidence) -> None:
    assert told(text, study) == "not_checkable"


@pytest.mark.parametrize(
    ("text", "study"),
    [
        ("Olive oil prevents cancer.", OLIVE),
        ("The olive oil prevents cancer.", OLIVE),
        ("Oil prevents cancer.", OLIVE),
        ("Surgery does not relieve knee pain.", KNEES),
        ("Stimulation of nerves relieves back pain.", NERVES),
        ("Urine does not heal wounds.", URINE),
        ("Relaxing the muscles relieves back pain.", MUSCLES),
    ],
)
def test_what_is_named_is_looked_up(text: str, study: Evidence) -> None:
    assert told(text, study) == "supported"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("This golden oil prevents cancer.", False),
        ("This olive oil prevents cancer.", True),
        ("Our Greek oil prevents cancer.", True),
        ("Reviews confirm that oil prevents cancer.", True),
        ("The golden oil prevents cancer.", True),
    ],
)
def test_what_is_pointed_at_may_be_told_of(text: str, named: bool) -> None:
    assert (told(text, OLIVE) != "not_checkable") is named


@pytest.mark.parametrize(
    ("acted", "time"),
    [
        ("a few weeks", True), ("the next two months", True), ("up to 6 months", True),
        ("few weeks", True), ("night sweats", False), ("the first night terrors", False),
        ("weeks", False), ("three day measles", False),
    ],
)  # fmt: skip
def test_a_time_is_nothing_that_could_be_helped(acted: str, time: bool) -> None:
    assert lasting.is_time(acted) is time


def test_relief_for_a_time_is_not_held_against_studies_of_the_time() -> None:
    dose = row("steroid injections", "dose of drug per week", "benefit")
    assert told("Steroid injections give relief for a few weeks.", dose) == "not_checkable"
