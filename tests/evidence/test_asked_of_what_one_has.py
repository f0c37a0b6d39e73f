"""Forms that say what one has, what is owed to a thing, and what one should try."""

from __future__ import annotations

import pytest

from healthtext.records import Evidence
from tests.evidence.conftest import row, told


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Are people exposed to nettles more likely to get gout?",
         row("nettles", "risk of gout", "harm"), "supported"),
        ("Is gout a side effect of nettles?", row("nettles", "risk of gout", "harm"), "supported"),
        ("Gout is a common side effect of nettles.",
         row("nettles", "risk of gout", "harm"), "supported"),
        ("Gout is not a side effect of nettles.",
         row("nettles", "risk of gout", "harm"), "contradicted"),
        ("I have gout, will swimming help?", row("swimming", "treatment of gout", "benefit"),
         "supported"),
        ("I have gout, will swimming help?", row("swimming", "treatment of sunburn", "benefit"),
         "nothing_found"),
        ("Try swimming if you have gout.", row("swimming", "treatment of gout", "benefit"),
         "supported"),
        ("If you have gout, try swimming.", row("swimming", "treatment of gout", "benefit"),
         "supported"),
        ("If you have time, try swimming.", row("swimming", "treatment of gout", "benefit"),
         "not_checkable"),
        ("Does swimming make Parkinson's disease better?",
         row("swimming", "treatment of Parkinson's disease", "benefit"), "supported"),
        ("Will swimming stop me getting gout?", row("swimming", "prevention of gout", "benefit"),
         "supported"),
        ("Hallux valgus is caused by high heels.",
         row("high heels", "risk of hallux valgus", "harm"), "supported"),
        ("Hallux valgus is not caused by high heels.",
         row("high heels", "risk of hallux valgus", "harm"), "contradicted"),
        ("Does iron deficiency increase premature graying of hair?",
         row("iron deficiency", "risk of premature graying of hair", "harm"), "supported"),
        ("Can you get premature graying of hair from iron deficiency?",
         row("iron deficiency", "risk of premature graying of hair", "harm"), "supported"),
        ("Swimming at night causes gout.", row("swimming at night", "risk of gout", "harm"),
         "supported"),
    ],
)  # fmt: skip
def test_forms_that_say_of_what_one_has(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value
