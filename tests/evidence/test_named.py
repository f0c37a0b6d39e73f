"""Parties in full: what acts, not its class; what is warded off, not who already has what."""

from __future__ import annotations

import pytest

from healthtext import evidence
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.records import Verdict
from tests.evidence.conftest import judged, row

ROWS = (
    row("measles vaccine", "prevention of measles", "benefit"),
    row("influenza vaccine", "prevention of influenza", "benefit"),
    row("corticosteroids", "croup", "benefit"),
    row("trampolines", "risk of diabetes", "harm"),
    row("trampolines", "prevention of stroke", "benefit"),
    row("jellies", "treatment of asthma", "benefit"),
    row("jellies", "exercise capacity", "benefit", population="people with gout"),
    row("lithium", "prevention of suicide", "benefit"),
    row("tonics", "mortality", "none", population="people with influenza"),
)


def verdict(text: str) -> Verdict:
    return judged(text, ROWS)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Measles vaccination prevents measles.", "supported"),
        ("Flu vaccination prevents measles.", "nothing_found"),
        ("Vaccination against influenza prevents measles.", "nothing_found"),
        ("Vaccination against measles prevents measles.", "supported"),
        ("Vaccination prevents measles.", "supported"),
        ("Steroids relieve croup.", "supported"),
    ],
)
def test_one_of_a_class_is_not_its_class(text: str, value: str) -> None:
    assert verdict(text).value == value


@pytest.mark.parametrize(
    "text",
    [
        "Trampolines protect people with diabetes from stroke.",
        "Trampolines protect diabetics from stroke.",
        "Trampolines protect patients with diabetes against stroke.",
    ],
)
def test_who_is_protected_has_the_disorder_already(text: str) -> None:
    assert verdict(text).value == "supported"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Jellies boost mood in people with asthma.", "supported"),
        ("Jellies increase mobility in people with asthma.", "supported"),
        ("Jellies increase exercise capacity in people with gout.", "supported"),
        ("Jellies lower body temperature in people with asthma.", "nothing_found"),
        ("Jellies increase heart rate in people with asthma.", "nothing_found"),
    ],
)
def test_more_of_a_thing_in_ill_people_is_no_more_of_their_disorder(text: str, value: str) -> None:
    assert verdict(text).value == value


def test_what_the_ill_may_be_kept_from_is_prevented() -> None:
    assert verdict("Lithium reduces suicide in people with bipolar disorder.").value == "supported"


def test_lives_are_those_of_whom_a_sentence_names() -> None:
    found = verdict("Tonics save the lives of people hospitalised with influenza.")
    assert found.value == "contradicted"


def test_to_make_people_lose_weight_is_asked_about() -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(row("jellies", "weight loss", "benefit", direction="increased"))])
        for text in ("Do jellies make people lose weight?", "Jellies make you lose weight."):
            found = evidence.ask(text, base=store).verdict
            assert found is not None and found.value == "supported"


def test_a_place_is_nobody() -> None:
    for text in ("Jellies relieve asthma in poor countries.", "Jellies relieve asthma."):
        found = verdict(text)
        assert (found.value, found.studies[0].object_match) == ("supported", 1.0), text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Anti-inflammatory painkillers cause stomach bleeding.", "supported"),
        ("Painkillers cause stomach bleeding.", "nothing_found"),
    ],
)
def test_nsaids_by_the_name_on_the_shelf(text: str, value: str) -> None:
    known = row("nonsteroidal anti-inflammatory drugs", "risk of stomach bleeding", "harm")
    assert judged(text, (known,)).value == value
