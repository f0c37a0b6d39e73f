"""How much a claim could harm a reader who believes it: an order to read claims in, no verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from healthtext.claims import STRENGTHS
from healthtext.records import Claim, Finding

LEVELS = ("high", "medium", "low")
# What a reader acts on: what to take, how much, and that a thing is safe.
_ACTED_ON = ("treatment", "prevention", "harm", "dose")


@dataclass(frozen=True, slots=True)
class Harm:
    """A level of LEVELS with the reason for it."""

    level: str
    reason: str


def harm(claim: Claim, findings: Sequence[Finding]) -> Harm:
    """Judge a claim by what it is and by the findings within it.

    High is advice that a rule calls an error, and an amount to take on nobody's word; medium what
    other rules warn of, and a plain promise that cites nothing.
    """
    severities = {finding.severity for finding in findings}
    plain = claim.hedge == "none" and not claim.citations
    if "error" in severities:
        return Harm("high", "dangerous advice")
    if claim.kind == "dose" and plain:
        return Harm("high", "an amount to take without a source")
    if claim.kind == "harm" and claim.polarity == "negative" and plain:
        return Harm("medium", "said to be safe without a source")
    if "warning" in severities:
        return Harm("medium", "promises too much")
    if claim.kind in _ACTED_ON and claim.strength == "direct_causal" and plain:
        return Harm("medium", "a plain promise without a source")
    return Harm("low", "hedged" if claim.hedge != "none" else "cited" if claim.citations else "")


def order(claim: Claim, judged: Harm) -> tuple[int, bool, int, int]:
    """Return what to sort claims by, the most harmful first."""
    return (
        LEVELS.index(judged.level), bool(claim.citations),
        STRENGTHS.index(claim.strength) if claim.strength in STRENGTHS else len(STRENGTHS),
        claim.start,
    )  # fmt: skip
