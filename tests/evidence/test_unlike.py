"""What shares words with what is asked about, or was seen in another run, says nothing of it."""

from __future__ import annotations

import pytest

from healthtext.evidence.language import unlike
from healthtext.evidence.language.sides import side
from healthtext.records import Evidence
from tests.evidence.conftest import row, told

SUGAR = row("sugar", "risk of dental caries", "harm")
FREE = row("sugar-free chewing gum", "prevention of dental caries", "benefit")
PASTE = row("fluoride toothpaste", "prevention of dental caries", "benefit")
ARSENIC = row("arsenic in drinking water", "risk of cancer", "harm")
PILLS = row("oral estrogens", "risk of breast cancer", "harm")
LESS = row("sugar restriction", "prevention of dental caries", "benefit")
UNSAID = row("estrogens", "risk of breast cancer", "harm")
VAGINAL = row("vaginal estrogens", "risk of breast cancer", "none")
BEFORE = row("antenatal exercise", "back pain", "benefit")
LATE = row("late rehabilitation", "prevention of falls", "none")
EARLY = row("early rehabilitation", "prevention of falls", "benefit")
AFTER = row("chewing gum after surgery", "infections", "none")
ANAEMIA = row("anaemia in pregnancy", "risk of pre-eclampsia", "harm")
SCANS = row("magnetic resonance imaging", "back pain", "harm")
LOW_MEAT = row("diet low in red meat", "prevention of gout", "benefit")
AGAIN = row("repeat prenatal corticosteroids", "risk of low birth weight", "harm",
            population="pregnant women")  # fmt: skip
CANNABIS = row("cannabis in pregnancy", "risk of low birth weight", "harm")
ADDED = row("adjuvant therapy to levodopa", "risk of tremor", "harm")
WATERY = row("chlorinated drinking water", "risk of cancer", "harm")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Sugar-free gum prevents tooth decay.", SUGAR, "nothing_found"),
        ("Sugar-free chewing gum prevents tooth decay.", FREE, "supported"),
        ("Sugar causes tooth decay.", SUGAR, "supported"),
        ("Sugar prevents tooth decay.", FREE, "nothing_found"),
        ("Fluoride-free toothpaste prevents tooth decay.", PASTE, "nothing_found"),
        ("Fluoride toothpaste prevents tooth decay.", PASTE, "supported"),
        ("Water causes cancer.", ARSENIC, "nothing_found"),
        ("Arsenic in water causes cancer.", ARSENIC, "supported"),
        ("Arsenic causes cancer.", ARSENIC, "supported"),
        ("Vaginal estrogen causes breast cancer.", PILLS, "nothing_found"),
        ("Vaginal estrogen causes breast cancer.", UNSAID, "nothing_found"),
        ("Vaginal estrogen causes breast cancer.", VAGINAL, "contradicted"),
        ("Estrogen causes breast cancer.", PILLS, "supported"),
        ("Postnatal exercise helps back pain.", BEFORE, "nothing_found"),
        ("Antenatal exercise helps back pain.", BEFORE, "supported"),
        ("Exercise helps back pain.", BEFORE, "supported"),
        ("Early rehabilitation prevents falls.", LATE, "nothing_found"),
        ("Early rehabilitation prevents falls.", EARLY, "supported"),
        ("Rehabilitation prevents falls.", EARLY, "supported"),
        ("A sugar-free diet prevents tooth decay.", LESS, "supported"),
        ("Surgery prevents infections.", AFTER, "nothing_found"),
        ("Chewing gum prevents infections.", AFTER, "contradicted"),
        ("Chewing gum after surgery prevents infections.", AFTER, "contradicted"),
        ("Pregnancy causes pre-eclampsia.", ANAEMIA, "nothing_found"),
        ("Anaemia in pregnancy causes pre-eclampsia.", ANAEMIA, "supported"),
        ("Magnets relieve back pain.", SCANS, "nothing_found"),
        ("Red meat causes gout.", LOW_MEAT, "supported"),
        ("Antenatal steroids cause low birth weight.", AGAIN, "nothing_found"),
        ("Repeat antenatal steroids cause low birth weight.", AGAIN, "supported"),
        ("Repeat antenatal steroids cause low birth weight.", CANNABIS, "nothing_found"),
        ("Levodopa causes tremor.", ADDED, "nothing_found"),
        ("Drinking in pregnancy causes cancer.", WATERY, "nothing_found"),
    ],
)
def test_what_shares_words_only_is_another(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


BRIEF = row("jellies", "back pain in the short term", "benefit")
LONG = row("jellies", "long-term back pain", "harm")
UNTIMED = row("jellies", "back pain", "benefit")
BOTH = row("jellies", "back pain, short-term and long-term", "benefit")


@pytest.mark.parametrize(
    ("text", "studies", "value"),
    [
        ("Do jellies help back pain?", (BRIEF,), "supported"),
        ("Do jellies help back pain in the short term?", (BRIEF, LONG), "supported"),
        ("Do jellies help back pain in the long term?", (BRIEF,), "nothing_found"),
        ("Do jellies make back pain worse in the long run?", (BRIEF, LONG), "supported"),
        ("Do jellies make back pain worse in the short term?", (LONG,), "nothing_found"),
        ("Do jellies make back pain better?", (BRIEF,), "supported"),
        ("Do jellies make back pain better in the long run?", (BRIEF,), "nothing_found"),
        ("Do jellies make people better?", (BRIEF,), "not_checkable"),
        ("Do jellies help back pain in the long run?", (UNTIMED,), "supported"),
        ("Do jellies help back pain in the long run?", (BOTH,), "supported"),
        ("Do jellies help back pain, short-term or long-term?", (BRIEF,), "supported"),
    ],
)
def test_what_helps_at_first_may_not_last(
    text: str, studies: tuple[Evidence, ...], value: str
) -> None:
    assert told(text, *studies) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Does jelly help people without gout?", "not_checkable"),
        ("Jelly is good for people without gout.", "not_checkable"),
        ("Does jelly help people with gout?", "supported"),
        ("Does jelly prevent back pain in people without gout?", "nothing_found"),
    ],
)
def test_what_people_do_not_have_is_not_asked_about(text: str, value: str) -> None:
    assert told(text, row("jelly", "treatment of gout", "benefit")) == value


