"""How much each study says for a claim, against it, and of no effect.

A review weighs more than a trial, high certainty more than low, a good match more than a poor one,
an outcome that is the claim's own more than another one in the people it speaks of, a comparison
with nothing or a placebo more than one with another treatment. What a public body states weighs as
a review of its certainty; a page that only names what is done counts where nothing else is found.
The numbers were chosen on half of corpora/efficacy, where the result hardly depends on any of them
(docs/decisions/0013-verdicts.md).
"""

from __future__ import annotations

import re
from dataclasses import replace

from healthtext.evidence.asked import adverse
from healthtext.evidence.asked.asking import Asked
from healthtext.evidence.language import (
    absence,
    aims,
    composites,
    lasting,
    set_beside,
    signs,
    told_apart,
    waiting,
)
from healthtext.evidence.weighing import (
    cure_shown,
    match,
    of_anything,
    operated,
    other_way,
    related,
    signed,
)
from healthtext.evidence.weighing.beside import SIDE_EFFECTS, is_beside, is_of_another
from healthtext.records import Evidence, Study, kinds

REVIEW = 3.0  # of a trial's weight; guidance too
UNREAD = 0.7  # of that, where the page was not at hand
PAGE = 0.5  # of a trial's weight, and of a study
NAMED = 0.65  # of a match, below which a page names something else
CERTAINTY = {"high": 1.0, "moderate": 0.9, "low": 0.7, "very low": 0.4}
NOT_STATED = 0.7
ANOTHER_OUTCOME = {True: 0.8, False: 0.25}  # of the weight, of reviews and of trials
EITHER = 0.6  # of the weight, where a claim of prevention meets what may be of treatment
PREVENTED = 0.8  # of another outcome, where a claim of prevention is asked about
ILL = 0.3  # of that, in those who are ill already, whom nothing keeps from it
ACTIVE = 0.3  # of no difference from another treatment
HARM = 0.5  # of harm where a benefit was asked about: most harms are not of the outcome asked
UNCLEAR = 0.5
OPERATED = 0.4  # of people who were operated on, where nobody spoke of an operation
OPPOSITE = {
    "benefit": "harm", "harm": "benefit", "increased": "decreased", "decreased": "increased"
}  # fmt: skip
_ADVERSE = re.compile(
    r"\b(?:(?<!prevention of )adverse|side[- ]effects?|toxicity|drop-?outs?|tolerab\w+)\b"
    r"|(?<!alcohol )(?<!opioid )(?<!nicotine )(?<!opiate )\bwithdrawals?\b",
    re.I,
)


def is_weak(row: Evidence) -> bool:
    """Tell whether a row is of low certainty or rests on a single study."""
    return row.certainty in ("low", "very low") or not _is_firm(row)


def _is_firm(row: Evidence) -> bool:
    """Tell whether a row rests on more than one study, as reviews do and what bodies state."""
    rated = kinds.is_guidance(row.study) and row.certainty in CERTAINTY
    return kinds.is_review(row.study) or rated


def saying(question: Asked, study: Study) -> str:
    """Return what a study says: a field of Tally, `firm` for a firm none; '' when nothing."""
    if question.vague and not _is_told(question, study):
        return ""
    if lasting.is_of_other(question.lasts, study.evidence) or other_way.is_other(
        question, study.evidence
    ):
        return ""
    if absence.opposed(question.subject, study.evidence.intervention):
        question = _turned(question)
    if waiting.is_turned(question.subject, study.evidence):
        question = _turned(question)
        study = replace(study, evidence=replace(study.evidence, comparator=""))  # it is asked about
    question = signed.as_told(question, study.evidence)
    if question.vague and of_anything.is_good_too(question.wanted, study.evidence):
        return "unclear"
    says = (_compared if question.rival else _saying)(question, study)
    if says and related.is_of_another(question, study.evidence):
        return "unclear"
    if says == "against" and question.tied:
        return "supports"  # it is a link, whichever way
    if says == "supports" and question.cures and not cure_shown.is_shown(question, study.evidence):
        return "unclear"  # relief is no cure
    unshown = told_apart.is_unshown(question.object.text, study.evidence.outcome)
    return "unclear" if says == "supports" and unshown else says


