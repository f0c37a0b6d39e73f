"""Single keys from a terminal, which is put into its mode once: keys typed ahead are not lost."""

from __future__ import annotations

import os
import select
import sys
from types import TracebackType
from typing import Any

import click

ESCAPE = "\x1b"
_MORE = 0.03  # seconds in which the rest of an arrow's or function key's bytes has come


class Keys:
    """Read keys in a `with` block. Where there is no such terminal, click reads them."""

    def __init__(self) -> None:
        self._fd = -1
        self._before: list[Any] = []

    def __enter__(self) -> Keys:
        if sys.platform != "win32" and sys.stdin.isatty():
            import termios

            self._fd = sys.stdin.fileno()
            self._before = termios.tcgetattr(self._fd)
            self._single()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._whole_lines()

    def key(self) -> str:
        """Wait for a key. An arrow or the like is ESCAPE alone; the end of the input is q."""
        if self._fd < 0:
            try:
                return click.getchar()
            except EOFError:
                return "q"
        first = os.read(self._fd, 1)
        if first == ESCAPE.encode():
            while select.select([self._fd], [], [], _MORE)[0] and os.read(self._fd, 32):
                pass
        elif first >= b"\xc0":  # the rest of a character in UTF-8
            first += os.read(self._fd, 1 if first < b"\xe0" else 2 if first < b"\xf0" else 3)
        return first.decode("utf-8", "replace") or "q"

    def line(self, question: str) -> str:
        """Ask for a line of text; empty when nothing was typed."""
        self._whole_lines()
        text: str = click.prompt(question, "", show_default=False)
        self._single()
        return text

    def _single(self) -> None:
        if self._fd >= 0:
            import termios
            import tty

            tty.setcbreak(self._fd, termios.TCSADRAIN)

    def _whole_lines(self) -> None:
        if self._fd >= 0:
            import termios

            termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)
