"""Medical entities of a document: known terms and what the network finds, typed and linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from healthtext import assets, terms
from healthtext.entities import abbreviations, again, beside, inner, linking, merging
from healthtext.records import Entity
from healthtext.terms import TermMatch, Terms

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from healthtext.annotator import Reading
    from healthtext.entities.models import Told

TYPES = (
    "CONDITION", "SYMPTOM", "DRUG", "CHEMICAL", "NUTRIENT", "TREATMENT", "ANATOMY", "TEST",
)  # fmt: skip
MEASURED = "lexicons/measured.txt"


def find(
    doc: Doc, reading: Reading | None = None, own: Terms | None = None, told: Told | None = None
) -> tuple[Entity, ...]:
    """Return the entities of a document in order, never overlapping.

    `reading` is what the network read of its text; without one the vocabulary alone decides. An
    abbreviation that the text defines means what the text says, whatever the two have. `own` are
    terms of the user, which stay whatever they meet. What the network alone finds is linked
    to a concept where one is likely enough. A wording that is an entity once is one wherever the
    network does not deny it (`again`); what lies in an entity of another kind is its `inner`.
    What a model of the user's has `told` stands for the network's mentions.
    """
    text = doc.text  # made anew each time it is asked for
    matches = terms.load().find(text) if reading is None else reading.matches
    known = tuple(one for one in _known(matches) if not beside.is_other(text, one))
    others: tuple[Entity, ...] = ()
    if told is not None:
        others = tuple(told.others(known))
        reading = None if reading is None else told.reading(reading, known)
    merged = known if reading is None else merging.merged(text, known, reading)
    found = tuple(one for one in merged if not beside.is_other(text, one))
    ours = () if own is None else tuple(_known(own.find(text), own))
    everything = merging.apart((*_defined(doc, text, found, reading), *others, *found), ours)
    scored = tuple(replace(one, link_score=1.0) if one.concepts else one for one in everything)
    if reading is None:
        return scored
    return inner.told(text, linking.linked(again.repeated(text, scored, reading)), reading)


def for_claims(found: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return what claims are made of: all but what is measured, which studies know by its words.

    "Blood pressure that resists drugs" would be blood pressure at large by its concept.
    """
    return tuple(one for one in found if terms.key_of(one.text) not in _measured())


def _known(matches: Iterable[TermMatch], own: Terms | None = None) -> Iterator[Entity]:
    """Yield the terms of a vocabulary; an untyped phrase counts by the typed term it ends in."""
    vocabulary = own or terms.load()
    for match in matches:
        typed = _typed(match, vocabulary) if match.type == terms.GENERAL else match
        if typed is not None:
            yield Entity(typed.start, typed.end, typed.text, typed.type, typed.concepts)


def _typed(match: TermMatch, vocabulary: Terms) -> TermMatch | None:
    """Return what an untyped phrase is: something measured, or the term it ends in."""
    if terms.key_of(match.text) in _measured():
        return replace(match, type="TEST")
    return vocabulary.head(match)


@cache
def _measured() -> frozenset[str]:
    return frozenset(map(terms.key_of, assets.rows(MEASURED)))


def _defined(
    doc: Doc, text: str, known: tuple[Entity, ...], reading: Reading | None
) -> Iterator[Entity]:
    """Yield the occurrences of an abbreviation whose long form is an entity or ends in one.

    Those that the network denies are left out: a gene may bear the letters of its disease.
    """
    ends = {entity.end: entity for entity in known}
    for short, long in abbreviations.definitions(doc):
        meant = ends.get(long.end_char)
        if meant is not None:
            concepts = meant.concepts if _same(meant, long) else ()
            places = list(abbreviations.occurrences(text, short.text))
            if reading is not None and not concepts:
                places = merging.borne(places, meant.type, reading)
            for start, end in places:
                yield Entity(start, end, text[start:end], meant.type, concepts)


def _same(entity: Entity, long: Span) -> bool:
    return entity.start <= long.start_char
