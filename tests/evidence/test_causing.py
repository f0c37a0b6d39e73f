"""Claims that something brings an illness on: what guards against it, its absence, its flares."""

from __future__ import annotations

import pytest

from healthtext.records import Evidence
from tests.evidence.conftest import row, told

SHOT = row("measles vaccine", "prevention of deafness", "benefit")
VIRUS = row("measles", "risk of deafness", "harm", identifier="PMC1000101")
COOLED = row("therapeutic hypothermia", "mortality", "benefit", population="newborns with asphyxia")


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        ("Does measles cause deafness?", (SHOT,), "nothing_found"),
        ("Does measles cause deafness?", (SHOT, VIRUS), "supported"),
        ("Does the measles vaccine prevent deafness?", (SHOT,), "supported"),
        ("Does cooling help newborns with asphyxia?", (COOLED,), "supported"),
    ],
)
def test_what_guards_against_a_germ_is_not_the_germ(
    text: str, rows: tuple[Evidence, ...], value: str
) -> None:
    assert told(text, *rows) == value


MEMBER = row("bupropion", "prevention of weight gain", "benefit")
CLASS = row("antidepressants", "prevention of weight gain", "benefit")
AGAIN = row("aniseed", "prevention of psoriasis relapse", "benefit")
SPARED = row("aniseed", "prevention of psoriasis", "benefit")


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        ("Do antidepressants cause weight gain?", (MEMBER,), "nothing_found"),
        ("Do antidepressants cause weight gain?", (CLASS,), "contradicted"),
        ("Does bupropion cause weight gain?", (MEMBER,), "contradicted"),
        ("Does aniseed cause psoriasis?", (AGAIN,), "nothing_found"),
        ("Does aniseed cause psoriasis?", (SPARED,), "contradicted"),
    ],
)
def test_the_good_of_one_of_a_class_or_in_the_ill_denies_no_harm(
    text: str, rows: tuple[Evidence, ...], value: str
) -> None:
    assert told(text, *rows) == value


FLARES = row("aniseed", "prevention of eczema flares", "benefit")
NO_ECZEMA = row("aniseed", "prevention of eczema", "none", identifier="PMC1000102")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Does aniseed prevent eczema?", "contradicted"),
        ("Does aniseed prevent eczema flares?", "supported"),
    ],
)
def test_fewer_flares_keep_nobody_from_falling_ill(text: str, value: str) -> None:
    assert told(text, FLARES, NO_ECZEMA) == value


LOWERED = row("aniseed", "birth weight", "harm", direction="decreased")
LACK = row("aniseed", "risk of vitamin B12 deficiency", "harm")
POOR = row("diet low in tansy", "prevention of mortality", "benefit")


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        ("Does aniseed lower birth weight?", (LOWERED,), "supported"),
        ("Aniseed lowers birth weight.", (LOWERED,), "supported"),
        ("Does aniseed lower vitamin B12?", (LACK,), "supported"),
        ("Does aniseed raise vitamin B12?", (LACK,), "contradicted"),
        ("Does tansy shorten life?", (POOR,), "supported"),
        ("Does a diet low in tansy prevent death?", (POOR,), "supported"),
    ],
)
def test_less_of_what_is_good_is_harm(text: str, rows: tuple[Evidence, ...], value: str) -> None:
    assert told(text, *rows) == value


VACCINE = row("zoster vaccine", "prevention of zoster", "benefit")
MRNA = row("COVID-19 vaccine", "risk of myocarditis", "harm")
PROSTATE = row("aniseed", "prostate volume", "benefit")
REMISSION = row("aniseed", "psoriasis remission", "benefit", direction="increased")
BALD = row("minoxidil", "treatment of hair loss", "benefit")
LIVELY = row("aniseed", "risk of hyperactivity", "none", certainty="high", population="children")
HEAVIER = row("aniseed", "risk of weight gain", "harm", population="children")
BLOCK = row("aniseed", "treatment of neuromuscular blockade", "benefit", certainty="high")
PILL = row("contraceptive pill", "risk of weight gain", "none", certainty="high")


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        ("Zoster vaccines prevent severe illness.", (VACCINE,), "supported"),
        ("Zoster prevents severe illness.", (VACCINE,), "nothing_found"),
        ("mRNA vaccines can cause myocarditis.", (MRNA,), "supported"),
        ("mRNA can cause myocarditis.", (MRNA,), "nothing_found"),
        ("Aniseed shrinks the prostate.", (PROSTATE,), "supported"),
        ("Aniseed brings psoriasis into remission.", (REMISSION,), "supported"),
        ("Minoxidil makes hair regrow.", (BALD,), "supported"),
        ("Does aniseed make children hyperactive?", (LIVELY,), "contradicted"),
        ("Does aniseed make children gain weight?", (HEAVIER,), "supported"),
        ("Does aniseed reverse neuromuscular block?", (BLOCK,), "supported"),
        ("Does the pill cause weight gain?", (PILL,), "contradicted"),
        ("Does the pill cause drowsiness?", (PILL,), "not_checkable"),
        (
            "Do tanning beds cause melanoma?",
            (row("sunbeds", "risk of melanoma", "harm"),),
            "supported",
        ),
    ],
)
def test_what_is_said_in_other_words_is_asked_about(
    text: str, rows: tuple[Evidence, ...], value: str
) -> None:
    assert told(text, *rows) == value


