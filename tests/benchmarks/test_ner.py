"""What the types of a report are in annotated corpora, and texts that gold edits make."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import mapping, ner
from benchmarks.scoring import Gold, Page
from healthtext.annotator import Mention
from healthtext.records import Entity, Inner


class Read:
    """A reading with one mention of anatomy, an organ."""

    def mentions(self, group: str) -> tuple[Mention, ...]:
        assert group == "anatomy"
        return (Mention(0, 5, group, "ANATOMY", 0.9, "Organ"),)


FOUND = (
    Entity(0, 5, "liver", "ANATOMY"),
    Entity(6, 18, "liver cancer", "CONDITION"),
    Entity(20, 28, "migraine", "CONDITION"),
    Entity(30, 34, "pain", "SYMPTOM"),
    Entity(36, 43, "aspirin", "DRUG"),
    Entity(45, 50, "serum", "CHEMICAL"),
    Entity(52, 58, "biopsy", "TEST"),
)


@pytest.mark.parametrize(
    ("label", "spans"),
    [
        ("Disease", {(6, 18), (20, 28), (30, 34)}),
        ("Chemical", {(36, 43), (45, 50)}),
        ("Anatomy", {(0, 5), (6, 18)}),
        ("Organ", {(0, 5)}),
        ("Tissue", set()),
    ],
)
def test_types_of_a_report_count_for_labels(label: str, spans: set[tuple[int, int]]) -> None:
    assert mapping.mapped(FOUND, label, Read()) == spans  # type: ignore[arg-type]


def test_what_lies_inside_counts_where_the_whole_does_not() -> None:
    organ = (Inner(0, 5, "liver", "ANATOMY"),)
    surgery, tumour = (
        Entity(0, 13, "liver surgery", "TREATMENT", inner=organ),
        Entity(0, 11, "liver tumor", "CONDITION", inner=organ),
    )
    assert mapping.mapped([surgery], "Anatomy", Read()) == {(0, 5)}  # type: ignore[arg-type]
    assert mapping.mapped([surgery], "Disease", Read()) == set()  # type: ignore[arg-type]
    assert mapping.mapped([tumour], "Anatomy", Read()) == {(0, 11)}  # type: ignore[arg-type]


def test_a_list_of_growths_is_its_members() -> None:
    members = (Inner(0, 5, "liver", "ANATOMY"), Inner(9, 20, "lung cancer", "CONDITION"))
    found = [Entity(0, 20, "liver or lung cancer", "CONDITION", inner=members)]
    assert mapping.mapped(found, "Anatomy", Read()) == {(0, 5), (9, 20)}  # type: ignore[arg-type]
    assert mapping.mapped(found, "Disease", Read()) == {(0, 20)}  # type: ignore[arg-type]


@pytest.mark.parametrize(("part", "counts"), [("Cancer", True), ("Organ", False)])
@pytest.mark.parametrize("kind", ["CONDITION", "SYMPTOM"])
def test_what_the_network_calls_a_growth_is_anatomy(part: str, counts: bool, kind: str) -> None:
    found = (Entity(0, 10, "metastasis", kind),)
    mention = Mention(0, 10, "anatomy", "CONDITION", 0.9, part)
    reading = SimpleNamespace(mentions=lambda _: (mention,))
    assert bool(mapping.mapped(found, "Anatomy", reading)) is counts  # type: ignore[arg-type]


def test_every_label_has_a_name_in_its_corpus() -> None:
    assert all(names for labels in mapping.LABELS.values() for names in labels.values())
    assert all(label in mapping.LABELS[corpus] or label == "all"
               for corpus, label in mapping.SCISPACY)  # fmt: skip


def test_gold_text_has_every_firm_edit() -> None:
    text = "torment in the knee, sort of"
    page = Page("x", "", text, (Gold(0, 7, ("pain",)), Gold(21, 28, ("",), free=True)))
    assert ner._gold(page) == "pain in the knee, sort of"


def test_the_held_part_is_the_end_of_devel(tmp_path: Path) -> None:
    folder = tmp_path / "mtl_ner/NCBI-disease-IOB"
    folder.mkdir(parents=True)
    rows = [f"word{at}\tO\n\n" for at in range(19)] + ["gout\tB-Disease\n\n"]
    (folder / "devel.tsv").write_text("".join(rows))
    ((text, spans),) = ner.texts(tmp_path, "NCBI-disease", "held")
    assert text == "word17\nword18\ngout\n"
    assert spans == [(14, 18, "Disease")]
