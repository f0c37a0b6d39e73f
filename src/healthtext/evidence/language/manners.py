"""What tells a treatment from others of its class: the way it is given, the disorder it is for.

A spray for the nose is not swallowed, and screening for one cancer says nothing of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from healthtext import terms
from healthtext.evidence.language.sides import Side, side
from healthtext.evidence.language.synonyms import canonical
from healthtext.records import Evidence

UNSAID = 0.5  # of a match, where a row does not say how: less than it takes to count
LEAST = 0.5  # of a match of the disorder
SPELL = 0.8  # of a match, where it was done while something else is
_ROUTES = {
    "nasal": r"nasal|intranasal(?:ly)?|nose(?! bleed)|nasal sprays?",
    "inhaled": r"inhal(?:ed|ers?|ation)|nebuli[sz]\w+|aerosols?",
    "epidural": r"epidurals?|caudal",
    "joint": r"intra-?articular|joint injections?",
    "vaginal": r"vaginal(?:ly)?|intravaginal",
    "rectal": r"rectal(?:ly)?|enemas?|suppositor(?:y|ies)",
    "eye": r"eye ?drops?|ophthalmic|intravitreal",
    "ear": r"ear ?drops?|otic",
    "topical": r"topical(?:ly)?|creams?|ointments?|lotions?|transdermal|patch(?:es)?",
    "oral": r"oral(?:ly)?(?! (?:rehydration|health|hygiene|cancer|muc\w+|contracep\w+|care|cavity))"
    r"|by mouth|tablets?|capsules?|pills?|swallowed",
    "injected": r"inject\w+|intraven\w+|intramusc\w+|subcutan\w+|infusions?|drips?|parenteral",
}
_NAMED = {route: re.compile(rf"\b(?:{form})\b", re.I) for route, form in _ROUTES.items()}
# Ways that are a kind of another: into a joint and into a vein are both injections.
_KINDS = {
    "injected": frozenset(("epidural", "joint", "eye")),
    "topical": frozenset(("nasal", "vaginal", "rectal", "eye", "ear")),
}
# Drugs that are given in many ways for different disorders, and are other treatments by each.
_MANY = re.compile(
    r"\b(?:(?:cortico|glucocortico)?steroids?|glucocorticoids?|o?estrogens?|o?estradiol|hormones?"
    r"|hormonal|hormone (?:replacement )?therapy|hrt|testosterone|progest(?:erone|ins?|ogens?))\b",
    re.I,
)
_LOCAL = frozenset(("nasal", "inhaled", "epidural", "joint", "vaginal", "rectal", "eye", "ear"))
_SKIN = frozenset(("topical",))
_HORMONES = re.compile(
    r"\b(?:o?estrogens?|o?estradiol|hormone (?:replacement )?therapy|hrt)\b", re.I
)
_SCREENING = re.compile(r"\bscreening\b", re.I)


def agreement(subject: Side, row: Evidence) -> float:
    """Return how much of a match is left by how, and for what, a row says a thing is given."""
    if _ANTENATAL.search(subject.text) and not _CARRIED.search(
        f"{row.intervention} {row.outcome} {row.population}"
    ):
        return 0.0
    return _by_route(subject.text, row) * _by_disorder(subject, row)


_ANTENATAL = re.compile(r"\b(?:antenatal|prenatal)(?:ly)?\b", re.I)
_CARRIED = re.compile(
    r"\b(?:ante|pre|peri)natal\w*|pregnan|gestation|matern|\bmothers?\b|f(?:o)?etal|f(?:o)?etus"
    r"|before birth|(?:preterm|premature) (?:birth|labou?r|deliver)|unborn",
    re.I,
)


def _by_route(asked: str, row: Evidence) -> float:
    wanted, given = routes(asked), routes(row.intervention)
    if not wanted or _meet(wanted, given):
        return 1.0
    if given:
        return 0.0
    silent = wanted <= _LOCAL and _MANY.search(asked)
    silent = silent or (wanted == _SKIN and _HORMONES.search(asked))  # swallowed they act otherwise
    return UNSAID if silent and not routes(f"{row.outcome} {row.population}") else 1.0


def _meet(wanted: frozenset[str], given: frozenset[str]) -> bool:
    pairs = ((wanted, given), (given, wanted))
    kinds = (kind in one and other & _KINDS[kind] for one, other in pairs for kind in _KINDS)
    return any(kinds) or not wanted.isdisjoint(given)


@lru_cache(maxsize=1 << 14)
def routes(text: str) -> frozenset[str]:
    """Return the ways by which a wording says that something is given, each as closely as said."""
    found = {route for route, form in _NAMED.items() if form.search(text)}
    return frozenset(found - {kind for kind, narrower in _KINDS.items() if found & narrower})


def _by_disorder(subject: Side, row: Evidence) -> float:
    """Return nothing where the subject is for one disorder and the row for another."""
    if not (own := _disorders(subject.text)):
        return 1.0
    said = row.intervention
    screened = _SCREENING.search(subject.text) and not _disorders(said)
    told = f"{said} ; {row.outcome} ; {row.population}" if screened else said
    if not screened and not _disorders(told):
        return 1.0
    return 1.0 if max(side(one).match(told) for one in own) >= LEAST else 0.0


@lru_cache(maxsize=1 << 14)
def _disorders(text: str) -> tuple[str, ...]:
    """Return the disorders that say of which kind a treatment is: lung cancer, of screening."""
    return tuple(_conditions(canonical(text)))


def _conditions(text: str) -> Iterator[str]:
    for match in terms.load().find(text):
        if match.type == "CONDITION":
            yield match.text


_WHILE = re.compile(
    r"\S.*? (?:during|while) (?P<when>sleep|work|exercise|driving|eating|meals)\b", re.I
)


def is_spell(subject: Side, row: Evidence) -> bool:
    """Tell whether a thing was done while something else is, of which nobody asked: in sleep."""
    found = _WHILE.match(row.intervention)
    return found is not None and found["when"].lower() not in subject.text.lower()
