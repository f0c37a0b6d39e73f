"""What was studied beside the question: the ill and not who falls ill, deaths, another harm."""

from __future__ import annotations

import re

from healthtext.evidence.asked.asking import Asked
from healthtext.evidence.language import aims, composites
from healthtext.evidence.language.synonyms import in_full
from healthtext.evidence.weighing import match, related
from healthtext.records import Evidence, Study, kinds

ITSELF = 0.95  # of a match, from which it is of the thing and not of one of its class
# Heart attacks that trials count are called adverse events too.
SIDE_EFFECTS = re.compile(
    r"(?:(?:more|fewer|less|many|serious|severe|any) )*"
    r"(?:side|adverse|unwanted) (?:effects?|events?|reactions?)\b",
    re.I,
)
_OUTCOMES = re.compile(
    r"\bmajor adverse\b|^prevention of|\badverse (?:cardi|vascular|limb|pregnan|perinatal|maternal"
    r"|neonatal|obstetric|birth|medical)",
    re.I,
)
_FLARES = re.compile(r"\bflare(?:s|-ups?)?\b|\bexacerbations?\b", re.I)  # of who is ill
_DEATHS = re.compile(
    r"\b(?:deaths?|dying|mortality|(?<!-free )surviv\w+|(?<!quality of )li(?:fe|ves)"
    r"|live longer)\b",
    re.I,
)

_FREE_OF = re.compile(r"-free surviv", re.I)


def is_beside(question: Asked, study: Study) -> bool:
    """Tell whether those who are ill were studied and not who falls ill, or the other way round."""
    row = study.evidence
    if _is_of_thought(question, row) or _is_of_events(question, row):
        return True
    if _saves_no_lives(question, row) or _is_against_conceiving(question, row):
        return True
    if question.wanted == "harm" and _is_of_no_harm(question, study):
        return True
    if question.prevents:
        return _is_of_their_deaths(question, row) or _is_of_their_course(question, row)
    return _is_of_who_falls_ill(question, row)


def is_of_another(question: Asked, row: Evidence) -> bool:
    """Tell whether something else was counted, in the people whom the question names."""
    return question.object.match(row.outcome) < match.LEAST


def _is_of_thought(question: Asked, row: Evidence) -> bool:
    """Tell whether a study counted who knows or thinks of a thing, and not the thing itself."""
    return bool(_THOUGHT.match(row.outcome)) and not _SAID.search(question.object.text)


_OF = r"(?:(?:prevention|treatment|risk) of )?"
_THOUGHT = re.compile(
    rf"{_OF}(?:(?:identification|detection|recognition|disclosure|reporting|knowledge|awareness"
    r"|fears?|perception|discussion|documentation|understanding) (?:of|about)\b"
    r"|suicid\w+ (?:ideation|ideas?|thoughts?|thinking)\b|thoughts? (?:of|about)\b)",
    re.I,
)
_SAID = re.compile(
    r"\b(?:identif|detect|recogni|disclos|report|know|aware|fear|anxi|worr|percept|perceiv|discuss"
    r"|document|understand|ideation|idea|thought|think|suicidal)",
    re.I,
)


def _is_of_events(question: Asked, row: Evidence) -> bool:
    """Tell whether events of a disorder were counted where side effects are asked about."""
    asks = SIDE_EFFECTS.match(question.object.text)
    return bool(asks and _OUTCOMES.search(row.outcome))


def _saves_no_lives(question: Asked, row: Evidence) -> bool:
    """Tell whether lives are asked about, and only that a disorder is treated was shown."""
    if not _DEATHS.search(in_full(question.object.text)):
        return False
    if _FREE_OF.search(row.outcome):
        return True  # who lives longer until it grows may die as soon
    if _DEATHS.search(in_full(row.outcome)):
        return False
    aside = kinds.of_body(row.study) or is_of_another(question, row)
    return aside or aims.is_of_falling_ill(row.outcome) or related.is_symptom(row.outcome)


def _is_against_conceiving(question: Asked, row: Evidence) -> bool:
    """Tell whether pregnancies are hoped for, and who was kept from one was counted."""
    hoped = question.wanted in ("benefit", "increased") and _HOPED.search(question.object.text)
    return bool(hoped) and bool(_UNWANTED.match(row.outcome))


_HOPED = re.compile(
    r"\b(?:(?:clinical|ongoing) pregnancy|pregnancy (?:rates?|chances?)|conception|conceiving)\b",
    re.I,
)
_UNWANTED = re.compile(
    r"prevention of (?:\w+ )?pregnanc(?:y|ies)\b|.*\b(?:unintended|unwanted|unplanned) pregnanc",
    re.I,
)


def _is_of_no_harm(question: Asked, study: Study) -> bool:
    """Tell whether what was counted is none of a harm, or good that another of a class does."""
    row = study.evidence
    if _does_good(question, row) or _is_pain_of_ill(question, row):
        return True
    if related.is_treated(question, row):
        return True
    return row.effect == "benefit" and study.subject_match < ITSELF


def _does_good(question: Asked, row: Evidence) -> bool:
    """Tell whether something else does those people good."""
    return row.effect == "benefit" and is_of_another(question, row)


def _is_pain_of_ill(question: Asked, row: Evidence) -> bool:
    """Tell whether a symptom was counted of those who have the disorder that is feared."""
    main = question.object.main[0] if question.object.main else None
    feared = main is not None and main.type == "CONDITION"
    return feared and related.is_symptom(row.outcome) and not aims.is_of_risk(row.outcome)


def _is_of_their_deaths(question: Asked, row: Evidence) -> bool:
    """Tell whether fewer of those who have it die, which keeps nobody from it.

    Nor does a screening that finds it sooner.
    """
    if _DEATHS.search(in_full(question.object.text)) or not _DEATHS.search(row.outcome):
        return False
    return not is_of_another(question, row) or related.is_of_ill(question, row)


def _is_of_their_course(question: Asked, row: Evidence) -> bool:
    """Tell whether how the ill fare was counted where falling ill is asked about, or the other way.

    Who falls ill is beside it where it is asked who does so again.
    """
    asks_of, told = question.object.text, row.outcome
    ill = aims.is_of_faring(asks_of) or aims.is_of_spells(asks_of)
    if ill and aims.is_of_risk(told) and not aims.is_of_spells(told):
        return True
    if ill or aims.comes_in_spells(asks_of):
        return False
    return aims.is_of_faring(told) or bool(_FLARES.search(told))


def _brings_on(question: Asked, row: Evidence) -> bool:
    """Tell whether a thing is asked to help a disorder that a study says it brings on."""
    main = question.object.main[0] if question.object.main else None
    ill = main is not None and main.type == "CONDITION"
    part = composites.whole(question.object.text)  # of the body: what ails it tells
    harmed = row.effect == "harm" and aims.is_of_risk(row.outcome)
    return question.wanted == "benefit" and ill and harmed and part is None


def _is_of_who_falls_ill(question: Asked, row: Evidence) -> bool:
    """Tell whether falling ill was counted where those who are ill are to be treated.

    That a thing brings a disorder on says nothing of what it does for those who have it.
    """
    if is_of_another(question, row):
        return False
    if not question.treats and not _brings_on(question, row):
        return False
    if aims.comes_in_spells(question.object.text):
        return False
    return aims.is_of_falling_ill(row.outcome) and not aims.is_of_spells(row.outcome)
