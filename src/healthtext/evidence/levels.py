"""How firmly the studies of a verdict let its claim be put, in the words of GRADE.

A level is said only where the first study states it of the claim's own outcome, in nobody special,
and no study beside it says otherwise: that pain in cancer stays as it was says nothing of cancer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from healthtext.evidence.asked.cure_promised import cures
from healthtext.evidence.held_against import CLOSE
from healthtext.evidence.language import aims
from healthtext.evidence.language.generic import GENERIC
from healthtext.evidence.language.sides import Side, side
from healthtext.evidence.language.stems import stems
from healthtext.evidence.verdict import SHOWN
from healthtext.evidence.weighing.match import LEAST, is_inert
from healthtext.records import Claim, Evidence, Study, kinds

OWN = 0.96  # of a match of the outcome, from which it is the claim's own and none of a kind of it
VERY = 0.93  # of a match of what acts, from which it is the thing itself and none of its class
ASIDE = 0.75  # of a match, to which only the people are the claim's
RANKS = ("high", "moderate", "low", "very low")
Told = Sequence[Study]
_HELPING = ("", "probably", "may", "may")  # by these
_NOTHING = {
    "high": "little or no difference", "moderate": "probably little or no difference",
    "low": "perhaps little or no difference",
}  # fmt: skip


def level(claim: Claim) -> str:
    """Return how firmly the evidence lets a claim be put; '' when as it is, or unknown."""
    verdict = claim.verdict
    shown = [one for one in verdict.studies if not one.evidence.retracted] if verdict else []
    close = [one for one in shown if one.subject_match * one.object_match >= CLOSE]
    if verdict is None or not close or not _is_very(claim, close[0]):
        return ""
    first = close[0].evidence
    if first.effect == "benefit":
        return _helping(claim, close) if verdict.value == "supported" or cures(claim) else ""
    if verdict.value not in ("insufficient", "contradicted", "mixed"):
        return ""
    if not kinds.is_firm(first.study):
        return ""
    if _is_unsure(first):
        told = any(_tells(claim, one) for one in shown)
        return "very uncertain" if _is_said(claim, close) and not told else ""
    differs = any(_differs(claim, one) for one in shown)
    return "" if differs else _nothing(claim, shown, close)


def _helping(claim: Claim, close: Told) -> str:
    """Say it as firmly as the least sure study that helps, the first of which none is surer."""
    beside = [one.evidence for one in close if _is_own(claim, one)]
    stated = [RANKS.index(row.certainty) for row in beside if _is_rated(row)]
    if not _is_rated(close[0].evidence) or min(stated) < RANKS.index(close[0].evidence.certainty):
        return ""
    if cures(claim) and any(_is_firm_none(row) or row.effect == "harm" for row in beside):
        return ""
    return _HELPING[max(stated)] if min(stated) else ""


def _is_rated(row: Evidence) -> bool:
    return row.effect == "benefit" and row.certainty in RANKS


def _is_firm_none(row: Evidence) -> bool:
    return row.effect == "none" and row.certainty in RANKS[:2] and is_inert(row.comparator)


def _nothing(claim: Claim, shown: Told, close: Told) -> str:
    """Say that nothing comes of it, where that is stated or two sources found it."""
    certainty = close[0].evidence.certainty
    if certainty in _NOTHING:
        return _NOTHING[certainty]
    # of more than are shown some may have found that it helps
    return _NOTHING["low"] if len(shown) < SHOWN and _is_said(claim, close) else ""


def _is_said(claim: Claim, close: Told) -> bool:
    """Tell whether the first study is rated or a body's, or another source finds what it does."""
    first = close[0].evidence
    if first.certainty in RANKS or kinds.is_guidance(first.study):
        return True
    found = [one.evidence for one in close if _is_very(claim, one)]
    firm = [row for row in found if kinds.is_firm(row.study) and is_inert(row.comparator)]
    return len({row.identifier for row in firm if row.effect == first.effect}) > 1


def _is_very(claim: Claim, study: Study) -> bool:
    return study.subject_match >= VERY and _is_own(claim, study)


