"""What is put off: waiting for a thing is not the thing, and early is the contrary of late."""

from __future__ import annotations

import pytest

from healthtext.evidence.language import waiting
from healthtext.records import Evidence
from tests.evidence.conftest import row, told

SURGERY = row("surgery", "treatment of back pain", "benefit")
EARLY = row("early surgery", "mortality", "benefit", comparator="delayed surgery")
SOON = row("surgery within a day", "mortality", "benefit", comparator="later surgery")
CLAMPING = row("delayed cord clamping", "prevention of anemia", "benefit",
               comparator="early clamping")  # fmt: skip
NONE = row("no surgery", "mortality", "harm", comparator="delayed surgery")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("delaying surgery", "surgery"), ("putting off the surgery", "surgery"),
        ("Delayed cord clamping", "cord clamping"), ("late treatment", "treatment"),
        ("holding off on antibiotics", "antibiotics"), ("long waits for surgery", "surgery"),
        ("late meals", ""), ("late pregnancy", ""), ("delayed-release mesalazine", ""),
        ("early surgery", ""), ("surgery", ""),
    ],
)  # fmt: skip
def test_what_is_put_off(text: str, what: str) -> None:
    assert waiting.put_off(text) == what


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Putting off surgery relieves back pain.", SURGERY, "nothing_found"),
        ("Surgery relieves back pain.", SURGERY, "supported"),
        ("Delaying surgery increases the risk of death.", EARLY, "supported"),
        ("Delaying surgery increases the risk of death.", SOON, "supported"),
        ("Delaying surgery lowers the risk of death.", EARLY, "contradicted"),
        ("Delaying surgery increases the risk of death.", NONE, "nothing_found"),
        ("Early surgery lowers the risk of death.", EARLY, "supported"),
        ("Delaying cord clamping prevents anaemia.", CLAMPING, "supported"),
        ("Early cord clamping prevents anaemia.", CLAMPING, "nothing_found"),
        ("Delaying vaccination prevents measles.",
         row("measles vaccine", "prevention of measles", "benefit"), "contradicted"),
    ],
)  # fmt: skip
def test_waiting_is_asked_of_studies_of_the_time(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value