def _turned(question: Asked) -> Asked:
    """Return a question of the opposite: what it is feared to bring on, a thing may prevent."""
    feared = question.wanted == "harm"
    moves = OPPOSITE.get(question.moves, "")
    prevents = question.prevents or feared
    return replace(question, wanted=OPPOSITE[question.wanted], prevents=prevents, moves=moves)


def _is_told(question: Asked, study: Study) -> bool:
    # of two things either may be the one that was tested
    acts = study.evidence.intervention if question.rival else question.subject.text
    whom = question.object.text
    if question.rival and study.evidence.population:
        return False  # what suits those who are ill
    if of_anything.is_of_few(whom, acts, study.evidence):
        return False
    if whom == adverse.ANY and not of_anything.is_side_effect(study.evidence):
        return False
    return of_anything.is_told(question.wanted, acts, study.evidence, study.subject_match)


def _saying(question: Asked, study: Study) -> str:
    row = study.evidence
    near = study.subject_match * study.object_match
    if is_beside(question, study) or (kinds.is_page(row.study) and near < NAMED):
        return ""
    if question.wanted != "harm" and _ADVERSE.search(row.outcome):
        return ""  # that a treatment has side effects does not say that it does not work
    wanted = question.wanted
    if wanted in _DIRECTIONS and not _is_met(question, row):
        if not _is_better(question) or aims.is_of_falling_ill(row.outcome):
            return ""  # who has a disorder falls ill of it no more
        wanted = "benefit"
    if wanted in _DIRECTIONS:
        if (moved := _moved(question, row)) in OPPOSITE:
            return "supports" if moved == wanted else "against"
    elif (effect := row.effect) in ("benefit", "harm"):
        worse = effect == "harm" and wanted == "benefit"
        if worse and (_is_aside(question, row) or not match.is_inert(row.comparator)):
            return ""  # what is less good than another treatment may do good
        milder = effect == "benefit" and wanted == "harm"
        if milder and not match.is_inert(row.comparator):
            return ""  # what harms less than another treatment may do harm
        return "supports" if effect == wanted else "against"
    if _is_no_harm(question, row):
        return ""  # that a thing may not harm those who have a disorder does not say that it fails
    if row.effect == "none":
        return "firm" if row.certainty in ("high", "moderate") else "none"
    return "unclear" if row.effect == "unclear" else ""


def _is_no_harm(question: Asked, row: Evidence) -> bool:
    """Tell whether good is asked about, and the risk of some other harm was counted."""
    if question.wanted != "benefit" or not aims.is_of_risk(row.outcome) or question.of_people:
        return False
    own = composites.nearness(question.object, row.outcome)
    return (
        _is_aside(question, row) and max(own, match.of_measure(question.object, row.outcome)) == 0
    )


_DIRECTIONS = ("increased", "decreased")


def _compared(question: Asked, study: Study) -> str:
    """Return what a study says that sets the subject beside its rival: of both no difference too.

    Where the rival was tested what came of it is turned round.
    """
    row, rival = study.evidence, question.rival
    aside = _ADVERSE.search(row.outcome) and not SIDE_EFFECTS.match(question.object.text)
    if rival is None or aside or is_beside(question, study):
        return ""
    effect = row.effect
    if question.wanted in _DIRECTIONS and (moved := _moved(question, row)) in OPPOSITE:
        effect = "benefit" if moved == question.wanted else "harm"
    if effect in ("benefit", "harm"):
        turned = set_beside.is_turned(question.subject, rival, row) != (rival.how == "less")
        wanted = "harm" if question.wanted == "harm" else "benefit"
        return "supports" if (effect == wanted) != turned else "against"
    if effect == "none" or (effect == "unknown" and row.direction == "no_difference"):
        if rival.how == "equal":
            return "supports"
        return "firm" if row.certainty in ("high", "moderate") else "none"
    return "unclear" if effect == "unclear" else ""


