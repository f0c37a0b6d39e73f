"""At which stage a disorder is: chronic heart failure says nothing of acute."""

from __future__ import annotations

import pytest

from healthtext.evidence.language import stages
from healthtext.records import Evidence
from tests.evidence.conftest import row, told


@pytest.mark.parametrize(
    ("asked", "studied", "other"),
    [
        ("acute pain", "chronic pain", True),
        ("chronic pain", "acute pain", True),
        ("acute pain", "acute and chronic pain", False),
        ("acute pain", "pain", False),
        ("mild depression", "severe depression", True),
        ("mild depression", "mild to severe depression", False),
        ("mild to severe depression", "severe depression", False),
        ("severe depression", "depression", False),
        ("metastatic lung cancer", "resected lung cancer", True),
        ("early lung cancer", "locally advanced lung cancer", True),
        ("lung cancer", "advanced lung cancer", False),
        ("acute heart failure", "heart failure", True),
        ("acute heart failure", "decompensated heart failure", False),
        ("acute hepatitis B", "hepatitis B", True),
        ("acute hepatitis A", "hepatitis A", False),
        ("heart failure", "acute heart failure", False),
        ("early-onset dementia", "late-onset dementia", False),
    ],
)
def test_another_stage_is_another(asked: str, studied: str, other: bool) -> None:
    assert stages.is_of_other(asked, studied) is other


HEART = row("jellies", "treatment of heart failure", "benefit")
CHRONIC = row("jellies", "treatment of chronic hepatitis B", "benefit")
ANY = row("jellies", "treatment of hepatitis A", "benefit")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Jellies speed recovery in acute heart failure.", HEART, "nothing_found"),
        ("Jellies speed recovery in chronic heart failure.", HEART, "supported"),
        ("Jellies treat acute hepatitis B.", CHRONIC, "nothing_found"),
        ("Do jellies treat acute hepatitis B?", CHRONIC, "nothing_found"),
        ("Jellies treat chronic hepatitis B.", CHRONIC, "supported"),
        ("Jellies treat acute hepatitis A.", ANY, "supported"),
        ("Jellies treat acute hepatitis C.", ANY, "nothing_found"),
    ],
)
def test_a_sentence_keeps_the_stage(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


WELL = row("jellies", "symptoms", "benefit", population="people with asthma")
WORSE = row("jellies", "symptoms", "harm", population="people with asthma")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Jellies increase recovery in asthma.", WELL, "supported"),
        ("Jellies increase recovery in asthma.", WORSE, "contradicted"),
        ("Jellies increase recovery in gout.", WELL, "nothing_found"),
    ],
)
def test_recovery_is_good_whatever_was_counted(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value
