"""What a study says of whatever a thing does, and what all of them come to.

It decides only where reviews and public bodies agree (`decided`): most things do good in one
respect and none in another, and what does both is mixed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from healthtext.evidence.asked import adverse
from healthtext.evidence.asked.vague import ANYTHING
from healthtext.evidence.language import absence, aims, waiting
from healthtext.evidence.language.sides import side
from healthtext.evidence.weighing import match
from healthtext.records import Evidence, kinds

ITSELF = 0.9  # of a match of the thing, below which it is another of its class
BACK = 0.5  # of a match of what was tested with it, below which it only names the other
MANY = 3  # reviews, and harms that they found, from which a thing harms as such
AGREED = 0.7  # share of the weight from which it is so
FEW = 0.15  # share of it up to which nothing is shown


def is_side_effect(row: Evidence) -> bool:
    """Tell whether a row is of a harm that came of a thing by itself, and not beside another."""
    left = absence.missed(row.intervention) or waiting.put_off(row.intervention)
    risk = aims.is_of_risk(row.outcome) and row.effect == "harm" and not left
    return risk and match.is_inert(row.comparator)


def is_told(wanted: str, subject: str, row: Evidence, match: float) -> bool:
    """Tell whether a row counts: of many studies, of the thing itself, on what is asked about.

    Whether it harms is told by who asked for its risks, and what it is good for by the others; what
    does good in another respect is no plain harm.
    """
    if not kinds.is_firm(row.study) or match < ITSELF:
        return False
    if _is_only_named(row.intervention, subject):
        return False  # a vaccine against a thing is another
    risk = aims.is_of_risk(row.outcome)
    if wanted == "harm":
        return risk or row.effect in ("harm", "benefit")
    return not risk or row.effect == "harm"


@lru_cache(maxsize=1 << 12)
def _is_only_named(tested: str, subject: str) -> bool:
    return side(tested, acts=True).match(subject) < BACK


# Whom a study was of that says nothing of the others.
_FEW = re.compile(
    r"\b(?:(?:in|during) (?:pregnancy|childhood|infancy|utero)|antenatal|prenatal|maternal)\b", re.I
)


def is_of_few(whom: str, subject: str, row: Evidence) -> bool:
    """Tell whether only the pregnant or children had a thing that is asked about for anybody."""
    few = _FEW.search(row.intervention) and not _FEW.search(subject)
    return whom in (ANYTHING, adverse.ANY) and bool(few)


def is_good_too(wanted: str, row: Evidence) -> bool:
    """Tell whether a thing that is asked to do harm does good where no risk was asked for."""
    return wanted == "harm" and row.effect == "benefit" and not aims.is_of_risk(row.outcome)


def is_trusted(row: Evidence) -> bool:
    """Tell whether a row is sure enough to rest on it that a thing does good, or harm, as such."""
    stated = kinds.is_guidance(row.study) and row.certainty not in ("low", "very low")
    return stated or row.certainty in ("high", "moderate")


def are_many(rows: Sequence[Evidence]) -> bool:
    """Tell whether reviews of several harms agree, which seldom grade what they found."""
    reviews = [row for row in rows if kinds.is_review(row.study)]
    told = (len({row.identifier for row in reviews}), len({row.outcome for row in reviews}))
    return min(told) >= MANY


def decided(supports: float, against: float, firm: float) -> str:
    """Return what shares of the weight, in 0..1, that speak for a claim and against it come to."""
    if supports >= AGREED:
        return "supported"
    if supports > FEW:
        return "mixed"
    return "contradicted" if against >= AGREED or firm >= AGREED else "insufficient"
