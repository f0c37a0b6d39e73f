"""How much harm a claim could do to a reader who believes it: an order to read in, no verdict.

This is the one place that decides it; the page and the tables show what it says.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from healthtext.claims import cues
from healthtext.records import Claim, Finding

LEVELS = ("high", "medium", "low")
Judged = tuple[str, str]
# What a reader acts on: what to take, how much, and that a thing is safe.
_ACTED_ON = ("treatment", "prevention", "dose", "diagnosis", "mechanism")


def judge(claim: Claim, said: str = "", *, nameless: bool = False) -> Judged:
    """Return a level of LEVELS and the reason for it, from the claim alone.

    `said` are its words with those that it shares with others, its own if not given; `nameless`
    says that it does not name what it says something of, so that nobody can act on a diagnosis.

    High is what can kill who believes it: to leave a medicine out or fear a vaccine, and a benefit,
    dose or safety asserted for cancer, an emergency, children, pregnancy or beside other medicines.
    """
    plain = claim.hedge == "none" and not claim.citations
    soothing = claim.kind == "harm" and claim.polarity == "negative"
    acted = claim.kind in _ACTED_ON and not (nameless and claim.kind == "diagnosis")
    trusting = soothing or (acted and claim.polarity == "positive")
    feared = claim.kind in ("harm", "cause") and claim.polarity == "positive" and plain
    for topic, level in (
        ("stopping", "high"),
        *((("shunned", "high"),) if feared else ()),
        *((name, "high" if trusting else "medium") for name in TOPICS),
    ):
        if _speaks_of(topic, said or claim.text):
            return _hedged(claim, level), REASONS[topic]
    if claim.kind == "dose":
        return ("high", "an amount to take without a source") if plain else ("medium", "an amount")
    if soothing:
        return (
            ("medium", "said to be safe without a source") if plain else ("low", "said to be safe")
        )
    if trusting and plain and claim.strength == "direct_causal":
        return "medium", "a plain promise without a source"
    if claim.hedge != "none":
        return "low", "hedged"
    return "low", "cites a source" if claim.citations else "little to act on"


# Topics in the order in which one is named when several are met.
TOPICS = ("emergency", "cancer", "pregnancy", "children", "interaction")
REASONS = {
    "stopping": "a medicine or a treatment left out",
    "shunned": "fear of what protects or treats",
    "emergency": "about an emergency",
    "cancer": "about cancer",
    "pregnancy": "about pregnancy or breastfeeding",
    "children": "about children",
    "interaction": "taken beside other medicines",
}


def _speaks_of(topic: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in cues.load().patterns[f"priority.{topic}"])


def _hedged(claim: Claim, level: str) -> str:
    """Lower a level by one where the claim is strongly hedged or says that a thing fails."""
    if level == "high" and claim.hedge == "strong":
        return "medium"
    return level


def raised(claims: Sequence[Claim], findings: Sequence[Finding]) -> tuple[Claim, ...]:
    """Return the claims with the priority that the findings within them ask for."""
    ranked = sorted(findings, key=lambda finding: finding.start)
    starts = [finding.start for finding in ranked]
    longest = max((finding.end - finding.start for finding in ranked), default=0)
    return tuple(_raised(claim, list(_within(claim, ranked, starts, longest)))
                 for claim in claims)  # fmt: skip


def _within(
    claim: Claim, ranked: Sequence[Finding], starts: Sequence[int], longest: int
) -> Iterator[Finding]:
    near = slice(bisect_left(starts, claim.start - longest), bisect_left(starts, claim.end))
    for finding in ranked[near]:
        if finding.end > claim.start:
            yield finding


def _raised(claim: Claim, found: Sequence[Finding]) -> Claim:
    for severity, level in (("error", "high"), ("warning", "medium")):
        rules = {finding.rule for finding in found if finding.severity == severity}
        if rules and LEVELS.index(level) < _rank(claim):
            named = (reason for rule, reason in _RAISING.items() if rule in rules)
            reason = next(named, _OTHERWISE[severity])
            return replace(claim, priority=level, priority_reason=reason)
    return claim


# What a rule says of a claim that it raises; of several the first.
_RAISING = {
    "DANGEROUS_ADVICE": "dangerous advice",
    "RETRACTED": "a study behind it was retracted",
    "CONTRADICTED": "studies say the opposite",
    "STRONGER_THAN_EVIDENCE": "says more than the studies do",
    "NUMBER_MISMATCH": "a figure that its source does not give",
    "CITATION_NOT_ABOUT_CLAIM": "its source speaks of something else",
}
_OTHERWISE = {"error": "dangerous advice", "warning": "promises too much"}


def order(claim: Claim) -> tuple[int, bool, int, int]:
    """Return what to sort claims by, the most harmful first."""
    strength = _STRENGTHS.index(claim.strength) if claim.strength in _STRENGTHS else 4
    return _rank(claim), bool(claim.citations), strength, claim.start


_STRENGTHS = ("direct_causal", "conditional_causal", "correlational", "none")


def _rank(claim: Claim) -> int:
    return LEVELS.index(claim.priority) if claim.priority in LEVELS else len(LEVELS)