@pytest.mark.parametrize(
    ("asked", "tested", "population", "value"),
    [
        ("nasal steroids", "corticosteroids", "", "nothing_found"),
        ("inhaled steroids", "corticosteroids", "", "nothing_found"),
        ("oral steroids", "corticosteroids", "", "supported"),
        ("topical steroids", "corticosteroids", "", "supported"),
        ("nasal steroids", "corticosteroids", "people who use nasal sprays", "supported"),
        ("nasal zinc", "zinc", "", "supported"),
    ],
)
def test_of_what_is_given_where_a_row_does_not_say_how(
    asked: str, tested: str, population: str, value: str
) -> None:
    study = row(tested, "treatment of hay fever", "benefit", population=population)
    assert told(f"{asked.capitalize()} relieve hay fever.", study) == value


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Delaying the bath prevents jaundice.",
         row("delayed bath", "prevention of jaundice", "benefit"), "supported"),
        ("Putting off the flu vaccine prevents flu.",
         row("flu vaccine", "prevention of flu", "benefit"), "contradicted"),
    ],
)  # fmt: skip
def test_what_is_put_off_is_done_and_only_a_vaccine_missed(
    text: str, study: Evidence, value: str
) -> None:
    assert told(text, study) == value


@pytest.mark.parametrize(
    ("text", "tested", "value"),
    [
        ("Does water cause gout?", "chlorinated drinking water", "nothing_found"),
        ("Does water cause gout?", "drinking water", "supported"),
        ("Does chlorinated water cause gout?", "chlorinated drinking water", "supported"),
        ("Does oxygen cause gout?", "hyperbaric oxygen", "nothing_found"),
        ("Does oxygen cause gout?", "oxygen therapy", "supported"),
        ("Does screening cause gout?", "screen time", "nothing_found"),
        ("Does screen time cause gout?", "screen time", "supported"),
        ("Do antenatal steroids cause gout?", "cannabis use in pregnancy", "nothing_found"),
        ("Do antenatal steroids cause gout?", "inhaled steroids", "nothing_found"),
        ("Do antenatal steroids cause gout?", "antenatal steroids", "supported"),
    ],
)
def test_what_is_named_after_a_thing_is_not_the_thing(text: str, tested: str, value: str) -> None:
    assert told(text, row(tested, "risk of gout", "harm")) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Does iron deficiency prevent anaemia?", "nothing_found"),
        ("Does a deficiency of iron prevent anaemia?", "nothing_found"),
        ("Does iron prevent anaemia?", "supported"),
    ],
)
def test_a_deficiency_is_not_what_is_lacking(text: str, value: str) -> None:
    assert told(text, row("iron supplements", "prevention of anemia", "benefit")) == value


