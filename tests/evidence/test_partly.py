"""What is only denied to be always so is no claim that studies answer."""

from __future__ import annotations

import pytest

from tests.evidence.conftest import judged, row, told

SMOKING = row("smoking", "risk of lung cancer", "harm", certainty="high")
ZINC = row("zinc", "prevention of the common cold", "benefit", certainty="high")


@pytest.mark.parametrize(
    "text",
    [
        "Smoking does not cause every lung cancer.",
        "Smoking does not always cause lung cancer.",
        "Smoking doesn't cause lung cancer in everyone.",
        "Not every lung cancer is caused by smoking.",
        "Smoking does not necessarily cause lung cancer.",
    ],
)
def test_what_is_not_always_so_is_not_looked_up(text: str) -> None:
    found = judged(text, [SMOKING])
    assert found.value == "not_checkable"
    assert "always" in found.looked_up and not found.studies


@pytest.mark.parametrize(
    "text",
    [
        "Smoking does not cause lung cancer.",
        "Smoking does not cause lung cancer at all.",
        "Smoking does not cause lung cancer, as everyone knows.",
        "All day smoking does not cause lung cancer.",
    ],
)
def test_what_is_denied_outright_is(text: str) -> None:
    assert told(text, SMOKING) == "contradicted"


def test_what_is_not_denied_is_looked_up() -> None:
    assert told("Zinc always prevents the common cold.", ZINC) == "insufficient"


def test_every_day_is_no_share_of_people() -> None:
    assert told("Zinc does not prevent the common cold every day.", ZINC) == "contradicted"
