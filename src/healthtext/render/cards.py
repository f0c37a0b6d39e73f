"""Entities as cards: every name once, with its concepts, how it is spoken of and where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from healthtext.context import notes as notes_of
from healthtext.records import Concept, Entity, Hyponym
from healthtext.render.sides import Row

_PAGES = {
    "DOID": "https://purl.obolibrary.org/obo/DOID_{}",
    "SYMP": "https://purl.obolibrary.org/obo/SYMP_{}",
    "UBERON": "https://purl.obolibrary.org/obo/UBERON_{}",
    "MESH": "https://id.nlm.nih.gov/mesh/{}",
    "UMLS": "https://uts.nlm.nih.gov/uts/umls/concept/{}",
}
_NUMBER = re.compile(r"[A-Z]*[0-9]+")
_MENTIONS = 12


@dataclass(frozen=True, slots=True)
class Linked:
    """A concept, the page of its vocabulary about it or nothing, and how probably it is meant."""

    concept: Concept
    url: str
    score: float


@dataclass(frozen=True, slots=True)
class Card:
    """An entity however often and in whatever context it is mentioned.

    `kinds` are what the text says it is a kind of, `paragraphs` the numbers of those it is
    mentioned in, the first few of them.
    """

    number: int
    text: str
    type: str
    concepts: tuple[Linked, ...]
    times: int
    contexts: tuple[str, ...]
    kinds: tuple[str, ...]
    paragraphs: tuple[int, ...]
    more: int


Key = tuple[str, str]


def cards(
    entities: Sequence[Entity], rows: Sequence[Row], hyponyms: Sequence[Hyponym] = ()
) -> dict[Key, Card]:
    """Make the cards, by type, the most frequent first."""
    groups: dict[Key, list[Entity]] = {}
    for entity in entities:
        groups.setdefault(key_of(entity), []).append(entity)
    starts = [row.repaired[0] for row in rows]
    kinds: dict[tuple[int, int], list[str]] = {}
    for one in hyponyms:
        kinds.setdefault((one.start, one.end), []).append(one.general)
    ranked = sorted(groups.values(), key=lambda g: (g[0].type, -len(g), g[0].start))
    return {
        key_of(group[0]): _card(number, group, starts, kinds)
        for number, group in enumerate(ranked, 1)
    }


def key_of(entity: Entity) -> Key:
    """Return what mentions of one card have in common."""
    return entity.type, entity.text.casefold()


def numbers(found: Mapping[Key, Card], entities: Sequence[Entity]) -> Iterator[tuple[Entity, int]]:
    """Yield every entity with the number of its card."""
    for entity in entities:
        yield entity, found[key_of(entity)].number


def page_of(concept: Concept) -> str:
    """Return the address of a concept's page, where its vocabulary has public ones."""
    vocabulary, _, number = concept.id.partition(":")
    pattern = _PAGES.get(vocabulary.upper(), "")
    return pattern.format(number) if _NUMBER.fullmatch(number) else ""


def _card(
    number: int, group: Sequence[Entity], starts: Sequence[int],
    kinds: Mapping[tuple[int, int], Sequence[str]],
) -> Card:  # fmt: skip
    concepts: dict[Concept, float] = {}
    for entity in group:
        for concept in entity.concepts:
            concepts[concept] = max(entity.link_score, concepts.get(concept, 0.0))
    contexts = Counter(note for entity in group for note in notes_of(entity.context))
    notes = (f"{note} {times}×" if times > 1 else note for note, times in contexts.items())
    places = dict.fromkeys(max(bisect_right(starts, entity.start), 1) for entity in group)
    called = (kind for entity in group for kind in kinds.get((entity.start, entity.end), ()))
    first = group[0]
    return Card(
        number, first.text, first.type,
        tuple(Linked(one, page_of(one), score) for one, score in concepts.items()), len(group),
        tuple(notes), tuple({kind.casefold(): kind for kind in called}.values()),
        tuple(places)[:_MENTIONS], max(len(places) - _MENTIONS, 0),
    )  # fmt: skip
