"""How far a batch is: a bar with rate and time left on a terminal, a line a minute elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from healthtext.cli.progress import LINE_EVERY
from healthtext.cli.terminal import is_terminal, note
from healthtext.render.text import count

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from healthtext.batch.runs import Progress


class Pace:
    """Show the progress of a batch on standard error; call it with every change."""

    def __init__(self) -> None:
        self._bar: Bar | None = None
        self._began = self._last = time.monotonic()

    def __enter__(self) -> Pace:
        if is_terminal(sys.stderr):
            self._bar = _bar()
            self._bar.add_task("", total=None, start=True, state="reading")
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if self._bar:
            self._bar.stop()

    def __call__(self, progress: Progress) -> None:
        """Show where the run is."""
        now = time.monotonic()
        if not progress.done:
            self._begin(progress, now)
        elif self._bar:
            self._bar.update(
                self._bar.task_ids[0], completed=progress.before + progress.done,
                total=progress.total, state=state(progress, now - self._began),
            )  # fmt: skip
        elif now - self._last >= LINE_EVERY:
            self._last = now
            note(f"{position(progress)}, {state(progress, now - self._began)}")

    def _begin(self, progress: Progress, now: float) -> None:
        self._began = self._last = now
        if progress.before:
            note(f"going on after {count(progress.before, 'article')}")


def position(progress: Progress) -> str:
    """Say how many articles are done, of how many where that is known."""
    done = progress.before + progress.done
    if progress.total is None:
        return count(done, "article")
    return f"{done:,} of {count(progress.total, 'article')}"


def state(progress: Progress, seconds: float) -> str:
    """Say how many failed, the rate and the time left, both by this run alone."""
    rate = progress.done / max(seconds, 1e-9)
    text = f"{progress.failed:,} failed, {rate:.3g} a second"
    if progress.total is None:
        return text
    left = max(0, progress.total - progress.before - progress.done) / rate
    return f"{text}, {span(left)} left"


def span(seconds: float) -> str:
    """Return a time as a person says it."""
    for size, unit in ((86_400, "days"), (3_600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[state]}"))
    return Progress(*columns, console=Console(stderr=True), transient=True)
