"""Packaged files are what the manifest says, and a damaged one is named with its remedy."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from healthtext import assets
from healthtext.errors import AssetError
from training import manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "terms.bin").write_bytes(b"\x00\x01")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "clean.toml").write_text("")
    (tmp_path / ".DS_Store").write_bytes(b"junk")
    (tmp_path / assets.MANIFEST).write_text(manifest.build(tmp_path))
    return tmp_path


def test_packaged_manifest_is_fresh() -> None:
    assert not manifest.stale(), "run: python -m training.manifest"


def test_every_packaged_file_verifies() -> None:
    for name in assets.manifest():
        assert assets.path(name).is_file()


def test_manifest_lists_data_only(folder: Path) -> None:
    assert set(assets.manifest(folder)) == {"terms/terms.bin"}


def test_verified_gives_the_path(folder: Path) -> None:
    assert assets.verified(folder, "terms/terms.bin").read_bytes() == b"\x00\x01"


def test_damage_names_file_digest_and_remedy(folder: Path) -> None:
    expected = assets.manifest(folder)["terms/terms.bin"].sha256
    (folder / "terms" / "terms.bin").write_bytes(b"\x00\x02")
    with pytest.raises(AssetError) as error:
        assets.verified(folder, "terms/terms.bin")
    assert "terms.bin" in str(error.value)
    assert expected in str(error.value)
    assert "pip install --force-reinstall healthtext" in str(error.value)


def test_missing_file_names_the_digest(folder: Path) -> None:
    expected = assets.manifest(folder)["terms/terms.bin"].sha256
    shutil.rmtree(folder / "terms")
    with pytest.raises(AssetError, match=f"is missing.*{expected}"):
        assets.verified(folder, "terms/terms.bin")


def test_unknown_name(folder: Path) -> None:
    with pytest.raises(AssetError, match=r"other\.bin: is not in manifest\.json"):
        assets.verified(folder, "other.bin")


@pytest.mark.parametrize("content", ["{", "[]", '{"files": {"a": {}}}', '{"files": 3}'])
def test_broken_manifest_is_an_asset_error(tmp_path: Path, content: str) -> None:
    (tmp_path / assets.MANIFEST).write_text(content)
    with pytest.raises(AssetError, match="cannot be read"):
        assets.manifest(tmp_path)


def test_missing_manifest_is_an_asset_error(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match=r"manifest\.json"):
        assets.manifest(tmp_path)


def test_a_changed_or_new_file_makes_the_manifest_stale(folder: Path) -> None:
    assert not manifest.stale(folder)
    (folder / "new.tsv").write_text("a\tb\n")
    assert manifest.stale(folder)
    (folder / assets.MANIFEST).write_text(manifest.build(folder))
    assert not manifest.stale(folder)
    json.loads((folder / assets.MANIFEST).read_text())


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("evidence/store.sqlite", "is missing"), ("despin/channel.npz", "is damaged"),
        ("models/syntax/parser/model", "is damaged"), ("linking/trigrams.npz", "is missing"),
        ("models/despin/repairer.onnx", "is missing"),
    ],
)  # fmt: skip
def test_a_run_names_a_damaged_file_once(tmp_path: Path, name: str, problem: str) -> None:
    package = tmp_path / "healthtext"
    shutil.copytree(assets.DATA.parent, package, copy_function=os.symlink)
    (package / "data" / name).unlink()
    if problem == "is damaged":
        (package / "data" / name).write_bytes(b"x")
    for article in ("a.txt", "b.txt"):
        (tmp_path / article).write_text("Ginger cures gout, and an ache in the back too.\n")
    command = [sys.executable, "-m", "healthtext", "report", "--skip", "grammar", "a.txt", "b.txt",
               "-o", "out"]  # fmt: skip
    paths = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, cwd=tmp_path, env=paths, capture_output=True, text=True)
    assert done.returncode == 2, done.stderr
    (line,) = done.stderr.splitlines()
    assert f"{name}: {problem}, expected sha256 {assets.manifest()[name].sha256}" in line
    assert assets.REMEDY in line
    assert not (tmp_path / "out.json").exists()


def test_a_step_that_is_skipped_needs_no_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "DATA", folder)
    (folder / "terms" / "terms.bin").unlink()
    assets.check(["clean", "grammar"])
    with pytest.raises(AssetError, match=r"terms\.bin: is missing"):
        assets.check(["despin"])


def test_rows_leave_comments_and_empty_lines_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "DATA", folder)
    (folder / "list.txt").write_text("# a head\none\ttwo\n\n three\n# more\n")
    (folder / assets.MANIFEST).write_text(manifest.build(folder))
    assert assets.rows("list.txt") == ["one\ttwo", " three"]
