"""What a verdict says against the wording of its claim, and on which studies that rests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from healthtext.evidence.asked import framed
from healthtext.evidence.asked.asking import Asked, asked
from healthtext.evidence.asked.cure_promised import cures
from healthtext.evidence.asked.questions import restated
from healthtext.evidence.firmness import tellers
from healthtext.evidence.firmness.strong import (
    before_subject,
    is_plain,
    is_stated,
    is_strong,
    sentence_of,
)
from healthtext.evidence.language import absence
from healthtext.evidence.language.units import ACTING, SUFFERED
from healthtext.evidence.weighing.of_part import are_of_part
from healthtext.evidence.weighing.weigh import is_weak, saying
from healthtext.records import Claim, Cue, Entity, Evidence, Study, Verdict, kinds

SURE = 0.75  # confidence from which a verdict contradicts; of other verdicts it is always more
CLOSE = 0.75  # product of both matches that a study needs for that
OPPOSED = 0.85  # and to say the opposite
PROMISES = ("treatment", "prevention")  # claims that a wording may be too strong for
JUDGED = (*PROMISES, "harm", "cause", "mechanism")  # claims that studies can contradict
Told = tuple[str, str]


def studies(verdict: Verdict | None) -> tuple[Study, ...]:
    """Return the studies of a verdict that match closely enough to be held against a wording."""
    found = verdict.studies if verdict else ()
    return tuple(one for one in found if one.subject_match * one.object_match >= CLOSE)


def told(text: str, full: bool, claim: Claim, inside: Sequence[Entity] = ()) -> Told | None:
    """Return the rule and the details of what the verdict on a claim says against its wording.

    `full` says that the store holds facts, so that nothing found means something; `inside` are the
    entities of the claim.
    """
    verdict = claim.verdict
    if verdict is None or verdict.value == "not_checkable":
        return None
    if verdict.value in ("supported", "nothing_found"):
        plain = is_plain(text, claim)
        return _of_plain(text, full, claim, verdict, inside) if plain else None
    said, question = _said(claim, inside)
    close = _close(verdict)
    if question is None or not close or claim.kind not in JUDGED or _is_of_others(text, said):
        return None
    if _are_of_part(_acted(said, question), close) and not cures(said):  # no kind is cured either
        return None
    if _is_opposed(text, said, question, verdict):
        return "CONTRADICTED", _named(close[0].evidence, verdict)
    if not is_plain(text, said) or claim.polarity == "negative":
        return None
    if not _says_more(said, question, verdict) or _saves_some(said, question, close):
        return None
    beyond = (one for one in close if saying(question, one) != "supports")
    return "STRONGER_THAN_EVIDENCE", _named(next(beyond, close[0]).evidence, verdict)


def _close(verdict: Verdict) -> list[Study]:
    return [study for study in studies(verdict) if not study.evidence.retracted]


def _of_plain(
    text: str, full: bool, claim: Claim, verdict: Verdict, inside: Sequence[Entity]
) -> Told | None:
    """Return what is said of a plain claim that studies bear out, or that none was found on."""
    if verdict.value == "nothing_found":
        sought = full and _selected(text, claim) and not any(map(_is_listed, verdict.studies))
        return ("NOTHING_FOUND", verdict.looked_up) if sought else None
    close = _close(verdict)
    if not close or claim.kind not in PROMISES or claim.polarity == "negative":
        return None
    if _are_of_part(claim.object.text if claim.object else "", close) and not cures(claim):
        return None
    question = asked(claim, inside)
    shown = question is None or any(saying(question, one) == "supports" for one in close)
    weak = (cures(claim) and not shown) or _rests_on_little(close)
    return ("STRONGER_THAN_EVIDENCE", _named(close[0].evidence, verdict)) if weak else None


def _are_of_part(acted: str, close: Sequence[Study]) -> bool:
    return are_of_part(acted, [one.evidence for one in close])


def _named(row: Evidence, verdict: Verdict) -> str:
    return f"{row.study} {row.identifier}, {_counted(len(verdict.studies))} in all"


def _said(claim: Claim, inside: Sequence[Entity]) -> tuple[Claim, Asked | None]:
    """Return a claim with what the forms of questions tell of it where its cues do not tell enough,
    and what it asks.

    How firmly it is put, and where, stays what it is. What else stands before what acts may say
    that it is a wish or a reason.
    """
    verb = next((cue for cue in claim.cues if cue.kind == "kind"), None)
    question = asked(claim, inside)
    if verb and question:
        return claim, question
    read_so = restated(claim, inside)
    if read_so is None or read_so.subject is None or not read_so.relation:
        return claim, question
    first = min(one.start for one in (read_so.subject, read_so.object) if one)
    before = claim.text[framed.asserted(claim.text) : first - claim.start]
    at = claim.text.find(read_so.relation, first - claim.start) + claim.start
    if at < claim.start or not _OPENS.fullmatch(before):
        return claim, question
    verb = verb or Cue(at, at + len(read_so.relation), read_so.relation, "kind")
    told_so = replace(
        claim, kind=read_so.kind, subject=read_so.subject, relation=read_so.relation,
        object=read_so.object, population=read_so.population, cues=(*claim.cues, verb),
    )  # fmt: skip
    return told_so, asked(told_so, inside)


_OPENS = re.compile(r"\W*(?:(?:an?|the|your|all|taking|using|eating|drinking) )*", re.I)


def _is_opposed(text: str, claim: Claim, question: Asked, verdict: Verdict) -> bool:
    """Tell whether studies say the opposite of what a claim says, be it hedged or a mere link.

    Of what is denied only what is denied plainly, or that there is a link.
    """
    close = _close(verdict)
    sure = verdict.value == "contradicted" and verdict.confidence >= SURE
    if not sure or max(map(_near, close)) < OPPOSED:
        return False
    plain = is_plain(text, claim) or _denies_link(text, claim)
    mild = claim.polarity == "positive" and claim.strength != "none" and is_stated(text, claim)
    return (plain or mild) and _is_denied(claim, question, close)


def _denies_link(text: str, claim: Claim) -> bool:
    """Tell whether a claim plainly denies that one thing has to do with another: "no link"."""
    denied = (claim.kind, claim.polarity, claim.hedge) == ("cause", "negative", "none")
    linked = claim.strength == "correlational" and claim.attribution == "none"
    return denied and linked and not _UNPROVEN.search(text[slice(*sentence_of(text, claim))])


# That none was found, or none that is clear, says what is known and not what is so.
_UNPROVEN = re.compile(
    r"\b(?:clear|clearly|pro(?:of|ven?|ved)|known|evidence|strong|convincing|consistent|direct"
    r"|significant\w*|found|showed|shown|stud(?:y|ies)|trials?|research\w*|reviews?|data"
    r"|scientific|established|apparent)\b"
    r"|\?",
    re.I,
)


def _says_more(claim: Claim, question: Asked, verdict: Verdict) -> bool:
    """Tell whether a plain claim says more than its studies do, which do not bear it out."""
    if question.wanted == "harm":
        unseen = question.every or _is_unseen(claim, question, _close(verdict))
        return verdict.value != "mixed" and unseen
    return claim.kind in PROMISES or verdict.value != "mixed"


def _is_of_others(text: str, claim: Claim) -> bool:
    """Tell whether a sentence says what others think, and leans on no source: "many believe"."""
    start, end = sentence_of(text, claim)
    before = before_subject(text, start, claim)
    denied = claim.polarity == "negative"
    if denied and _FAILED_TO_SEE.search(before):
        return True
    told_so = tellers.is_told(text[start:end], before, denied=denied)
    return told_so and claim.attribution == "none"


# That some studies saw nothing is so, whatever others saw.
_FAILED_TO_SEE = re.compile(
    r"\b(?:some|other|certain|several|a few|one|two|three|earlier) (?:[\w-]+ ){0,2}"
    r"(?:stud(?:y|ies)|trials?|reviews?|researchers|reports?)"
    r" (?:(?:has|have|had|also) )*(?:indicate|f(?:ou|i)nd|show|suggest|report|conclude)\w* that"
    r" (?:the |a |an )?(?:[\w-]+ )?$",
    re.I,
)


def _saves_some(claim: Claim, question: Asked, close: Sequence[Study]) -> bool:
    """Tell whether a thing is said to be able to save lives, and does so in some of those ill."""
    able = _MAYBE.search(claim.relation) and _LIVES.search(claim.relation + claim.text)
    return bool(able) and any(saying(question, one) == "supports" for one in close)


_LIVES = re.compile(r"\bsaves? (?:\w+ )?lives\b|\blife-?saving\b", re.I)


def _acted(claim: Claim, question: Asked) -> str:
    """Return what a claim names and is asked about, which may be more: nothing where it is else."""
    named = claim.object.text if claim.object else ""
    return question.object.text if named in question.object.text and named else ""


def _is_denied(claim: Claim, question: Asked, close: Sequence[Study]) -> bool:
    """Tell whether studies looked for the harm that is claimed.

    That a thing treats a disorder says little of whether it brings it on: "nerves cause pain". That
    it prevents one does where it is done or taken: calcium may be that of the bones.
    """
    acting = claim.subject
    if acting and absence.missed(acting.text) and all(r.evidence.effect != "harm" for r in close):
        return False  # that a thing was seen to do nothing does not make doing without it right
    if question.wanted != "harm" or claim.polarity == "negative":
        return True
    done = acting is not None and (acting.type in _DONE or acting.text.endswith("ing"))
    looked_for = _SPARED if done else _RISK
    rows = [one.evidence for one in close]
    return any(row.effect == "none" or looked_for.match(row.outcome) for row in rows)


_DONE = frozenset(("DRUG", "TREATMENT"))
_RISK = re.compile(r"risk of\b", re.I)
_SPARED = re.compile(r"(?:risk|prevention) of\b", re.I)


def _is_unseen(claim: Claim, question: Asked, close: Sequence[Study]) -> bool:
    """Tell whether a harm is told as certain that reviews or public bodies did not make out.

    Where others saw it, those that did not are as near to the claim. That a thing does not prevent
    a disorder is not what was looked for.
    """
    in_vain = [one for one in close if _is_in_vain(one.evidence)]
    seen = [one for one in close if saying(question, one) == "supports"]
    nearest = max(map(_near, seen), default=0.0)
    return not _MAYBE.search(claim.relation) and any(_near(one) >= nearest for one in in_vain)


def _near(study: Study) -> float:
    return study.subject_match * study.object_match


def _is_in_vain(row: Evidence) -> bool:
    known = kinds.is_review(row.study) or kinds.is_guidance(row.study)
    return known and row.effect in ("none", "unclear") and not _SOUGHT.match(row.outcome)


_SOUGHT = re.compile(r"(?:prevention|treatment) of\b", re.I)
_MAYBE = re.compile(r"\b(?:can|may|might|could)\b", re.I)


def _rests_on_little(close: Sequence[Study]) -> bool:
    """Tell whether the first study is of low certainty, or none that shows a benefit is any more
    than a single trial.
    """
    shown = [one.evidence for one in close if one.evidence.effect == "benefit"]
    stated = any(kinds.is_guidance(row.study) for row in shown)
    low = close[0].evidence.certainty in ("low", "very low")
    return low or bool(shown and not stated and all(map(is_weak, shown)))


def _counted(number: int) -> str:
    return "1 finding" if number == 1 else f"{number} findings"


def _is_listed(study: Study) -> bool:
    """Tell whether an article is there to be read, though it decides no verdict."""
    return not study.evidence.retracted


def _selected(text: str, claim: Claim) -> bool:
    """Tell whether a claim is one that an editor must have a study for."""
    sides = claim.subject, claim.object
    if claim.kind not in PROMISES or None in sides or not is_strong(text, claim):
        return False
    subject, object_ = sides
    return bool(
        subject
        and object_
        and subject.type in ACTING
        and object_.type in SUFFERED
        and object_.concepts
    )
