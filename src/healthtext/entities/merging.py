"""What the network proposes and what the vocabulary knows, made into one list of entities.

The rule and what it was measured on: docs/decisions/0010-annotator.md.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from healthtext.records import Entity

if TYPE_CHECKING:
    from healthtext.annotator import Mention, Reading

# The groups of the network that a type counts for; the likeliest of them speaks for a term.
GROUPS = {
    "CONDITION": ("disease", "anatomy"), "SYMPTOM": ("disease",), "DRUG": ("chemical",),
    "CHEMICAL": ("chemical",), "NUTRIENT": ("chemical",), "ANATOMY": ("anatomy", "gross"),
}  # fmt: skip
PROPOSING = ("disease", "chemical", "anatomy")
# A term of the vocabulary stays from this support on; what the network alone proposes counts from
# this score on. Both were chosen on development parts and on clean consumer prose.
KEPT = {"disease": 0.1, "chemical": 0.1, "anatomy": 0.1}
NEW = {"disease": 0.5, "chemical": 0.5, "anatomy": 0.5}

Placed = TypeVar("Placed", "Entity", "Mention")


def merged(text: str, known: Sequence[Entity], reading: Reading) -> Iterator[Entity]:
    """Yield the mentions of the network, then the terms it bears out; the two may overlap."""
    mentions = {group: reading.mentions(group) for group in PROPOSING}
    for group, found in mentions.items():
        akin = [one for one in known if group in GROUPS.get(one.type, ())]
        for mention in found:
            terms = _across(akin, mention.start, mention.end)
            if terms or mention.score >= NEW[group]:
                yield _entity(text, mention, terms)
    for term in _borne_out(known, reading):
        groups = GROUPS.get(term.type, ())
        if not any(_across(mentions.get(group, ()), term.start, term.end) for group in groups):
            yield term


def _borne_out(known: Sequence[Entity], reading: Reading) -> Iterator[Entity]:
    """Yield the terms that the network does not deny; of some types it knows nothing."""
    asked = {group for entity in known for group in GROUPS.get(entity.type, ())}
    spans = [(entity.start, entity.end) for entity in known]
    support = {group: reading.support(group, spans) for group in asked}
    for at, entity in enumerate(known):
        groups = GROUPS.get(entity.type, ())
        if not groups or max(support[group][at] for group in groups) >= KEPT[groups[0]]:
            yield entity


def _entity(text: str, mention: Mention, terms: Sequence[Entity]) -> Entity:
    """Make the entity of a mention: type and concepts are the vocabulary's if it knows the span.

    A mention that ends in a term has the concepts of that term, which is the broader one.
    """
    head = next((term for term in terms if term.end == mention.end), None)
    whole = head is not None and head.start == mention.start
    kind = head.type if head is not None and whole else mention.type
    concepts = head.concepts if head is not None else ()
    return Entity(mention.start, mention.end, text[mention.start : mention.end], kind, concepts)


def _across(ordered: Sequence[Placed], start: int, end: int) -> Sequence[Placed]:
    """Return what overlaps a span, of things that lie in order and never overlap."""
    low = bisect_right(ordered, start, key=lambda one: one.end)
    return ordered[low : bisect_left(ordered, end, key=lambda one: one.start)]


def apart(candidates: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return entities that do not overlap, in order: the longer stays, then the one given first."""
    kept: list[Entity] = []
    for entity in sorted(candidates, key=lambda one: one.start - one.end):
        if not _across(kept, entity.start, entity.end):
            insort(kept, entity, key=lambda one: one.start)
    return tuple(kept)
