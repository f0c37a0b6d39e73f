"""What an entity names inside itself that is of another kind, and the members of lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext import annotator, entities, syntax
from healthtext.annotator import Mention
from healthtext.entities import inner
from healthtext.records import Entity, Inner

TEXT = "kidney transplantation"


@dataclass
class Read:
    """A reading of made-up mentions, each given with its group."""

    found: tuple[Mention, ...]

    def mentions(self, group: str) -> tuple[Mention, ...]:
        return tuple(one for one in self.found if one.group == group)

    def support(self, _: str, spans: Sequence[tuple[int, int]]) -> np.ndarray:
        return np.full(len(spans), 0.9)


def told(text: str, kind: str, *mentions: Mention) -> tuple[Inner, ...]:
    whole = Entity(0, len(text), text, kind)
    (found,) = inner.told(text, [whole], Read(mentions))  # type: ignore[arg-type]
    return found.inner


def organ(score: float = 0.9) -> Mention:
    return Mention(0, 6, "anatomy", "ANATOMY", score, "Organ")


def test_the_organ_of_an_operation_is_told() -> None:
    assert told(TEXT, "TREATMENT", organ()) == (Inner(0, 6, "kidney", "ANATOMY"),)


@pytest.mark.parametrize(
    ("text", "kind", "mention"),
    [
        (TEXT, "TREATMENT", organ(0.7)),
        (TEXT, "ANATOMY", organ()),
        ("kidney", "CONDITION", organ()),
        ("failing kidney", "CONDITION", Mention(8, 20, "anatomy", "ANATOMY", 0.9)),
        ("back pain", "SYMPTOM", Mention(5, 9, "disease", "CONDITION", 0.9)),
        ("body scan", "TEST", Mention(0, 4, "anatomy", "ANATOMY", 0.9)),
    ],
)
def test_what_is_doubtful_alike_or_not_inside_is_not(
    text: str, kind: str, mention: Mention
) -> None:
    assert told(text, kind, mention) == ()


def test_an_ordinary_word_is_told_where_the_network_is_sure() -> None:
    mention = Mention(0, 4, "anatomy", "ANATOMY", 0.97)
    assert [one.text for one in told("body scan", "TEST", mention)] == ["body"]


def test_a_report_names_what_lies_inside() -> None:
    text = "She died of liver failure after a kidney transplantation."
    doc = syntax.load().make_doc(text)
    found = {one.text: one for one in entities.find(doc, annotator.read(text))}
    assert [one.text for one in found["kidney transplantation"].inner] == ["kidney"]
    assert found["liver failure"].type == "CONDITION"


@pytest.mark.parametrize(("first", "names"), [("Glioma", ["glioma"]), ("Myeloma", [])])
def test_a_disease_that_is_one_elsewhere_needs_less(first: str, names: list[str]) -> None:
    text = f"{first} and glioma cells"
    at = text.index("glioma")
    whole = Entity(at, len(text), "glioma cells", "ANATOMY")
    alone = Entity(0, len(first), first, "CONDITION")
    reading = Read((Mention(at, at + 6, "disease", "CONDITION", 0.5),))
    _, found = inner.told(text, [alone, whole], reading)  # type: ignore[arg-type]
    assert [one.text for one in found.inner] == names


def growth(text: str, word: str, score: float = 0.9) -> Mention:
    at = text.index(word)
    return Mention(at, at + len(word), "anatomy", "CONDITION", score, "Cancer")


def test_the_members_of_a_list_are_told() -> None:
    text = "breast, ovarian or cervical cancer"
    members = ("breast", "ovarian", "cervical cancer")
    found = told(text, "CONDITION", *(growth(text, member) for member in members))
    assert [one.text for one in found] == list(members)
    assert [one.type for one in found] == ["ANATOMY", "ANATOMY", "CONDITION"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("invasive cervical cancer", ("cervical cancer",)),
        ("breast with cervical cancer", ("cervical cancer",)),
        ("cancer pain", ("cancer",)),
    ],
)
def test_what_ends_no_list_or_is_an_illness_is_not(text: str, words: tuple[str, ...]) -> None:
    assert told(text, "CONDITION", *(growth(text, word) for word in words)) == ()


def test_a_condition_that_only_lies_beside_one_ends_no_list() -> None:
    text = "breast with cervical cancer"
    found = told(text, "CONDITION", growth(text, "breast"), growth(text, "cervical cancer"))
    assert found == (Inner(0, 6, "breast", "ANATOMY"),)


def test_what_a_condition_begins_with_is_anatomy_whatever_grows_there() -> None:
    text = "femur fracture"
    assert told(text, "CONDITION", growth(text, "femur")) == (Inner(0, 5, "femur", "ANATOMY"),)


MENTIONS = st.lists(
    st.tuples(
        st.integers(0, 30), st.integers(1, 12), st.sampled_from(("disease", "chemical", "anatomy"))
    ).map(lambda at: Mention(at[0], min(at[0] + at[1], 40), at[2], "DRUG", 0.99)),
    max_size=12,
)


@given(MENTIONS)
@settings(deadline=None)
def test_what_is_told_lies_apart_in_order_and_inside(mentions: list[Mention]) -> None:
    text = "zyx " * 10
    wholes = [Entity(0, 19, text[:19], "CONDITION"), Entity(20, 39, text[20:39], "ANATOMY")]
    for whole in inner.told(text, wholes, Read(tuple(mentions))):  # type: ignore[arg-type]
        at = whole.start
        for one in whole.inner:
            assert at <= one.start < one.end <= whole.end
            assert text[one.start : one.end] == one.text != whole.text
            at = one.end
