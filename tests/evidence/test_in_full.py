"""What acts and is acted on in full, so that a sentence is asked about as its question is."""

from __future__ import annotations

import pytest

from healthtext.evidence.asked import in_full
from healthtext.records import Claim, Entity, Evidence, Party
from tests.evidence.conftest import row, told


def read(text: str, acting: str, relation: str, acted: str = "gout") -> Claim:
    at = text.index(acting)
    to = text.index(acted, text.index(relation))
    return Claim(
        0, len(text), text, "treatment", "direct_causal", "positive", "none", "none",
        subject=Party(at, at + len(acting), acting), relation=relation,
        object=Party(to, to + len(acted), acted),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "head", "whole"),
    [
        ("Smoking bans reduce gout.", "Smoking", "Smoking bans"),
        (
            "High pickled vegetable intake reduces gout.",
            "vegetable",
            "High pickled vegetable intake",
        ),
        ("Screening for colon cancer reduces gout.", "Screening", "Screening for colon cancer"),
        ("Taking nettle tea every day reduces gout.", "nettle", "nettle tea"),
        ("A clove of nettle every morning reduces gout.", "nettle", "nettle"),
        ("Two cups of nettle tea a day reduce gout.", "tea", "nettle tea"),
        ("Daily nettle tea reduces gout.", "tea", "nettle tea"),
        (
            "Slow breathing for 10 minutes a day reduces gout.",
            "Slow breathing for 10 minutes",
            "Slow breathing",
        ),
        ("Nettle baths three times a week reduce gout.", "baths", "Nettle baths"),
        ("Light at night reduces gout.", "Light at night", "Light at night"),
        ("Drinking water reduces gout.", "Drinking water", "water"),
        ("Drinking eight glasses of water a day reduces gout.", "Drinking", "water"),
        ("Drinking plenty of nettle tea reduces gout.", "Drinking", "nettle tea"),
        ("Drinking reduces gout.", "Drinking", "Drinking"),
        ("Regular eating of nettles reduces gout.", "nettles", "nettles"),
        (
            "Slow-release nettle that is taken at night reduces gout.",
            "nettle",
            "Slow-release nettle",
        ),
        ("Leave the nettle that is green, nettle reduces gout.", "nettle", "nettle"),
        ("Nettle tea significantly reduces gout.", "tea", "Nettle tea"),
        ("A nettle bath reduces gout.", "bath", "nettle bath"),
        ("If it hurts, nettle tea reduces gout.", "tea", "nettle tea"),
        ("Studies show that nettle tea reduces gout.", "tea", "nettle tea"),
        # what says more than a name does is left as it was read
        ("Eating disorders reduce gout.", "disorders", "Eating disorders"),
        ("Studies show nettle reduces gout.", "nettle", "nettle"),
        ("Women taking nettle reduce gout.", "nettle", "nettle"),
        ("Doctors swear by nettle and it reduces gout.", "nettle", "nettle"),
        ("Nettle, which is green, reduces gout.", "Nettle", "Nettle"),
        ("Nettle and dock tea reduce gout.", "Nettle", "Nettle"),
        ("1 g of nettle reduces gout.", "nettle", "nettle"),
        ("The benefits of nettle reduce gout.", "nettle", "nettle"),
        ("Refusing nettle reduces gout.", "nettle", "nettle"),
        ("Old dry green small bitter stinging nettle leaf tea reduces gout.", "tea", "tea"),
        ("Does nettle tea reduce gout?", "nettle", "nettle"),
    ],
)
def test_all_up_to_the_verb_acts(text: str, head: str, whole: str) -> None:
    verb = "reduces" if "reduces" in text else "reduce"
    found = in_full.whole(read(text, head, verb)).subject
    assert found is not None
    assert found.text == whole == text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "head", "whole"),
    [
        ("Nettle causes jaw necrosis.", "necrosis", "jaw necrosis"),
        ("Nettle causes severe traveler's diarrhea.", "diarrhea", "severe traveler's diarrhea"),
        ("Nettle causes necrosis.", "necrosis", "necrosis"),
        ("Nettle causes pain in gout.", "gout", "gout"),
        ("Nettle causes colds and gout.", "gout", "gout"),
        ("Nettle causes severe illness.", "illness", "illness"),
        ("Nettle causes memory loss.", "loss", "memory loss"),
        ("Nettle causes loss of memory.", "memory", "memory"),
    ],
)
def test_all_behind_the_verb_is_acted_on(text: str, head: str, whole: str) -> None:
    found = in_full.whole(read(text, "Nettle", "causes", head)).object
    assert found is not None
    assert found.text == whole == text[found.start : found.end]


SMOKING = row("smoking", "risk of heart attack", "harm", identifier="PMC1000201")
BANS = row("smoking bans", "prevention of heart attack", "benefit", identifier="PMC1000202")
DIET = row("diet", "risk of diabetes", "benefit", identifier="PMC1000203")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Smoking bans reduce heart attacks.", "supported"),  # smoking was taken for them
        ("Diet drinks cause diabetes.", "nothing_found"),
    ],
)
def test_the_head_of_a_name_is_not_what_was_studied(text: str, value: str) -> None:
    assert told(text, SMOKING, BANS, DIET) == value


def test_a_birth_weight_is_asked_about_without_its_pregnancy() -> None:
    light = row("aniseed", "birth weight", "harm", population="pregnant women")
    assert told("Does aniseed in pregnancy lower birth weight?", light) == "supported"
    assert told("Aniseed in pregnancy lowers birth weight.", light) == "supported"


def test_what_is_named_behind_a_part_of_the_body_belongs_to_it() -> None:
    text = "Nettle raises the blood cholesterol of women."
    at = text.index("blood")
    blood = Party(at, at + len("blood"), "blood", "ANATOMY")
    after = Entity(at + len("blood "), at + len("blood cholesterol"), "cholesterol", "CHEMICAL")
    claim = Claim(
        0, len(text), text, "mechanism", "direct_causal", "positive", "none", "none",
        subject=Party(0, 6, "Nettle"), relation="raises", object=blood,
    )  # fmt: skip
    for beside, whole in (((after,), "blood cholesterol"), ((), "blood")):
        acted = in_full.whole(claim, beside).object
        assert acted is not None and acted.text.endswith(whole)


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Brushing twice a day with a fluoride toothpaste prevents gout.",
         row("fluoride toothpaste", "prevention of gout", "benefit"), "supported"),
        ("Rinsing every day with a warm strong nettle tea prevents gout.",
         row("rinsing with nettle tea", "prevention of gout", "benefit"), "supported"),
        ("Checking your own breasts every month prevents gout.",
         row("breast self-examination", "prevention of gout", "none", certainty="high"),
         "contradicted"),
        ("Brushing twice a day with nettle paste prevents gout.",
         row("brushing", "prevention of sunburn", "benefit"), "nothing_found"),
    ],
)  # fmt: skip
def test_how_often_a_thing_is_done_with_another_is_no_part_of_it(
    text: str, study: Evidence, value: str
) -> None:
    assert told(text, study) == value
