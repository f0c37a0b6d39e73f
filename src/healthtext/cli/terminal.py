"""Standard output and standard error: bytes in UTF-8 to one, notes for people to the other."""

from __future__ import annotations

import errno
import os
import sys
from typing import IO

import click

from healthtext.render.text import seen


def put(data: str | bytes) -> None:
    """Write data to standard output, text as UTF-8 and with its own line ends.

    Raises OSError where it is closed (`>&-`): click would write nothing and say nothing.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "standard output")
    click.echo(
        data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data, nl=False
    )


def note(line: str) -> None:
    """Write one line for a person to standard error."""
    click.echo(f"healthtext: {seen(line)}", err=True)


def is_terminal(stream: IO[str] | None) -> bool:
    """Tell whether a person sees what is written there; nobody does where it is closed."""
    return stream is not None and stream.isatty()


def wants_colour() -> bool:
    """Tell whether standard output is to be coloured: NO_COLOR and FORCE_COLOR decide first."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"
