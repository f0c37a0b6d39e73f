"""A pipeline that repairs one word in the place of the real one, and the command with it."""

from __future__ import annotations

import os
import sys
import time

import datasketch  # noqa: F401 (loaded before the fork, once for all runs)

import healthtext
import healthtext.watch
from healthtext.cli import cli, watch  # noqa: F401
from healthtext.records import SCHEMA, Article, Edit, Failure, Report
from healthtext.revisions import History
from healthtext.settings import Settings


class StubPipeline:
    """Turn "twine" into "cord"; fail for an article that says "crash"."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def load(self) -> None:
        """Load nothing."""

    def __enter__(self) -> StubPipeline:
        return self

    def __exit__(self, *_: object) -> None:
        """Close nothing."""

    def run(self, article: Article) -> Report | Failure:
        time.sleep(float(os.environ.get("STUB_SLEEP", "0")))
        if "crash" in article.text:
            return Failure(article.id, article.source, "despin", "internal", "fell over", "skip it")
        history = History(article.text, article.protected, self.settings)
        start = article.text.find("twine")
        if start >= 0:
            edit = Edit(start, start + 5, "twine", "cord", "despin", "despin-term")
            history.add("despin", [edit])
        return Report(
            SCHEMA, article.id, article.source, article.text, history.text, history.edits(),
            scores={}, versions={"grammar": "off: skipped"},
        )  # fmt: skip


def main(folder: str, sleep: float, arguments: list[str]) -> None:
    """Run the command in `folder`, with what it says in the file `said` there."""
    os.environ["STUB_SLEEP"] = str(sleep)
    os.chdir(folder)
    with open("said", "ab", buffering=0) as said:  # noqa: PTH123
        os.dup2(said.fileno(), 2)
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    healthtext.load = StubPipeline  # type: ignore[assignment, unused-ignore]
    cli(["watch", "--allow-private", "--out", "out", *arguments])
