"""Medical entities of a document: known terms, typed and linked to concepts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from healthtext import terms
from healthtext.entities import abbreviations
from healthtext.records import Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

TYPES = (
    "CONDITION", "SYMPTOM", "DRUG", "CHEMICAL", "NUTRIENT", "TREATMENT", "ANATOMY", "TEST",
)  # fmt: skip


def find(doc: Doc) -> tuple[Entity, ...]:
    """Return the entities of a document in order, never overlapping.

    An abbreviation that the text defines means what the text says, whatever the vocabulary has.
    """
    known = tuple(_known(doc.text))
    defined = sorted(_defined(doc, known), key=lambda entity: entity.start)
    return tuple(_merged(known, defined))


def _known(text: str) -> Iterator[Entity]:
    """Yield the terms of the vocabulary; an untyped phrase counts by the typed term it ends in."""
    vocabulary = terms.load()
    for match in vocabulary.find(text):
        typed = vocabulary.head(match) if match.type == terms.GENERAL else match
        if typed is not None:
            yield Entity(typed.start, typed.end, typed.text, typed.type, typed.concepts)


def _defined(doc: Doc, known: tuple[Entity, ...]) -> Iterator[Entity]:
    """Yield every occurrence of an abbreviation whose long form is an entity or ends in one."""
    ends = {entity.end: entity for entity in known}
    for short, long in abbreviations.definitions(doc):
        meant = ends.get(long.end_char)
        if meant is not None:
            concepts = meant.concepts if _same(meant, long) else ()
            for start, end in abbreviations.occurrences(doc.text, short.text):
                yield Entity(start, end, doc.text[start:end], meant.type, concepts)


def _same(entity: Entity, long: Span) -> bool:
    return entity.start <= long.start_char


def _merged(known: tuple[Entity, ...], defined: list[Entity]) -> Iterator[Entity]:
    """Yield both lists in order; where they meet the longer entity stays, then the defined one."""
    last = Entity(-1, -1, "", "")
    for entity in sorted([*defined, *known], key=lambda e: (e.start, -e.end)):
        if entity.start >= last.end:
            if last.end >= 0:
                yield last
            last = entity
    if last.end >= 0:
        yield last
