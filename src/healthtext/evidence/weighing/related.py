"""Whether a study that shares the people with a claim counted another disorder in them.

That fewer of those with dementia have tinnitus says nothing of dementia. Such a study is related:
it is shown where nothing else was found, and decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from healthtext import terms
from healthtext.evidence.asked.asking import Asked
from healthtext.evidence.language import absence, aims, composites
from healthtext.evidence.language.sides import side
from healthtext.evidence.language.units import SUFFERED
from healthtext.evidence.weighing import match
from healthtext.records import Evidence, Study, kinds

DISORDERS = frozenset(("CONDITION",))
# What becomes of those who have a disorder is the disorder's own: loss of sight in macular disease.
_OWN = re.compile(
    r"\b(?:loss|decline|fail\w*|progress\w*|disab\w+|deteriorat\w+|worse\w*|relaps\w+|recurren\w+"
    r"|complications?|impairment|deaths?|mortality|surviv\w+)\b",
    re.I,
)


def is_of_another(question: Asked, row: Evidence) -> bool:
    """Tell whether a row names a disorder, and neither the one asked about nor of its kind.

    What is said to help people with a disorder, or to harm, is asked of all that they have. A
    symptom is the disorder's own, but says nothing of who falls ill or is rid of it.
    """
    if question.of_people or question.wanted == "harm" or kinds.of_body(row.study):
        return False
    asks = question.object
    if asks.match(row.population) < match.LEAST:
        return False  # it was found by something else
    near = max(asks.match(row.outcome), composites.nearness(asks, row.outcome))
    if max(near, match.of_measure(asks, row.outcome)) >= match.LEAST:
        return False
    return _named(row.outcome) in (SUFFERED if question.prevents or question.cures else DISORDERS)


@lru_cache(maxsize=1 << 14)
def _named(outcome: str) -> str:
    """Return the type of what an outcome names first; nothing where it is the disorder's own."""
    main = () if _OWN.search(outcome) else side(outcome).main
    return main[0].type if main else ""


def is_of_ill(question: Asked, row: Evidence) -> bool:
    """Tell whether something else was counted in those who have the disorder already."""
    asks = question.object
    ill = asks.match(row.population) >= match.LEAST > asks.match(row.outcome)
    return ill and not question.of_people


def is_treated(question: Asked, row: Evidence) -> bool:
    """Tell whether those were studied who have the disorder that a claim says is brought on.

    What helps them may bring it on in others: antibiotics, of diarrhoea.
    """
    if row.effect == "harm":  # another harm to the ill has not made them so
        named = composites.nearness(question.object, row.outcome)
        return (
            is_of_ill(question, row)
            and max(named, match.of_measure(question.object, row.outcome)) == 0
        )
    if aims.is_of_faring(question.object.text):
        return False
    if aims.is_of_spells(row.outcome) and not aims.is_of_spells(question.object.text):
        return True  # only who is ill falls ill again
    if question.object.match(absence.missed(row.outcome)) >= match.LEAST:
        return False  # to be rid of smoking is to smoke less
    had = question.object.match(row.population) >= match.LEAST
    return aims.is_of_faring(row.outcome) or (had and not aims.is_of_falling_ill(row.outcome))


@lru_cache(maxsize=1 << 14)
def is_symptom(outcome: str) -> bool:
    """Tell whether an outcome counts a symptom, be it of the disorder: fatigue from cancer."""
    return any(one.type == "SYMPTOM" for one in terms.load().find(outcome))


EXACT = 0.95  # of a match of the object with whom and when
NEAR = 0.15  # less than the best of which is as good


def closest(question: Asked, told: Sequence[Study]) -> float:
    """Return below which match a study is of others than were asked about.

    It is nothing where no study is of the very people, place or time, or none was named. A trial
    does not set reviews aside.
    """
    firm = [one for one in told if kinds.is_firm(one.evidence.study)]
    best = max((one.object_match for one in firm or told), default=0.0)
    return best - NEAR if question.object.context and best >= EXACT else 0.0
