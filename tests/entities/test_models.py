"""Models of the user's: what they name stands for the mentions of the packaged network."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

import healthtext
from healthtext import syntax
from healthtext.annotator import GROUPS
from healthtext.entities import models
from healthtext.errors import SettingsError
from healthtext.read import from_text
from healthtext.records import Report
from healthtext.settings import Settings

TEXT = "Ginger eases zorbitis and morning qualm. Carol takes glumexan against it, said BRCA1."
PATTERNS = [
    {"label": "DISEASE", "pattern": "zorbitis"}, {"label": "Condition", "pattern": "morning qualm"},
    {"label": "CHEMICAL", "pattern": "glumexan"}, {"label": "PERSON", "pattern": "Carol"},
    {"label": "GENE_OR_GENE_PRODUCT", "pattern": "BRCA1"},
]  # fmt: skip


def made(folder: Path, factory: str = "entity_ruler", *, sentences: bool = True) -> str:
    nlp = spacy.blank("en")
    if sentences:
        nlp.add_pipe("sentencizer")
    nlp.add_pipe(factory).add_patterns(PATTERNS)  # type: ignore[attr-defined]
    nlp.meta["name"], nlp.meta["version"] = "mine", "1.2.3"
    nlp.to_disk(folder)
    return str(folder)


def report(text: str, model: str) -> Report:
    skip = frozenset(["clean", "despin", "grammar", "evidence"])
    result = healthtext.load(Settings(skip=skip, model=model)).run(from_text(text))
    assert isinstance(result, Report), result
    return result


def named(report: Report) -> dict[str, str]:
    return {one.text: one.type for one in report.entities}


@pytest.mark.parametrize("factory", ["entity_ruler", "span_ruler"])
@pytest.mark.parametrize("sentences", [True, False])
def test_the_entities_of_a_model_are_those_of_the_report(
    tmp_path: Path, factory: str, sentences: bool
) -> None:
    found = named(report(TEXT, made(tmp_path / "m", factory, sentences=sentences)))
    assert found["zorbitis"] == found["morning qualm"] == "CONDITION"
    assert found["glumexan"] == "CHEMICAL"
    assert found.keys() & {"Carol", "BRCA1"} == set()
    assert "Ginger" in found  # the vocabulary goes on


def test_a_mention_of_the_network_alone_goes(tmp_path: Path) -> None:
    text = "A tumour of the left parafascicular thalamic nucleus eases with rest."
    ours, theirs = named(report(text, "")), named(report(text, made(tmp_path / "m")))
    alone = {one for one in ours if "parafascicular" in one}
    assert alone
    assert not alone & theirs.keys()


def test_the_report_names_the_model(tmp_path: Path) -> None:
    model = made(tmp_path / "m")
    assert report(TEXT, model).versions["model"] == f"en_mine 1.2.3 ({model})"
    assert "model" not in report(TEXT, "").versions


def test_a_model_without_medical_labels_leaves_the_network_alone(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns(PATTERNS[-2:])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "m")
    model = syntax.load(str(tmp_path / "m"))
    assert models.told(model, syntax.read(model, TEXT)) is None
    assert report(TEXT, str(tmp_path / "m")).entities == report(TEXT, "").entities


def test_what_is_only_medical_has_the_type_of_the_very_term(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    rows = [{"label": "ENTITY", "pattern": one} for one in ("headache", "the study")]
    nlp.add_pipe("entity_ruler").add_patterns(rows)  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "m")
    found = named(report("In the study ginger eased headache.", str(tmp_path / "m")))
    assert found["headache"] == "SYMPTOM"
    assert "the study" not in found


def test_a_blank_model_gets_the_packaged_sentences(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "m")
    model = syntax.load(str(tmp_path / "m"))
    doc = syntax.read(model, "Take 5 mg. daily. It helps.")
    assert [sent.text for sent in doc.sents] == ["Take 5 mg. daily.", "It helps."]
    assert report(TEXT, str(tmp_path / "m")).claims == report(TEXT, "").claims


def test_a_long_text_keeps_its_entities(tmp_path: Path) -> None:
    model = syntax.load(made(tmp_path / "m", "span_ruler"))
    text = f"Nothing here. {'No word of it. ' * 2_000}Some have zorbitis."
    found = models.told(model, syntax.read(model, text))
    assert found is not None
    assert [(one.text, one.start) for one in found.entities] == [("zorbitis", len(text) - 9)]


def test_a_model_of_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("de").to_disk(tmp_path / "m")
    with pytest.raises(SettingsError, match="for the language 'de', and only English is read"):
        syntax.load(str(tmp_path / "m"))


def test_every_type_has_labels_and_a_label_one_type() -> None:
    every = [label for labels in models.LABELS.values() for label in labels]
    assert len(every) == len(set(every))
    assert set(models._GROUPS.values()) <= set(GROUPS)
    assert models.normal("Multi-tissue structure") == "MULTI_TISSUE_STRUCTURE"
