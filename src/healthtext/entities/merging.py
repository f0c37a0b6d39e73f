"""What the network proposes and what the vocabulary knows, made into one list of entities.

The rule and what it was measured on: docs/decisions/0010-annotator.md.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from healthtext import assets, quantities
from healthtext import terms as vocabulary
from healthtext.entities import spared
from healthtext.records import Entity

if TYPE_CHECKING:
    from healthtext.annotator import Mention, Reading
    from healthtext.terms import TermMatch

# The groups of the network that a type counts for; the likeliest of them speaks for a term.
GROUPS = {
    "CONDITION": ("disease", "anatomy"), "SYMPTOM": ("disease",), "DRUG": ("chemical",),
    "CHEMICAL": ("chemical",), "NUTRIENT": ("chemical",), "ANATOMY": ("anatomy", "gross"),
}  # fmt: skip
# A mention that takes in several terms of these types, and no others, is as many entities: lists,
# and foods ("garlic clove"), whose evidence is that of each. Of drugs the whole is meant.
APART = {"disease": ("CONDITION", "SYMPTOM"), "chemical": ("NUTRIENT",)}
PROPOSING = ("disease", "chemical", "anatomy")
NO_ENTITIES = "lexicons/no_entities.txt"
VERBS_ONLY = "lexicons/verbs_only.txt"
# Chosen on development parts and on clean consumer prose: the support from which a term of the
# vocabulary stays, the same for a name of the corpora, and the score from which a mention counts
# that neither of the two vouches for.
KEPT = {"disease": 0.5, "chemical": 0.5, "anatomy": 0.5}
NAMED = {"disease": 0.2, "chemical": 0.1, "anatomy": 0.1}
LETTERS = 0.5  # the same for capitals that only a corpus calls a name and the text does not define
NEW = {"disease": 0.8, "chemical": 0.8, "anatomy": 0.8}
SHORT = 0.1  # the support, of its place and of the text, below which no defined short form counts
SURE = 0.95  # the score that makes a mention of an ordinary word: "cells", but not "body"
GROWN = 0.3  # the support as a disease that makes anatomy which grows out of it a CONDITION


def merged(text: str, known: Sequence[Entity], reading: Reading) -> Iterator[Entity]:
    """Yield the network's mentions, then names and terms that it bears out; they may overlap."""
    ordinary = vocabulary.load().shut_out
    named = [
        Entity(one.start, one.end, one.text, one.type)
        for one in reading.names
        if not (ordinary(one.text) or _is_ragged(text, one) or _is_nothing(text, known, one))
    ]
    for group in PROPOSING:
        terms, names = ([one for one in ones if group in GROUPS.get(one.type, ())]
                        for ones in (known, named))  # fmt: skip
        foreign_terms = [one for one in known if one.type not in GROUPS]
        for mention, kind in typed(reading, group):
            start, end = trimmed(text, mention.start, mention.end)
            met = across(terms, start, end)
            vouched = met or across(names, start, end)
            floor = SURE if ordinary(text[start:end]) else 0.0 if vouched else NEW[group]
            if not met and _is_undefined(text, start, end):
                floor = max(floor, LETTERS)
                kind = "CONDITION" if group == "disease" else kind  # no sign is told by letters
            foreign = [one for one in met if one.type not in APART.get(group, ())]
            listed = sum(one.text.lower() not in spared.AT_LARGE for one in met)
            several = listed > 1 and not foreign and not _is_one(names, start, end)
            whole = Entity(start, end, text[start:end], kind)
            nothing = start >= end or several or _is_nothing(text, known, whole)
            nothing = nothing or _is_one(foreign_terms, start, end)  # CBT is no drug
            if mention.score >= floor and not nothing:
                yield _told(whole, met)
    for name in _borne_out(text, named, reading, NAMED):
        yield _told(name, across(known, name.start, name.end))
    yield from _borne_out(text, known, reading, KEPT)


# A form of a medicine: "4-mg granules", "fish oil capsules".
_FORM = re.compile(r"(?:capsule|granule|tablet)s?$", re.I)
_DOSED = re.compile(r"\b(?:mg|mcg|µg|micrograms?|g|grams?)\s$", re.I)


def _is_nothing(text: str, known: Sequence[Entity], one: TermMatch | Entity) -> bool:
    """Tell whether a mention is an organism, a route, the form of a medicine or how often it is."""
    if one.text.lower() in _no_entities() or _is_organism(text, one) or _is_amount(one.text):
        return True
    if one.type != "ANATOMY" or not _FORM.search(one.text):
        return False
    near = across(known, one.start - 2, one.end)  # "omega-3 capsules" as a whole, or the capsules
    drugs = any("chemical" in GROUPS.get(it.type, ()) for it in near)
    return drugs or bool(_DOSED.search(text, max(one.start - 12, 0), one.start))


# "E. coli", "S. aureus": either part by itself; a disease may begin so ("C. difficile colitis").
_GENUS = re.compile(r"(?<![\w.])[A-Z]\.\s?$")
_SPECIES = re.compile(r"\.\s?[a-z]{3,}")


def _is_organism(text: str, one: TermMatch | Entity) -> bool:
    if one.type in ("CONDITION", "SYMPTOM"):
        return False
    genus = len(one.text) == 1 and one.text.isupper() and _SPECIES.match(text, one.end)
    named = one.text.islower() and _GENUS.search(text, max(one.start - 4, 0), one.start)
    return bool(genus or named)


