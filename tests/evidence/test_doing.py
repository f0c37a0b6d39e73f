"""What people are helped to do, kept from or made, and what stands around the thing that acts."""

from __future__ import annotations

import pytest

from healthtext.records import Evidence, Verdict
from tests.evidence.conftest import judged, row, told

ROWS = (
    row("tonics", "sleep", "benefit", direction="increased"),
    row("tonics", "weight loss", "benefit", direction="increased"),
    row("tonics", "mortality", "none"),
    row("jellies", "prevention of suicide", "benefit"),
    row("jellies", "treatment of schizophrenia", "none"),
    row("trampolines", "prevention of fractures", "benefit"),
    row("trampolines", "bone density", "none"),
    row("pectin", "prevention of stroke", "benefit"),
    row("pectin", "risk of diabetes", "harm"),
    row("nettles", "smoking cessation", "benefit", direction="increased"),
    row(
        "rhubarb",
        "fitness",
        "benefit",
        direction="increased",
        population="people with Parkinson's disease",
    ),
    row("rhubarb", "risk of low birth weight", "harm"),
    row("hops", "constipation", "benefit"),
    row("hops", "risk of birth defects", "harm"),
    row("risedronate", "hip fractures", "benefit"),
    row("hearing aids", "quality of life", "benefit", direction="increased"),
    row("sage", "blood sugar", "benefit"),
    row("sage", "colds", "benefit"),
    row("sage", "cancer", "none", identifier="10.1002/14651858.CD000002"),
    row("measles vaccine", "prevention of measles", "benefit"),
)


def verdict(text: str) -> Verdict:
    return judged(text, ROWS)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Tonics help adults who lie awake to sleep better.", "supported"),
        ("Tonics help overweight teenagers to keep weight down.", "supported"),
        ("Tonics help older people to live longer.", "contradicted"),
        ("Tonics help people to whistle better.", "nothing_found"),
        ("Tonics help people to sleep badly.", "nothing_found"),
        ("Tonics make it more likely that people think about sleep.", "nothing_found"),
        ("Pectin makes it more likely that people have a healthy baby.", "not_checkable"),
        ("Nettles make it more likely that a smoker will quit.", "supported"),
        ("Nettles make it less likely that a smoker will quit.", "contradicted"),
        ("Pectin makes it less likely that people with diabetes have a stroke.", "supported"),
        ("Pectin makes it more likely that people have a stroke.", "contradicted"),
        ("Tonics add years to life.", "contradicted"),
    ],
)
def test_what_somebody_is_helped_to_do_is_asked_about(text: str, value: str) -> None:
    assert verdict(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Jellies keep people with schizophrenia from killing themselves.", "supported"),
        ("Jellies keep people with schizophrenia from singing.", "nothing_found"),
        ("Trampolines stop bones from breaking in older women.", "supported"),
        ("Pectin keeps strokes from coming back.", "supported"),
        ("Trampolines stop glasses from breaking.", "nothing_found"),
        ("Tonics keep brain cells from dying.", "nothing_found"),
        ("Pectin keeps prices from falling.", "nothing_found"),
        ("Pectin protects babies from getting a stroke.", "supported"),
    ],
)
def test_what_somebody_is_kept_from_is_asked_about(text: str, value: str) -> None:
    assert verdict(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rhubarb makes people fitter.", "supported"),
        ("Rhubarb makes people taller.", "not_checkable"),
        ("Rhubarb makes people with Parkinson's disease fitter.", "supported"),
        ("Rhubarb makes babies smaller.", "supported"),
        ("Pectin makes people with a stroke gain weight.", "not_checkable"),
        ("Rhubarb makes waists smaller.", "not_checkable"),
        ("Hops get sluggish bowels moving.", "supported"),
        ("Hops harm the unborn child.", "supported"),
        ("Hops harm the child.", "nothing_found"),
        ("Tonics burn off body fat.", "supported"),
        ("Tonics melt away ice.", "nothing_found"),
    ],
)
def test_what_somebody_becomes_is_asked_about(text: str, value: str) -> None:
    found = verdict(text).value
    assert found == value or {found, value} == {"nothing_found", "not_checkable"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Bone-strengthening drugs such as Actonel prevent hip fractures.", "supported"),
        ("Bone-strengthening drugs prevent hip fractures.", "nothing_found"),
        ("Deaf seniors who get hearing aids enjoy a better quality of life.", "supported"),
        ("Sage lowers blood sugar in type 2 diabetes.", "supported"),
        ("The measles jab prevents measles.", "supported"),
        ("Vaccination against mumps has prevented measles.", "nothing_found"),
        ("Vaccination against measles has prevented measles.", "supported"),
        ("Sage prevents colds and cancer.", "contradicted"),
        ("Sage prevents colds and warts.", "nothing_found"),  # warts were not studied
        ("Sage prevents colds and old wives tales.", "supported"),
        ("Sage prevents colds and cures cancer.", "contradicted"),
    ],
)
def test_what_acts_and_on_what_is_cut_out(text: str, value: str) -> None:
    assert verdict(text).value == value


BORN = row("aniseed", "neonatal mortality", "benefit", population="preterm infants")
GAIN = row("aniseed", "weight gain", "benefit", direction="increased", population="preterm infants")
HEAVIER = row("aniseed", "risk of weight gain", "harm", identifier="PMC1000121")
NUMB = row("aniseed", "risk of peripheral neuropathy", "harm", identifier="PMC1000123")
FAT = row("aniseed", "risk of obesity", "harm", identifier="PMC1000125")
WORN = row("aniseed", "risk of dental erosion", "harm", identifier="PMC1000124")
BARREN = row("aniseed", "risk of infertility", "harm", identifier="PMC1000122")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Does aniseed save premature babies?", BORN, "supported"),
        ("Aniseed saves newborns in poor countries.", BORN, "supported"),
        ("Aniseed saves newborns from noise.", BORN, "nothing_found"),
        ("Does aniseed help premature babies gain weight?", GAIN, "supported"),
        ("Does aniseed make you gain weight?", HEAVIER, "supported"),
        ("Aniseed makes you fat.", FAT, "supported"),
        ("Aniseed makes you fat and blind.", FAT, "nothing_found"),
        ("Does aniseed help premature babies gain weight?", HEAVIER, "nothing_found"),
        ("Does aniseed reduce fertility?", BARREN, "supported"),
        ("Aniseed lowers a woman's chances of getting pregnant.", BARREN, "supported"),
        ("Aniseed improves fertility.", BARREN, "nothing_found"),
        ("Can too much aniseed damage your nerves?", NUMB, "supported"),
        ("Aniseed calms the nerves.", NUMB, "nothing_found"),
        ("Aniseed wears away tooth enamel.", WORN, "supported"),
    ],
)
def test_babies_are_saved_and_fertility_is_lost(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value
