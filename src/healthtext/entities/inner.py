"""What an entity names inside itself that is of another kind: the kidney of a kidney transplant.

Entities never overlap: the longer one stays, and what lies in it is told as a part of it. The rule
and what it was measured on: docs/decisions/0010-annotator.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from healthtext import terms
from healthtext.entities import again, merging
from healthtext.entities.linking import GROUPS as FAMILIES
from healthtext.records import Entity, Inner

if TYPE_CHECKING:
    from healthtext.annotator import Reading


# What stands between the members of a list: "breast, ovarian or cervical cancer".
_LISTED = re.compile(r"\s*(?:,|/|,?\s*(?:and|or|and/or))\s*", re.I)


def told(text: str, entities: Sequence[Entity], reading: Reading) -> tuple[Entity, ...]:
    """Return entities, in order and apart, with what the network is sure of inside each."""
    found: dict[int, list[Entity]] = {}
    wordings = {again.plain(one.text) for one in entities}
    for one, group in _sure(text, reading, wordings):
        for whole in merging.across(entities, one.start, one.end):
            part = _part(one, group, whole)
            if part is not None:
                found.setdefault(whole.start, []).append(part)
    return tuple(
        replace(whole, inner=_records(text, whole, found[whole.start]))
        if whole.start in found
        else whole
        for whole in entities
    )


def _sure(text: str, reading: Reading, known: Set[str]) -> Iterator[tuple[Entity, str]]:
    """Yield the mentions that need nothing else to vouch for them, each with its group.

    What vouches for a disease is that its wording, one of `known`, is an entity elsewhere.
    """
    ordinary = terms.load().shut_out
    for group in merging.PROPOSING:
        for mention, kind in merging.typed(reading, group):
            start, end = merging.trimmed(text, mention.start, mention.end)
            wording = text[start:end]
            floor = merging.SURE if ordinary(wording) else merging.NEW[group]
            if group == "disease" and again.plain(wording) in known:
                floor = again.AGAIN[group]
            if start < end and mention.score >= floor:
                yield Entity(start, end, wording, kind), group


def _part(one: Entity, group: str, whole: Entity) -> Entity | None:
    """Return a mention as a longer entity has it inside, or None if it does not.

    Corpora mark the site of a tumour as if it were the tumour, and the network does so of any
    disease: what a condition only begins with is no condition, if the vocabulary knows none.
    """
    longer = one.end - one.start < whole.end - whole.start
    if not (longer and whole.start <= one.start and one.end <= whole.end):
        return None
    if not _alike(one, whole) or (group == "anatomy" and one.end == whole.end):
        return one
    if group != "anatomy" or _is_ill(one.text):
        return None
    return replace(one, type="ANATOMY")


def _alike(one: Entity, other: Entity) -> bool:
    return any(one.type in family and other.type in family for family in FAMILIES)


def _is_ill(wording: str) -> bool:
    return terms.load().type_of(wording) in ("CONDITION", "SYMPTOM")


def _records(text: str, whole: Entity, found: Sequence[Entity]) -> tuple[Inner, ...]:
    """Return what lies in an entity, apart; what it ends in and is alike only ends a list."""
    parts = merging.apart(found)
    last = parts[-1]
    if _alike(last, whole) and not (
        len(parts) > 1 and _LISTED.fullmatch(text, parts[-2].end, last.start)
    ):
        parts = parts[:-1]
    return tuple(Inner(one.start, one.end, one.text, one.type) for one in parts)
