"""Standard output and standard error: bytes in UTF-8 to one, notes for people to the other."""

from __future__ import annotations

import os
import sys
from typing import IO

import click

from healthtext.render.text import seen


def put(data: str | bytes) -> None:
    """Write data to standard output, text as UTF-8 and with its own line ends."""
    click.echo(
        data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data, nl=False
    )


def note(line: str) -> None:
    """Write one line for a person to standard error."""
    click.echo(f"healthtext: {seen(line)}", err=True)


def is_terminal(stream: IO[str]) -> bool:
    """Tell whether a person sees what is written there."""
    return stream.isatty()


def wants_colour() -> bool:
    """Tell whether standard output is to be coloured: NO_COLOR and FORCE_COLOR decide first."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"
