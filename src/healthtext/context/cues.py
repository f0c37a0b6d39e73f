"""The cue table, data/lexicons/context_cues.toml, read once and made ready to match."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from healthtext import assets
from healthtext.claims import cues as claims
from healthtext.claims.phrases import Match, Phrases, forms

TABLE = "lexicons/context_cues.toml"
_AGES = ("", "older ", "younger ", "elder ", "late ", "twin ", "half ")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a phrase says of the things in its scope; a `kind` of "" says nothing."""

    kind: str
    scope: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The whole table; verbs among its word lists are in all their forms."""

    phrases: Phrases[Cue]
    words: Mapping[str, frozenset[str]]


@cache
def load() -> Table:
    """Read the packaged table. Raises AssetError when it is missing or damaged."""
    table = tomllib.loads(assets.path(TABLE).read_text("utf-8"))
    words = {name: frozenset(values) for name, values in table["words"].items()}
    for name in ("keeps", "perceive", "causes", "happens", "infinitives"):
        words[name] = frozenset(form for lemma in words[name] for form in forms(lemma))
    # A bare form may be a noun ("report", "use"), an inflected one hardly ever is.
    finite = {"VBZ", "VBD"}
    inflected = (form for lemma in words["verbs"] for form, tags in forms(lemma).items()
                 if tags & finite and form != lemma)  # fmt: skip
    words["finite"] = words["modals"].union(inflected)
    return Table(Phrases(_pairs(table, words)), words)


def words(name: str) -> frozenset[str]:
    """Return a word list of the table."""
    return load().words[name]


def find(line: Sequence[str]) -> tuple[Match[Cue], ...]:
    """Return the cues of lower-case words in order: of those that meet, the longest."""
    matches = [*load().phrases.find(line), *_years(line)]
    matches.sort(key=lambda m: (m.start - m.end, m.start))
    kept: list[Match[Cue]] = []
    owner: dict[int, tuple[int, int]] = {}
    for match in matches:
        span = match.start, match.end
        if all(owner.get(at, span) == span for at in range(*span)):
            owner.update(dict.fromkeys(range(*span), span))
            kept.append(match)
    return tuple(sorted(kept, key=lambda match: match.start))


def _years(line: Sequence[str]) -> Iterator[Match[Cue]]:
    """Yield the years in which something was had: "he had mumps in 1998"."""
    if "had" not in line:
        return
    for at, word in enumerate(line[1:], 1):
        if line[at - 1] == "in" and len(word) == 4 and word[:2] in ("19", "20") and word.isdigit():
            yield Match(at - 1, at + 1, 2, frozenset(), Cue("historical", "all"))


def _cut(phrase: str) -> str:
    """Cut a phrase as spaCy cuts text: "test - tube", "can not", "child 's play"."""
    parts = re.sub(r"(?<=[a-z])-(?=[a-z])", " - ", phrase.replace("cannot", "can not"))
    return parts.replace("'s", " 's")


def _pairs(
    table: Mapping[str, Any], words: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, Cue]]:
    for entry in table["cue"]:
        cue = Cue(entry["kind"], entry["scope"], entry.get("value", ""))
        yield from ((_cut(phrase), cue) for phrase in entry["phrases"])
    family = Cue("subject", "relative", "family")
    for owner in sorted(words["owners"]):
        for relative in sorted(words["relatives"]):
            yield from ((f"{owner} {age}{relative}", family) for age in _AGES)
    animals = Cue("population", "segment", "animal")
    for animal in sorted(words["animals"]):
        yield from ((f"{animal} {verb}", animals) for verb in sorted(words["studied"]))
    left_out, hedged = table["hedges"]["left_out"], Cue("hedged", "clause")
    yield from ((hedge, hedged) for hedge in claims.hedges() if hedge not in left_out)
