"""Where the studies that were found come to a verdict that they do not bear, so that none is told.

A denial is not contradicted by what was studied in others, that a thing helps does not show that
one needs it or that nothing does more, and who must not have a thing is not told that nobody has
shown the harm.
"""

from __future__ import annotations

from collections.abc import Sequence

from healthtext.evidence.asked import adverse
from healthtext.evidence.asked.asking import Asked
from healthtext.evidence.weighing import of_anything
from healthtext.records import Study

NEAR = 0.75  # product of both matches that a study needs to contradict a denial
_SOOTHING = ("contradicted", "insufficient")


def is_untold(question: Asked, value: str, found: Sequence[Study]) -> bool:
    """Tell whether a verdict of a question is more than its studies say."""
    borne_out = "contradicted" if question.denied else "supported"
    if (question.needed or question.utmost) and value == borne_out:
        return True  # what helps need not be needed, nor best of all, nor enough
    if question.object.text == adverse.ANY and value != borne_out:
        return True  # of side effects nobody can say that there are none
    if question.vague and question.rival and not _is_settled(value, found):
        return True  # what is better in one respect is not healthier
    told = _SOOTHING if question.wanted == "harm" else ("supported",)
    if question.barred and not question.denied and value in told:
        return True
    far = question.every or _is_far(found)
    return question.denied and value == "contradicted" and far


def _is_settled(value: str, found: Sequence[Study]) -> bool:
    """Tell whether studies that are rated agree which of two things does better."""
    rated = any(of_anything.is_trusted(one.evidence) for one in found)
    return rated and value in ("supported", "contradicted")


def _is_far(found: Sequence[Study]) -> bool:
    """Tell whether no study is quite of what is denied: a viral sore throat is one of several."""
    return max((one.subject_match * one.object_match for one in found), default=0.0) < NEAR
