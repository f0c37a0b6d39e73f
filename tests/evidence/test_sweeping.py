"""Every case, and what is needed, are more than that a thing helps on the whole."""

from __future__ import annotations

import pytest

from healthtext import evidence
from healthtext.evidence.asked import sweeping
from healthtext.records import Claim, Evidence
from tests.evidence.conftest import row, told

HELPS = row("zinc", "treatment of common cold", "benefit")
FAILS = row("zinc", "treatment of common cold", "none", certainty="high")
ALL = row("zinc", "treatment of common cold", "benefit", certainty="low")
PILL = row("rifampicin", "risk of unintended pregnancy", "harm", population="women on the pill")
NO_PILL = row("rifampicin", "risk of unintended pregnancy", "none", certainty="high")


def claimed(text: str, relation: str = "helps") -> Claim:
    return Claim(0, len(text), text, "treatment", "none", "positive", "none", "none",
                 relation=relation)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Does zinc help colds?", HELPS, "supported"),
        ("Does zinc always help colds?", HELPS, "insufficient"),
        ("Zinc always cures colds.", FAILS, "contradicted"),
        ("Does zinc help colds in all patients?", HELPS, "insufficient"),
        ("Zinc does not always help colds.", HELPS, "not_checkable"),
        ("Zinc doesn't help colds in everyone.", HELPS, "not_checkable"),
        ("Zinc nearly always helps colds.", HELPS, "supported"),
        ("Do I need zinc for a cold?", HELPS, "nothing_found"),
        ("Do I need zinc for a cold?", FAILS, "contradicted"),
        ("Do you have to take zinc for a cold?", FAILS, "contradicted"),
        ("Do I have to avoid zinc if I have a cold?", FAILS, "nothing_found"),
        ("You don't need zinc for a cold.", FAILS, "supported"),
        ("You don't need zinc for a cold.", HELPS, "nothing_found"),
        ("Does a cold need zinc?", HELPS, "nothing_found"),
        ("Every cold needs zinc.", FAILS, "contradicted"),
        ("Zinc reduces the need for sleep.", FAILS, "nothing_found"),
        ("Rifampicin makes the pill fail.", PILL, "supported"),
        ("Does rifampicin make birth control fail?", NO_PILL, "contradicted"),
        ("Rifampicin stops the pill working.", PILL, "supported"),
        ("Does rifampicin make the baby fail?", PILL, "not_checkable"),
    ],
)
def test_what_helps_is_shown_neither_for_all_nor_to_be_needed(
    text: str, study: Evidence, value: str
) -> None:
    assert told(text, study) == value


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Zinc is the best remedy for colds.", HELPS, "nothing_found"),
        ("Zinc is the best remedy for colds.", FAILS, "contradicted"),
        ("Zinc is not the best remedy for colds.", HELPS, "nothing_found"),
        ("Zinc is the only treatment for colds.", HELPS, "nothing_found"),
        ("Is zinc the most effective treatment for colds?", HELPS, "nothing_found"),
        ("Zinc is the number one cure for colds.", FAILS, "contradicted"),
        ("The best way to treat colds is zinc.", HELPS, "nothing_found"),
        ("Zinc works best against colds.", HELPS, "nothing_found"),
        ("Only zinc treats colds.", HELPS, "nothing_found"),
        ("Only zinc treats colds.", FAILS, "contradicted"),
        ("Nothing but zinc treats colds.", HELPS, "nothing_found"),
        ("There is no alternative to zinc for treating colds.", HELPS, "nothing_found"),
        ("Zinc is unrivalled in treating colds.", HELPS, "nothing_found"),
        ("Zinc is the top remedy for colds.", HELPS, "nothing_found"),
        ("Zinc treats colds best of all.", HELPS, "nothing_found"),
        ("Zinc is indispensable for treating colds.", HELPS, "nothing_found"),
        ("Zinc treats colds, but more research is needed to tell why.", HELPS, "supported"),
        ("Zinc is one of the best ways to treat colds.", HELPS, "supported"),
        ("Zinc is a first-line treatment for colds.", HELPS, "supported"),
        ("The best studies found that zinc helps colds.", HELPS, "supported"),
        ("Zinc is enough to treat colds.", HELPS, "nothing_found"),
        ("Zinc is enough to treat colds.", FAILS, "contradicted"),
        ("Zinc suffices to treat colds.", HELPS, "nothing_found"),
        ("Rifampicin is the only cause of unintended pregnancy.", PILL, "nothing_found"),
        ("Rifampicin is a cause of unintended pregnancy.", PILL, "supported"),
    ],
)
def test_what_helps_is_shown_neither_to_be_the_best_nor_enough(
    text: str, study: Evidence, value: str
) -> None:
    assert told(text, study) == value


def test_enough_of_a_harm_is_a_harm() -> None:
    enough = claimed("A glass is enough to stop the heart.", "is enough to stop")
    assert sweeping.is_utmost(enough, "benefit") and not sweeping.is_utmost(enough, "harm")
    assert not sweeping.is_utmost(claimed("Those who get enough of it stop colds."), "benefit")


@pytest.mark.parametrize(
    ("text", "of_all"),
    [
        ("It always helps.", True), ("It helps everybody.", True), ("It regrows all hair.", True),
        ("It prevents all infections.", True), ("It helps all day against colds.", False),
        ("It prevents all-cause deaths.", False),
        ("It regrows all kinds of hair.", False),
        ("It works in 100% of it.", True),
        ("It helps in all cases.", True), ("It helps all adult patients.", True),
        ("It almost always helps.", False), ("It is recommended for all adults.", False),
        ("It helps every day.", False), ("It helps, as everyone knows.", False),
        ("All statins help.", False),
    ],
)  # fmt: skip
def test_every_case_is_told_by_its_words(text: str, of_all: bool) -> None:
    assert sweeping.is_of_all(claimed(text)) is of_all


def test_what_is_needed_is_told_by_the_verb_or_by_how_a_question_opens() -> None:
    assert sweeping.is_needed(claimed("You need it.", "need"))
    assert sweeping.is_needed(claimed("Do I really have to take it?"))
    assert sweeping.is_needed(claimed("Zinc is a must for colds."))
    assert not sweeping.is_needed(claimed("It helps those who need it."))
    assert not sweeping.is_needed(claimed("More research is needed for colds."))


def test_what_is_no_disorder_needs_nothing_that_is_looked_up() -> None:
    assert evidence.ask("Does a cold need antibiotics?").relation == "need"
    assert not evidence.ask("Do babies need milk?").relation
