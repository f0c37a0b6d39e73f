"""Pairs made by turning what sentences say."""

from __future__ import annotations

import random

import pytest

from training.annotator.pairs import CONTRADICT, NEUTRAL, SUPPORT
from training.annotator.turned import Article, Poles, Strange, reworded, shortened, turned_or_not

POLES = Poles()
SAID = "Garlic lowers blood pressure in adults."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SAID, ["lowers"]),
        ("The drug was effective.", ["was", "effective"]),
        ("The drug was not effective.", ["was not"]),
        ("It did not improve sleep.", ["did not improve"]),
        ("No positive effect was seen.", ["was"]),
    ],
)
def test_poles_are_found_unless_negated(text: str, found: list[str]) -> None:
    assert [match.group() for match in POLES.find(text)] == found


def test_a_pole_turns_in_its_own_form() -> None:
    options = POLES.other["lowers"]
    assert {"increases", "raises"} <= set(options)
    assert "increase" not in options


def test_every_pole_has_another_side() -> None:
    for word, far in POLES.other.items():
        assert far and word not in far, word
        assert not set(far) & set(POLES.same[word]), word


@pytest.mark.parametrize("label", [SUPPORT, CONTRADICT])
def test_a_pair_has_the_pole_that_its_label_says(label: int) -> None:
    seen = set()
    for seed in range(40):
        pair = turned_or_not(SAID, SAID, label, POLES, random.Random(seed))
        assert pair is not None and pair.label == label
        same = [SAID.startswith("Garlic") and side_of(text) for text in (pair.first, pair.second)]
        assert (same[0] == same[1]) == (label == SUPPORT), pair
        seen.add(same[1])
    assert seen == {True, False}, "neither text may tell the label by itself"


def side_of(text: str) -> bool:
    """Tell whether a text is on the side of lowering."""
    word = text.split()[1]
    return word == "lowers" or word in POLES.same["lowers"]


def test_without_a_common_pole_there_is_no_pair() -> None:
    chance = random.Random(1)
    assert turned_or_not("Garlic smells.", SAID, SUPPORT, POLES, chance) is None


def test_brackets_and_leads_are_cut() -> None:
    said = "These results suggest that garlic (Allium) lowers pressure (p < 0.05)."
    assert shortened(said) == "Garlic lowers pressure."


def test_names_and_poles_keep_their_wording() -> None:
    known = {"adults": ["grown-ups"], "lowers": ["dims"], "Garlic": ["Ramson"]}
    texts = {reworded(SAID, known, POLES, random.Random(n)) for n in range(30)}
    assert texts == {SAID, SAID.replace("adults", "grown-ups")} | {
        text for text in texts if "Ramson" in text
    }
    assert all("lowers" in text for text in texts)


def test_what_says_nothing_of_a_claim_shares_few_of_its_words() -> None:
    every = [
        Article("Garlic and pressure", ("Garlic lowers systolic pressure in adults over years.",)),
        Article("Garlic and taste", ("Tasters rated garlic bread as pleasant on the whole.",)),
    ]
    pairs = [
        Strange(every).pair(every[0].sentences[0], 0, POLES, random.Random(n)) for n in range(20)
    ]
    made = {pair.second for pair in pairs if pair}
    assert made == {every[1].sentences[0]}
    assert {pair.label for pair in pairs if pair} == {NEUTRAL}
