"""What a verdict says against the wording of its claim, and on which studies that rests."""

from __future__ import annotations

import re
from collections.abc import Sequence

from healthtext.evidence.asked.cure_promised import cures
from healthtext.evidence.firmness.strong import is_plain, is_strong, sentence_of
from healthtext.evidence.language import absence
from healthtext.evidence.language.stems import listed, stems
from healthtext.evidence.language.units import ACTING, SUFFERED
from healthtext.evidence.weighing.cure_shown import shows_cure
from healthtext.evidence.weighing.weigh import is_weak
from healthtext.records import Claim, Evidence, Study, Verdict, kinds

BROAD = "lexicons/broad_disorders.txt"  # disorders at large
SURE = 0.75  # confidence from which a verdict contradicts; of other verdicts it is always more
CLOSE = 0.75  # product of both matches that a study needs for that
OPPOSED = 0.85  # and to say the opposite
PROMISES = ("treatment", "prevention")  # claims that a wording may be too strong for
JUDGED = (*PROMISES, "harm", "cause")  # claims that studies can contradict
Told = tuple[str, str]


def studies(verdict: Verdict | None) -> tuple[Study, ...]:
    """Return the studies of a verdict that match closely enough to be held against a wording."""
    found = verdict.studies if verdict else ()
    return tuple(one for one in found if one.subject_match * one.object_match >= CLOSE)


def told(text: str, full: bool, claim: Claim) -> Told | None:
    """Return the rule and the details of what the verdict on a claim says against its wording.

    `full` says that the store holds facts, so that nothing found means something.
    """
    verdict = claim.verdict
    if verdict is None or not (is_plain(text, claim) or _denies_link(text, claim)):
        return None
    if verdict.value == "nothing_found":
        sought = full and _selected(text, claim) and not any(map(_is_listed, verdict.studies))
        return ("NOTHING_FOUND", verdict.looked_up) if sought else None
    close = [study for study in studies(verdict) if not study.evidence.retracted]
    if not close or claim.kind not in JUDGED:
        return None
    if _is_of_part(claim, close) and not cures(claim):  # no kind of it is cured either
        return None
    first = close[0].evidence
    said = f"{first.study} {first.identifier}, {_counted(len(verdict.studies))} in all"
    if verdict.value == "contradicted" and verdict.confidence >= SURE:
        near = max(one.subject_match * one.object_match for one in close)
        return ("CONTRADICTED", said) if near >= OPPOSED and _is_denied(claim, close) else None
    stronger = claim.polarity != "negative" and _says_more(claim, verdict, close)
    return ("STRONGER_THAN_EVIDENCE", said) if stronger else None


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


def _says_more(claim: Claim, verdict: Verdict, close: Sequence[Study]) -> bool:
    """Tell whether a claim that is not denied says more than its studies do."""
    if claim.kind not in PROMISES:
        return verdict.value == "insufficient" and _is_unseen(claim, close)
    if cures(claim) and not any(shows_cure(study.evidence) for study in close):
        return True
    weak = verdict.value == "supported" and _rests_on_little(close)
    return weak or verdict.value in ("insufficient", "mixed")


def _is_of_part(claim: Claim, close: Sequence[Study]) -> bool:
    """Tell whether a claim is of pain, cancer or the like at large and studies are of a kind of it.

    What the page is about says which it means: rest does relieve the pain of narrow arteries.
    """
    acted = stems(claim.object.text) if claim.object else frozenset()
    return (
        bool(acted)
        and acted <= listed(BROAD)
        and all(acted != stems(_outcome(one.evidence)) for one in close)
    )


def _outcome(row: Evidence) -> str:
    return _AIM.sub("", row.outcome)


_AIM = re.compile(r"(?:treatment|prevention|risk) of ", re.I)


def _is_denied(claim: Claim, close: Sequence[Study]) -> bool:
    """Tell whether studies looked for the harm that is claimed.

    That a thing treats a disorder says little of whether it brings it on: "nerves cause pain". That
    it prevents one does where it is done or taken: calcium may be that of the bones.
    """
    acting = claim.subject
    if acting and absence.missed(acting.text) and all(r.evidence.effect != "harm" for r in close):
        return False  # that a thing was seen to do nothing does not make doing without it right
    if claim.kind in PROMISES or claim.polarity == "negative":
        return True
    done = acting is not None and (acting.type in _DONE or acting.text.endswith("ing"))
    looked_for = _SPARED if done else _RISK
    rows = [one.evidence for one in close]
    return any(row.effect == "none" or looked_for.match(row.outcome) for row in rows)


_DONE = frozenset(("DRUG", "TREATMENT"))
_RISK = re.compile(r"risk of\b", re.I)
_SPARED = re.compile(r"(?:risk|prevention) of\b", re.I)


def _is_unseen(claim: Claim, close: Sequence[Study]) -> bool:
    """Tell whether a harm is told as certain that reviews or public bodies looked for in vain."""
    rows = [one.evidence for one in close]
    in_vain = any(
        (row.effect == "none" and kinds.is_review(row.study))
        or (row.effect in ("none", "unclear") and kinds.is_guidance(row.study))
        for row in rows
    )
    return in_vain and not _MAYBE.search(claim.relation) and all(r.effect != "harm" for r in rows)


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
