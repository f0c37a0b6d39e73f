"""What stands beside a party and belongs to it: brands of a form, what becomes of a thing."""

from __future__ import annotations

import pytest

from healthtext.records import Verdict
from tests.evidence.conftest import judged, row

ROWS = (
    row("arnica gel", "osteoarthritis", "none"),
    row("peppermint oil", "tension headache", "benefit"),
    row("hand hygiene", "prevention of influenza", "benefit"),
    row("mouth hygiene", "prevention of pneumonia", "benefit"),
    row("nettles", "memory", "benefit", direction="increased"),
    row("contraceptive sponges", "prevention of pregnancy", "benefit"),
    row("tonics", "prevention of miscarriage", "benefit"),
    row("antacids", "duration of diarrhoea", "benefit"),
    row("tonics", "diarrhoea", "benefit", population="people with diarrhoea"),
    row("pectin", "risk of diarrhoea", "harm"),
    row("rhubarb", "treatment of asthma", "benefit", population="children"),
    row("rhubarb", "treatment of knee osteoarthritis", "benefit"),
    row("rhubarb", "cancer pain", "benefit"),
    row("hops", "chronic migraine", "benefit"),
    row("hops", "body fat", "benefit"),
    row("oral contraceptives", "risk of venous thrombosis", "harm"),
    row("oral contraceptives", "acne", "benefit"),
    row("oral contraceptives", "headache", "benefit"),
    row("trampolines", "prevention of onset of dementia", "none"),
    row("antacids", "treatment of dementia", "benefit"),
    row("pectin", "risk of muscle weakness", "harm"),
    row("sage", "gout attacks", "benefit"),
    row("sage", "migraine attacks", "none"),
)


def verdict(text: str) -> Verdict:
    return judged(text, ROWS)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Frostol gel eases osteoarthritis.", "nothing_found"),
        ("Arnica gel eases osteoarthritis.", "contradicted"),
        ("Rubbing arnica gel in eases osteoarthritis.", "contradicted"),
        ("Peppermint oil relieves tension headache.", "supported"),
        ("Snake oil relieves tension headache.", "nothing_found"),
        ("Hand hygiene prevents influenza.", "supported"),
        ("Sleep hygiene prevents influenza.", "nothing_found"),
    ],
)
def test_a_form_is_what_it_is_a_form_of(text: str, value: str) -> None:
    assert verdict(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Nettles slow the loss of memory.", "supported"),
        ("Nettles slow the decline of memory.", "supported"),
        ("Nettles speed up the loss of memory.", "contradicted"),
        ("Nettles enhance memory.", "supported"),
        ("Nettles reduce the loss of memory.", "supported"),
        ("Nettles reduce memory.", "contradicted"),
        ("Trampolines slow the loss of memory in dementia.", "nothing_found"),
        ("Antacids slow the loss of memory in dementia.", "supported"),
        ("Pectin increases the loss of muscle.", "supported"),
        ("Hops increase the loss of body fat.", "supported"),
        ("Hops slow the loss of body fat.", "contradicted"),
    ],
)
def test_less_loss_of_a_thing_is_more_of_it(text: str, value: str) -> None:
    assert verdict(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Contraceptive sponges save pregnancies.", "nothing_found"),
        ("Contraceptive sponges prevent pregnancies.", "supported"),
        ("Tonics save many early pregnancies.", "supported"),
    ],
)
def test_a_pregnancy_that_is_saved_is_not_prevented(text: str, value: str) -> None:
    assert verdict(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Antacids cause diarrhoea.", "nothing_found"),
        ("Antacids relieve diarrhoea.", "supported"),
        ("Tonics cause diarrhoea.", "nothing_found"),
        ("Pectin causes diarrhoea.", "supported"),
    ],
)
def test_who_is_treated_for_it_does_not_tell_what_brings_it_on(text: str, value: str) -> None:
    assert verdict(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rhubarb treats asthma in children.", "supported"),
        ("Rhubarb treats gout in children.", "nothing_found"),
        ("Rhubarb gives lasting relief to people with worn knees.", "supported"),
        ("Rhubarb gives lasting relief to people with worn shoes.", "nothing_found"),
        ("When pain from cancer is severe, rhubarb brings relief to most patients.", "supported"),
        ("When summer comes, rhubarb brings relief to most gardeners.", "nothing_found"),
        ("Hops cut the number of headache days in chronic migraine.", "supported"),
        ("Hops cut the number of wet days in spring.", "nothing_found"),
        ("In people with gout, sage prevents attacks.", "supported"),
        ("In people with asthma, sage prevents attacks.", "nothing_found"),
    ],
)
def test_of_which_disorder_and_in_whom(text: str, value: str) -> None:
    found = verdict(text).value
    assert found == value or {found, value} == {"nothing_found", "not_checkable"}


@pytest.mark.parametrize(
    ("text", "supported"),
    [
        ("The pill raises the risk of venous thrombosis.", True),
        ("The pill clears acne.", True),
        ("The pill relieves headache.", False),
        ("A pill clears acne.", False),
    ],
)
def test_the_pill_is_the_contraceptive_where_it_does_what_that_does(
    text: str, supported: bool
) -> None:
    assert (verdict(text).value == "supported") is supported
