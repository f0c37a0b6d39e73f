"""Accepted treatments said to cure what they do cure, and what bears a name of theirs only."""

from __future__ import annotations

import pytest

from healthtext.evidence.store import EvidenceStore, Row
from healthtext.records import Evidence
from tests.evidence.conftest import judged, row, told
from tests.evidence.test_looked_up import fired

XRAYS = row("radiotherapy", "treatment of skin cancer", "benefit", certainty="high")
KNIFE = row("surgery", "treatment of skin cancer", "benefit", certainty="high")
GINGER = row("ginger", "treatment of skin cancer", "benefit", certainty="high")
LUNGS = row("antibiotics", "treatment of pneumonia", "benefit", certainty="high")
ZINC = row("zinc", "treatment of pneumonia", "benefit", certainty="high")
THROAT = row("antibiotics", "treatment of sore throat", "benefit", certainty="high")
BITES = row("antivenom", "treatment of snake bites", "benefit", certainty="high")
SPARED = row("restricted protein diet", "prevention of malnutrition", "none", certainty="high")
PROTEIN = row("protein", "prevention of malnutrition", "benefit", certainty="high")
FEWER = row("reduced antibiotic prescribing", "prevention of infection", "benefit")
PLANT = row("living near a nuclear power station", "risk of leukaemia", "none", certainty="high")
FUEL = row("living near a petrol station", "risk of leukaemia", "harm", certainty="high")
MILK = row("milk", "bloating", "benefit", certainty="high")
OIL = row("castor oil", "constipation", "benefit", certainty="high")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Radiotherapy kills skin cancer.", XRAYS, "supported"),
        ("Radiotherapy can cure some skin cancers.", XRAYS, "supported"),
        ("Radiotherapy cures skin cancer.", XRAYS, "insufficient"),
        ("Ginger can cure some skin cancers.", GINGER, "insufficient"),
        ("Ginger kills skin cancer.", GINGER, "insufficient"),
        ("Skin cancer is removed by surgery.", KNIFE, "supported"),
        ("Skin cancer is removed by ginger.", GINGER, "insufficient"),
        ("Antibiotics cure pneumonia.", LUNGS, "supported"),
        ("Zinc cures pneumonia.", ZINC, "insufficient"),
        ("Antibiotics cure sore throat.", THROAT, "insufficient"),
        ("Antivenom cures snake bites.", BITES, "supported"),
        ("Protein prevents malnutrition.", SPARED, "nothing_found"),
        ("Protein prevents malnutrition.", PROTEIN, "supported"),
        ("Antibiotics prevent infection.", FEWER, "nothing_found"),
        ("Living near a petrol station causes leukaemia.", PLANT, "nothing_found"),
        ("Living near a petrol station causes leukaemia.", FUEL, "supported"),
        ("A2 milk prevents bloating.", MILK, "nothing_found"),
        ("Milk prevents bloating.", MILK, "supported"),
        ("Castor oil on the navel relieves constipation.", OIL, "nothing_found"),
        ("Castor oil relieves constipation.", OIL, "supported"),
    ],
)
def test_what_is_accepted_and_what_only_bears_its_name(
    text: str, study: Evidence, value: str
) -> None:
    assert told(text, study) == value


def test_what_can_save_lives_does_so_in_some() -> None:
    saves = row("antibiotics", "prevention of death", "benefit", population="critically ill")
    others = (
        row("antibiotics", "prevention of mortality", "none", population="adults", certainty="low",
            identifier=f"PMID:{number}")
        for number in range(20000001, 20000004)
    )  # fmt: skip
    with EvidenceStore.empty() as store:
        store.add([Row(saves), *map(Row, others)])
        assert "STRONGER_THAN_EVIDENCE" not in fired("Antibiotics can save lives.", store)
        assert "STRONGER_THAN_EVIDENCE" in fired("Antibiotics save lives.", store)


def test_what_was_unclear_of_its_class_leaves_a_medicine_aside() -> None:
    own = row("simvastatin", "treatment of gout", "benefit", identifier="PMID:10000300")
    others = [
        row("statins", "treatment of gout", "unclear", identifier=f"PMID:1000040{n}")
        for n in range(9)
    ]
    assert judged("Does simvastatin help gout?", [own, *others]).value == "supported"
    assert judged("Does simvastatin help gout?", others).value == "insufficient"
