"""Claims of a link or of an effect, which is asked about whichever way it goes."""

from __future__ import annotations

import re

from healthtext.records import Claim

_TIED = re.compile(
    r"\b(?:between|(?:link|connection|association|relationship|correlation)s?"
    r"|(?:linked|connected|related|associated)|together|to do(?: with)?"
    r"|(?:no|an|any|little|have|has) (?:effect|influence|impact)s?(?: on)?|difference(?: to)?)$",
    re.I,
)


def is_tied(relation: str) -> bool:
    """Tell whether a relation says that two things are tied, and not which way."""
    return bool(_TIED.search(relation))


def is_foretold(claim: Claim) -> bool:
    """Tell whether a test or its result is said to foretell a thing, which it does not bring on."""
    return bool(_FORETOLD.search(claim.text))


_FORETOLD = re.compile(
    r"\b(?:tests?|scores?|scans?|screening|biops(?:y|ies)|x-rays?|ecgs?|mris?|markers?|index(?:es)?)"
    r" (?:(?:\w+ly|can|could|may|might|will|do|does|not|cannot|also|often) )*"
    r"(?:predict|foretell|forecast|anticipate)s?\b",
    re.I,
)
