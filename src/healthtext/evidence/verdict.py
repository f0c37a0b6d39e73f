"""What the studies that were found say of a claim, and how far that can be trusted.

Each study has a weight: a review more than a trial, high certainty more than low, a good match
more than a poor one, a comparison with nothing or a placebo more than one with another treatment.
The shares of the weight that speak for the claim, against it, and of no effect decide.
`confidence` is the estimated probability that the verdict is right, fitted on half of
corpora/efficacy (docs/decisions/0013-verdicts.md).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from healthtext.evidence import match, store
from healthtext.evidence.asking import Asked, asked
from healthtext.evidence.questions import read
from healthtext.evidence.store import EvidenceStore
from healthtext.records import Claim, Entity, Study, Verdict

DISCLAIMER = "This is no medical advice: ask a doctor or pharmacist before you change a treatment."
REVIEW, TRIAL = 3.0, 1.0
CERTAINTY = {"high": 1.0, "moderate": 0.9, "low": 0.6, "very low": 0.3}
NOT_STATED = 0.7
ACTIVE = 0.4  # of the weight, where the comparator is a treatment itself
UNASKED = ("diagnosis", "dose", "statistic")
SHOWN = 8  # studies of a verdict

Sought = Callable[[Claim], tuple[Study, ...]]


@dataclass(frozen=True, slots=True)
class Source:
    """Another place to look for studies, such as a user's own store: its name in words, how."""

    name: str
    studies: Sought


@dataclass(frozen=True, slots=True)
class Tally:
    """The weight of the studies: for the claim, against it, of no effect, of no clear result.

    `firm` is the part of `none` that is of high or moderate certainty.
    """

    supports: float = 0.0
    against: float = 0.0
    none: float = 0.0
    unclear: float = 0.0
    firm: float = 0.0

    @property
    def whole(self) -> float:
        return self.supports + self.against + self.none + self.unclear


def check(
    claims: Sequence[Claim],
    entities: Sequence[Entity] = (),
    *,
    base: EvidenceStore | None = None,
    more: Sequence[Source] = (),
) -> tuple[Claim, ...]:
    """Return the claims with their verdicts; `base` is the packaged store if not given."""
    return tuple(
        replace(claim, verdict=verdict(claim, entities, base=base, more=more)) for claim in claims
    )


def verdict(
    claim: Claim,
    entities: Sequence[Entity] = (),
    *,
    base: EvidenceStore | None = None,
    more: Sequence[Source] = (),
) -> Verdict:
    """Return what the studies of all stores say of a claim."""
    question = asked(claim, [one for one in entities if claim.start <= one.start < claim.end])
    if question is None:
        return Verdict("not_checkable", 1.0, _unasked(claim))
    base = base or store.default()
    found = [*match.studies(question.subject, question.object, base)]
    found += [study for source in more for study in source.studies(claim)]
    found.sort(key=lambda study: (study.evidence.retracted, -weight(study)))
    value, confidence = _judged(question, tally(question, found), found)
    return Verdict(value, confidence, _looked_up(question, base, more), tuple(found[:SHOWN]))


def ask(text: str, *, base: EvidenceStore | None = None, more: Sequence[Source] = ()) -> Claim:
    """Return what a question or a plain sentence claims, with its verdict.

    What names nothing that could be asked is `not_checkable`.
    """
    from healthtext import claims, context, entities, syntax

    doc = syntax.load()(text)
    found = context.label(doc, entities.find(doc))
    made = claims.find(doc, found)
    stated = next((one for one in made if asked(one, found) or one.kind in UNASKED), None)
    claim = stated or read(doc, found) or _nothing(text)
    return replace(claim, verdict=verdict(claim, found, base=base, more=more))


def _nothing(text: str) -> Claim:
    return Claim(0, len(text), text, "", "none", "positive", "none", "none")


def _unasked(claim: Claim) -> str:
    if claim.kind in UNASKED:
        return f"Nothing was looked up: no store holds studies for claims of the kind {claim.kind}."
    return "Nothing was looked up: the sentence does not name both what acts and what it acts on."


def version(base: EvidenceStore | None = None) -> str:
    """Name the store that verdicts rest on, and say what they are not."""
    return f"{_named(base or store.default())}; no medical advice"


