"""Where the forms of questions tell more of a claim than its rules, and can be believed."""

from __future__ import annotations

import re

from healthtext.evidence.asked import doing
from healthtext.evidence.asked.promises import meant
from healthtext.evidence.language import composites
from healthtext.evidence.language.sides import is_suffered
from healthtext.evidence.language.units import ACTING
from healthtext.records import Claim, Party

SHORT = 5  # words of what is a name and no clause


def is_sure(claim: Claim, read_so: Claim) -> bool:
    """Tell whether a form tells more than a claim does of which no rule tells what is said."""
    acting, acted = read_so.subject, read_so.object
    if acting is None or acted is None or (claim.kind != "mechanism" and claim.relation):
        return False
    if max(len(one.text.split()) for one in (acting, acted)) > SHORT:
        return False  # more than names
    if _PRONOUN.match(acted.text):
        return False
    if (
        _are_named(claim, acting, acted)
        or is_suffered(acted.text)
        or composites.whole(acted.text) is not None
    ):
        return True
    rid = acting.type in ACTING and _RIDS.match(read_so.relation)
    return bool(rid or meant(read_so) or doing.outcome(read_so))


def _are_named(claim: Claim, acting: Party, acted: Party) -> bool:
    """Tell whether a claim names both of its sides and only its verb was not made out."""
    sides = (claim.subject, acting), (claim.object, acted)
    return all(own is not None and own.text == found.text for own, found in sides)


_PRONOUN = re.compile(r"(?:it|they|this|that|these|those|which|what)\b", re.I)
_RIDS = re.compile(r"(?:kill|remov|eliminat|dissolv|destroy|flush)", re.I)
