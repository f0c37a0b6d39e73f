"""What an entity names inside itself that is of another kind: the kidney of a kidney transplant.

Entities never overlap: the longer one stays, and what lies in it is told as a part of it. The rule
and what it was measured on: docs/decisions/0010-annotator.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from healthtext import terms
from healthtext.entities import merging
from healthtext.entities.linking import GROUPS as FAMILIES
from healthtext.records import Entity, Inner

if TYPE_CHECKING:
    from healthtext.annotator import Reading


def told(text: str, entities: Sequence[Entity], reading: Reading) -> tuple[Entity, ...]:
    """Return entities, in order and apart, with what the network is sure of inside each."""
    found: dict[int, list[Entity]] = {}
    for one in _sure(text, reading):
        for whole in merging.across(entities, one.start, one.end):
            if _inside(one, whole):
                found.setdefault(whole.start, []).append(one)
    return tuple(
        replace(whole, inner=_records(found[whole.start])) if whole.start in found else whole
        for whole in entities
    )


def _sure(text: str, reading: Reading) -> Iterator[Entity]:
    """Yield the mentions that need nothing else to vouch for them."""
    ordinary = terms.load().shut_out
    for group in merging.PROPOSING:
        for mention, kind in merging.typed(reading, group):
            start, end = merging.trimmed(text, mention.start, mention.end)
            wording = text[start:end]
            floor = merging.SURE if ordinary(wording) else merging.NEW[group]
            if start < end and mention.score >= floor:
                yield Entity(start, end, wording, kind)


def _inside(one: Entity, whole: Entity) -> bool:
    """Tell whether one lies in an entity that is longer and of another family."""
    alike = any(one.type in family and whole.type in family for family in FAMILIES)
    longer = one.end - one.start < whole.end - whole.start
    return not alike and longer and whole.start <= one.start and one.end <= whole.end


def _records(found: Sequence[Entity]) -> tuple[Inner, ...]:
    return tuple(Inner(one.start, one.end, one.text, one.type) for one in merging.apart(found))
