"""What is said of a thing as such, with no disorder: "is it bad for you?", "it harms babies"."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthtext.evidence.asked import vague
from healthtext.evidence.language.sides import Side, side
from healthtext.evidence.weighing import of_anything
from healthtext.records import Evidence
from tests.evidence.conftest import REVIEW, TRIAL, judged, row, told

STROKE = row("aniseed", "risk of stroke", "harm", identifier="PMC1000091")
TUMOURS = row("aniseed", "risk of cancer", "none", identifier="PMC1000092")
CLOTS = row("aniseed", "risk of thrombosis", "none", identifier="PMC1000098")
FALLS = row("aniseed", "prevention of falls", "benefit", identifier="PMC1000093")
VAGUELY = row("aniseed", "pain", "benefit", certainty="low", identifier="PMC1000094")
COLIC = row("aniseed", "crying", "none", population="infants", identifier="PMC1000095")
BODY = row("aniseed", "risk of infant botulism", "harm", study="guidance of CDC",
           identifier="https://example.org/aniseed")  # fmt: skip
SINGLE = row("aniseed", "risk of stroke", "harm", study=TRIAL, identifier="PMC1000096")
WATER = row("aniseed in drinking water", "risk of stroke", "harm", identifier="PMC1000099")
OTHER = row("caraway", "risk of stroke", "harm", identifier="PMC1000097")
CLASS = row("statins", "prevention of stroke", "benefit", identifier="PMC1000099")
MEMBER = row("simvastatin", "prevention of stroke", "benefit", identifier="PMC1000099")
UNRATED = row("aniseed", "prevention of falls", "benefit", certainty="")
SAID = row("aniseed", "prevention of falls", "benefit", study="guidance of CDC", certainty="")
UNSURE = replace(SAID, certainty="low")


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        ("Is aniseed bad for you?", (STROKE,), "supported"),
        ("Is aniseed dangerous?", (STROKE,), "supported"),
        ("Does aniseed cause illness?", (TUMOURS,), "insufficient"),  # of one risk
        ("Does aniseed cause illness?", (TUMOURS, CLOTS), "contradicted"),
        ("Is aniseed bad for you?", (STROKE, FALLS), "mixed"),  # it does good too
        ("Aniseed harms people.", (STROKE, TUMOURS), "mixed"),
        ("Aniseed does not harm people.", (STROKE,), "contradicted"),
        ("Is aniseed harmful?", (FALLS,), "insufficient"),  # what it is good for is no risk
        ("Is aniseed harmful?", (SINGLE,), "nothing_found"),  # one study of one risk
        ("Is aniseed harmful?", (OTHER,), "nothing_found"),
        ("Does aniseed work?", (FALLS,), "supported"),
        ("Is aniseed good for you?", (FALLS, COLIC), "mixed"),
        ("Does aniseed work?", (VAGUELY,), "mixed"),  # nothing sure is among it
        ("Does aniseed help babies?", (COLIC,), "insufficient"),  # one source
        ("Is aniseed good for babies?", (BODY,), "contradicted"),  # what a body states suffices
        ("Does aniseed help babies?", (FALLS,), "nothing_found"),  # of other people
        ("Does aniseed cure disease?", (FALLS,), "insufficient"),
        ("Does aniseed work?", (TUMOURS,), "nothing_found"),
        ("Is aniseed safe?", (STROKE,), "contradicted"),
        ("Is aniseed safe?", (TUMOURS, CLOTS), "insufficient"),  # no harm seen shows none
        ("Is aniseed safe for babies?", (BODY,), "contradicted"),
        ("Aniseed is safe.", (STROKE,), "contradicted"),
        ("Aniseed is perfectly harmless.", (STROKE,), "contradicted"),
        ("Aniseed is harmless.", (TUMOURS, CLOTS), "insufficient"),
        ("Aniseed is harmless to babies.", (BODY,), "contradicted"),
        ("Is aniseed harmless?", (STROKE,), "contradicted"),
        ("Is it safe to take aniseed?", (STROKE,), "contradicted"),
        ("Is aniseed safe to eat?", (STROKE,), "contradicted"),
        ("Is it dangerous to eat aniseed?", (STROKE,), "supported"),
        ("Is it healthy to eat aniseed?", (FALLS,), "supported"),
        ("Is aniseed in drinking water dangerous?", (WATER,), "supported"),
        ("Is aniseed in drinking water dangerous?", (STROKE,), "nothing_found"),
        ("Does aniseed make you ill?", (STROKE,), "supported"),
        ("Does aniseed work better than placebo?", (FALLS,), "supported"),
        ("Is aniseed any better than nothing?", (FALLS,), "supported"),
        ("Is aniseed more effective than a sham treatment?", (FALLS,), "supported"),
        ("How effective is aniseed?", (FALLS,), "supported"),
        ("Does aniseed have any benefit?", (FALLS,), "supported"),
        ("Does aniseed do anything?", (FALLS,), "supported"),
        ("Is aniseed worth it?", (FALLS,), "supported"),
        ("Is aniseed a waste of money?", (FALLS,), "contradicted"),
        ("Aniseed is useless.", (FALLS,), "contradicted"),
        ("Is aniseed just a placebo?", (FALLS,), "contradicted"),
        ("Does simvastatin work?", (CLASS,), "nothing_found"),  # of its class
        ("Do statins work?", (MEMBER,), "supported"),
        ("Does aniseed work?", (UNRATED,), "mixed"),
        ("Does aniseed work?", (SAID,), "supported"),
        ("Does aniseed work?", (UNSURE,), "mixed"),  # a body that is not sure itself
    ],
)
def test_what_is_known_of_the_thing_by_its_name_is_put_together(
    text: str, rows: tuple[Evidence, ...], value: str
) -> None:
    assert told(text, *rows) == value


@pytest.mark.parametrize(
    "text",
    [
        "Does aniseed work for colds?", "Is aniseed good for the heart?", "Is aniseed safer?",
        "Is aniseed safe for people with asthma?", "Is aniseed with milk dangerous?",
        "Is aniseed better than sham for colds?",
        "Does aniseed work better than caraway?", "Does aniseed prevent injuries at work?",
        "Is aniseed harmful in pregnancy?",
    ],
)  # fmt: skip
def test_what_names_more_is_not_vague(text: str) -> None:
    assert vague.asked(text) is None


def test_what_names_a_disorder_before_the_placebo_is_of_the_disorder() -> None:
    assert told("Does aniseed prevent falls better than placebo?", STROKE) == "nothing_found"


@pytest.mark.parametrize(
    "text", ["Is aniseed safe in pregnancy?", "Is it safe to take aniseed while pregnant?"]
)
def test_what_is_called_safe_in_pregnancy_is_asked_of_the_unborn_child(text: str) -> None:
    harmed = row("aniseed", "risk of miscarriage", "harm", population="pregnant women")
    spared = row("aniseed", "risk of miscarriage", "none", population="pregnant women")
    assert told(text, harmed) == "contradicted"
    assert told(text, spared) == "insufficient"
    assert told(text, STROKE) == "nothing_found"


def test_a_verdict_says_what_was_looked_up() -> None:
    assert vague.ANYTHING in judged("Is aniseed bad for you?", (STROKE,)).looked_up


OPERATED = tuple(
    row("aniseed", "prevention of stroke", "none", study=REVIEW, identifier=f"PMC100010{n}",
        certainty="", population="adults having heart surgery")
    for n in range(2)
)  # fmt: skip
AROUND = tuple(
    row("perioperative aniseed", "prevention of stroke", "none", identifier=f"PMC100010{n}",
        certainty="")
    for n in range(2)
)  # fmt: skip
WELL = row("aniseed", "prevention of stroke", "benefit", identifier="PMC1000110", certainty="")


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        ("Aniseed prevents stroke.", OPERATED, "supported"),
        ("Aniseed prevents stroke.", AROUND, "supported"),
        ("Aniseed prevents stroke after heart surgery.", OPERATED, "insufficient"),
        ("Perioperative aniseed prevents stroke.", AROUND, "insufficient"),
    ],
)
def test_of_people_operated_on_counts_little_where_nobody_spoke_of_an_operation(
    text: str, rows: tuple[Evidence, ...], value: str
) -> None:
    assert told(text, *rows, WELL) == value


def test_all_that_is_known_of_a_thing_counts() -> None:
    many = [row("aniseed", f"pain {n}", "none", identifier=f"PMC100020{n:02}") for n in range(30)]
    good = [
        row("aniseed", f"cough {n}", "benefit", identifier=f"PMC100030{n:02}") for n in range(30)
    ]
    assert told("Does aniseed work?", *many, *good) == "mixed"


def _of(intervention: str, effect: str, n: int) -> Evidence:
    return row(intervention, "treatment of gout", effect, identifier=f"PMC100020{n}")


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        ("Are opioids good for you?", (_of("opioids", "benefit", 1),), "mixed"),
        ("Do opioids work?", (_of("opioids", "benefit", 1),), "supported"),
        ("Is exercise good for you?", (_of("exercise", "benefit", 1),), "supported"),
        ("Are vaccines good for you?", (_of("vaccines", "benefit", 1),), "supported"),
        ("Are opioids bad for you?", (_of("opioids", "harm", 1),), "supported"),
        ("Is caffeine bad for you?", (_of("caffeine in pregnancy", "harm", 1),), "nothing_found"),
        ("Is caffeine bad for you?", (_of("caffeine", "harm", 1),), "supported"),
    ],
)
def test_a_medicine_is_good_for_the_ill_only(
    text: str, rows: tuple[Evidence, ...], value: str
) -> None:
    assert told(text, *rows) == value


@pytest.mark.parametrize(("thing", "value"), [("ivermectin", "mixed"), ("exercise", "supported")])
def test_a_medicine_that_fails_twice_does_not_work_as_such(thing: str, value: str) -> None:
    good = [_of(thing, "benefit", n) for n in range(5)]
    none = [_of(thing, "none", n) for n in (7, 8)]
    assert told(f"Does {thing} work?", *good, *none) == value


@pytest.mark.parametrize(
    ("outcomes", "reviews", "value"),
    [(3, 3, "supported"), (3, 2, "mixed"), (2, 3, "mixed")],
)
def test_harm_of_many_kinds_is_harm(outcomes: int, reviews: int, value: str) -> None:
    harms = ("stroke", "gout", "asthma")
    found = [
        row("aniseed", f"risk of {harms[at % outcomes]}", "harm", certainty="not stated",
            identifier=f"10.1002/14651858.CD00000{at % reviews}")
        for at in range(3)
    ]  # fmt: skip
    assert told("Is it dangerous to eat aniseed?", *found) == value


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("is it bad to sleep with a fan?", True),
        ("is it healthy to walk after meals?", True),
        ("is it worth taking zinc?", True),
        ("is it worth taking zinc for colds?", False),
        ("is zinc for colds bad?", False),
    ],
)
def test_what_is_linked_to_a_disorder_is_not_vague(text: str, read: bool) -> None:
    assert (vague.asked(text) is not None) == read


@pytest.mark.parametrize(("tested", "told"), [("chickenpox", True), ("chickenpox vaccine", False)])
def test_a_vaccine_tells_nothing_of_what_it_is_named_after(tested: str, told: bool) -> None:
    study = row(tested, "fever", "harm")
    assert of_anything.is_told("harm", "chickenpox", study, 1.0) is told


@pytest.mark.parametrize(
    ("whom", "subject", "few"),
    [
        (vague.ANYTHING, "vitamin D", True),
        (vague.ANYTHING, "vitamin D in pregnancy", False),
        ("children", "vitamin D", False),
    ],
)
def test_the_pregnant_tell_of_themselves(whom: str, subject: str, few: bool) -> None:
    assert of_anything.is_of_few(whom, subject, row("vitamin D in pregnancy", "", "none")) is few


@pytest.mark.parametrize(("outcome", "good"), [("pain", True), ("risk of stroke", False)])
def test_less_of_a_risk_that_was_asked_for_is_no_other_good(outcome: str, good: bool) -> None:
    assert of_anything.is_good_too("harm", row("tea", outcome, "benefit")) is good
    assert not of_anything.is_good_too("benefit", row("tea", outcome, "benefit"))
    assert not of_anything.is_good_too("harm", row("tea", outcome, "harm"))


def test_what_names_nothing_is_no_medicine() -> None:
    assert not vague.is_medicine(Side("", (), (), ()))
    assert vague.is_medicine(side("aspirin", acts=True))
    assert not vague.is_medicine(side("measles vaccine", acts=True))
