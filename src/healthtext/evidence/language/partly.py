"""Whether no more is denied than that a thing is always so: "smoking does not cause every cancer".

Studies that show that it is so at times speak neither for such a sentence nor against it.
"""

from __future__ import annotations

import re

from healthtext.records import Claim

# "At all" denies outright; "all studies" and "all day" are no share of people.
_ALL = (
    r"(?:always|every(?:one|body|thing)?\b(?! (?:day|night|morning|evening|week|month|year|\d))"
    r"|(?<!at )all\b(?![- ](?:cause|day|night|year|along|(?:the )?(?:time|stud(?:y|ies)|trials?"
    r"|reviews?|research|evidence)))|necessarily|inevitably|in each case)"
)
_PARTLY = re.compile(
    rf"\b(?:not|never|cannot)\b[^.;:,!?]{{0,60}}?\b{_ALL}\b"
    rf"|n['’]t\b[^.;:,!?]{{0,60}}?\b{_ALL}\b|^\W*not (?:all|every(?:one|body)?|each)\b",
    re.I,
)


def is_partly_denied(claim: Claim) -> bool:
    """Tell whether a claim that is denied denies only that it holds of all, or every time."""
    denied = claim.polarity == "negative" or bool(_OPENLY.search(claim.text))
    return denied and bool(_PARTLY.search(claim.text))


# Said right before the verb it is a denial, whatever was read of the sentence.
_OPENLY = re.compile(
    r"\b(?:do|does|did|will|is|are|can)(?: not|not|n['’]t) (?:always|necessarily)\b"
)


def why(claim: Claim) -> str:
    """Return why nothing is looked up for such a claim, in words; nothing for another."""
    left_open = "that a thing is not always so leaves open how often it is"
    return left_open if is_partly_denied(claim) else ""
