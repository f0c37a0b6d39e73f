"""The list of words that LanguageTool's speller need not look at."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from healthtext.grammar import install, server, words


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(install, "home", lambda: tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A LanguageTool whose own list is in a jar."""
    folder = tmp_path / "LanguageTool-6.7"
    (folder / "libs").mkdir(parents=True)
    with zipfile.ZipFile(folder / "libs" / "language-en-6.7.jar", "w") as jar:
        jar.writestr(words.LIST, "# theirs\nLinux\n")
    (folder / "languagetool-server.jar").touch()
    return folder


def test_their_list_and_ours(folder: Path) -> None:
    place = words.overlay(folder)
    assert place is not None
    lines = (place / words.LIST).read_text("utf-8").splitlines()
    assert lines[:2] == ["# theirs", "Linux"]
    assert {"dyspnoea", "naturopathic", "gardening"} <= set(lines)
    assert not {"teh", "recieve", "bck"} & set(lines)


def test_it_is_written_once_and_stands_before_the_jar(folder: Path, cache: Path) -> None:
    path = server.command("java", folder)
    (place,) = cache.iterdir()
    written = (place / words.LIST).stat().st_mtime_ns
    assert server.command("java", folder) == path
    assert (place / words.LIST).stat().st_mtime_ns == written
    class_path = path[path.index("-cp") + 1]
    assert class_path == f"{place}:{folder / 'languagetool-server.jar'}"


def test_a_list_in_the_wrappers_folder(folder: Path) -> None:
    (folder / words.LIST).parent.mkdir(parents=True)
    (folder / words.LIST).write_text("plain\n")
    place = words.overlay(folder)
    assert place is not None
    assert (place / words.LIST).read_text("utf-8").startswith("plain\n")


def test_without_their_list_or_a_cache_there_is_none(
    folder: Path, tmp_path: Path, cache: Path
) -> None:
    assert words.overlay(tmp_path / "empty") is None
    cache.write_text("a file where the folder should be")
    assert words.overlay(folder) is None
