"""Known terms are found in any spelling, on the offsets of the text as given."""

from __future__ import annotations

import pytest

from healthtext import terms


def found(text: str) -> list[str]:
    return [match.text for match in terms.load().find(text)]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("pain in the spinal cord.", "spinal cord"),
        ("SPINAL-CORD", "SPINAL-CORD"),
        ("the spinal\r\ncord", "spinal\r\ncord"),
        ("Crohn’s disease", "Crohn’s disease"),
        ("Crohn disease", "Crohn disease"),
        ("oedema", "oedema"),
        ("spinal cords", "spinal cords"),
        ("COPD", "COPD"),
        ("İ 한국어 😀 heart attack", "heart attack"),
        ("cancer입니다", "cancer"),
    ],
)
def test_spelling(text: str, term: str) -> None:
    assert term in found(text)


@pytest.mark.parametrize("text", ["spinal. cord", "spinal\n\ncord", "copd", "on the other hand"])
def test_no_term(text: str) -> None:
    assert not {"spinal. cord", "spinal\n\ncord", "copd", "hand"} & set(found(text))
