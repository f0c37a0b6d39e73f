"""Medical entities of a document: known terms and what the network finds, typed and linked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from healthtext import terms
from healthtext.entities import abbreviations, again, inner, linking, merging
from healthtext.records import Entity
from healthtext.terms import TermMatch, Terms

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from healthtext.annotator import Reading
    from healthtext.entities.models import Told

TYPES = (
    "CONDITION", "SYMPTOM", "DRUG", "CHEMICAL", "NUTRIENT", "TREATMENT", "ANATOMY", "TEST",
)  # fmt: skip


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
    known = tuple(one for one in _known(matches) if not _no_treatment(text, one))
    others: tuple[Entity, ...] = ()
    if told is not None:
        others = tuple(told.others(known))
        reading = None if reading is None else told.reading(reading, known)
    found = known if reading is None else tuple(merging.merged(text, known, reading))
    ours = () if own is None else tuple(_known(own.find(text), own))
    everything = merging.apart((*_defined(doc, text, found, reading), *others, *found), ours)
    scored = tuple(replace(one, link_score=1.0) if one.concepts else one for one in everything)
    if reading is None:
        return scored
    return inner.told(text, linking.linked(again.repeated(text, scored, reading)), reading)


# "Fasting blood sugar" is measured before breakfast; nobody is treated by fasting.
_LABORATORY = re.compile(
    r"[\s-]+(?:(?:blood|plasma|serum)[\s-]+)?"
    r"(?:glucose|sugars?|insulin|lipids?|triglycerides?|cholesterol|lipoproteins?|c-peptide"
    r"|levels?|values?|samples?|specimens?|blood|plasma|serum)\b",
    re.I,
)


# "Cannot cure it", "completely cures it": what follows is the object of a verb.
_BEFORE_VERB = re.compile(
    r"(?:\b(?:can|could|will|would|may|might|must|shall|should|to|does|do|did|not|cannot|never)"
    r"|\b(?!only\b|early\b|daily\b|likely\b)\w+ly|n['’]t)(?:\s(?:not|also|ever|even|always|\w+ly))?\s$",
    re.I,
)


# "No cures", "cures for warts": any other "cures" is a verb ("cinnamon cures diabetes").
_NOUN_BEFORE = re.compile(
    r"(?:^|[.!?:;\n]\s*|\b(?:no|the|these|those|any|some|many|all|few|other|such|miracle|natural|home"
    r"|folk|herbal|traditional|quick|old|new|known|alleged|supposed|so-called|fake|false|of|for|as"
    r"|with|about)\s)$",
    re.I,
)
_NOUN_AFTER = re.compile(r"\s(?:for|of|are|were|have|do|don['’]t)\b", re.I)


def _no_treatment(text: str, entity: Entity) -> bool:
    """Tell whether a word for a treatment is something else by what is beside it."""
    word = entity.text.lower()
    if word == "cures" and not _NOUN_AFTER.match(text, entity.end):
        return not _NOUN_BEFORE.search(text[max(entity.start - 24, 0) : entity.start])
    if word in ("cure", "cures"):
        return bool(_BEFORE_VERB.search(text, max(entity.start - 24, 0), entity.start))
    return word == "fasting" and bool(_LABORATORY.match(text, entity.end))


def _known(matches: Iterable[TermMatch], own: Terms | None = None) -> Iterator[Entity]:
    """Yield the terms of a vocabulary; an untyped phrase counts by the typed term it ends in."""
    vocabulary = own or terms.load()
    for match in matches:
        typed = vocabulary.head(match) if match.type == terms.GENERAL else match
        if typed is not None:
            yield Entity(typed.start, typed.end, typed.text, typed.type, typed.concepts)


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
