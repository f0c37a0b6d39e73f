"""How far a run is: a bar on a terminal, a line a minute elsewhere, nothing for one source."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from healthtext.cli.terminal import is_terminal, note
from healthtext.render.text import count

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

LINE_EVERY = 60.0  # seconds


class Progress:
    """Follow a run over `total` sources.

    `quiet` says that standard output goes to the same terminal, which a bar would spoil.
    """

    def __init__(self, total: int, *, quiet: bool = False) -> None:
        self._bar: ProgressBar[int] | None = None
        self._shown = total > 1 and is_terminal(sys.stderr) and not quiet
        self._lines = not is_terminal(sys.stderr)
        self._total = total
        self._began = self._last = time.monotonic()

    def __enter__(self) -> Progress:
        if self._shown:
            import click

            self._bar = click.progressbar(length=self._total, file=sys.stderr, show_pos=True)
            self._bar.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        if self._bar:
            self._bar.__exit__(kind, error, trace)

    def source_done(self) -> None:
        """Move the bar by one source."""
        if self._bar:
            self._bar.update(1)

    def article_done(self, articles: int, failed: int) -> None:
        """Write a line when the last one is a minute old."""
        now = time.monotonic()
        if self._lines and now - self._last >= LINE_EVERY:
            self._last = now
            note(f"{count(articles, 'article')}, {failed:,} failed, {now - self._began:,.0f} s")