def test_what_is_done_about_weight_is_no_weight() -> None:
    less = row("weight loss", "gout", "benefit")
    assert told("Weight problems cause gout.", less) == "nothing_found"
    assert told("Weight loss relieves gout.", less) == "supported"


@pytest.mark.parametrize(
    ("text", "tested", "value"),
    [
        ("Do sleeping pills cause gout?", "poor sleep", "nothing_found"),
        ("Do sleeping pills cause gout?", "zolpidem", "supported"),
        ("Do diabetes medicines cause gout?", "diabetes", "nothing_found"),
        ("Do calcium supplements cause gout?", "calcium", "supported"),
        ("Does drinking more water cause gout?", "tap water wound cleansing", "nothing_found"),
        ("Does drinking more water cause gout?", "drinking water", "supported"),
        ("Does tap water cause gout?", "tap water wound cleansing", "supported"),
        ("Does acupuncture cause gout?", "laser acupuncture", "nothing_found"),
        ("Does acupuncture cause gout?", "electroacupuncture or acupuncture", "supported"),
        ("Does laser acupuncture cause gout?", "laser acupuncture", "supported"),
        ("Does a fizzy drink a day cause gout?", "heavy drinking", "nothing_found"),
        ("Do fizzy drinks cause gout?", "diet drinks", "nothing_found"),
        ("Do fizzy drinks cause gout?", "sugar-sweetened beverages", "supported"),
        ("Do fizzy drinks cause gout?", "carbonated drinks", "supported"),
        ("Does heavy drinking cause gout?", "heavy drinking", "supported"),
        ("Does hand sanitiser cause gout?", "alcohol", "nothing_found"),
        ("Does hand sanitiser cause gout?", "alcohol-based hand rub", "supported"),
        ("Drinking from plastic bottles left in a hot car causes gout.", "alcohol drinking",
         "nothing_found"),
        ("Drinking from plastic bottles causes gout.", "plastic bottles", "supported"),
        ("Drinking causes gout.", "alcohol drinking", "supported"),
        ("Do insoles cause gout?", "knee brace", "nothing_found"),
        ("Do insoles cause gout?", "custom foot orthoses", "supported"),
    ],
)  # fmt: skip
def test_what_shares_a_word_or_a_class_is_another(text: str, tested: str, value: str) -> None:
    assert told(text, row(tested, "risk of gout", "harm")) == value


@pytest.mark.parametrize(
    ("text", "tested", "against", "value"),
    [
        ("Does exercise relieve gout?", "aquatic exercise", "conventional exercise",
         "nothing_found"),
        ("Does exercise relieve gout?", "aquatic exercise", "conventional care", "contradicted"),
        ("Does exercise relieve gout?", "intensive exercise", "standard exercise",
         "contradicted"),
        ("Does aquatic exercise relieve gout?", "aquatic exercise", "conventional exercise",
         "contradicted"),
        ("Does CPR relieve gout?", "extracorporeal cardiopulmonary resuscitation",
         "conventional resuscitation", "nothing_found"),
        ("Does extracorporeal CPR relieve gout?", "extracorporeal cardiopulmonary resuscitation",
         "conventional resuscitation", "contradicted"),
    ],
)  # fmt: skip
def test_of_a_special_form_and_the_plain_one_both_have_the_thing(
    text: str, tested: str, against: str, value: str
) -> None:
    assert told(text, row(tested, "treatment of gout", "none", comparator=against)) == value


@pytest.mark.parametrize(
    ("asked", "tested", "another"),
    [
        ("diet", "diet soda", True),
        ("diet", "Mediterranean diet", False),
        ("being overweight", "weight loss", True),
        ("weight gain", "weight management", True),
        ("overweight", "obesity", False),
    ],
)
def test_what_is_named_after_a_thing_or_done_about_it_is_another(
    asked: str, tested: str, another: bool
) -> None:
    assert unlike.is_another(side(asked, acts=True), tested) is another


def test_what_finds_or_takes_out_a_disorder_is_not_the_disorder() -> None:
    watched = row("liver cancer surveillance", "prevention of gout", "benefit")
    taken_out = row("polyp removal", "prevention of gout", "benefit")
    assert told("Liver cancer causes gout.", watched) == "nothing_found"
    assert told("Polyps cause gout.", taken_out) == "nothing_found"
    assert told("Polyp removal prevents gout.", taken_out) == "supported"


def test_a_thing_of_several_words_is_found_by_what_it_is_done_after() -> None:
    enhanced = row("enhanced recovery after surgery", "infections", "benefit")
    assert told("Enhanced recovery programmes prevent infections.", enhanced) == "supported"
