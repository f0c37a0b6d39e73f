"""Entities by what the rest of the text says: a wording that is one is one elsewhere as well.

The rule and what it was measured on: docs/decisions/0010-annotator.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from healthtext.entities import merging
from healthtext.records import Entity

if TYPE_CHECKING:
    from healthtext.annotator import Reading

# The support of a place from which what is an entity elsewhere in the text is one there. Not for
# anatomy: health pages are full of "the body" (docs/decisions/0010-annotator.md).
AGAIN = {"disease": 0.3, "chemical": 0.5}
_WORD = re.compile(r"\w+")

Wordings = dict[str, list[tuple[str, Entity]]]


def repeated(text: str, entities: Sequence[Entity], reading: Reading) -> tuple[Entity, ...]:
    """Return entities, in order and apart, and the places where their wordings stand again."""
    found = [
        one for one in _places(text, _wordings(entities))
        if not merging.across(entities, one.start, one.end)
    ]  # fmt: skip
    return merging.apart(_likely(found, reading), entities)


def _wordings(entities: Sequence[Entity]) -> Wordings:
    """Return the wordings that count, in lower case unless they are short forms, by first words."""
    known: dict[str, Entity] = {}
    for one in entities:
        if _group(one) in AGAIN:
            known.setdefault(plain(one.text), one)
    found: Wordings = {}
    for wording, one in known.items():
        first = _WORD.match(wording)
        if first:
            found.setdefault(first.group().lower(), []).append((wording, one))
    return found


def plain(wording: str) -> str:
    """Return a wording in lower case, but letters that stand for words as they are."""
    return wording if wording[1:] != wording[1:].lower() else wording.lower()


def _group(one: Entity) -> str:
    return merging.GROUPS.get(one.type, ("",))[0]


def _places(text: str, wordings: Wordings) -> Iterator[Entity]:
    """Yield where one of the wordings stands as whole words."""
    for word in _WORD.finditer(text):
        start = word.start()
        for wording, one in wordings.get(word.group().lower(), ()):
            end = start + len(wording)
            whole = not (text[end : end + 1].isalnum() or text[end : end + 1] == "_")
            if whole and plain(text[start:end]) == wording:
                yield replace(one, start=start, end=end, text=text[start:end])


def _likely(found: Sequence[Entity], reading: Reading) -> Iterator[Entity]:
    """Yield those that the network supports."""
    spans = [(one.start, one.end) for one in found]
    support = {group: reading.support(group, spans) for group in {_group(one) for one in found}}
    for at, one in enumerate(found):
        if support[_group(one)][at] >= AGAIN[_group(one)]:
            yield one
