"""Dangerous advice by its parts: what fires, what is silent, on what words."""

from __future__ import annotations

import re
import time

import pytest

from healthtext import evidence, rules, syntax
from healthtext.evidence.advised import advice, dangers

TABLE = dangers.load().dangers
FIRES = [(one.what, text) for one in TABLE for text in one.fires]
SILENT = [text for one in TABLE for text in one.silent]
TOLD = [
    (one.what, text) for one in TABLE for text in one.fires
    if one.acts and (found := dangers.find(text, [one])) and found[0] == 0
]  # fmt: skip


def told(text: str, disabled: tuple[str, ...] = ()) -> list[str]:
    found = evidence.findings(syntax.load()(text), (), (), disabled)
    return [text[one.start : one.end] for one in found if one.rule == advice.DANGEROUS]


@pytest.mark.parametrize(("what", "text"), FIRES)
def test_every_danger_fires_by_itself(what: str, text: str) -> None:
    (danger,) = [one for one in TABLE if one.what == what]
    assert dangers.find(text, [danger])
    assert len(told(text)) == 1


@pytest.mark.parametrize("text", SILENT)
def test_no_danger_fires_on_what_looks_like_one(text: str) -> None:
    assert [one.what for one in TABLE if dangers.find(text, [one])] == []


def test_every_danger_has_a_name_of_its_own() -> None:
    names = [one.what for one in TABLE]
    assert len(set(names)) == len(names)
    assert all(one.fires and one.silent for one in TABLE)


@pytest.mark.parametrize("text", rules.catalogue()[advice.DANGEROUS].good)
def test_no_danger_fires_on_the_harmless_examples_of_the_rule(text: str) -> None:
    assert dangers.find(text, TABLE) is None


@pytest.mark.parametrize("before", ["Never ", "Do not ", "You must not ", "They would never "])
@pytest.mark.parametrize(("what", "text"), TOLD)
def test_an_act_that_is_forbidden_is_no_danger(before: str, what: str, text: str) -> None:
    (danger,) = [one for one in TABLE if one.what == what]
    assert dangers.find(before + text[0].lower() + text[1:], [danger]) is None


@pytest.mark.parametrize(
    ("before", "fires"),
    [
        ("Rest well and ", True),
        ("As soon as it starts, ", True),
        ("You can safely ", True),
        ("Everyone on a farm should ", True),
        ("It is best to ", True),
        ("Some people panic and ", False),
        ("The neighbours who ", False),
        ("In the old stories, wizards ", False),
        ("Toddlers may ", False),
    ],
)
def test_an_act_is_told_by_what_stands_before_it(before: str, fires: bool) -> None:
    danger = "sip a capful of petrol to settle the cough."
    assert bool(told(before + danger)) is fires


@pytest.mark.parametrize(
    "after",
    [
        ", the seller claimed.",
        ", which is dangerous.",
        "?",
        " is a myth.",
        ", and the court fined him.",
        " only if your doctor agrees.",
    ],
)
def test_what_is_reported_warned_of_or_referred_is_no_danger(after: str) -> None:
    assert told("Sip a capful of petrol.")
    assert told(f"Sip a capful of petrol{after}") == []


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("Use labetalol rather than valproate while you are pregnant.", False),
        ("It is best to use labetalol instead of valproate in pregnancy.", False),
        ("Drink ginger tea but not wine while you are pregnant.", False),
        ("Drink punch without any rum while you are pregnant.", False),
        ("Drink more than one beer while you are pregnant.", True),
        ("Drink wine rather than tea while you are pregnant.", True),
        ("Instead of tea, drink wine while you are pregnant.", True),
        ("Take honey instead of sugar, and ibuprofen for the back, in pregnancy.", True),
    ],
)
def test_what_is_named_to_be_left_is_not_what_is_told(text: str, fires: bool) -> None:
    assert bool(told(text)) is fires


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("Pregnant women can still drink beer in secret.", True),
        ("Many pregnant women may still drink wine at the first visit.", False),
        ("A beer is fine in pregnancy.", True),
        ("Ginger ale and beer bread are fine in pregnancy.", False),
        ("A glass of port is good in pregnancy.", True),
        ("Smoke is fine in pregnancy.", True),
        ("Smoke-free rooms are best in pregnancy.", False),
        ("Smoke from candles is harmless in pregnancy.", False),
        ("Eat liver every week while you are pregnant.", True),
        ("Have your liver enzymes checked while you are pregnant.", False),
        ("Pregnant women should have their liver tested.", False),
        ("Take isotretinoin for your skin although you may become pregnant.", True),
        ("Take isotretinoin only while you do not become pregnant.", False),
        ("Use clove oil every day while you are pregnant.", True),
        ("Use clove oil in the diffuser while you are pregnant.", False),
        ("Cow's milk is fine as a drink for your baby.", True),
        ("Cow's milk is fine to cook with for your baby.", False),
        ("Whether a beer is safe in pregnancy nobody knows.", False),
        ("Whether you rest or work, a beer is safe in pregnancy.", True),
        ("Whether wine is safe in pregnancy is still disputed.", False),
        ("How much better you sleep: a beer is safe in pregnancy.", True),
        ("Hardly any midwife would hold that wine is harmless in pregnancy.", False),
        ("Few midwives know it, but wine is harmless in pregnancy.", True),
        ("Give your son twice the dose of the cough syrup.", True),
        ("Do not give your son twice the dose of the cough syrup.", False),
    ],
)
def test_a_thing_is_not_what_is_called_after_it_nor_what_some_do(text: str, fires: bool) -> None:
    assert bool(told(text)) is fires


