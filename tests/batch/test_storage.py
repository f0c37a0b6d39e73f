"""Folders of whole files: local ones and those behind fsspec."""

from __future__ import annotations

import errno
import os
import uuid
from pathlib import Path

import pytest

from healthtext.batch.storage import Folder
from healthtext.errors import SettingsError, StepError


@pytest.fixture(params=["local", "file", "memory"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    urls = {"local": f"{tmp_path}/x", "file": f"file://{tmp_path}/x",
            "memory": f"memory://{uuid.uuid4()}/x"}  # fmt: skip
    return Folder(urls[request.param])


def test_what_is_written_is_there(folder: Folder) -> None:
    assert folder.sizes() == folder.sizes("a") == folder.read_all("a") == {}
    folder.write("a/1.json", b"one")
    folder.write("a/2.json", (b"t", b"wo"))
    folder.write_all({"a/1.json": b"first", "b/3": b""})
    assert folder.sizes("a") == {"1.json": 5, "2.json": 3}
    assert folder.read_all("a") == {"1.json": b"first", "2.json": b"two"}
    assert folder.exists("b/3")
    assert not folder.exists("b/4")
    with folder.locked():
        folder.tidy()
    assert folder.read("b/3") == b""


def test_a_local_file_appears_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(str(tmp_path))
    folder.write("a/1", b"before")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StepError, match=r"No space left on device.*the same command again"):
        folder.write("a/1", b"after")
    assert folder.read("a/1") == b"before"
    assert list((tmp_path / "a").iterdir()) == [tmp_path / "a" / "1"]


def test_what_a_killed_run_left_is_no_file_and_is_taken_away(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    folder.write("a/1", b"")
    (tmp_path / "a" / ".2.77.part").write_bytes(b"half")
    assert folder.sizes("a") == {"1": 0}
    folder.tidy()
    assert not (tmp_path / "a" / ".2.77.part").exists()


def test_a_name_is_brought_to_the_disk_after_its_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []

    def watched(handle: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{handle}").readlink()))

    if not Path("/proc/self/fd").exists():
        pytest.skip("there is no /proc here")
    monkeypatch.setattr(os, "fsync", watched)
    Folder(str(tmp_path)).write("a/1", b"x")
    assert [Path(path).name.split(".")[-1] for path in synced] == ["part", "a"]


@pytest.mark.parametrize(
    ("url", "said"), [("s3://bucket/x", "s3fs"), ("gs://bucket/x", "gcsfs"), ("no://x", "no")]
)
def test_an_address_that_cannot_be_reached_says_what_to_install(url: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        Folder(url)
