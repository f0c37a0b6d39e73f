"""What the studies that were found say of a claim, and how far that can be trusted.

The shares of the weight (weigh.py) that speak for the claim, against it, and of no effect decide.
`confidence` is the estimated probability that the verdict is right, fitted on half of
corpora/efficacy (docs/decisions/0013-verdicts.md).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from healthtext.evidence import elsewhere, store
from healthtext.evidence.asked import adverse, lists, vague
from healthtext.evidence.asked.asking import Asked, asked
from healthtext.evidence.asked.questions import apart, read, restated
from healthtext.evidence.elsewhere import Place
from healthtext.evidence.language import partly
from healthtext.evidence.language.composites import UNBORN
from healthtext.evidence.language.sides import is_suffered
from healthtext.evidence.store import EvidenceStore
from healthtext.evidence.weighing import match, of_anything, untold
from healthtext.evidence.weighing.of_part import are_of_part
from healthtext.evidence.weighing.tallies import Tally, tally
from healthtext.evidence.weighing.very_thing import NONE, bears, in_order, is_outnumbered
from healthtext.evidence.weighing.weigh import saying
from healthtext.records import Claim, Entity, Study, Verdict, kinds

DISCLAIMER = "This is no medical advice: ask a doctor or pharmacist before you change a treatment."
UNASKED = ("diagnosis", "dose", "statistic")
SHOWN = 8  # studies of a verdict


def check(
    claims: Sequence[Claim],
    entities: Sequence[Entity] = (),
    *,
    base: EvidenceStore | None = None,
    more: Sequence[Place] = (),
) -> tuple[Claim, ...]:
    """Return the claims with their verdicts; `base` is the packaged store if not given.

    A list known only as a whole is one claim; `entities`, in order, help where no sides are named.
    """
    base = base or store.default()
    name = named(base)
    starts = [one.start for one in entities]

    def judge(claim: Claim) -> Claim:
        inside = entities[bisect_left(starts, claim.start) : bisect_left(starts, claim.end)]
        question = asked(claim, inside) or _restated(claim, inside)
        found = _verdict(claim, question, base, more, name) if question else _unasked(claim)
        return replace(claim, verdict=found)

    return lists.whole([judge(claim) for claim in claims], judge)


def _restated(claim: Claim, inside: Sequence[Entity]) -> Asked | None:
    """Return what a claim asks whose sides only the forms of questions tell, as `ask` would."""
    read_so = restated(claim, inside)
    return asked(read_so, inside) if read_so else None


def _verdict(
    claim: Claim, question: Asked, base: EvidenceStore, more: Sequence[Place], name: str
) -> Verdict:
    rival = question.rival
    found = [*match.studies(question.subject, question.object, base, rival)]
    found += [study for source in more for study in source.studies(claim)]
    found = [elsewhere.marked(one, more) for one in found]
    stores = " and ".join((name, *(source.name for source in more)))
    found = in_order(question, [one for one in found if _shown(question, one)])
    value, sure = _judged(question, found)
    if untold.is_untold(question, value, found):
        value, sure, found = "nothing_found", 1.0, []
    found.sort(key=lambda study: not bears(question, study, value))  # first what it rests on
    beside = f" beside “{rival.side.text}”" if rival else _ALL * question.utmost
    sides = f"“{question.subject.text}”{beside} with “{question.object.text}”"
    return Verdict(value, sure, f"Studies of {sides} in {stores}.", tuple(found[:SHOWN]))


_ALL = " beside all else"


def _shown(question: Asked, study: Study) -> bool:
    """Tell whether a study belongs to a verdict: an article, which decides nothing, does too."""
    row = study.evidence
    return row.retracted or bool(row.sentence) or bool(saying(question, study))


def ask(text: str, *, base: EvidenceStore | None = None, more: Sequence[Place] = ()) -> Claim:
    """Return what a question or a plain sentence claims first, with its verdict.

    Of "yoga or walking helps" each must, so one that does not is returned. So it is of "prevents
    colds and flu" and of "eases pain and cures gout": first comes what studies do not bear out,
    then a disorder on which nothing was found. What names nothing that can be asked is
    `not_checkable`.
    """
    first, *others = ask_all(text, base=base, more=more)
    listed = (one for one in others if _is_other(first, one) or _is_also(first, one))
    return min((first, *listed), key=_borne_out)


def _is_other(one: Claim, other: Claim) -> bool:
    """Tell whether two claims are of one thing or another: "yoga or walking helps"."""
    acting, beside = one.subject, other.subject
    if acting is None or beside is None or _said(one) != _said(other):
        return False
    between = max(acting.end - one.start, 0), max(beside.start - one.start, 0)
    return bool(_OR.search(one.text[slice(*between)]))


def _is_also(one: Claim, other: Claim) -> bool:
    """Tell whether the other claim says more of the same thing, which studies do not bear out.

    That nothing was found on a disorder tells too: who was studied for nausea was not for flu.
    """
    if one.subject != other.subject or other.verdict is None:
        return False
    unknown = other.verdict.value == "nothing_found" and other.object is not None
    if unknown and other.object and is_suffered(other.object.text):
        return True
    return other.verdict.value in _TELLING


def _said(claim: Claim) -> tuple[object, ...]:
    return claim.start, claim.end, claim.kind, claim.polarity, claim.relation, claim.object


_OR = re.compile(r"\bor\b", re.I)
_TELLING = ("contradicted", "insufficient", "mixed")  # first what speaks most against "each does"
_LEAST = (*_TELLING, "nothing_found", "not_checkable", "supported")


def _borne_out(claim: Claim) -> int:
    return _LEAST.index(claim.verdict.value) if claim.verdict else 0


def ask_all(
    text: str, *, base: EvidenceStore | None = None, more: Sequence[Place] = ()
) -> tuple[Claim, ...]:
    """Return all that a question or a plain sentence claims, at least one, with the verdicts."""
    from healthtext import claims, context, entities, syntax

    doc = syntax.load()(text)
    found = context.label(doc, entities.for_claims(entities.find(doc)))
    made = claims.find(doc, found)
    stated = tuple(one for one in made if asked(one, found) or _is_no_question(one))
    put = read(doc, found) if text.rstrip().endswith("?") or not stated else None
    if put and stated and (stated[0].kind in UNASKED or asked(put, found) is None):
        put = None
    chosen = apart(put, found) if put else stated or (_nothing(text),)
    return check(chosen, found, base=base, more=more)


def _is_no_question(claim: Claim) -> bool:
    return claim.kind in UNASKED or partly.is_partly_denied(claim)


def _nothing(text: str) -> Claim:
    return Claim(0, len(text), text, "", "none", "positive", "none", "none")


def _unasked(claim: Claim) -> Verdict:
    why = "the sentence does not name both what acts and what it acts on"
    if not any(cue.kind == "kind" for cue in claim.cues):
        why = "no rule tells what the sentence says of what"
    if claim.kind in UNASKED:
        why = f"no store holds studies for claims of the kind {claim.kind}"
    return Verdict("not_checkable", 1.0, f"Nothing was looked up: {partly.why(claim) or why}.")


def version(base: EvidenceStore | None = None) -> str:
    """Name the store that verdicts rest on, and say what they are not."""
    return f"{named(base or store.default())}; no medical advice"


def named(base: EvidenceStore) -> str:
    """Say which store it is: its name, when its snapshot was taken, what it holds, its digest."""
    info = base.info()
    date = f" of {info.snapshot}" if info.snapshot else ""
    held = f"{info.facts:,} findings, digest {info.digest[:12]}" if info.facts else "no findings"
    name = "the packaged evidence" if base is store.default() else base.name
    return f"{name}{date} ({held})"


# Fitted by training/evidence/decision.py as if works and does not work were equally likely.
SHARE, AMOUNT, WEAK, BIAS = 4.06, 0.82, -0.62, -2.72
SUPPORT = 0.4  # share of the weight without which nothing is supported, however many studies
AGAINST = 0.4  # share of the weight from which on the other side decides
# Fitted by training/evidence/calibration.py: how sure it is that no benefit is shown, and how much
# surer than that probability (in log-odds) what is said to be supported has proved to be.
NOTHING_SUPPORTS, SUPPORTED_SHARE = 2.31, -0.85
SURER = 0.14
SEVERAL = 2  # sources without which nothing is denied of a thing as such, but what a body states
SLIGHT = 0.2  # weight of all, below which no study is near enough to bear anything out
MIXED = 0.3  # share of the weight from which on both sides are told
FIRM = 0.5  # share of firm evidence of no effect that contradicts


def _judged(question: Asked, found: Sequence[Study]) -> tuple[str, float]:
    sums = tally(question, found)
    if not sums.whole:
        return "nothing_found", 1.0
    sure = probability(sums)
    value = (_of_denied if question.denied else _of_plain)(sums, sure)
    if question.vague:
        value = _of_anything(question, sums, found)
    unborn = question.denied and question.object.text == UNBORN
    if value == "supported" and is_outnumbered(question, found, sure):
        value = "mixed"
    if value == "supported" and (question.safe or question.every or unborn):
        value = "insufficient"  # no harm that was seen does not show none, nor some help all
    if value == "contradicted" and _are_of_part(question, found):
        value = "insufficient"
    borne_out = value == ("contradicted" if question.denied else "supported")
    return value, round(surer(sure) if borne_out else no_benefit(sums), 3)


def _are_of_part(question: Asked, found: Sequence[Study]) -> bool:
    """Tell whether a benefit is asked for at large, and studies of one kind of it saw none."""
    wanted = question.wanted != "harm" and not question.denied
    return wanted and are_of_part(question.object.text, [one.evidence for one in found])


def _of_anything(question: Asked, sums: Tally, found: Sequence[Study]) -> str:
    """Judge a claim of whatever a thing does; it is borne out where something sure is among it."""
    parts = (sums.supports, sums.against, sums.firm)
    value = of_anything.decided(*(part / sums.whole for part in parts))
    bearing = [one.evidence for one in found if saying(question, one) == "supports"]
    failed = {one.evidence.identifier for one in found if saying(question, one) in NONE}
    if value == "supported" and (
        question.well or (vague.is_medicine(question.subject) and len(failed) >= SEVERAL)
    ):
        value = "mixed"  # that it treats who is ill does not make it good for the others
    feared = question.wanted == "harm" and of_anything.are_many(bearing)
    feared = feared or question.object.text == adverse.ANY  # one is enough
    if value == "supported" and not feared and not any(map(of_anything.is_trusted, bearing)):
        value = "mixed"
    sources = {one.evidence.identifier for one in found}
    stated = any(kinds.is_guidance(one.evidence.study) for one in found)
    if value == "contradicted" and len(sources) < SEVERAL and not stated:
        value = "insufficient"
    return _TURNED.get(value, value) if question.denied else value


_TURNED = {"supported": "contradicted", "contradicted": "supported"}  # by a denial


def no_benefit(sums: Tally) -> float:
    """Return the probability that a verdict of no benefit is right: less where some support it."""
    return 1 / (1 + math.exp(-NOTHING_SUPPORTS - SUPPORTED_SHARE * sums.supports / sums.whole))


def surer(probability: float) -> float:
    """Return how sure it is that what is said to be supported is so, given its probability."""
    return 1 / (1 + math.exp(-math.log(probability / (1 - probability)) - SURER))


def probability(sums: Tally) -> float:
    """Return the probability that what is claimed, taken as if not denied, is so."""
    share = sums.supports / sums.whole
    score = SHARE * share + AMOUNT * math.log1p(sums.amount) + WEAK * sums.weak + BIAS
    sure = 1 / (1 + math.exp(-score))
    return sure if share >= SUPPORT else min(0.5, sure)


def _of_plain(sums: Tally, sure: float) -> str:
    supports, against = sums.supports / sums.whole, sums.against / sums.whole
    if min(supports, against) >= MIXED:
        return "mixed"
    if sure > 0.5:
        return "supported" if sums.whole >= SLIGHT else "insufficient"
    if supports < MIXED and (against >= AGAINST or sums.firm / sums.whole >= FIRM):
        return "contradicted"
    return "insufficient"


def _of_denied(sums: Tally, sure: float) -> str:
    """Judge "does not help": no effect and harm bear it out, a benefit contradicts it."""
    if sure > 0.5:
        return "contradicted"
    denies = (sums.against + sums.none) / sums.whole
    return "supported" if denies >= AGAINST else "insufficient"
