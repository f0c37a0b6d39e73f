"""Advice that the second network sees: where it is reported, and where it has no say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pytest

from healthtext import annotator, evidence, syntax
from healthtext.annotator import Reading
from healthtext.evidence.advised import advice

BLUNT = "The pain behind the breastbone passes, so send for nobody."


class Fixed:
    """A reading that holds the same of every sentence."""

    def __init__(self, name: str, sure: float) -> None:
        self._held = {"none": 1 - sure, "dangerous": 0.0, "natural": 0.0} | {name: sure}

    def advice(self, spans: Sequence[tuple[int, int]]) -> tuple[dict[str, float], ...]:
        return (self._held,) * len(spans)


class Unfitted(Fixed):
    """A reading of a network that has no head on advice."""

    def advice(self, spans: Sequence[tuple[int, int]]) -> tuple[dict[str, float], ...]:
        return () if spans else super().advice(spans)


def fired(text: str, reading: Fixed, disabled: tuple[str, ...] = ()) -> list[str]:
    doc = syntax.load()(text)
    found = evidence.findings(doc, (), (), disabled, reading=cast(Reading, reading))
    return [finding.rule for finding in found]


def test_a_sure_network_reports_the_whole_sentence() -> None:
    doc = syntax.load()(f"{BLUNT} \n")
    reading = cast(Reading, Fixed("dangerous", 0.9))
    (finding,) = evidence.findings(doc, (), (), reading=reading)
    assert (finding.start, finding.end) == (0, len(BLUNT))
    assert (finding.rule, finding.severity) == ("DANGEROUS_ADVICE", "error")
    assert f"“{BLUNT}” can harm" in finding.message
    assert fired("It comes from the meadow, so help yourself.", Fixed("natural", 0.9)) == [
        "NATURAL_MEANS_SAFE"
    ]


def test_natural_for_safe_names_what_is_natural() -> None:
    assert fired("It has no downsides whatsoever.", Fixed("natural", 0.9)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The food is good, and so is the service.",
        "It comes from the meadow, but that does not make it harmless.",
        "It comes from the meadow, yet nobody calls it safe in pregnancy, and it is not safe.",
    ],
)
def test_natural_for_safe_says_that_it_is_safe(text: str) -> None:
    assert fired(text, Fixed("natural", 0.9)) == []
    assert "NATURAL_MEANS_SAFE" in fired("The food is safe for you.", Fixed("natural", 0.9))


@pytest.mark.parametrize("reading", [Fixed("dangerous", 0.65), Unfitted("dangerous", 1.0)])
def test_an_unsure_or_unfitted_network_reports_nothing(reading: Fixed) -> None:
    assert fired(BLUNT, reading) == []


def test_a_disabled_rule_is_silent() -> None:
    assert fired(BLUNT, Fixed("dangerous", 0.9), ("DANGEROUS_ADVICE",)) == []


def test_where_the_pattern_fires_its_words_are_shown_and_nothing_twice() -> None:
    doc = syntax.load()("Tea is fine. Stop taking your pills. Tea is fine with milk.")
    reading = cast(Reading, Fixed("dangerous", 0.9))
    found = evidence.findings(doc, (), (), reading=reading)
    told = [doc.text[one.start : one.end] for one in found]
    assert told == ["Tea is fine.", "Stop taking your pills", "Tea is fine with milk."]


TOLD = "We know that garlic makes insulin superfluous."
BARE = "Throw away your insulin and drink this tea."


@pytest.mark.parametrize(
    ("text", "sure", "fires"),
    [
        (TOLD, 0.25, False),
        (TOLD, 0.35, True),
        (BARE, 0.25, True),
        (BARE, 0.05, True),
    ],
)
def test_a_pattern_gives_way_in_sound_advice_in_which_the_network_sees_no_danger(
    text: str, sure: float, fires: bool
) -> None:
    doc = syntax.load()(text)
    assert "DANGEROUS_ADVICE" in {one.rule for one in evidence.findings(doc, (), ())}
    assert ("DANGEROUS_ADVICE" in fired(text, Fixed("dangerous", sure))) is fires
    assert "DANGEROUS_ADVICE" in fired(text, Unfitted("dangerous", sure))


def test_only_the_sentence_without_danger_is_spared() -> None:
    doc = syntax.load()(f"{TOLD} {BARE}")
    reading = cast(Reading, Fixed("dangerous", 0.2))
    (finding,) = evidence.findings(doc, (), (), reading=reading)
    assert finding.start == len(TOLD) + 1


def test_other_findings_stay_where_the_network_sees_no_danger() -> None:
    natural = "It is natural, so it is completely safe."
    assert "NATURAL_MEANS_SAFE" in fired(natural, Fixed("dangerous", 0.0))


@pytest.mark.parametrize(
    "text",
    [
        "Should you leave the heart pills in their box?",
        "Never leave out your heart pills on a whim.",
        "Please don't just give aspirin to a child.",
        "Before you leave them out, ask your doctor.",
        "Your surgeon may take you off warfarin.",
        "The healer told patients to throw their pills away.",
        "My aunt left her heart pills in their box.",
        "Leaving them out was a mistake that killed him.",
        "It is a myth that garlic makes heart pills needless.",
        "Halving the heart pills too soon can bring the trouble back.",
        "Their box is where the heart pills belong, the website says.",
        "Your heart pills are to be taken as before, but do not double the next one.",
        "Too short.",
    ],
)
def test_sound_advice_news_and_stories_are_not_reported(text: str) -> None:
    assert fired(text, Fixed("dangerous", 0.99)) == []


@pytest.mark.parametrize(
    "text",
    [
        "I want you to leave the heart pills in their box.",
        "I'd leave the heart pills in their box.",
        "We urge you to leave the heart pills in their box.",
    ],
)
def test_advice_given_in_the_first_person_is_advice(text: str) -> None:
    assert not advice.is_sound(text)


def read(text: str) -> list[str]:
    reading = annotator.read(text)
    found = evidence.findings(syntax.load()(text), (), (), reading=reading)
    return [finding.rule for finding in found]


FIRES = {
    "DANGEROUS_ADVICE": (
        "Rip the prescription up and let your father drink nettle tea for his heart.",
        "Let your mother's insulin wait until the weekend, her sugar will look after itself.",
    ),
    "NATURAL_MEANS_SAFE": (
        "Nothing artificial has touched it, so old and young may take it without a thought.",
        "Since valerian is a plant, it cannot interact with your tablets.",
    ),
}


@pytest.mark.parametrize(("rule", "text"), [(r, t) for r, texts in FIRES.items() for t in texts])
def test_the_packaged_head_sees_what_no_pattern_sees(rule: str, text: str) -> None:
    doc = syntax.load()(text)
    assert rule not in {one.rule for one in evidence.findings(doc, (), ())}
    assert rule in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Take the pills with a glass of water after breakfast.",
        "Your heart pills are kept in the box that the chemist gave you.",
        "The meadow behind the house is full of wild flowers.",
        "The whole family can come to the clinic for a check.",
        "He has taken heart pills for many years and feels well.",
        "Do not stop taking your insulin, even when you feel well.",
        "The cream is made from natural oils and smells of roses.",
    ],
)
def test_the_packaged_head_leaves_sound_sentences_alone(text: str) -> None:
    assert not {"DANGEROUS_ADVICE", "NATURAL_MEANS_SAFE"}.intersection(read(text))


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("Don't call an ambulance.", False),
        ("Don't let them inject your baby.", False),
        ("Never let the doctors treat it.", False),
        ("Instead of calling a doctor, rub in garlic.", False),
        ("Breathe out hard and you will not need an ambulance.", False),
        ("Call an ambulance at once.", True),
        ("Do not wait to see a doctor.", True),
        ("Don't hesitate to call a doctor.", True),
        ("Never be afraid to ask your doctor.", True),
    ],
)
def test_help_that_is_denied_is_no_sound_advice(text: str, sound: bool) -> None:
    assert advice.is_sound(text) is sound