def _is_met(question: Asked, row: Evidence) -> bool:
    """Tell whether the very thing was counted, and not only whom it is said of studied."""
    head = question.head
    if head is None or match.of_measure(head, row.outcome):
        return True
    return bool(head.main) and head.match(row.outcome) >= match.LEAST


def _is_better(question: Asked) -> bool:
    """Tell whether more of what is good for anybody is promised to whom a study was of."""
    head = question.head
    return question.wanted == "increased" and head is not None and signs.is_good(head.text)


def _moved(question: Asked, row: Evidence) -> str:
    """Return what becomes of what is asked about: more control, or loss, of it is less of it."""
    turned = bool(_LESS.search(row.outcome)) != bool(_LESS.search(question.object.text))
    return OPPOSITE.get(row.direction, "") if turned else row.direction


_LESS = re.compile(
    r"\b(?:control|reduction|lowering|loss|relief|decline|deterioration|worsening|wasting"
    r"|deficienc(?:y|ies)|depletion)\b",
    re.I,
)


def _is_aside(question: Asked, row: Evidence) -> bool:
    """Tell whether a harm is none of the disorder's own: nausea from a drug for an infection."""
    return is_of_another(question, row) and not _GRAVE.search(row.outcome)


_GRAVE = re.compile(
    r"\b(?:mortality|deaths?|surviv\w+|fail\w*|relaps\w+|recurren\w+|worse\w*|progress\w+|disab\w+"
    r"|severity|symptom\w*|hospitali\w+|stroke|infarction|cancers?|function\w*|recover\w*|heal\w*)",
    re.I,
)


def _kept(question: Asked, row: Evidence) -> float:
    """Return how much another outcome counts for prevention: little in those who are ill."""
    ill = question.object.match(row.population) >= match.LEAST
    return ILL if ill and not aims.is_of_falling_ill(row.outcome) else PREVENTED


def kind_weight(study: str) -> float:
    """Return how much a kind of source counts, a trial 1."""
    if kinds.is_page(study):
        return PAGE
    if kinds.is_unread(study):
        return REVIEW * UNREAD
    return REVIEW if kinds.is_firm(study) else 1.0


def _is_of_rivals(question: Asked, row: Evidence) -> bool:
    """Tell whether no difference from another treatment was found, or none that was clear.

    Both may help, or neither.
    """
    plain = question.rival is None and question.wanted != "harm"
    return plain and row.effect in ("none", "unclear") and not match.is_inert(row.comparator)


def weight(question: Asked, study: Study) -> float:
    """Return how much a study counts; nothing when it was retracted, or tells of a rival alone."""
    row = study.evidence
    if row.retracted or _is_of_rivals(question, row):
        return 0.0
    many = kinds.is_firm(row.study)
    factors = [kind_weight(row.study), CERTAINTY.get(row.certainty, NOT_STATED)]
    factors += [study.subject_match, study.object_match]
    if is_of_another(question, row):
        factors += [ANOTHER_OUTCOME[many], _kept(question, row) if question.prevents else 1.0]
    if question.prevents and not aims.is_of_falling_ill(row.outcome):
        factors.append(EITHER)
    if operated.is_around(question, row):
        factors.append(OPERATED)
    if question.rival is None:
        if row.effect == "none" and not match.is_inert(row.comparator):
            factors.append(ACTIVE)
        if row.effect == "harm" and question.wanted == "benefit":
            factors.append(HARM)
    product = UNCLEAR if row.effect == "unclear" else 1.0
    for factor in factors:
        product *= factor
    return product
