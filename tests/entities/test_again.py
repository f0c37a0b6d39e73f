"""What is an entity in one place of a text is one in another that the network supports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext.entities import again
from healthtext.records import Concept, Entity

GOUT = (Concept("DOID:13189", "gout", "DOID"),)


@dataclass
class Read:
    """A reading that supports every place alike, or as the start of the place says."""

    support_of: dict[int, float]
    rest: float = 0.0

    def support(self, _: str, spans: Sequence[tuple[int, int]]) -> np.ndarray:
        return np.array([self.support_of.get(start, self.rest) for start, _ in spans])


def repeated(text: str, reading: Read, *found: Entity) -> list[tuple[int, str, str]]:
    entities = again.repeated(text, found, reading)  # type: ignore[arg-type]
    return [(one.start, one.text, one.type) for one in entities]


def entity(text: str, wording: str, kind: str) -> Entity:
    at = text.index(wording)
    return Entity(at, at + len(wording), wording, kind, GOUT)


TEXT = "Gout hurts. A diet for gout helps, gouty feet do not."


def test_a_wording_is_an_entity_again_with_its_type_and_concepts() -> None:
    found = again.repeated(TEXT, [entity(TEXT, "Gout", "CONDITION")], Read({}, 0.4))  # type: ignore[arg-type]
    assert [(one.start, one.text) for one in found] == [(0, "Gout"), (23, "gout")]
    assert all(one.type == "CONDITION" and one.concepts == GOUT for one in found)


@pytest.mark.parametrize(
    ("kind", "support"), [("CONDITION", 0.2), ("DRUG", 0.4), ("ANATOMY", 1.0), ("TEST", 1.0)]
)
def test_what_the_network_does_not_support_or_know_is_not(kind: str, support: float) -> None:
    assert len(repeated(TEXT, Read({}, support), entity(TEXT, "Gout", kind))) == 1


def test_short_forms_count_in_their_own_capitals_only() -> None:
    text = "AS hurts as does AS of the spine."
    found = repeated(text, Read({}, 1.0), Entity(0, 2, "AS", "CONDITION"))
    assert found == [(0, "AS", "CONDITION"), (17, "AS", "CONDITION")]


def test_a_place_inside_another_entity_stays_as_it_is() -> None:
    text = "Gout, or gout arthritis."
    whole = entity(text, "gout arthritis", "CONDITION")
    found = repeated(text, Read({}, 1.0), entity(text, "Gout", "CONDITION"), whole)
    assert [wording for _, wording, _ in found] == ["Gout", "gout arthritis"]


WORDS = st.lists(
    st.sampled_from(("gout", "Gout", "liver", "iron", "(", "ß", "İ", "-")), max_size=20
)


@given(WORDS, st.integers(0, 20), st.floats(0, 1))
@settings(deadline=None)
def test_entities_lie_apart_in_order_and_say_what_stands_there(
    words: list[str], at: int, support: float
) -> None:
    text = " ".join(words)
    start = sum(len(word) + 1 for word in words[:at])
    given_ones = (
        [Entity(start, start + len(words[at]), words[at], "DRUG")] if at < len(words) else []
    )
    end = 0
    found = again.repeated(text, given_ones, Read({}, support))  # type: ignore[arg-type]
    for one in found:
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        end = one.end
    assert set(given_ones) <= set(found)
