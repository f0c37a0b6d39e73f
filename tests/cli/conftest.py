"""A pipeline that knows five words, so that commands are tested apart from models."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import healthtext
from healthtext.cli import cli
from healthtext.records import (
    SCHEMA,
    Article,
    Edit,
    Failure,
    Finding,
    Report,
    Safety,
)
from healthtext.revisions import History
from healthtext.settings import Settings

WORDS: dict[str, tuple[str, str, Safety]] = {
    "spinal twine": ("spinal cord", "despin-term", "safe"),
    "agony": ("pain", "despin-word", "review"),
    "irritation": ("inflammation", "despin-page", "suggest"),
}
ARTICLE = "The spinal twine and agony.\nA miracle for irritation.\n"

Run = Callable[..., Result]


class SmallPipeline:
    """Do what Pipeline does, for the words above; fail for an article that says `crash`."""

    loads = closed = 0
    grammar = "6.7"

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def load(self) -> None:
        type(self).loads += 1

    def __enter__(self) -> SmallPipeline:
        return self

    def __exit__(self, *_: object) -> None:
        type(self).closed += 1

    def run(self, article: Article) -> Report | Failure:
        if "crash" in article.text:
            return Failure(article.id, article.source, "despin", "internal", "fell over", "skip it")
        history = History(article.text, article.protected, self.settings)
        history.add("despin", sorted(edits(article.text), key=lambda edit: edit.start))
        findings = tuple(miracles(history))
        return Report(
            SCHEMA, article.id, article.source, article.text, history.text, history.edits(),
            findings=findings, scores={"despin.page": 0.5}, versions={"grammar": self.grammar},
        )  # fmt: skip


def edits(text: str) -> Iterator[Edit]:
    for old, (new, rule, safety) in WORDS.items():
        start = text.find(old)
        if start >= 0:
            end = start + len(old)
            yield Edit(start, end, old, new, "despin", rule, 0.9, safety, "out of place")


def miracles(history: History) -> Iterator[Finding]:
    start = history.text.find("miracle")
    if start >= 0:
        place = history.offsets.backward(start, start + 7)
        yield Finding(start, start + 7, "MIRACLE", "error", "no miracle", *place)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Put the small pipeline in the place of the real one and work in an empty folder."""
    monkeypatch.setattr(healthtext, "load", SmallPipeline)
    for count in ("loads", "closed"):
        monkeypatch.setattr(SmallPipeline, count, 0)
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run() -> Run:
    """Call the command line with arguments and, if need be, standard input."""

    def call(*arguments: object, stdin: bytes = b"") -> Result:
        result = CliRunner().invoke(cli, [str(item) for item in arguments], input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, "utf-8")
    return path
