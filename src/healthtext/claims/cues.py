"""The cue table, data/lexicons/claim_cues.toml, read once and made ready to match."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from healthtext import assets
from healthtext.claims.phrases import Phrases

TABLE = "lexicons/claim_cues.toml"
SENTENCES = (
    "population",
    "side_effects",
    "sending",
    "shares",
    "slogans",
    "partings",
    "answers",
)  # patterns of whole sentences


@dataclass(frozen=True, slots=True)
class Relation:
    """What a phrase of the table asserts, and between things of which classes."""

    kind: str
    objects: frozenset[str]
    subjects: frozenset[str] = frozenset()
    strength: str = "direct_causal"
    polarity: str = "positive"
    by_intervention: str = ""
    reversed: bool = False
    either: bool = False
    passive: bool = True


@dataclass(frozen=True, slots=True)
class Cues:
    """The whole table; `words` are its plain word lists under SECTION.KEY."""

    relations: Phrases[Relation]
    classes: Phrases[str]
    endings: tuple[str, ...]
    words: Mapping[str, frozenset[str]]
    weak: Phrases[str]
    strong: Phrases[str]
    conditional: Phrases[str]
    denials: Phrases[str]
    no_denials: Phrases[str]
    definitions: Phrases[str]
    negations: re.Pattern[str]
    patterns: Mapping[str, tuple[re.Pattern[str], ...]]


@cache
def load() -> Cues:
    """Read the packaged cue table. Raises AssetError when it is missing or damaged."""
    table = tomllib.loads(assets.path(TABLE).read_text("utf-8"))
    hedge, polarity = table["hedge"], table["polarity"]
    return Cues(
        relations=Phrases(_relations(table["relation"])),
        classes=Phrases(
            (phrase, name) for name, phrases in table["classes"].items() for phrase in phrases
        ),
        endings=tuple(table["endings"]["disorder"]),
        words={
            f"{section}.{key}": frozenset(values)
            for section in ("endings", "grammar", "sentences", "polarity")
            for key, values in table[section].items()
        },
        weak=_flat(hedge["weak"]),
        strong=_flat(hedge["strong"]),
        conditional=_flat(hedge["conditional"]),
        denials=_flat(polarity["negative_phrases"]),
        no_denials=_flat(polarity["not_negators"]),
        definitions=_flat(table["sentences"]["definition_verbs"]),
        negations=re.compile(table["debunking"]["negations"], re.I),
        patterns=_patterns(table),
    )


def grammar(key: str) -> frozenset[str]:
    """Return a word list of the table's section on grammar."""
    return load().words[f"grammar.{key}"]


@cache
def hedges() -> tuple[str, ...]:
    """Return the hedging phrases of the table, weak ones first."""
    hedge = tomllib.loads(assets.path(TABLE).read_text("utf-8"))["hedge"]
    return (*hedge["weak"], *hedge["strong"])


def _relations(entries: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Relation]]:
    for entry in entries:
        values: dict[str, Any] = {
            key: frozenset(value) if isinstance(value, list) else value
            for key, value in entry.items()
            if key != "phrases"
        }
        relation = Relation(**values)
        for phrase in entry["phrases"]:
            yield phrase, relation


def _flat(phrases: Sequence[str]) -> Phrases[str]:
    return Phrases((phrase, phrase) for phrase in phrases)


def _patterns(table: Mapping[str, Any]) -> dict[str, tuple[re.Pattern[str], ...]]:
    """Compile the regular expressions; only names are matched with case."""
    found = {
        "attribution.vague": table["attribution"]["vague"],
        "attribution.named": table["attribution"]["named"],
        "dose": table["dose"]["patterns"],
        "statistic.whole": table["statistic"]["whole"],
        "statistic.partial": table["statistic"]["partial"],
        "debunking": table["debunking"]["patterns"],
        "not_claims": table["sentences"]["not_claims"],
        **{key: table[key]["patterns"] for key in SENTENCES},
        **{f"priority.{topic}": patterns for topic, patterns in table["priority"].items()},
    }
    return {
        name: tuple(re.compile(p, 0 if name == "attribution.named" else re.I) for p in patterns)
        for name, patterns in found.items()
    }
