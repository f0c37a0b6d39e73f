"""Claims that one thing is healthier or safer than another, whatever either does.

Only studies that set the one beside the other speak of it, and of what is safer none does: that one
side effect is seen less often leaves all others open.
"""

from __future__ import annotations

import re

from healthtext.evidence.asked import adverse
from healthtext.evidence.asked.vague import ANYTHING
from healthtext.evidence.language.rivals import Rival
from healthtext.evidence.language.sides import Side, side
from healthtext.records import Claim

_HEALTHIER = re.compile(
    r"(?:[\w'’-]+ ){0,6}?(?:(?:un)?healthier|better for (?:you|us|people|your health|the body)"
    r"|(?:more|less) (?:healthy|nutritious|wholesome)) than",
    re.I,
)
_SAFER = re.compile(
    r"(?:[\w'’-]+ ){0,6}?(?:safer|gentler|riskier|(?:more|less) (?:harmful|dangerous|toxic|risky"
    r"|damaging|addictive|poisonous)) than",
    re.I,
)
_LESS = re.compile(r"\b(?:less (?:healthy|nutritious|wholesome)|unhealthier) than$", re.I)


def of(claim: Claim) -> tuple[Side, Rival] | None:
    """Return what is compared, and with what; None where a claim compares nothing so."""
    other = claim.object
    if other is None:
        return None
    if _SAFER.fullmatch(claim.relation):
        return Side(adverse.ANY, (), (), ()), Rival(side(other.text, acts=True), "more")
    if not _HEALTHIER.fullmatch(claim.relation):
        return None
    how = "less" if _LESS.search(claim.relation) else "more"
    return Side(ANYTHING, (), (), ()), Rival(side(other.text, acts=True), how)
