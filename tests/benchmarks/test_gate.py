"""The quality gate: figures pass, fail, and floors fall only where somebody says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import gate, own
from training.annotator import evaluate

FLOORS = {"figures": {"ner A": 0.8, "ner B": 0.7}, "data": {"a.tsv": "aa"}}


def measured(**figures: float) -> dict[str, dict[str, object]]:
    named = {f"ner {name}": value for name, value in figures.items()}
    return {"figures": named, "data": {"a.tsv": "aa"}}


def test_what_reaches_its_floor_passes() -> None:
    assert list(gate.problems(measured(A=0.8, B=0.9, C=0.1), FLOORS)) == []


def test_what_falls_below_is_named_with_its_floor() -> None:
    (line,) = gate.problems(measured(A=0.7999, B=0.9), FLOORS)
    assert "ner A" in line
    assert "0.8000" in line


def test_figures_on_other_data_do_not_pass() -> None:
    other = {"figures": {"ner A": 0.99, "ner B": 0.99}, "data": {"a.tsv": "bb"}}
    (line,) = gate.problems(other, FLOORS)
    assert "a.tsv" in line
    assert "aa" in line


def test_a_figure_that_is_missing_does_not_pass() -> None:
    lines = list(gate.problems({"figures": {}, "data": {}}, FLOORS))
    assert [line.split(":")[0] for line in lines] == ["ner A", "ner B"]
    (line,) = gate.problems(measured(A=0.8), FLOORS)
    assert "ner B: has a floor and was not measured" in line
    assert list(gate.problems(measured(A=0.8), FLOORS, ["ner A"])) == []


def test_data_without_a_digest_does_not_pass() -> None:
    found = measured(A=0.8, B=0.7)
    found["data"]["b.tsv"] = "cc"
    (line,) = gate.problems(found, FLOORS)
    assert "b.tsv: the floors have no digest" in line


def test_nothing_measured_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = tmp_path / "figures.json"
    figures.write_text('{"figures": {}, "data": {}}')
    with pytest.raises(SystemExit) as failed:
        gate.main([str(figures)])
    assert failed.value.code == 1
    floors = json.loads(gate.FLOORS.read_text("utf-8"))["figures"]
    assert len(capsys.readouterr().out.splitlines()) == len(floors)


def test_several_files_are_one(tmp_path: Path) -> None:
    files, floors = [tmp_path / "a.json", tmp_path / "b.json"], tmp_path / "floors.json"
    floors.write_text(json.dumps(FLOORS))
    for file, figures in zip(files, (measured(A=0.9), measured(B=0.9)), strict=True):
        file.write_text(json.dumps(figures))
    with pytest.raises(SystemExit) as passed:
        gate.main([*map(str, files), "--floors", str(floors)])
    assert passed.value.code == 0


def test_every_file_of_the_heads_and_of_this_repository_has_a_digest() -> None:
    kept = json.loads(gate.FLOORS.read_text("utf-8"))["data"]
    assert set(evaluate.TESTS) <= kept.keys()
    for _, files in own.SETS.values():
        for file in files:
            assert kept[file.relative_to(own.ROOT).as_posix()] == gate.digest(file)


def test_floors_rise_to_the_figure_less_noise() -> None:
    made = gate.raised(measured(A=0.9, B=0.702), FLOORS)
    assert made["figures"] == {"ner A": 0.895, "ner B": 0.7}


def test_a_floor_is_not_lowered_unasked() -> None:
    with pytest.raises(ValueError, match="--lower"):
        gate.raised(measured(A=0.79), FLOORS)
    made = gate.raised(measured(A=0.79), FLOORS, ["ner A"])
    assert made["figures"]["ner A"] == pytest.approx(0.785)
    assert made["figures"]["ner B"] == 0.7


def test_what_finds_nothing_has_no_floor() -> None:
    assert "ner C" not in gate.raised(measured(C=0.0), FLOORS)["figures"]


def test_a_misspelt_name_lowers_nothing() -> None:
    with pytest.raises(ValueError, match="ner X"):
        gate.raised(measured(A=0.9), FLOORS, ["ner X"])


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures, floors = tmp_path / "figures.json", tmp_path / "floors.json"
    figures.write_text(json.dumps(measured(A=0.75)))
    floors.write_text(json.dumps(FLOORS))
    with pytest.raises(SystemExit) as failed:
        gate.main([str(figures), "--floors", str(floors)])
    assert failed.value.code == 1
    assert "below its floor" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="--lower"):
        gate.main([str(figures), "--floors", str(floors), "--write"])
    assert json.loads(floors.read_text()) == FLOORS
    gate.main([str(figures), "--floors", str(floors), "--write", "--lower", "ner A"])
    assert json.loads(floors.read_text())["figures"]["ner A"] == pytest.approx(0.745)
    with pytest.raises(SystemExit) as passed:
        gate.main([str(figures), "--floors", str(floors), "--only", "ner A"])
    assert passed.value.code == 0


def test_the_floors_in_use_can_be_read() -> None:
    kept = json.loads(gate.FLOORS.read_text("utf-8"))
    assert all(0 < floor < 1 for floor in kept["figures"].values())
    assert all(len(digest) == 64 for digest in kept["data"].values())
