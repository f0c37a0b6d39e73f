"""What does nothing for one kind of pain is not shown to do nothing for the others."""

from __future__ import annotations

import pytest

from healthtext.evidence.store import EvidenceStore, Row
from healthtext.evidence.weighing.of_part import are_of_part
from healthtext.records import Evidence
from tests.evidence.conftest import judged, row
from tests.evidence.test_looked_up import fired

KNEE = row("colchicine", "knee osteoarthritis pain", "none", certainty="high")
SCREENED = row(
    "thyroid cancer screening", "prevention of thyroid cancer mortality", "none", certainty="high"
)
HARMLESS = row("phones", "risk of brain cancer", "none", certainty="high")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Does colchicine relieve pain?", KNEE, "insufficient"),
        ("Colchicine relieves the pain of an acute attack.", KNEE, "insufficient"),
        ("Does colchicine relieve the pain of knee osteoarthritis?", KNEE, "contradicted"),
        ("Does colchicine relieve osteoarthritis pain?", KNEE, "contradicted"),
        ("Does colchicine relieve pain?", row("colchicine", "pain", "none", certainty="high"),
         "contradicted"),
        ("Does thyroid cancer screening reduce deaths?", SCREENED, "contradicted"),
        ("Do phones cause cancer?", HARMLESS, "contradicted"),
    ],
)  # fmt: skip
def test_no_effect_on_one_kind_is_held_against_that_kind(
    text: str, study: Evidence, value: str
) -> None:
    assert judged(text, [study]).value == value


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("Colchicine relieves the pain of an acute attack.", False),
        ("Colchicine relieves the pain of knee osteoarthritis.", True),
    ],
)
def test_a_pain_that_is_told_of_is_not_held_against_another(text: str, fires: bool) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(KNEE)])
        assert ("CONTRADICTED" in fired(text, store)) is fires


def test_without_a_row_nothing_at_large_is_told_apart() -> None:
    assert not are_of_part("knee pain", [KNEE])
    assert are_of_part("pain", [KNEE])
    assert not are_of_part("", [KNEE])
