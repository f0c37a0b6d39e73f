"""That a thing does good is not told of those who must not have it."""

from __future__ import annotations

import pytest

from healthtext.records import Evidence
from tests.evidence.conftest import row, told

EASES = row("honey", "cough", "benefit", certainty="high")
FAILS = row("honey", "cough", "none", certainty="high")
QUIT = row("stopping smoking", "birth weight", "benefit", direction="increased", certainty="high")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Honey relieves coughs.", EASES, "supported"),
        ("Honey relieves coughs in children.", EASES, "supported"),
        ("Honey relieves coughs in babies.", EASES, "nothing_found"),
        ("In babies, honey relieves coughs.", EASES, "nothing_found"),
        ("Honey soothes a baby's cough.", EASES, "nothing_found"),
        ("Honey relieves coughs in babies.", FAILS, "contradicted"),
        ("Stopping smoking in pregnancy increases birth weight.", QUIT, "supported"),
    ],
)
def test_no_good_is_shown_for_those_who_must_not_have_it(
    text: str, study: Evidence, value: str
) -> None:
    assert told(text, study) == value
