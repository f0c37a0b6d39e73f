"""A server that only looks like LanguageTool, in the place of the Java command."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from healthtext import grammar
from healthtext.grammar import Grammar, install, server
from healthtext.settings import Settings

FAKE = Path(__file__).with_name("fake_languagetool.py")


@pytest.fixture
def counter(tmp_path: Path) -> Path:
    """A file in which every fake server counts itself."""
    path = tmp_path / "servers"
    path.touch()
    return path


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, counter: Path) -> Iterator[Grammar]:
    """The grammar step with the fake server, which is started when first needed."""
    folder = tmp_path / "LanguageTool-6.7"
    command = [sys.executable, "-S", str(FAKE), "{port}", str(counter)]
    monkeypatch.setattr(install, "find", lambda: folder)
    monkeypatch.setattr(server.shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(server, "command", lambda *_: command)
    monkeypatch.setattr(server, "TIMEOUT", 1.0)
    with grammar.load(Settings()) as step:
        yield step
