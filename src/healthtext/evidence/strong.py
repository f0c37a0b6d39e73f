"""How firmly a claim is put: what is said plainly, and on nobody's authority."""

from __future__ import annotations

import re

from healthtext.records import Claim

# What a source is asked for: that something a reader might take or do treats, prevents or harms.
CITABLE = {
    "treatment": frozenset(("intervention", "nutrient")),
    "prevention": frozenset(("intervention", "nutrient")),
    "harm": frozenset(("intervention",)),
}


def is_plain(text: str, claim: Claim) -> bool:
    """Tell whether a claim says without a hedge what something does, not what is done."""
    if (claim.strength, claim.hedge) != ("direct_causal", "none"):
        return False
    verb = next((cue for cue in claim.cues if cue.kind == "kind"), None)
    if verb is None:
        return False
    before = text[claim.start : verb.start]
    return not (_PRACTICE.search(verb.text) or _USED.search(before) or _REPORTED.search(before))


def is_strong(text: str, claim: Claim) -> bool:
    """Tell whether the claim says plainly, on nobody's authority, what an intervention does."""
    actors = CITABLE.get(claim.kind, frozenset())
    if (claim.polarity, claim.attribution) != ("positive", "none"):
        return False
    named = {cue.kind for cue in claim.cues}
    taken = claim.subject and (claim.subject.type in _TAKEN or "resolved" in named)
    return is_plain(text, claim) and bool(actors and (taken or actors & named))


_TAKEN = frozenset(("DRUG", "TREATMENT", "NUTRIENT"))  # types of a subject
# What is done about a disorder, not what it achieves: "is treated with", "is used to relieve".
_PRACTICE = re.compile(
    r"^(?:treat(?:ed)?|removed)$|\b(?:used|approved|recommended|prescribed|licensed|indicated)\b"
    r"|(?:treatment|therapy)(?: of choice)? for$|\boption for$",
    re.I,
)
_USED = re.compile(r"\b(?:used|given|prescribed|taken)\b[^.;]{0,25}$", re.I)
# "Some websites claim that honey cures asthma" is told, and not said.
_REPORTED = re.compile(r"\b(?:claim|promise|say|advertise|describe|suppose)(?:s|d|ed)?\b", re.I)
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s?(?:%|per ?cent\b)", re.I)


def measured(text: str) -> tuple[float, ...]:
    """Return the percentages in a text."""
    return tuple(float(match.group(1)) for match in _PERCENT.finditer(text))
