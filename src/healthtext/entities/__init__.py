"""Medical entities of a document: known terms, typed and linked to concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from healthtext import terms
from healthtext.records import Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPES = (
    "CONDITION", "SYMPTOM", "DRUG", "CHEMICAL", "NUTRIENT", "TREATMENT", "ANATOMY", "TEST",
)  # fmt: skip


def find(doc: Doc) -> tuple[Entity, ...]:
    """Return the entities of a document in order, never overlapping."""
    matches = terms.load().find(doc.text)
    return tuple(
        Entity(match.start, match.end, match.text, match.type, match.concepts)
        for match in matches
        if match.type in TYPES
    )
