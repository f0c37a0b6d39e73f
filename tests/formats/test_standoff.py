"""brat, BioC, CoNLL and displaCy, each read by the library that people read it with."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import bioc
import pytest
from bioc import biocxml
from bioc import brat as reader
from spacy import displacy as spacy_displacy
from spacy.training.converters import conll_ner_to_docs

from healthtext.records import Context, Entity, Report
from healthtext.render import bioc as bioc_format
from healthtext.render import brat, conll, displacy
from healthtext.render.spans import flat
from healthtext.render.verdicts import lines
from tests.render.judged import LOOKED_UP, MIXED

LONG = "Lung disease of\r\nthe old"


def read_brat(report: Report, folder: Path) -> reader.BratDocument:
    (folder / "a.txt").write_text(brat.text(report), "utf-8", newline="")
    (folder / "a.ann").write_text(brat.standoff(report), "utf-8", newline="")
    text, ann = ((folder / name).open(encoding="utf-8") for name in ("a.txt", "a.ann"))
    with text, ann:
        return reader.load(text, ann)


def test_brat_offsets_hold_in_a_reader_that_translates_line_ends(
    tricky: Report, tmp_path: Path
) -> None:
    document = read_brat(tricky, tmp_path)
    assert len(document.text) == len(tricky.repaired)
    for entity in document.entities:
        spans = sorted((at.begin, at.end) for at in entity.locations)
        assert " ".join(document.text[a:b].replace("\t", " ") for a, b in spans) == entity.text
    texts = [(entity.type, entity.text) for entity in document.entities]
    assert ("CONDITION", "Lung disease of  the old") in texts
    assert ("ANATOMY", "Lung") in texts  # overlaps are kept
    assert ("NO_CITATION", "Knee 🦵🏽 agony & <b>pain</b> İn “a\u0301rm”") in texts


def test_brat_says_what_is_known_of_a_span(tricky: Report, tmp_path: Path) -> None:
    document = read_brat(tricky, tmp_path)
    names = {entity.id: entity.text for entity in document.entities}
    said = {(a.type, names[a.refid], *a.attributes) for a in document.attributes}
    lung = "Lung disease of  the old"
    assert {("Negated", lung), ("Hedged", lung), ("Subject", "disease", "family")} <= said
    assert ("Strength", f"The 🫁 {lung} heals in days", "direct_causal") in said
    lines = brat.standoff(tricky).splitlines()
    assert any(line.endswith("UBERON:0002240\tspinal cord") for line in lines)
    assert "#3\tAnnotatorNotes T8\t@nobody is cited anywhere" in lines


def test_brat_has_a_verdict_with_its_studies(tricky: Report, tmp_path: Path) -> None:
    document = read_brat(tricky, tmp_path)
    (claim,) = (entity.id for entity in document.entities if entity.type == brat.CLAIM)
    said = {(a.type, *a.attributes) for a in document.attributes if a.refid == claim}
    assert {("Verdict", "mixed"), ("Confidence", "0.72"), ("Priority", "medium")} <= said
    (note,) = (line for line in brat.standoff(tricky).splitlines() if f"Notes {claim}\t" in line)
    assert note.split("\t")[2] == " ".join(" ".join(lines(MIXED)).split())
    bare = replace(tricky, claims=(replace(tricky.claims[0], verdict=None, priority=""),))
    assert "Verdict" not in brat.standoff(bare)


def test_brat_configuration_names_every_type(tricky: Report) -> None:
    known = brat.configuration().split("[relations]")[0].split()
    used = {line.split("\t")[1].split()[0] for line in brat.standoff(tricky).splitlines()
            if line.startswith("T")}  # fmt: skip
    assert used <= set(known)


def test_bioc_holds_every_annotation_at_its_place(tricky: Report, empty: Report) -> None:
    xml = "".join(bioc_format.render([tricky, empty]))
    collection = biocxml.load(io.BytesIO(xml.encode()))
    first, second = collection.documents
    assert (first.id, second.id) == ("articles/knee 🦵.txt", "none.txt")
    (passage,) = first.passages
    assert passage.text == tricky.repaired.replace("\x0c", "\ufffd")
    for annotation in passage.annotations:
        (place,) = annotation.locations
        end = place.offset + place.length
        assert passage.text[place.offset : end] == annotation.text
    infons = [annotation.infons for annotation in passage.annotations]
    assert infons[1] == {"type": "ANATOMY", "identifier": "UBERON:0002240", "name": "spinal cord"}
    assert infons[2] == {"type": "CONDITION", "negated": "true", "hedged": "true"}
    assert {"type": "claim", "citations": "123"}.items() <= infons[5].items()
    judged = {"verdict": "mixed", "confidence": "0.72", "looked_up": LOOKED_UP, "subject": "The"}
    assert judged.items() <= infons[5].items()
    assert infons[5]["evidence"] == "10.1002/14651858.CD000001;PMC1234567;RETRACTED:PMC7654321"
    assert (infons[5]["subject_identifier"], infons[5]["object"]) == ("X:1", "agony")
    assert infons[6]["rule"] == "VAGUE_ATTRIBUTION"
    assert not second.passages[0].text and not second.passages[0].annotations


def test_bioc_of_no_article_is_nothing() -> None:
    assert not list(bioc_format.render([]))


def test_bioc_is_a_collection_that_its_own_library_writes_the_same(tricky: Report) -> None:
    collection = biocxml.loads("".join(bioc_format.render([tricky])).split("\n", 1)[1])
    assert isinstance(collection, bioc.BioCCollection)
    again = biocxml.loads(biocxml.dumps(collection))
    assert again.documents[0].passages[0].text == collection.documents[0].passages[0].text


def test_conll_is_read_by_spacy_with_its_entities(tricky: Report, empty: Report) -> None:
    text = conll.render(tricky) + conll.render(empty) + conll.render(tricky)
    docs = list(conll_ner_to_docs(text, n_sents=0, no_print=True))
    found = [(" ".join(t.text for t in e), e.label_) for doc in docs for e in doc.ents]
    once = [
        ("Knee", "ANATOMY"), ("spinal cord", "ANATOMY"), ("Lung disease of", "CONDITION"),
    ]  # fmt: skip
    assert [pair for pair in found if pair in once] == once * 2
    assert text.count("-DOCSTART-") == 3


def test_conll_has_four_columns_and_goes_on_over_line_ends(tricky: Report) -> None:
    lines = [line for line in conll.render(tricky).splitlines() if line]
    assert all(len(line.split(" ")) == 4 for line in lines)
    tags = [line.split()[3] for line in lines]
    old = lines.index("old -X- _ I-CONDITION")
    assert lines[old - 1] == "the -X- _ I-CONDITION"
    assert tags.count("B-CONDITION") == 1


def test_conll_cuts_tokens_where_an_entity_ends(empty: Report) -> None:
    entities = (Entity(0, 4, "knee", "ANATOMY"),)
    text = conll.render(replace(empty, repaired="kneepain is 🦵.", entities=entities))
    assert "knee -X- _ B-ANATOMY\npain -X- _ O\nis -X- _ O\n🦵 -X- _ O\n" in text


def test_displacy_draws_what_was_written(tricky: Report, empty: Report) -> None:
    values = json.loads(f"[{displacy.dumps(tricky)},{displacy.dumps(empty)}]")
    page = spacy_displacy.render(values, style="ent", manual=True, page=True, jupyter=False)
    assert "&lt;script&gt;" in page and "<script>" not in page
    assert "http://purl.obolibrary.org/obo/UBERON_0002240" in page
    for entity, words in zip(values[0]["ents"], ["Knee", "spinal cord", LONG], strict=True):
        assert tricky.repaired[entity["start"] : entity["end"]] == words


@pytest.mark.parametrize(
    ("spans", "kept"),
    [
        ([(0, 2), (1, 5)], [(1, 5)]),
        ([(0, 2), (1, 3)], [(0, 2)]),
        ([(0, 9), (1, 3), (4, 6)], [(0, 9)]),
        ([(0, 3), (0, 5), (5, 6)], [(0, 5), (5, 6)]),
        ([(3, 3)], []),
    ],
)
def test_of_overlapping_entities_the_longest_stays(
    spans: list[tuple[int, int]], kept: list[tuple[int, int]]
) -> None:
    entities = [Entity(a, b, "x" * (b - a), "TEST", context=Context()) for a, b in spans]
    assert [(entity.start, entity.end) for entity in flat(entities)] == kept
