"""Lists of words that the safety gate watches."""

from __future__ import annotations

import tomllib
from functools import cache

from healthtext import assets


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of one list of guards.toml."""
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    lists = tomllib.loads(assets.path("lexicons/guards.toml").read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in lists.items()}
