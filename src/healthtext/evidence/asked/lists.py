"""Lists of which a store knows only the whole: they are one claim again.

"Nausea and vomiting" of a sentence are two claims, but where all studies of the one are those of
the other, and speak of both, there is one thing to be said and not two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Literal

from healthtext.evidence.language.sides import side
from healthtext.records import Claim, Evidence, Party

NAMED = 0.9  # of a match, from which a row names a member itself
Name = Literal["subject", "object"]
_SIDES: tuple[tuple[Name, Name], ...] = (("object", "subject"), ("subject", "object"))


def whole(
    claims: Sequence[Claim], judge: Callable[[Claim], Claim]
) -> tuple[Claim, ...]:  # fmt: skip
    """Return the claims, judged anew where several of a list are one."""
    for name, other in _SIDES:
        groups: dict[object, list[Claim]] = {}
        for claim in claims:
            key = claim.start, claim.end, claim.relation, getattr(claim, other)
            groups.setdefault(key if claim.relation else id(claim), []).append(claim)
        claims = [one for group in groups.values() for one in _joined(group, name, judge)]
    return tuple(sorted(claims, key=lambda claim: claim.start))


def _joined(
    group: Sequence[Claim], name: Name, judge: Callable[[Claim], Claim]
) -> Iterable[Claim]:  # fmt: skip
    parties = [party for claim in group if (party := getattr(claim, name))]
    if not 1 < len(parties) == len(group) or not _is_one(group, parties, name):
        return group
    party = _span(group[0], parties)
    return [judge(_with(group[0], name, party))] if party else group


def _with(claim: Claim, name: Name, party: Party) -> Claim:
    return replace(claim, object=party) if name == "object" else replace(claim, subject=party)


def _is_one(group: Sequence[Claim], parties: Sequence[Party], name: Name) -> bool:
    """Tell whether all members rest on the same rows, and these name every member."""
    rested = [_rows(claim) for claim in group]
    if not rested[0] or any(rows != rested[0] for rows in rested):
        return False
    members = [side(party.text, party.concepts) for party in parties]
    said = (row.outcome if name == "object" else row.intervention for row in rested[0])
    return all(member.match(text) >= NAMED for text in said for member in members)


def _rows(claim: Claim) -> frozenset[Evidence]:
    return (
        frozenset(one.evidence for one in claim.verdict.studies) if claim.verdict else frozenset()
    )


def _span(claim: Claim, parties: Sequence[Party]) -> Party | None:
    """Make one party of the members of a list; None where they do not stand in the claim."""
    start, end = parties[0].start, parties[-1].end
    if not claim.start <= start < end <= claim.end:
        return None
    text = claim.text[start - claim.start : end - claim.start]
    concepts = tuple(concept for party in parties for concept in party.concepts)
    return Party(start, end, text, parties[0].type, concepts)