def _is_unsure(row: Evidence) -> bool:
    return row.effect == "unclear" or row.certainty == "very low"


def _is_of_people_only(claim: Claim, study: Study) -> bool:
    """Tell whether those were studied whom a claim of prevention says do not fall ill."""
    return claim.kind == "prevention" and study.object_match <= ASIDE


def _tells(claim: Claim, study: Study) -> bool:
    """Tell whether a review or a body says what comes of it, one way or the other."""
    row = study.evidence
    told = kinds.is_firm(row.study) and not _is_unsure(row)
    return told and not _is_of_people_only(claim, study)


def _differs(claim: Claim, study: Study) -> bool:
    """Tell whether a study found good or harm where others found nothing."""
    return study.evidence.effect in ("benefit", "harm") and not _is_of_people_only(claim, study)


def _is_own(claim: Claim, study: Study) -> bool:
    """Tell whether a study counted what a claim is of, for its aim, and in nobody special."""
    acted, row = claim.object, study.evidence
    if acted is None or study.object_match < OWN or not _is_of_aim(claim, acted.text, row.outcome):
        return False
    beside = {found.lower() for found in _BESIDE.findall(row.outcome)}
    if any(not _known(aspect).search(acted.text) for aspect in beside):
        return False
    return _is_anybody(f"{claim.text} {row.outcome}", side(acted.text), row.population)


def _is_of_aim(claim: Claim, acted: str, outcome: str) -> bool:
    """Tell whether who falls ill was counted for a claim of prevention, and how the ill fare for
    one of treatment; most outcomes name the disorder only.
    """
    if aims.comes_in_spells(acted) or aims.is_of_spells(acted):
        return True
    if claim.kind == "prevention":
        return not aims.is_of_faring(outcome)
    return not aims.is_of_falling_ill(outcome)


# What is counted of the ill and is none of the disorder itself, and of which disorders it is.
_BESIDE = re.compile(
    r"\b(pain|symptoms?|fatigue|sleep|quality of life|deaths?|mortality|survival|anxiety|nausea"
    r"|vomiting|weight|costs?|complications?|hospital\w*|appetite|function\w*|mood|blindness)\b",
    re.I,
)
_OF_PAIN = r"arthr|pain|ache|migraine|neuropath|neuralg|cramp|sciatica|dysmenorr|endometrio|myalg"
_OF_SYMPTOMS = (
    r"depress|anxi|irritable|menopaus|cold|flu\b|influenza|allerg|hay fever|reflux|dyspeps|indigest"
    r"|prostat|premenstrual|pms|bladder|arthr|flush|flash"
)
_OF = {
    "pain": _OF_PAIN, "sleep": r"insomnia|sleep", "symptom": _OF_SYMPTOMS, "mood": r"depress|mood",
    "symptoms": _OF_SYMPTOMS, "nausea": r"nausea|sick", "vomiting": r"vomit|sick",
    "anxiety": r"anxi", "fatigue": r"fatigue|tired", "weight": r"obes|weight",
}  # fmt: skip


def _known(aspect: str) -> re.Pattern[str]:
    return re.compile(_OF.get(aspect, r"(?!)"), re.I)


def _is_anybody(said: str, acted: Side, people: str) -> bool:
    """Tell whether nobody special was studied, but whom a claim or an outcome speaks of."""
    if any(group[:_STEM].lower() not in said.lower() for group in _GROUP.findall(people)):
        return False
    special = stems(_GROUP.sub("", people)) - GENERIC - _ANYBODY
    return special <= stems(said) or acted.match(people) >= LEAST


_STEM = len("pregnan")  # letters by which a group is known
_ANYBODY = stems("adults living in the community, general population, participants")
_GROUP = re.compile(
    r"\b(?:child\w*|infants?|bab(?:y|ies)|newborns?|preterm|adolescen\w+|older|elderly|pregnan\w+"
    r"|postpartum|athletes?|exercise|hospital\w*|dialysis|surgery|chemotherapy)\b",
    re.I,
)