SHOTS = row("influenza vaccine", "prevention of influenza", "benefit", certainty="high")
SWEETS = row("sugar", "risk of diabetes", "harm")
CURED = row("sugar", "treatment of diabetes", "benefit")
LETHAL = row("aniseed", "risk of mortality", "none", certainty="high")
FATTER = row("aniseed", "flow-mediated dilation", "harm", population="obese men")
FAT = row("aniseed", "risk of obesity", "harm", population="men")


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        ("Can you get influenza from the influenza vaccine?", (SHOTS,), "contradicted"),
        ("Can an influenza jab give you influenza?", (SHOTS,), "contradicted"),
        ("Can too much sugar give you diabetes?", (SWEETS,), "supported"),
        ("Can too much sugar give you diabetes?", (CURED,), "nothing_found"),
        ("Can you get rid of diabetes with sugar?", (CURED,), "insufficient"),
        ("Does aniseed kill more people than diabetes?", (LETHAL,), "contradicted"),
        ("Does aniseed cause obesity?", (FATTER,), "nothing_found"),
        ("Does aniseed cause obesity?", (FAT,), "supported"),
    ],
)
def test_what_one_gets_from_a_thing_it_causes(
    text: str, rows: tuple[Evidence, ...], value: str
) -> None:
    assert told(text, *rows) == value


@pytest.mark.parametrize(
    ("text", "outcome", "value"),
    [
        (
            "Aniseed cures C. difficile infection.",
            "Clostridioides difficile infection",
            "supported",
        ),
        (
            "Aniseed cures vertigo.",
            "treatment of benign paroxysmal positional vertigo",
            "supported",
        ),
        ("Aniseed cures warts.", "treatment of warts", "supported"),
        ("Aniseed stops excessive sweating.", "excessive sweating", "supported"),
        ("Aniseed stops tooth decay.", "treatment of dental caries", "supported"),
        ("Aniseed cures tooth decay.", "treatment of dental caries", "insufficient"),
        ("Aniseed cures psoriasis.", "treatment of psoriasis", "insufficient"),
    ],
)
def test_what_is_treated_with_success_is_gone(text: str, outcome: str, value: str) -> None:
    assert told(text, row("aniseed", outcome, "benefit")) == value


MILDER = row("aniseed", "risk of bleeding", "benefit", comparator="caraway")
PLACEBO = row("aniseed", "risk of bleeding", "benefit", comparator="placebo")


def test_what_harms_less_than_another_treatment_may_do_harm() -> None:
    assert told("Does aniseed cause bleeding?", MILDER) == "nothing_found"
    assert told("Does aniseed cause bleeding?", PLACEBO) == "contradicted"
    assert told("Does aniseed prevent bleeding better than caraway?", MILDER) == "supported"


BROUGHT = row("aniseed", "risk of breast cancer", "harm", identifier="PMC1000141")
HELPED = row("aniseed", "treatment of breast cancer", "benefit", identifier="PMC1000142")
LDL = row("aniseed", "risk of high LDL cholesterol", "harm", identifier="PMC1000143")


def test_what_brings_a_disorder_on_may_help_those_who_have_it() -> None:
    assert told("Does aniseed help breast cancer?", BROUGHT, HELPED) == "supported"
    assert told("Does aniseed help breast cancer?", BROUGHT) == "nothing_found"
    assert told("Does aniseed prevent breast cancer?", BROUGHT) == "contradicted"
    assert told("Does aniseed lower LDL cholesterol?", LDL) == "contradicted"
    assert told("Is aniseed good for the brain?", row("aniseed", "risk of dementia", "harm")) == (
        "contradicted"
    )


HEALED = row("aniseed", "treatment of psoriasis", "benefit")
HARMED = row("aniseed", "risk of psoriasis", "harm")


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        ("Aniseed leads to remission of psoriasis.", (HEALED,), "supported"),
        ("Aniseed leads to remission in many people with psoriasis.", (HEALED,), "supported"),
        ("Aniseed brings about better control of psoriasis.", (HEALED,), "supported"),
        ("Aniseed results in fewer cases of psoriasis.", (SPARED,), "supported"),
        ("Aniseed leads to less control of psoriasis.", (HARMED,), "supported"),
        ("Aniseed leads to psoriasis.", (HARMED,), "supported"),
    ],
)
def test_what_leads_to_remission_is_good(text: str, rows: tuple[Evidence, ...], value: str) -> None:
    assert told(text, *rows) == value
