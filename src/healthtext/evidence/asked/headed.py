"""Whether something else acts, or is acted on, than the things that a claim was read with.

"Getting a cancer diagnosis" is no cancer, what is blocked "in the heart" is not the heart,
"after the tumour is removed by surgery" says when something is and not that surgery does it, and
what "affects walking and causes falls" is not walking.
"""

from __future__ import annotations

import re

from healthtext.evidence.language import standing
from healthtext.evidence.language.units import SUFFERED
from healthtext.records import Claim

# What is made, done or kept for a disorder and called after it.
_HEAD = re.compile(
    r"[ -](?:diagnos[ie]s|screening|specialists?|consultants?|clinics?|services?|registr(?:y|ies)"
    r"|awareness|guidelines|organi[sz]ations?|charit(?:y|ies)|societ(?:y|ies)|foundations?)\b",
    re.I,
)
_PLACED = re.compile(
    r" *(?:the |your |certain |some )?[\w-]+(?: [\w-]+){0,3}"
    r" (?:in|inside|within|throughout) (?:the |your |his |her |our |their )?$",
    re.I,
)
_WHEN = re.compile(
    r"(?:^|[ ,;])(?:after|before|once|until|unless|whether|when|if)"
    r" (?:(?:the|a|an|your|this|all|most|any) )?(?:[\w-]+ )?$",
    re.I,
)
_PASSIVE = re.compile(r"(?:is|are|was|were|has been|have been)\b.*\b(?:by|with)$", re.I)


_AND = re.compile(r",? (?:and|or|but|then)(?: (?:also|then|so|thus|even))? ", re.I)


def is_of_other(claim: Claim) -> bool:
    """Tell whether the verb of a claim has another subject or object than those that were read."""
    return (
        _is_called_after(claim)
        or _is_only_where(claim)
        or _is_only_when(claim)
        or _is_acted_on(claim)
        or _is_itself(claim)
    )


def _is_acted_on(claim: Claim) -> bool:
    """Tell whether no more than "and" parts what acts from its verb: it belongs to another verb."""
    acting = claim.subject
    if acting is None or not claim.relation or not standing.is_inside(claim, acting):
        return False
    end = acting.end - claim.start
    verb = claim.text.find(claim.relation, end)
    return verb > 0 and bool(_AND.fullmatch(claim.text, end, verb))


def _is_itself(claim: Claim) -> bool:
    """Tell whether a thing was read to act on itself: pain, on pain."""
    sides = claim.subject, claim.object
    return all(sides) and len({one.text.lower() for one in sides if one}) == 1


def _is_called_after(claim: Claim) -> bool:
    """Tell whether a disorder only names the noun behind it: a cancer diagnosis."""
    acted = claim.object
    if acted is None or acted.type not in SUFFERED or not standing.is_inside(claim, acted):
        return False
    return bool(_HEAD.match(claim.text, acted.end - claim.start))


def _is_only_where(claim: Claim) -> bool:
    """Tell whether a part of the body only says where that is which the verb acts on."""
    acted, at = claim.object, claim.text.find(claim.relation) if claim.relation else -1
    if acted is None or acted.type != "ANATOMY" or at < 0 or not standing.is_inside(claim, acted):
        return False
    return bool(_PLACED.fullmatch(claim.text, at + len(claim.relation), acted.start - claim.start))


def _is_only_when(claim: Claim) -> bool:
    """Tell whether a passive only says when something is: "after the tumour is removed by"."""
    at = claim.text.find(claim.relation) if _PASSIVE.match(claim.relation) else -1
    return at > 0 and bool(_WHEN.search(claim.text, 0, at))
