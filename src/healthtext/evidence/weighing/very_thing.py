"""What studies say of the very thing that is asked about, beside those of its kinds, and which of
them bear a verdict out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from healthtext.evidence.asked.asking import Asked
from healthtext.evidence.language.aims import is_of_falling_ill
from healthtext.evidence.language.generic import GENERIC
from healthtext.evidence.language.stems import stems
from healthtext.evidence.language.synonyms import canonical
from healthtext.evidence.weighing.weigh import saying, weight
from healthtext.records import Study, kinds

CLEAR = 0.8  # probability from which on kinds of a thing settle what is asked of the thing
SAME = 0.95  # of a match, from which an outcome is the one asked about
NONE = ("none", "firm")  # what a study says that shows no effect
_LED = re.compile(r"(?:prevention|treatment|risk) of ", re.I)
_ANYBODY = re.compile(
    r"(?:(?:healthy|older|young|general) )*"
    r"(?:adults|women|men|people|children|infants|population)?",
    re.I,
)
_WHOM = re.compile(r"\b(?:in|of|among|with|people|children|babies|women|men)\b", re.I)
_WHEN = re.compile(r"\b(?:after|during|following|in|among)\b", re.I)
_FORM = re.compile(r"\b(?:high|low)[- ]dose\b", re.I)


def meaning(text: str) -> frozenset[str]:
    """Return the stems of what an outcome or a treatment names."""
    return stems(canonical(_LED.sub("", text))) - GENERIC


def is_outnumbered(question: Asked, found: Sequence[Study], sure: float) -> bool:
    """Tell whether more studies of the very thing, in nobody special, find nothing than support it.

    What others found of its kinds, or in people of some kind, does not settle it then, but where
    it makes it as `sure` as CLEAR.
    """
    if question.denied or question.needed or sure >= CLEAR:
        return False
    if _WHOM.search(question.object.text):
        return False
    if question.object.context or question.subject.context or question.vague or question.rival:
        return False
    said = [saying(question, one) for one in found if _is_very(question, one)]
    return sum(one in NONE for one in said) > said.count("supports")


def _is_very(question: Asked, study: Study) -> bool:
    row = study.evidence
    if not kinds.is_firm(row.study) or not _ANYBODY.fullmatch(row.population):
        return False
    if _FORM.search(row.intervention) or question.object.match(row.outcome) < SAME:
        return False
    if _WHEN.search(row.outcome):
        return False
    if not question.prevents and question.wanted != "harm" and is_of_falling_ill(row.outcome):
        return False  # whom it helps has it already
    same = meaning(row.intervention) == meaning(question.subject.text)
    return same and weight(question, study) > 0


def in_order(question: Asked, found: Sequence[Study]) -> list[Study]:
    """Return studies with those first that count most, and those last that were retracted."""
    return sorted(found, key=lambda one: (
        one.evidence.retracted, not saying(question, one), -weight(question, one)
    ))  # fmt: skip


def bears(question: Asked, study: Study, value: str) -> bool:
    """Tell whether a study bears a verdict out; where a verdict takes neither side each does."""
    says = "" if study.evidence.retracted else saying(question, study)
    if value not in ("supported", "contradicted"):
        return True
    borne_out = (value == "supported") != question.denied
    return says == "supports" if borne_out else says in (*NONE, "against")
