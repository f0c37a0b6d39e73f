"""Source files are what they are said to be, or the build stops and says where to get them."""

from __future__ import annotations

from pathlib import Path

import pytest

from training import files


def test_a_file_and_a_folder_are_checked_by_digest(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text("one")
    (tmp_path / "file.tsv").write_text("two")
    known = [
        files.File(name, files.digest(tmp_path / name), "home") for name in ("folder", "file.tsv")
    ]
    files.check(tmp_path, known)
    (tmp_path / "folder" / "b.txt").write_text("more")
    with pytest.raises(SystemExit, match=r"folder has sha256 \w+, not \w+; get home"):
        files.check(tmp_path, known)


def test_what_is_missing_is_named_with_its_home(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"moby\.tsv is missing; get the npm package moby"):
        files.check(tmp_path, files.THESAURI)
