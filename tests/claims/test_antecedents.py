"""What "it" stands for: the illness of its own sentence, and nothing taken where it is a sign."""

from __future__ import annotations

import pytest

from healthtext import claims, entities, syntax
from healthtext.records import Claim

MEASLES = "Measles is a disease of children."
ACNE = "Acne is common."


def found(text: str) -> tuple[Claim, ...]:
    doc = syntax.load()(text)
    return claims.find(doc, entities.find(doc))


def ills(text: str) -> set[str]:
    """Return what the claims of the last sentence are about."""
    made = found(text)
    return {one.object.text for one in made if one.object and one.start == made[-1].start}


@pytest.mark.parametrize(
    ("text", "ill"),
    [
        (f"{MEASLES} If your child has a fever, an ice bath brings it down quickly.", "fever"),
        (f"{MEASLES}\n\nIf your child has a fever, an ice bath brings it down quickly.", "fever"),
        ("If you have a headache, peppermint oil relieves it.", "headache"),
        (f"{ACNE} When eczema flares, oats soothe it.", "eczema"),
        (f"{ACNE} If you suffer from migraines, feverfew prevents them.", "migraines"),
        (f"{ACNE} For a cough, honey soothes it.", "cough"),
        (f"{ACNE} If measles breaks out, vitamin A treats it.", "measles"),
        ("In people with arthritis, ginger relieves it.", "arthritis"),
    ],
)
def test_the_illness_of_its_own_sentence_is_meant(text: str, ill: str) -> None:
    assert ills(text) == {ill}


@pytest.mark.parametrize(
    ("text", "ill"),
    [
        ("Measles is common. Vitamin A treats it.", "Measles"),
        (f"{ACNE} If you like honey, it relieves it.", "Acne"),
        (f"{ACNE} Tea tree oil clears it.", "Acne"),
        ("He has migraines. If you have a fever, feverfew prevents them.", "migraines"),
    ],
)
def test_that_of_a_sentence_before_is_meant_where_it_names_none(text: str, ill: str) -> None:
    assert ills(text) == {ill}


@pytest.mark.parametrize(
    "text",
    [
        f"{ACNE} If you have gout, or a cough, honey soothes it.",  # either
        f"{ACNE} If you have a fever, feverfew prevents them.",  # neither has their number
        f"{ACNE} In people with diabetes, honey relieves it.",  # acne, or diabetes
    ],
)
def test_where_several_may_be_meant_none_is(text: str) -> None:
    assert ills(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Aspirin thins the blood. These may be signs of a stroke or meningitis.",
        "Ibuprofen is a drug. This can be a symptom of a heart attack.",
        "Garlic is a plant.\n\nThey are symptoms of gout.",
    ],
)
def test_a_sign_is_nothing_that_is_taken(text: str) -> None:
    last = found(text)[-1]
    assert (last.kind, last.subject) == ("diagnosis", None)
    assert last.priority != "high"


def test_what_is_named_may_be_a_sign() -> None:
    last = found("Aspirin thins the blood. Chest pain may be a sign of a heart attack.")[-1]
    assert last.subject and last.subject.text == "Chest pain"
    assert last.priority == "high"


def test_a_pronoun_still_stands_for_what_is_taken() -> None:
    last = found("Aspirin thins the blood. It may cause stomach bleeding.")[-1]
    assert last.subject and last.subject.text == "Aspirin"


@pytest.mark.parametrize(
    "text",
    [
        "See a doctor straight away if you have a sudden, severe headache.",
        "Tell your pharmacist when you have nausea or vomiting.",
        "Call 911 because you have a headache.",
        "Seek emergency medical help: you may have a headache.",
        "If you have a headache, rest.",
        "Lie down when you feel dizzy.",
    ],
)
def test_what_sends_to_a_doctor_is_no_harm_of_what_was_named(text: str) -> None:
    made = found(f"Aspirin relieves pain. {text}")
    assert [one.kind for one in made] == ["treatment"]


@pytest.mark.parametrize(
    "text",
    [
        "Some people get a headache.",
        "You may feel dizzy.",
        "You may feel dizzy if you stand up.",
        "Tell your doctor if you get side effects, as people may have a headache.",
    ],
)
def test_what_those_who_take_it_get_is_a_harm(text: str) -> None:
    last = found(f"Aspirin relieves pain. {text}")[-1]
    assert last.kind == "harm"
    assert last.subject and last.subject.text == "Aspirin"
