"""The contrary of a claim: its relation turned to the other pole, "reduces" to "increases"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from healthtext import assets

TURNS = "models/annotator/turns.tsv"
_NOT_BEFORE = re.compile(r"(?:\bnot|\bno|n't|\bwithout|\bnever)\s+$", re.IGNORECASE)
_NOT_AFTER = re.compile(r"^\s+(?:not|no)\b")


@dataclass(frozen=True, slots=True)
class Turns:
    """Wordings with those of the other pole, and which is turned first: verbs, denials, others."""

    others: dict[str, str]
    ranks: dict[str, int]
    pattern: re.Pattern[str]

    def contrary(self, text: str) -> str | None:
        """Return a text with the wording turned that likeliest is its relation; None without one.

        What a negation stands beside is left: turned, it would say the same twice.
        """
        found = min(self._free(text), key=self._order, default=None)
        if found is None:
            return None
        new = self.others[found.group().lower()]
        new = new[0].upper() + new[1:] if found.group()[0].isupper() else new
        return text[: found.start()] + new + text[found.end() :]

    def _free(self, text: str) -> Iterator[re.Match[str]]:
        for match in self.pattern.finditer(text):
            before, after = text[: match.start()], text[match.end() :]
            if not _NOT_BEFORE.search(before) and not _NOT_AFTER.match(after):
                yield match

    def _order(self, match: re.Match[str]) -> tuple[int, int]:
        return self.ranks[match.group().lower()], match.start()


def read(path: Path) -> Turns:
    """Read the packaged table: a wording, its other pole and its rank a line."""
    lines = path.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    longest = sorted((row[0] for row in rows), key=len, reverse=True)
    every = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)
    others, ranks = {row[0]: row[1] for row in rows}, {row[0]: int(row[2]) for row in rows}
    return Turns(others, ranks, every)


@cache
def load() -> Turns:
    """Load the packaged table. Raises AssetError when it is missing or damaged."""
    return read(assets.path(TURNS))