def _named(base: EvidenceStore) -> str:
    info = base.info()
    date = f" of {info.snapshot}" if info.snapshot else ""
    held = f"{info.facts:,} findings, digest {info.digest[:12]}" if info.facts else "no findings"
    return f"{base.name}{date} ({held})"


def _looked_up(question: Asked, base: EvidenceStore, more: Sequence[Source]) -> str:
    stores = [_named(base), *(source.name for source in more)]
    asks = f"“{question.subject.text}” with “{question.object.text}”"
    return f"Studies of {asks} in {' and '.join(stores)}."


def weight(study: Study) -> float:
    """Return how much a study counts; nothing when it was retracted."""
    row = study.evidence
    if row.retracted:
        return 0.0
    kind = REVIEW if "review" in row.study else TRIAL
    certain = CERTAINTY.get(row.certainty, NOT_STATED)
    active = ACTIVE if _is_active(row.comparator) and row.effect == "none" else 1.0
    return kind * certain * active * (study.subject_match * study.object_match) ** 2


_INERT = re.compile(
    r"\b(?:placebo|sham|controls?|no|none|not|untreated|usual|standard|routine|conventional|wait\w*"
    r"|nothing|vehicle|saline|baseline|dummy|alone|only|without|before|minimal|attention|inactive)\b",
    re.I,
)


def _is_active(comparator: str) -> bool:
    """Tell whether a study compared two treatments, so that no difference says little."""
    return bool(comparator.strip()) and not _INERT.search(comparator)


def tally(question: Asked, found: Sequence[Study]) -> Tally:
    """Add up the weights of what the studies say of the claim as if it were not denied."""
    sums = dict.fromkeys(("supports", "against", "none", "unclear", "firm"), 0.0)
    for study in found:
        if question.wanted != "harm" and _ADVERSE.search(study.evidence.outcome):
            continue  # that a treatment has side effects does not say that it does not work
        says, counts = _says(question, study), weight(study)
        sums[says] += counts
        if says == "none" and study.evidence.certainty in ("high", "moderate"):
            sums["firm"] += counts
    return Tally(**sums)


_ADVERSE = re.compile(r"\b(?:adverse|side[- ]effects?|toxicity|withdrawals?|drop-?outs?)\b", re.I)


def _says(question: Asked, study: Study) -> str:
    row = study.evidence
    if question.wanted in ("increased", "decreased"):
        if row.direction in ("increased", "decreased"):
            return "supports" if row.direction == question.wanted else "against"
    elif row.effect in ("benefit", "harm"):
        return "supports" if row.effect == question.wanted else "against"
    none = row.effect == "none" or row.direction == "no_difference"
    return "none" if none else "unclear"


SUPPORT, AGAINST = 0.5, 0.5  # shares of the weight from which on a side decides
MIXED = 0.25  # share of the other side from which on both are told
LEAST = 0.15  # of weight in all, less than which is nothing


def _judged(question: Asked, sums: Tally, found: Sequence[Study]) -> tuple[str, float]:
    if sums.whole < LEAST:
        return "nothing_found", 1.0
    value = _of_denied(sums) if question.denied else _of_plain(sums)
    return value, confidence(sums, found)


def _of_plain(sums: Tally) -> str:
    supports, against = sums.supports / sums.whole, sums.against / sums.whole
    if supports >= SUPPORT:
        return "mixed" if against >= MIXED else "supported"
    if against >= AGAINST:
        return "mixed" if supports >= MIXED else "contradicted"
    firm = sums.firm / sums.whole
    return "contradicted" if firm >= 0.5 else "insufficient"


def _of_denied(sums: Tally) -> str:
    """Judge "does not help": no effect and harm bear it out, a benefit contradicts it."""
    supports = sums.supports / sums.whole
    if supports >= SUPPORT:
        return "contradicted"
    denies = (sums.against + sums.none) / sums.whole
    return "supported" if denies >= SUPPORT else "insufficient"


def confidence(sums: Tally, found: Sequence[Study]) -> float:
    """Return the probability that a verdict is right, by how clear and how much the evidence is."""
    share = sums.supports / sums.whole
    clear = abs(2 * share - 1)
    best = max((s.subject_match * s.object_match for s in found), default=0.0)
    score = BIAS + CLEAR * clear + AMOUNT * math.log1p(sums.whole) + MATCH * best
    return round(1 / (1 + math.exp(-score)), 3)


BIAS, CLEAR, AMOUNT, MATCH = -0.5, 1.0, 0.3, 1.0