def _is_amount(wording: str) -> bool:
    """Tell whether a whole mention is a quantity: "q6h"."""
    if not any(map(str.isdigit, wording)):
        return False
    found = quantities.find(wording)
    return len(found) == 1 and found[0].text == wording


def _is_undefined(text: str, start: int, end: int) -> bool:
    """Tell whether a mention is a few capitals that stand for something the text never says."""
    letters = text[start:end].removesuffix("s")
    few = 1 < len(letters) < 5 and letters.isalpha() and letters.isupper()
    return few and not re.search(
        rf"\(\s?{re.escape(letters)}s?\b|\b{re.escape(letters)}s? \(", text
    )


@cache
def _no_entities() -> frozenset[str]:
    return frozenset(assets.rows(NO_ENTITIES))


def _is_one(ordered: Sequence[Entity], start: int, end: int) -> bool:
    return any((one.start, one.end) == (start, end) for one in across(ordered, start, end))


def typed(reading: Reading, group: str) -> Iterator[tuple[Mention, str]]:
    """Yield the mentions of a group with their types."""
    mentions = reading.mentions(group)
    ill = reading.support("disease", [(one.start, one.end) for one in mentions])
    for mention, support in zip(mentions, ill, strict=True):
        grown = group == "anatomy" and mention.type == "CONDITION" and support < GROWN
        yield mention, "ANATOMY" if grown else mention.type


_RAGGED = re.compile(r"[\s,;:/–-]+(?:(?:of|in|and|or|with|the|a|to)\b\s*)?$")


_LAST = re.compile(r"\s+([a-z]+)$")


@cache
def _verbs_only() -> frozenset[str]:
    return frozenset(assets.rows(VERBS_ONLY))


def _is_ragged(text: str, one: TermMatch) -> bool:
    """Tell whether a name of the corpora ends in the middle: "cancer of"."""
    return trimmed(text, one.start, one.end) != (one.start, one.end)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a mention without marks, small words and verbs at its ends, brackets of one side."""
    opened, closed = text.find("(", start, end), text.rfind(")", start, end)
    if closed >= 0 and opened < 0:
        start = closed + 1
    elif opened >= 0 and closed < 0:
        end = opened
    ragged = _RAGGED.search(text, start, end)
    end = ragged.start() if ragged else end
    last = _LAST.search(text, start, end)
    end = last.start() if last and last[1] in _verbs_only() else end
    while start < end and (text[start].isspace() or text[start] in ",;:/–-"):
        start += 1
    return start, end


def _borne_out(
    text: str, known: Sequence[Entity], reading: Reading, floors: Mapping[str, float]
) -> Iterator[Entity]:
    """Yield what the network does not deny; of some types it knows nothing."""
    asked = {group for entity in known for group in GROUPS.get(entity.type, ())}
    spans = [(entity.start, entity.end) for entity in known]
    support = {group: reading.support(group, spans) for group in asked}
    for at, entity in enumerate(known):
        groups = GROUPS.get(entity.type, ())
        stays = not groups or spared.is_spared(text, entity)
        floor = floors[groups[0]] if groups else 0.0
        if floors is NAMED and _is_undefined(text, entity.start, entity.end):
            floor = LETTERS
        if stays or max(support[group][at] for group in groups) >= floor:
            yield entity


def borne(places: list[tuple[int, int]], kind: str, reading: Reading) -> list[tuple[int, int]]:
    """Return where a short form of a type is not denied: by the mean of its place and of the text.

    The network is unsure of letters that stand alone, but not of all of them in a text.
    """
    groups = GROUPS.get(kind, ())
    if not groups or not places:
        return places
    support = np.max([reading.support(group, places) for group in groups], 0)
    held = (support + support.mean()) / 2 >= SHORT
    return [place for place, stays in zip(places, held, strict=True) if stays]


def _told(found: Entity, terms: Sequence[Entity]) -> Entity:
    """Return an entity as the vocabulary knows it: its type if it knows the very span.

    One that ends in a term has the concepts of that term, which is the broader one.
    """
    head = next((term for term in terms if term.end == found.end), None)
    if head is None:
        return found if terms else _alone(found)
    whole = head.start == found.start
    return replace(found, type=head.type if whole else found.type, concepts=head.concepts)


def _alone(found: Entity) -> Entity:
    """Return an entity that a phrase hides as the vocabulary has it: histamine of its release."""
    known = vocabulary.load().lookup(found.text)
    ours = GROUPS.get(found.type, ())[:1]
    if known is None or not ours or GROUPS.get(known.type, ())[:1] != ours:
        return found
    return replace(found, type=known.type, concepts=known.concepts)


def across(ordered: Sequence[Entity], start: int, end: int) -> Sequence[Entity]:
    """Return what overlaps a span, of things that lie in order and never overlap."""
    low = bisect_right(ordered, start, key=lambda one: one.end)
    return ordered[low : bisect_left(ordered, end, key=lambda one: one.start)]


def apart(candidates: Iterable[Entity], certain: Iterable[Entity] = ()) -> tuple[Entity, ...]:
    """Return entities that do not overlap, in order: the longer stays, then the one given first.

    `certain` ones never overlap, and stay whatever they meet.
    """
    kept: list[Entity] = list(certain)
    for entity in sorted(candidates, key=lambda one: one.start - one.end):
        if not across(kept, entity.start, entity.end):
            insort(kept, entity, key=lambda one: one.start)
    return tuple(kept)
