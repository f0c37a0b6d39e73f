"""How the table is made: names as prose writes them, types by tree and head word, same bytes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from training.terms import build, kinds, sources
from training.terms.names import spoken, usable
from training.terms.phrases import is_noun_phrase, npmi
from training.terms.sources import Row


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Spinal Cord", ["Spinal Cord"]),
        ("Diabetes Mellitus, Type 2", ["Type 2 Diabetes Mellitus", "Diabetes Mellitus Type 2"]),
        ("Codependency (Psychology)", ["Codependency"]),
        ("Diphtheria, Tetanus, and Pertussis", []),
        ("Ménière’s Disease", ["Meniere's Disease"]),
    ],
)
def test_inversions_are_undone(name: str, said: list[str]) -> None:
    assert list(spoken(name)) == said


@pytest.mark.parametrize("name", ["toes", "hip fracture", "e-cigarette", "Non-Hodgkin lymphoma"])
def test_usable(name: str) -> None:
    assert usable(name)


@pytest.mark.parametrize(
    "name",
    [
        "ca", "ALL", "COPD", "NK-AML", "the syndrome", "anemia NOS", "disorder of bone",
        "1,4-dioxane", "a b", "entire bone of the left foot", "one two three four five six seven 8",
    ],
)  # fmt: skip
def test_not_usable(name: str) -> None:
    """Acronyms are as many words of prose as terms: only hand-chosen ones are in the supplement."""
    assert not usable(name)


@pytest.mark.parametrize(
    ("name", "trees", "kind"),
    [
        ("Asthma", ["C08.127"], "CONDITION"),
        ("Cough", ["C23.888.852", "C08.618"], "SYMPTOM"),
        ("Massage", ["E02.190.599"], "TREATMENT"),
        ("Biopsy", ["E01.370.225"], "TEST"),
        ("Gait", ["E01.370.600", "G11.427"], "GENERAL"),
        ("Spinal Cord", ["A08.186.854"], "ANATOMY"),
        ("Dietary Fiber", ["J02.500.400"], "NUTRIENT"),
        ("Aspirin", ["D02.455"], "DRUG"),
        ("Simvastatin", ["D02.455"], "DRUG"),
        ("Acetone", ["D02.522"], "CHEMICAL"),
        ("Tablets", ["D26.255.830"], "GENERAL"),
        ("Libraries", ["L01.346"], None),
    ],
)
def test_type_by_tree(name: str, trees: list[str], kind: str | None) -> None:
    assert kinds.of_mesh(name, trees, {"aspirin"}) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("breast cancer surgery", "TREATMENT"), ("chest x-ray", "TEST"), ("vitamin b6", "NUTRIENT"),
        ("frey syndrome", "CONDITION"), ("knee pain", "SYMPTOM"), ("flu vaccine", "DRUG"),
        ("atorvastatin", "DRUG"), ("healthy home", "GENERAL"),
    ],
)  # fmt: skip
def test_type_by_head_word(name: str, kind: str) -> None:
    assert kinds.of_name(name) == kind


def test_a_concept_of_two_sources_is_one_row() -> None:
    rows = [
        Row("DOID:1", "CONDITION", "Gout", ("podagra, acute",)),
        Row("DOID:1", "SYMPTOM", "GOUT disease", ("gout", "XYZ")),
        Row("HT:1", "GENERAL", "doctor", ("family doctor",)),
    ]
    said = ("gout", "acute podagra", "podagra acute", "gout disease")
    assert list(build.merged(rows)) == [
        Row("DOID:1", "CONDITION", "Gout", said),
        Row("HT:1", "GENERAL", "doctor", ("family doctor",)),
    ]  # fmt: skip


def test_table_text_names_its_vocabularies() -> None:
    text = build.text([Row("DOID:1", "CONDITION", "Gout", ("gout", "tophi"))])
    assert text.startswith("# DOID\t") and text.endswith("DOID:1\tCONDITION\tGout\tgout|tophi\n")


def test_a_missing_or_changed_source_is_named_with_its_home(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"doid\.obo is missing; get .*GitHub"):
        sources.check(tmp_path)
    for file in sources.FILES:
        (tmp_path / file.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file.path).write_bytes(b"")
    with pytest.raises(SystemExit, match=r"has sha256 e3b0c442.*not ead1a35f.*get "):
        sources.check(tmp_path)


def test_phrases_are_nouns_whose_words_attract_each_other() -> None:
    assert is_noun_phrase("unprotected sex")
    assert not is_noun_phrase("quickly walking")
    assert not is_noun_phrase("various doctors")
    counts = Counter({"flu": 50, "season": 60, "flu season": 40, "the season": 1, "the": 900})
    assert npmi("flu season", counts, 10_000) > 0.5 > npmi("the season", counts, 10_000)
