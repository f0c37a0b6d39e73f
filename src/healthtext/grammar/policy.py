"""The rule policy: which of LanguageTool's matches become edits, under which rule and tier."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from healthtext import assets
from healthtext.records import Safety

TABLE = "grammar/policy.toml"


@dataclass(frozen=True, slots=True)
class Entry:
    """What becomes of matches whose CATEGORY/RULE is like one of `ids`.

    `score` is in 0..1; `promote` lifts `review` to `safe` next to a repair of the despin step.
    """

    rule: str
    tier: Safety
    score: float
    ids: tuple[str, ...]
    promote: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """The entries, first match wins, and what the server need not look for."""

    entries: tuple[Entry, ...]
    disabled_categories: frozenset[str]
    disabled_rules: frozenset[str]

    def entry(self, category: str, rule: str) -> Entry | None:
        """Return the entry that decides about a rule, or None when its matches are dropped."""
        if category in self.disabled_categories or rule in self.disabled_rules:
            return None
        name = f"{category}/{rule}"
        return next((e for e in self.entries if any(fnmatchcase(name, i) for i in e.ids)), None)

    @property
    def options(self) -> dict[str, frozenset[str]]:
        """What the server is asked to leave out."""
        return {
            "disabled_categories": self.disabled_categories,
            "disabled_rules": self.disabled_rules,
        }


@cache
def load() -> Policy:
    """Read the packaged policy. Raises AssetError when it is missing or damaged."""
    table = tomllib.loads(assets.path(TABLE).read_text("utf-8"))
    entries = (Entry(**{**row, "ids": tuple(row["ids"])}) for row in table["entry"])
    categories, rules = table["disabled_categories"], table["disabled_rules"]
    return Policy(tuple(entries), frozenset(categories), frozenset(rules))
