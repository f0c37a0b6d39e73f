"""The regular expressions of cues.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_suffix(".toml")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text("utf-8"))


def texts(path: str) -> dict[str, str]:
    """Return the patterns of a table by name, in order; dots part the names of the tables."""
    found = _table()
    for name in path.split("."):
        found = found[name]
    return {name: "".join(said.split("\n")) for name, said in found.items()}


def text(module: str, name: str) -> str:
    """Return the text of a pattern without its line breaks."""
    return str("".join(_table()[module][name].split("\n")))


def pattern(module: str, name: str, *, cased: bool = False) -> re.Pattern[str]:
    """Return a pattern, compiled; case is ignored unless `cased`."""
    return re.compile(text(module, name), re.NOFLAG if cased else re.IGNORECASE)
