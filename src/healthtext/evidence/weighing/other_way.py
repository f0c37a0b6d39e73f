"""Studies of having a thing, or of going without it, that tell nothing of the other way round."""

from __future__ import annotations

import re

from healthtext.evidence.asked.asking import Asked
from healthtext.evidence.language import absence, aims
from healthtext.evidence.weighing import volunteers
from healthtext.evidence.weighing.beside import is_of_another
from healthtext.records import Evidence


def is_other(question: Asked, row: Evidence) -> bool:
    """Tell whether a study of having a thing, or of going without, tells nothing of the other."""
    given = row.intervention
    if absence.is_low(question.subject, given):
        return True
    if question.wanted == "benefit" and absence.is_overdone(question.subject, given):
        return True
    if row.effect in ("none", "unclear") and volunteers.are_well(question, row):
        return True
    harmless = question.wanted == "harm" != row.effect
    if harmless and absence.is_excess(question.subject, given):
        return True  # enough of it harms nobody
    if absence.opposed(question.subject, given):
        if question.wanted == "harm" and aims.is_of_faring(row.outcome):
            return True  # that a diet without it helps the ill does not say that it is the cause
        if _RESISTANCE.search(question.object.text):
            return True  # to take too little breeds it too
        slimmer = _SLIMMER.search(row.outcome) or is_of_another(question, row)
        return bool(_DIET.search(given) and slimmer)
    if absence.is_never(question.subject.text) and not absence.missed(given):
        return True  # what some other thing did says nothing of going without
    return absence.is_had(question.subject, given)


# A diet that makes one slimmer does not say that what it has little of makes one fat.
_DIET = re.compile(r"\blow[- ](?:\w+[- ])?(?:carb\w*|fat|protein)\b", re.I)
_SLIMMER = re.compile(r"\bweight|\bbmi\b|body (?:mass|fat)|obes|remission", re.I)
_RESISTANCE = re.compile(r"\bresistan", re.I)
