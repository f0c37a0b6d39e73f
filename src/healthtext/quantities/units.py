"""The units of data/lexicons/quantity_units.toml, as patterns and one name for every spelling."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from healthtext import assets

TABLE = "lexicons/quantity_units.toml"


@dataclass(frozen=True, slots=True)
class Units:
    """Patterns by section, and the name and section of every spelling in lower case."""

    patterns: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]
    numbers: dict[str, float]

    def name(self, section: str, text: str) -> str:
        """Return the one name of a unit as a text writes it."""
        table = self.names[section]
        text = " ".join(normal(text).split()).rstrip("-")
        folded = text.lower()
        return table.get(text) or table.get(folded) or table.get(folded.removesuffix("s"), folded)


def normal(text: str) -> str:
    """Write both micro signs and all spaces and hyphens one way, character by character."""
    return text.translate(_ALIKE)


_SHORT = ("hr", "yr", "wk")  # of two letters, and written with a plural s
_ALIKE = str.maketrans({"μ": "µ", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "‑": "-"})


@cache
def load() -> Units:
    """Read the packaged table. Raises AssetError when it is missing or damaged."""
    table = tomllib.loads(assets.path(TABLE).read_text("utf-8"))
    numbers = {name: float(worth) for name, worth in table.pop("numbers").items()}
    names = {
        section: {spelling: unit for unit, spellings in units.items() for spelling in spellings}
        for section, units in table.items()
    }
    patterns = {section: _pattern(spellings) for section, spellings in names.items()}
    return Units(patterns, names, numbers)


def _pattern(spellings: Iterable[str]) -> str:
    """Return one pattern for spellings, the longest first; only single letters mind the case."""
    ordered = sorted(spellings, key=len, reverse=True)
    return rf"(?:{'|'.join(map(_spelling, ordered))})(?![\w²³])"


def _spelling(text: str) -> str:
    pattern = re.escape(text).replace(r"\ ", r"[\s-]").replace("µ", "[µμ]")
    if len(text) == 1:
        return f"(?-i:{pattern})"
    # a plural s, but not to signs: "mgs" is nowhere written, "tabs" and "hrs" are
    words = text.replace(" ", "").replace("-", "")
    plural = (len(text) > 2 or text in _SHORT) and words.isalpha() and not text.endswith("s")
    return f"{pattern}s?" if plural else pattern
