"""Which claims need a source, and which only look like it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest

from healthtext import annotator, assets, claims, context, entities, evidence, syntax
from healthtext.annotator import Opinion, Reading
from healthtext.annotator.wholes import Wholes

RULE = "NO_CITATION"


def rules(text: str, reading: Reading | None = None) -> list[str]:
    doc = syntax.load()(text)
    named = entities.find(doc)
    made = claims.find(doc, named)
    return [one.rule for one in evidence.findings(doc, named, made, reading=reading)]


class Held:
    """A reading that holds the same of every sentence."""

    def __init__(self, wanted: float | None, harm: float) -> None:
        self._wanted = wanted
        rest = dict.fromkeys(("none", "prevention", "treatment"), 0.0)
        self._kinds = {**rest, "harm": harm, "mechanism": 1 - harm}

    def opinions(self, spans: Sequence[tuple[int, int]]) -> tuple[Opinion, ...]:
        return (Opinion(self._kinds, {}),) * len(spans)

    def advice(self, spans: Sequence[tuple[int, int]]) -> tuple[dict[str, float], ...]:
        return () if spans else ({},)

    def unsourced(self, spans: Sequence[tuple[int, int]]) -> tuple[float, ...]:
        return () if self._wanted is None else (self._wanted,) * len(spans)


@pytest.mark.parametrize(
    "text",
    [
        "Rosemary oil relieves headaches.",
        "Garlic boosts circulation and prevents colds.",
        "Yoga eases stress, and ginger relieves nausea.",
        "Painkillers damage the kidneys.",
        "Herbal medicine relieves headaches.",
        "Coffee relieves headaches in many drinkers.",
        "Zinc relieves colds in no time.",
        "Ibuprofen damages the kidneys when it is used for years.",
        "Smoking cessation therapy relieves headaches.",
        "Stress management relieves headaches.",
        "Vitamin C damages the kidneys.",
        "Dr Weber's ginger tea relieves headaches.",
        "It is a fact that ginger relieves headaches.",
        "The good news is that ginger relieves headaches.",
        "Ginger relieves headaches, as in my case.",
        "A nurse's ginger tea relieves headaches.",
        "Since 1881 Weber's ginger tea relieves headaches.",
        "A good doctor knows headaches, and ginger relieves headaches.",
    ],
)
def test_a_plain_promise_needs_a_source_once(text: str) -> None:
    assert rules(text).count(RULE) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ginger may ease nausea and relieves headaches.",
        "Ginger relieves headaches and may ease nausea.",
        "Antibiotics do not cure colds but relieve earache.",
        "Time heals headaches.",
        "Nature heals headaches.",
        "Age relieves headaches.",
        "Luck relieves headaches.",
        "Patience relieves headaches.",
        "Coffee drinkers get fewer headaches.",
        "In Chinese medicine, ginseng treats headaches.",
        "Stopping steroids suddenly harms the kidneys.",
        "Codeine is given for the pain of burns.",
        "Steroid balms are utilised for eczema.",
        "Do not take ibuprofen for long, since it damages the kidneys.",
        "Ask us first, since ibuprofen damages the kidneys.",
        "The vet reminded us that aspirin relieves headaches.",
        "Massage relieves headaches, a Leeds group found in 2015.",
        "Vaping ibuprofen damages the kidneys.",
        "Nurse Edith Crane has it right: ginger relieves headaches.",
        "As Dr. van Dam puts it, ginger relieves headaches.",
        "Our pharmacist, Ola Berg, knows that ginger relieves headaches.",
        "Ola Berg, a pharmacist, adds that ginger relieves headaches.",
        "Finlay proved in 1881 that ginger relieves headaches.",
        "The Dresden study taught us that ginger relieves headaches.",
        "The abbess wrote that ginger relieves headaches.",
        "It is established that ginger relieves headaches.",
        "The ministry states that ginger relieves headaches.",
        "The hospital accepts that the ginger relieves headaches.",
        "Ginger relieves my headaches.",
        "Our nurse tells us that ginger relieves headaches.",
        "Ginger relieves headaches, the agency found.",
        "Ginger supposedly relieves headaches.",
        "It is doubtful that ginger relieves headaches.",
        "Cochrane: ginger relieves headaches.",
        "Claim: ginger relieves headaches.",
        "Thousands shared the message that raw ginger relieves headaches.",
        "Ginger is expected to relieve headaches.",
        "Ginger relieves headaches, but not better than a placebo.",
        "Side effects of ibuprofen may include headaches.",
    ],
)
def test_what_is_hedged_told_or_left_out_does_not(text: str) -> None:
    assert RULE not in rules(text)


PLAIN = "Rhubarb damages the kidneys."  # no list says that one takes it


@pytest.mark.parametrize(
    ("wanted", "harm", "fires"),
    [(0.75, 0.95, True), (0.65, 0.95, False), (0.75, 0.85, False), (None, 0.95, False)],
)
def test_the_network_alone_must_be_sure(wanted: float | None, harm: float, fires: bool) -> None:
    assert RULE not in rules(PLAIN)
    assert (RULE in rules(PLAIN, cast(Reading, Held(wanted, harm)))) is fires


@pytest.mark.parametrize(
    "text",
    [
        "Rhubarb may damage the kidneys.",
        "Rhubarb does not damage the kidneys.",
        "Rhubarb damages the kidneys, says the vicar.",
        "Rhubarb damages the kidneys, as nobody doubts.",
        "Experts agree that rhubarb damages the kidneys.",
        "My rhubarb damages the kidneys.",
        "Gout damages the kidneys.",
        "Pollution damages the kidneys.",
        "Jellyfish damage the kidneys.",
        "The ministry states that rhubarb damages the kidneys.",
        "Beware, rhubarb damages the kidneys.",
        "Rhubarb damages the kidneys [3].",
        "Rhubarb is linked to kidney stones.",
    ],
)
def test_what_is_doubted_told_or_no_remedy_is_left_alone_however_sure(text: str) -> None:
    assert RULE not in rules(text, cast(Reading, Held(1.0, 1.0)))


def test_who_helps_is_no_remedy() -> None:
    for text in ("Our work helps people with arthritis.", "Your gift will help a child with gout."):
        assert RULE not in full(text)
    assert RULE in full("Massage helps people with arthritis.")


def full(text: str) -> list[str]:
    doc, reading = syntax.load()(text), annotator.load().read(text)
    named = context.label(doc, entities.find(doc, reading))
    made = claims.find(doc, named, reading)
    return [one.rule for one in evidence.findings(doc, named, made, reading=reading)]


@pytest.mark.parametrize(
    "text",
    [
        "Cold flannels take the itch out of hives.",
        "Reading by the fire cures headaches and insomnia.",
    ],
)
def test_the_packaged_head_finds_what_no_verb_tells(text: str) -> None:
    assert RULE in full(text)


def test_a_head_of_sources_that_was_not_fitted_says_nothing() -> None:
    with np.load(assets.DATA / annotator.HEADS) as table:
        arrays = {name: table[name] for name in table.files if not name.endswith(".unsourced")}
    assert not Wholes(arrays).has("unsourced")
