"""One run over many sources: every article becomes a report or a line on standard error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType

import click

import healthtext
from healthtext.cli.progress import Progress
from healthtext.cli.terminal import note
from healthtext.pipeline import Pipeline
from healthtext.read import read
from healthtext.read.gates import foreign
from healthtext.records import Article, Failure, Report, Source
from healthtext.render.text import count, failure, tally
from healthtext.settings import Settings


class Run:
    """Read, run and count. Articles = reports + failures, in input order.

    Use it in a `with` block, which ends what the pipeline has started.
    """

    def __init__(self, sources: Sequence[str], settings: Settings, *, quiet: bool = False) -> None:
        self.settings = settings
        self._sources = sources
        self._progress = Progress(len(sources), quiet=quiet)
        self.articles = self.reported = self.failed = 0
        self.failures: list[Failure] = []
        self._items: Iterator[Article | Failure] = iter(())
        self._open = ExitStack()
        self._told = ""
        self._told_of_scorer = self._told_of_online = self._told_of_language = False

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._open.close()

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline, loaded with the first article that can be read."""
        pipeline = self._open.enter_context(healthtext.load(self.settings))
        pipeline.load()  # a wrong setting ends the run instead of failing every article
        return pipeline

    def sources(self) -> Iterator[tuple[int, str]]:
        """Yield every source with its index, and account for all articles at the end."""
        with self._progress:
            for index, source in enumerate(self._sources):
                yield index, source
                self._progress.source_done()
        assert self.articles == self.reported + self.failed
        if self.articles > 1:
            note(tally(self.reported, self.failed))

    def reports(self, source: str) -> Iterator[Report]:
        """Yield the reports of one source; each failure is a line on standard error."""
        self._items = read(source, self.settings)
        for item in self._items:
            self.articles += 1
            result = item if isinstance(item, Failure) else self.pipeline.run(item)
            self._progress.article_done(self.articles, self.failed)
            if isinstance(result, Failure):
                self._fail(result)
            else:
                self.reported += 1
                _tell_how_it_was_read(result.source)
                self._tell_what_is_off(result)
                yield result

    def refuse(self, source: str, problem: str, remedy: str) -> None:
        """Count a source as a failure without reading it."""
        self.articles += 1
        self._fail(Failure(source, Source(source), "write", "refused", problem, remedy))

    def withdraw(self, name: str, problem: str, remedy: str, number: int = 1) -> None:
        """Count the last reports as failures after all, since they could not be written."""
        self.reported -= number
        self.failed += number - 1
        self._fail(Failure(name, Source(name), "write", "output", problem, remedy))

    @contextmanager
    def writing(self, target: Path | None, *, taken: int = 0) -> Iterator[None]:
        """Make failures of the articles that a file was to hold when the system refuses it.

        `taken` of them had their report before, and no others go there; otherwise those not read
        yet count too. None is standard output, whose errors end the run.
        """
        before = self.reported - taken
        try:
            yield
        except OSError as error:
            if target is None:
                raise
            problem = f"cannot be written ({error.strerror or error})"
            self.reported += 0 if taken else self._rest()
            if lost := self.reported - before:
                problem += f", with {count(lost, 'article')}" if lost > 1 else ""
                self.withdraw(str(target), problem, "give another -o", lost)
            else:
                self.refuse(str(target), problem, "give another -o")

    def _rest(self) -> int:
        """Count what is left of the source in hand, unworked, so that no article is in no count."""
        rest = sum(1 for _ in self._items)
        self.articles += rest
        return rest

    def exit(self, status: int = 0) -> None:
        """End the command: 2 when anything failed, `status` otherwise."""
        click.get_current_context().exit(2 if self.failed else status)

    def _tell_what_is_off(self, report: Report) -> None:
        """Say once what was not done: grammar, an online look-up, a scorer, another language."""
        status = report.versions.get("grammar", "")
        if status.startswith("off: ") and status not in ("off: skipped", self._told):
            self._told = status
            note(f"grammar is {status}")
        online = report.versions.get("online", "")
        if online.startswith("failed: ") and not self._told_of_online:
            self._told_of_online = True
            note(f"{report.source.name}: Europe PMC {online}")
        if not self._told_of_language and (language := foreign(report.original)):
            self._told_of_language = True
            looks = f"looks like {language!r}, though it is too short to be sure"
            note(f"{report.source.name}: {looks}; only English is repaired, trust no finding")
        scorer = report.versions.get("scorer", "")
        if ": failed: " in scorer and not self._told_of_scorer:
            self._told_of_scorer = True
            note(f"{report.source.name}: scorer {scorer}")

    def _fail(self, item: Failure) -> None:
        self.failed += 1
        self.failures.append(item)
        note(failure(item))


def _tell_how_it_was_read(source: Source) -> None:
    where = f"{source.name}:{source.line}" if source.line else source.name
    for warning in source.warnings:
        note(f"{where}: {warning}")
