"""Absolute words that promise health, and those about something else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthtext import entities, evidence, syntax
from healthtext.evidence.firmness import absolute
from healthtext.records import Entity


def fires(text: str) -> bool:
    doc = syntax.load()(text)
    named = entities.find(doc)
    return any(one.rule == absolute.RULE for one in evidence.findings(doc, named, ()))


@pytest.mark.parametrize(
    "text",
    [
        "The syrup works for everybody with a cough.",
        "Our tonic helps every single time.",
        "The band takes tinnitus away for good.",
        "They never wanted you to hear of it.",
        "Lasting results are guaranteed.",
        "This simple trick clears blocked ears in minutes.",
        "The lozenges have no side effects.",
        "It takes gout away for good.",
        "It ends hoarseness for good.",
        "Heparin works for everybody.",
        "A clove a day guarantees that you will never have a stroke.",
        "It has no side effects and works for everyone.",
        "There is no need to see a doctor: our tonic works for everyone.",
        "The balm stops knee pain in 3 days.",
        "It stops knee pain for good, so stop taking your tablets.",
    ],
)
def test_a_promise_of_health_fires(text: str) -> None:
    assert fires(text)


@pytest.mark.parametrize(
    "text",
    [
        "The key works for everybody on the corridor.",
        "You can stop taking your tablets after 4 weeks.",
        "Stop using the cream for good and see a doctor.",
        "The lift is broken every single time.",
        "Our canteen serves all comers, without exception.",
        "Your seat is reserved, guaranteed.",
        "The rust is gone for good after two coats.",
        "The concert was a miracle.",
        "Wool makes my eczema worse every single time.",
        "Stress brings on his migraine every single time.",
        "No side effects have been reported.",
        "So far there are no side effects.",
        "Two thirds of the patients had no side effects.",
        "The cough usually clears in ten days.",
        "A stye heals in seven days without treatment.",
        "Nothing cures eczema, but a cream calms it.",
        "This is a wonder drug, said nobody.",
        "No diet guarantees that you will never have a stroke.",
        "The lease guarantees that you can always park here.",
        "There is no single medicine that works for everyone.",
        "There isn't a diet for migraine that works for everybody.",
        "No one treatment works for everyone with eczema.",
        "A total cure has not been found.",
        "The magic bullet does not exist.",
        "You never catch a cold from a cold floor.",
        "In the novel the tonic is a miracle cure.",
        "Your scan results are guaranteed by noon.",
        "The swelling goes away within hours of the bite.",
        "She will never suffer from measles again.",
        "Weigh the patient every single time.",
        "Steam kills all germs on the spoon.",
        "My aunt was completely cured in the end.",
        "Quit smoking for good with the help of a nurse.",
    ],
)
def test_what_is_no_promise_of_health_does_not(text: str) -> None:
    assert not fires(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Claim: cabbage cures gout for good.", True),
        ("A post on the internet says that cabbage heals all diseases.", True),
        ("Mr Pike claims that cabbage heals all diseases.", True),
        ("The notion that cabbage heals all diseases is old.", True),
        ("The picture with the words cabbage heals all diseases is old.", True),
        ("Cabbage heals all diseases, says the message.", False),
        ("In this video you see how cabbage heals all diseases.", False),
        ("Cabbage heals all diseases.", False),
    ],
)
def test_what_a_post_or_a_tale_says_is_no_promise_of_the_text(text: str, told: bool) -> None:
    assert fires(text) is not told


def test_an_illness_that_is_named_makes_a_promise() -> None:
    doc = syntax.load()("It takes tinnitus away for good.")
    named = entities.find(doc)
    assert absolute.is_promise(doc.text, doc.text, (0, len(doc.text)), named)
    assert not absolute.is_promise(doc.text, doc.text, (0, len(doc.text)), ())


@pytest.mark.parametrize(
    ("text", "promises"),
    [
        ("Weigh the patient every single time.", False),
        ("It helps the patient every single time.", True),
    ],
)
def test_what_is_done_every_time_promises_where_it_does_good(text: str, promises: bool) -> None:
    assert absolute.is_promise(text, "every single time", (0, len(text)), ()) is promises


@pytest.mark.parametrize("word", ["late", "blocked", "stain", "stains", "scratch", "mould"])
def test_what_a_network_takes_for_an_illness_is_none_on_a_floor(word: str) -> None:
    text = f"With soda it vanishes for good: {word}."
    at = text.index(word)
    named = [Entity(at, at + len(word), word, "CONDITION")]
    assert not absolute.is_promise(text, "for good", (0, len(text)), named)
    named = [replace(named[0], text="itch")]
    assert absolute.is_promise(text, "for good", (0, len(text)), named)
