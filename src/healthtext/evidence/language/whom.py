"""In whom something was seen: what it does to the ill says nothing of the healthy, nor of those
who have another disorder.
"""

from __future__ import annotations

import re
from functools import lru_cache

from healthtext.evidence.language.sides import Side, side
from healthtext.evidence.language.units import Unit, linked, nearness

LEAST = 0.5  # of a match of a disorder
_HEALTHY = re.compile(r"\b(?:healthy|well) (?:[\w-]+ )?(?:people|adults|women|men|seniors)\b", re.I)
_WITH = re.compile(r"\b(?:with|who have|suffering from|patients who are) \S", re.I)
_PAIN = re.compile(r"\bpain\b", re.I)
# Who has it not, or not yet, is not ill.
_NOT = re.compile(
    r"\b(?:without|no|not|never|non\w*|at (?:\w+ )?risk|history|suspected|healthy|general)\b", re.I
)
# Of several kinds of people one may be the one.
_SEVERAL = re.compile(r"\b(?:all|or|and|various|any|pregnan\w+|surgery|operations?)\b", re.I)


def is_of_other_ill(object_: Side, outcome: str, population: str) -> bool:
    """Tell whether those studied had a disorder, and are not those whom a side speaks of."""
    had = _had(population)
    if _HEALTHY.search(object_.text) and had:
        return not any(nearness(unit, linked(object_.text)) >= LEAST for unit in had)
    if not had or not _WITH.search(population) or _SEVERAL.search(population):
        return False
    return _is_other(object_, population) or _is_broader(object_, outcome, population)


def _is_other(object_: Side, population: str) -> bool:
    """Tell whether people with one disorder are spoken of, and those with another were studied."""
    if not _WITH.search(object_.text):
        return False
    own = [unit for unit in object_.context if unit.named and unit.type == "CONDITION"]
    told = linked(population)
    return bool(own) and all(nearness(unit, told) < LEAST for unit in own)


def _is_broader(object_: Side, outcome: str, population: str) -> bool:
    """Tell whether pain at large was counted of others, where a headache is asked about."""
    pain = bool(_PAIN.search(outcome)) and object_.match(outcome) <= LEAST
    return pain and object_.match(population) < LEAST


@lru_cache(maxsize=1 << 13)
def _had(population: str) -> tuple[Unit, ...]:
    """Return the disorders that the people studied had; none where some had not."""
    if _NOT.search(population):
        return ()
    found = side(population)
    return tuple(
        unit for unit in (*found.main, *found.context) if unit.named and unit.type == "CONDITION"
    )