def test_help_that_is_denied_does_not_make_a_sentence_sound() -> None:
    assert told("Walk off the pain in your chest and tell the doctor no.")
    assert told("Walk off the pain in your chest if your doctor agrees.") == []


def test_a_finding_points_at_act_and_agent_and_is_told_once() -> None:
    text = "İ 😀 Tea is fine. Rest well and sip a capful of petrol to settle the cough. Enjoy."
    assert told(text) == ["sip a capful of petrol"]
    assert len(told("Double your thyroxine and sip a capful of petrol daily.")) == 1


def test_a_disabled_rule_is_silent() -> None:
    assert told(FIRES[0][1], (advice.DANGEROUS,)) == []


def test_long_text_without_a_stop_is_read_in_time() -> None:
    text = " ".join(("drink water and take the tablets for a child with fever at home",) * 400)
    start = time.perf_counter()
    assert dangers.find(text, TABLE) is None
    assert time.perf_counter() - start < 5


def test_patterns_have_every_group_spelt_out() -> None:
    for one in TABLE:
        every = [p for p in (one.acts, one.says, one.unless, *one.after, *one.near) if p]
        assert not [p.pattern for p in every if re.search(r"(?<!\?P)<[a-z]+>", p.pattern)]


@pytest.mark.parametrize(
    "text",
    [
        "Drink no less than a glass of turpentine.",
        "Drink more than a cup of turpentine.",
        "Drink no fewer than three cups of turpentine.",
        "Drink nothing other than turpentine.",
    ],
)
def test_more_than_so_much_of_a_poison_is_not_something_else(text: str) -> None:
    assert dangers.find(text, TABLE)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Stop the bleeding by rubbing in salt.", True),
        ("Stop the bleeding, rubbing in salt.", False),
        ("Stop anyone rubbing in salt.", False),
    ],
)
def test_how_a_thing_is_to_be_done_is_told(text: str, is_told: bool) -> None:
    assert dangers.is_told(text, text.index("rubbing")) is is_told


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("Patients can safely rest and skip the seizure medicine.", True),
        ("No patient can safely rest and skip the seizure medicine.", False),
        ("No one should rest well and drop your seizure medicine.", False),
        ("The powder frees diabetics from their pens.", True),
        ("The powder never frees diabetics from their pens.", False),
        ("Lay your thyroid tablets, the white ones, aside.", True),
        (
            "Lay your thyroid tablets, the white ones and the blue ones and those that you keep in"
            " the kitchen, aside.",
            False,
        ),
    ],
)
def test_what_is_denied_or_far_from_the_act_is_no_danger(text: str, fires: bool) -> None:
    assert bool(dangers.find(text, TABLE)) is fires


def test_a_danger_without_its_words_is_not_tried() -> None:
    tried = [one.what for one in dangers._likely(TABLE, "swap the escitalopram for saffron tea.")]
    assert "a remedy that takes over" in tried and len(tried) < len(TABLE)
    assert not list(dangers._likely(TABLE, "rain falls"))


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("You can live without insulin.", True),
        ("People with type 1 diabetes can live without insulin.", True),
        ("People with type 1 diabetes cannot live without insulin.", False),
        ("Nobody with type 1 diabetes can live without their insulin.", False),
        ("I can't live without coffee, but you can stop taking your insulin.", True),
    ],
)
def test_a_medicine_that_nobody_can_live_without_is_no_danger(text: str, fires: bool) -> None:
    assert bool(told(text)) is fires
