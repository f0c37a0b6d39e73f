"""Runs with a pipeline that takes no time, and the articles they are fed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.batch import QUICK
from healthtext.batch import Options, Summary, run
from healthtext.batch.runs import Progress
from healthtext.engines import Limits
from healthtext.settings import Settings

Go = Callable[..., Summary]


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the most time out of tests; those about the disk put their own in this place."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def go() -> Go:
    """Run a batch; what is not said is small."""

    def call(
        *given: object, out: object, show: Callable[[Progress], object] = lambda _: None,
        settings: Settings | None = None, limits: Limits | None = None, **options: object,
    ) -> Summary:  # fmt: skip
        chosen = {"shard_size": 3, "pipeline": QUICK, "limits": limits or Limits(), **options}
        how = Options(**chosen)  # type: ignore[arg-type]
        return run([str(item) for item in given], str(out), settings or Settings(), how, show)

    return call


@pytest.fixture
def lines(tmp_path: Path) -> Callable[..., Path]:
    """Write texts as JSON Lines."""

    def write(*texts: str, name: str = "articles.jsonl") -> Path:
        path = tmp_path / name
        rows = ({"id": f"a{number}", "text": text} for number, text in enumerate(texts))
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        return path

    return write
