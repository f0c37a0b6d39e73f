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


SWIM = row("swimming", "treatment of gout", "benefit")
WARDS = row("swimming", "prevention of gout", "benefit")
GIVES = row("swimming", "risk of gout", "harm")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Do doctors recommend swimming for gout?", SWIM, "supported"),
        ("Is there evidence for swimming in gout?", SWIM, "supported"),
        ("Is there evidence for a link between swimming and gout?", GIVES, "supported"),
        ("Anyone tried swimming for gout?", SWIM, "supported"),
        ("You should try swimming for gout.", SWIM, "supported"),
        ("You should try swimming for two weeks.", SWIM, "not_checkable"),
        ("My gout got better with swimming.", SWIM, "supported"),
        ("My gout got better after two weeks.", SWIM, "nothing_found"),
        ("Swimming is a miracle for gout.", SWIM, "supported"),
        ("Enalapril for heart failure?", row("enalapril", "treatment of heart failure", "benefit"),
         "supported"),
        ("Is swimming protective against gout?", WARDS, "supported"),
        ("Swimming slashes your gout risk.", WARDS, "supported"),
        ("Swimming slashes your risk of gout.", WARDS, "supported"),
        ("Swimming does not slash your gout risk.", WARDS, "contradicted"),
        ("Does exposure to swimming cause gout?", GIVES, "supported"),
        ("Swimming makes you more prone to gout.", GIVES, "supported"),
        ("Stay away from swimming: it causes gout.", GIVES, "supported"),
        ("Swimming is bad for you because it causes gout.", GIVES, "supported"),
    ],
)  # fmt: skip
def test_forms_of_forums_and_headlines(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Does nettle tea raise caesarean rates?",
         row("nettle tea", "risk of caesarean section", "harm"), "supported"),
        ("Does nettle tea increase infection rates?",
         row("nettle tea", "prevention of infection", "benefit"), "contradicted"),
        ("Does nettle tea lower infection rates?",
         row("nettle tea", "prevention of infection", "benefit"), "supported"),
        ("Does nettle tea increase diabetes rates?",
         row("nettle tea", "risk of diabetes", "harm"), "supported"),
        ("Does nettle tea increase survival rates?",
         row("nettle tea", "survival", "benefit", direction="increased"), "supported"),
    ],
)  # fmt: skip
def test_more_of_the_rates_of_what_is_bad_is_harm(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Swimming raises your chances of avoiding gout.", WARDS, "supported"),
        ("Swimming raises your chances of gout.", GIVES, "supported"),
        ("Swimming leads to fewer cases of rh isoimmunization.",
         row("swimming", "prevention of rh isoimmunization", "benefit"), "supported"),
        ("Swimming results in less travelers' diarrhea.",
         row("swimming", "prevention of travelers' diarrhea", "benefit"), "supported"),
        ("Swimming results in travelers' diarrhea.",
         row("swimming", "prevention of travelers' diarrhea", "benefit"), "contradicted"),
        ("Can you get cyanide poisoning from swimming?",
         row("swimming", "risk of cyanide poisoning", "harm"), "supported"),
    ],
)  # fmt: skip
def test_what_is_avoided_or_fewer_is_good(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value
