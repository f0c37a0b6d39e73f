"""What was had too often, and what was tried in the well, says nothing of who is to be relieved."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthtext import evidence
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.records import Evidence

OFTEN = Evidence(
    "frequent use of painkillers", "risk of chronic headache", "", "", "increased", "",
    "systematic review", "10.1000/often", 2018, "harm",
)  # fmt: skip
WELL = Evidence(
    "aspirin", "headache intensity", "saline", "22 healthy volunteers", "no_difference", "",
    "randomised trial", "PMC4161265", 2014, "none",
)  # fmt: skip


def asked(tmp_path: Path, row: Evidence, text: str) -> str:
    with EvidenceStore.create(tmp_path / "base.sqlite", "") as base:
        base.add([Row(row)])
        verdict = evidence.ask(text, base=base).verdict
    assert verdict is not None
    return verdict.value


@pytest.mark.parametrize(
    ("row", "text", "value"),
    [
        (OFTEN, "Does aspirin relieve headache?", "nothing_found"),
        (OFTEN, "Do painkillers relieve headaches?", "nothing_found"),
        (OFTEN, "Does frequent use of painkillers cause headaches?", "supported"),
        (WELL, "Does aspirin relieve headache?", "nothing_found"),
    ],
)
def test_what_says_nothing_of_relief(tmp_path: Path, row: Evidence, text: str, value: str) -> None:
    assert asked(tmp_path, row, text) == value
