"""What the studies say of a claim together: which of them are heard, and their weights summed.

The rows of one study share the weight of its best row. Where a row weighs what, and what it says:
`weigh`. The numbers were chosen on half of corpora/efficacy (docs/decisions/0013-verdicts.md).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from healthtext.evidence.asked.asking import Asked
from healthtext.evidence.language import aims
from healthtext.evidence.weighing import related
from healthtext.evidence.weighing.beside import SIDE_EFFECTS
from healthtext.evidence.weighing.very_thing import NONE, meaning
from healthtext.evidence.weighing.weigh import PAGE, is_weak, saying, weight
from healthtext.records import Study, kinds

ALL_FARTHER = 0.6  # of the weight of these, the most that all studies of others together weigh
FARTHER = 0.3  # of a study of others, where one is of the very people or time asked about
TOLD = frozenset(("supports", "against", "none", "firm"))
OTHER = 0.15  # less of a match of the thing than another row of the study, which is of a kind of it
SAME, AGREED = 0.95, 2  # match and number of reviews that agree on no harm
OF_CLASS = 0.65  # of a match, up to which another of the class was studied
BESIDE = 0.6  # of what is unclear, where other studies tell


@dataclass(frozen=True, slots=True)
class Tally:
    """The weight of the studies: for the claim, against it, of no effect, of no clear result.

    `unclear` counts less where something else was found. `firm` is the part of `none` that is of
    high or moderate certainty, `weak` the share of `supports` that is of low certainty or from
    single trials (a half where nothing supports), `amount` the number of studies that support, each
    as far as it does and as it matches, pages half.
    """

    supports: float = 0.0
    against: float = 0.0
    none: float = 0.0
    unclear: float = 0.0
    firm: float = 0.0
    weak: float = 0.5
    amount: float = 0.0

    @property
    def whole(self) -> float:
        return self.supports + self.against + self.none + self.unclear


@dataclass(frozen=True, slots=True)
class _Heard:
    """A study that counts: what it says, a field of Tally or `firm`, and how much."""

    study: Study
    says: str
    weighs: float

    @property
    def match(self) -> float:
        """How well it is about the claim, pages half."""
        part = PAGE if kinds.is_page(self.study.evidence.study) else 1.0
        return self.study.subject_match * self.study.object_match * part


def tally(question: Asked, found: Sequence[Study]) -> Tally:
    """Add up the weights of what the studies say of the claim as if it were not denied."""
    by_study: dict[str, list[_Heard]] = defaultdict(list)
    for one in _heard(question, found):
        by_study[one.study.evidence.identifier.lower()].append(one)
    sums = dict.fromkeys(("supports", "against", "none", "unclear", "firm", "weak"), 0.0)
    amount = 0.0
    for rows in by_study.values():
        whole = sum(one.weighs for one in rows)
        share = max(one.weighs for one in rows) / whole
        for one in rows:
            sums["none" if one.says == "firm" else one.says] += one.weighs * share
            sums["firm"] += one.weighs * share * (one.says == "firm")
            weak = one.says == "supports" and is_weak(one.study.evidence)
            sums["weak"] += one.weighs * share * weak
        supports = sum(one.weighs for one in rows if one.says == "supports")
        amount += max(one.match for one in rows) * supports / whole
    return _settled(question, found, sums, amount)


def _settled(
    question: Asked, found: Sequence[Study], sums: dict[str, float], amount: float
) -> Tally:
    """Weigh the sums against each other: firm where reviews agree, the unclear beside the told."""
    if not sums["supports"] and not sums["against"] and _none_agreed(question, found):
        sums["firm"] = sums["none"]
    sums["weak"] = sums["weak"] / sums["supports"] if sums["supports"] else 0.5
    if question.unproven and question.denied:
        sums["none"] += sums["unclear"]  # what could not be told is not shown
        sums["unclear"] = 0.0
    if sums["supports"] or sums["against"] or sums["none"]:
        sums["unclear"] *= BESIDE  # what one study could not tell others may have found
    return Tally(**sums, amount=amount)


def _none_agreed(question: Asked, found: Sequence[Study]) -> bool:
    """Tell whether reviews that asked for this very harm agree that there is none.

    They grade such findings seldom, so that certainty alone would leave every myth in doubt. Of
    side effects, whichever they are, nobody can say that there are none.
    """
    if SIDE_EFFECTS.match(question.object.text):
        return False
    agreed = {
        one.evidence.identifier for one in found
        if question.wanted == "harm" and kinds.is_review(one.evidence.study)
        and one.evidence.effect == "none" and aims.is_of_risk(one.evidence.outcome)
        and min(one.subject_match, one.object_match) >= SAME and not one.evidence.retracted
    }  # fmt: skip
    return len(agreed) >= AGREED


def _own(told: Sequence[_Heard]) -> list[_Heard]:
    """Leave out what a study says of a kind of the thing where it says something of the thing."""
    best: dict[str, float] = {}
    for one in told:
        key = one.study.evidence.identifier
        best[key] = max(best.get(key, 0.0), one.study.subject_match)
    return [
        one for one in told
        if one.study.subject_match > best[one.study.evidence.identifier] - OTHER
    ]  # fmt: skip


def _sure(told: Sequence[_Heard]) -> list[_Heard]:
    """Leave out what could not be told of others of a class where the very thing was looked at."""
    firm = (one for one in told if kinds.is_firm(one.study.evidence.study))
    very = any(one.says in TOLD and one.study.subject_match >= SAME for one in firm)
    if not very:
        return [*told]
    return [one for one in told if one.says != "unclear" or one.study.subject_match > OF_CLASS]


def _of_whole(question: Asked, told: Sequence[_Heard]) -> list[_Heard]:
    """Leave out what found nothing of one kind where the whole was seen to come of the very thing.

    That one cancer is not more frequent says little where a body says that cancer is.
    """
    if question.wanted != "harm":
        return [*told]  # what helps may help in some forms only
    asked = meaning(question.object.text)
    bearing = (one.study for one in told if one.says == "supports")
    very = (one.evidence for one in bearing if one.subject_match >= SAME)
    if not any(kinds.is_firm(row.study) and meaning(row.outcome) == asked for row in very):
        return [*told]
    return [
        one for one in told
        if one.says not in NONE or not meaning(one.study.evidence.outcome) > asked
    ]  # fmt: skip


def _heard(question: Asked, found: Sequence[Study]) -> list[_Heard]:
    """Return the studies that say something, with what is farther from the question counted less.

    What is only related is left out where anything else is left, and then the pages that only name
    what is done.
    """
    told = [
        _Heard(one, says, weighs) for one in found
        if (says := saying(question, one)) and (weighs := weight(question, one))
    ]  # fmt: skip
    told = [one for one in told if not related.is_of_another(question, one.study.evidence)] or told
    told = [one for one in told if not kinds.is_page(one.study.evidence.study)] or told
    told = _of_whole(question, _sure(_own(told)))
    if _is_gone_in_families(question, told):
        told = [replace(one, says="unclear") if one.says == "supports" else one for one in told]
    close = related.closest(question, [one.study for one in told if one.says in TOLD])
    near = sum(one.weighs for one in told if one.study.object_match >= close)
    far = sum(one.weighs for one in told if one.study.object_match < close)
    share = min(FARTHER, ALL_FARTHER * near / far) if far else FARTHER
    return [
        replace(one, weighs=one.weighs * share) if one.study.object_match < close else one
        for one in told
    ]


def _is_gone_in_families(question: Asked, told: Sequence[_Heard]) -> bool:
    """Tell whether a harm is gone where children are compared with their own brothers and sisters.

    These have the same parents and home, so that it came of those and not of the thing.
    """
    compared = [one for one in told if _SIBLINGS.search(one.study.evidence.population)]
    said = {one.says for one in compared}
    return question.wanted == "harm" and bool(said.intersection(NONE)) and "supports" not in said


_SIBLINGS = re.compile(r"\bcompared with (?:their )?siblings\b", re.I)
