"""What decides a run's output, and how it is told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.batch import QUICK
from healthtext import sources
from healthtext.batch import manifest
from healthtext.engines import Job
from healthtext.errors import AssetError
from healthtext.evidence.store import Row
from healthtext.library import Finding, Library
from healthtext.settings import Settings
from tests.evidence.conftest import row


def data(store: Path) -> dict[str, str]:
    job = Job(Settings(evidence=frozenset((str(store),))), pipeline=QUICK)
    found: dict[str, str] = manifest.identity([], job, shard_size=1, formats=["jsonl"])["data"]
    return found


def test_a_store_is_known_by_what_it_says_of_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(name: str) -> str:
        raise AssertionError(f"{name} is read as a whole")

    monkeypatch.setattr(sources, "digest", never)
    store = tmp_path / "own.sqlite"
    with Library.writable(store) as library, library.writing():
        library.put(Finding(Row(row("ginger", "nausea", "benefit"))))
    before = data(store)
    assert data(store) == before
    with Library.writable(store) as library, library.writing():
        library.put(Finding(Row(row("ginger", "nausea", "benefit"))))
    assert data(store) == before  # nothing new in it
    with Library.writable(store) as library, library.writing():
        library.put(Finding(Row(row("ginger", "pain", "benefit"))))
    assert data(store) != before


def test_a_missing_store_ends_the_run_before_it_begins(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match=r"none\.sqlite: there is no such evidence store"):
        data(tmp_path / "none.sqlite")
