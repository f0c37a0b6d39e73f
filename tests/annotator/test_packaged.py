"""The packaged network through the pipeline: what it finds, odd texts, files that are damaged."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import healthtext
from healthtext import annotator, assets
from healthtext.errors import AssetError
from healthtext.pipeline import Pipeline
from healthtext.read import from_text
from healthtext.records import Entity, Failure, Report
from healthtext.settings import Settings

FILES = (annotator.NETWORK, annotator.HEADS, annotator.NAMES, annotator.SPANS)
SKIP = frozenset(("clean", "user", "despin", "grammar", "claims", "evidence"))


@pytest.fixture(scope="module")
def pipeline() -> Iterator[Pipeline]:
    with healthtext.load(Settings(skip=SKIP)) as loaded:
        yield loaded


def found(pipeline: Pipeline, text: str) -> dict[str, Entity]:
    report = pipeline.run(from_text(text))
    assert isinstance(report, Report), report
    return {one.text: one for one in report.entities}


def test_it_finds_what_the_vocabulary_does_not_know(pipeline: Pipeline) -> None:
    text = "Treatment with zorvantinib caused severe hepatotoxicity in patients with melanoma."
    names = found(pipeline, text)
    assert names["zorvantinib"].type in ("DRUG", "CHEMICAL")
    assert names["melanoma"].type == "CONDITION"


def test_terms_keep_their_concepts(pipeline: Pipeline) -> None:
    names = found(pipeline, "Aspirin eases headache, and acupuncture may ease it too.")
    assert names["Aspirin"].concepts[0].id == "MESH:D001241"
    assert names["headache"].concepts
    assert names["acupuncture"].type == "TREATMENT"


@pytest.mark.parametrize("text", ["... !!! --- ???", "-", "()[]{}", "💊💊", "\n\n.\n\n"])
def test_marks_are_no_entities(pipeline: Pipeline, text: str) -> None:
    assert found(pipeline, text) == {}


def test_a_sentence_of_ten_thousand_words(pipeline: Pipeline) -> None:
    """It is cut into windows; an entity is found wherever it stands."""
    text = "so " * 5_000 + "aspirin " + "so " * 5_000
    assert "aspirin" in found(pipeline, text)


def test_skipping_entities_and_claims_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("read")

    monkeypatch.setattr(annotator, "load", fail)
    monkeypatch.setattr(annotator, "read", fail)
    with healthtext.load(Settings(skip=SKIP | {"entities"})) as loaded:
        loaded.load()
        assert isinstance(loaded.run(from_text("Aspirin helps.")), Report)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the packaged files with a manifest of their own."""
    kept = {}
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(assets.path(name), tmp_path / name)
        kept[name] = assets.manifest()[name]
    rows = {name: {"bytes": one.bytes, "sha256": one.sha256} for name, one in kept.items()}
    (tmp_path / assets.MANIFEST).write_text(json.dumps({"files": rows}))
    return tmp_path


@pytest.mark.parametrize("problem", ["damaged", "missing"])
@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_one_line(folder: Path, name: str, problem: str) -> None:
    """The line names the file, the digest it should have, and the command that mends it."""
    file = folder / name
    if problem == "damaged":
        file.write_bytes(file.read_bytes()[:-1] + b"?")
    else:
        file.unlink()
    with pytest.raises(AssetError) as caught:
        annotator.load(folder)
    line, digest = str(caught.value), assets.manifest()[name].sha256
    assert "\n" not in line
    assert all(part in line for part in (str(file), problem, digest, "pip install"))


def test_an_article_fails_with_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssetError("network.int8.onnx", "is missing", "reinstall it")

    monkeypatch.setattr(annotator, "read", fail)
    with healthtext.load(Settings(skip=SKIP)) as loaded:
        failure = loaded.run(from_text("Aspirin helps."))
    assert isinstance(failure, Failure)
    assert "network.int8.onnx: is missing" in str(failure)


def test_stages_of_a_pipeline_read_a_text_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    network = annotator.load()

    class Counting:
        def read(self, text: str) -> annotator.Reading:
            seen.append(text)
            return network.read(text)

    monkeypatch.setattr(annotator, "load", Counting)
    for text in ("Ginger eases nausea once.", "Ginger eases nausea once.", "Rest eases pain once."):
        annotator.read(text)
    assert seen == ["Ginger eases nausea once.", "Rest eases pain once."]
