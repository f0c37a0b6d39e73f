"""The benchmark's tables, over a stand-in for the pipeline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import bench, tables
from benchmarks.scoring import Gold, Page
from healthtext.records import SCHEMA, Article, Edit, Failure, Report
from training.corpus import held_out

TEXT = "The spinal twine hurts."


class Stand:
    """Repair `twine` for sure, propose another verb, suggest a deletion."""

    def run(self, article: Article) -> Report | Failure:
        if article.text != TEXT:
            return Failure(article.id, article.source, "read", "other", "not my text", "give mine")
        edits = (
            Edit(0, 4, "The ", "", "despin", "x", safety="suggest"),
            Edit(11, 16, "twine", "cord", "despin", "x"),
            Edit(17, 22, "hurts", "aches", "despin", "x", safety="review"),
        )
        return Report(SCHEMA, article.id, article.source, TEXT, "The spinal cord hurts.", edits)


def test_tiers_add_up() -> None:
    edits = bench.repairs(Stand(), TEXT)
    assert [len(bench.up_to(tier, edits)) for tier in bench.TIERS] == [1, 2, 3]


def test_a_refused_text_ends_the_benchmark() -> None:
    with pytest.raises(SystemExit, match="not my text"):
        bench.repairs(Stand(), "Another text.")


def test_repair_quality_by_dialect_and_tier(capsys: pytest.CaptureFixture[str]) -> None:
    page = Page("p", "S", TEXT, (Gold(4, 16, ("spinal cord",)),))
    bench.repair_quality("a page", [page], Stand())
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["S", "safe", "1", "1", "1.000", "1.000", "1.000", "1.000", "0.000"] in rows
    assert ["all", "safe+review", "1", "2", "1.000", "0.500", "1.000", "0.000", "250.000"] in rows


def test_evidence_is_measured_with_what_the_folder_has(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran: list[str] = []
    monkeypatch.setattr(bench.subprocess, "run", lambda command, **_: ran.append(command[2]))
    bench.evidence(None)
    bench.evidence(tmp_path)
    assert ran == ["benchmarks.evidence_store"] * 2
    for name in ("scifact_official/data/corpus.jsonl",
                 "multivers_target/data/healthver/claims_test.jsonl"):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("", "utf-8")
    bench.evidence(tmp_path)
    assert ran[2:] == [
        "benchmarks.evidence_store", "benchmarks.retrieval", "benchmarks.entailment",
    ]  # fmt: skip


def test_the_despin_step_is_set_beside_its_rivals_on_every_gold(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran = []
    monkeypatch.setattr(bench.subprocess, "run", lambda command, **_: ran.append(command[2:]))
    monkeypatch.setattr(bench, "repair_quality", lambda *_: None)
    monkeypatch.setattr(bench, "_clean", lambda _: ())
    (tmp_path / "spun").mkdir()
    (tmp_path / "spun" / "dev.jsonl").write_text("", "utf-8")
    bench.quality(tmp_path, Stand())
    golds = [bench.CORPUS / "gold.jsonl", tmp_path / "spun" / "dev.jsonl"]
    assert [c for c in ran if c[0] == "benchmarks.despin"] == [
        ["benchmarks.despin", "--gold", str(gold)] for gold in golds
    ]


def test_edits_in_1000_words_of_clean_text() -> None:
    assert bench.clean_text("clean", [TEXT, TEXT], Stand()) == ("clean", 8, 250, 500, 750)


def test_answers_are_of_topics_that_no_training_saw(tmp_path: Path) -> None:
    topics = [f"topic {n}" for n in range(200)]
    path = tmp_path / "answers.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for topic in topics:
            for words in (10, 100, 5_000):
                record = {"focus": topic, "file": "f", "answer": " ".join([topic, *"a" * words])}
                print(json.dumps(record), file=file)
    kept = [topic for topic in topics if held_out(topic)]
    assert 0 < len(kept) < 50
    assert [answer.split(" a")[0] for answer in bench.answers(path)] == kept


def test_a_part_of_the_data_that_is_missing_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [name for name, _ in bench._golds(tmp_path)] == ["corpora/spun_health"]
    assert [name for name, _ in bench._clean(tmp_path)] == ["corpora/spun_health/clean"]
    said = capsys.readouterr().err
    assert "dev.jsonl: not there, left out" in said
    assert "medquad_answers.jsonl: not there, left out" in said


def test_a_table_says_where_there_is_no_figure(capsys: pytest.CaptureFixture[str]) -> None:
    tables.show("A table", ("name", "figure"), [("none", None), ("whole", 3), ("share", 1 / 3)])
    printed = capsys.readouterr().out
    assert [line.split() for line in printed.splitlines()[-4:] if line.strip()] == [
        ["none", "-"], ["whole", "3"], ["share", "0.333"],
    ]  # fmt: skip
