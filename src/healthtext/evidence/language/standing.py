"""Where a party stands in the words of its claim: "it cures it" names both in other sentences."""

from __future__ import annotations

from healthtext.records import Claim, Party


def is_inside(claim: Claim, party: Party) -> bool:
    """Tell whether a party stands in the words of its claim and was not resolved by others."""
    return claim.start <= party.start and party.end <= claim.end


def place(claim: Claim, *parties: Party | None) -> int:
    """Return where the first of these that a claim's words hold begins in them, else its verb.

    In code points from the claim's start, never negative.
    """
    inside = (one for one in parties if one and is_inside(claim, one))
    first = next(inside, None)
    return first.start - claim.start if first else max(claim.text.find(claim.relation), 0)
