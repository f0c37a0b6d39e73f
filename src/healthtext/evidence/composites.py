"""Outcomes that trials count together, a heart attack as one of the "cardiovascular events", and
what claims speak of together: harm to an unborn child is any of what studies count of it.
"""

from __future__ import annotations

import re
from functools import cache

from healthtext.evidence import broader
from healthtext.evidence.sides import Side, Unit, side

_CARDIOVASCULAR = re.compile(
    r"\b(?:cardio-?vascular|vascular|cardiac|coronary)"
    r" (?:diseases?|events?|outcomes?|morbidity|complications?)\b|\bheart disease\b",
    re.I,
)
_MEMBERS = ("heart attack", "stroke", "angina", "coronary heart disease", "heart disease")
WORDS = ("cardiovascular", "vascular")  # that find the whole in a store


@cache
def _members() -> frozenset[str]:
    return frozenset(concept for name in _MEMBERS for concept in side(name).concepts)


def is_member(object_: Side) -> bool:
    """Tell whether a disorder is one that is counted together with others."""
    return not _members().isdisjoint(object_.concepts)


def nearness(object_: Side, outcome: str) -> float:
    """Return how well an outcome that counts several disorders speaks of one of them."""
    return broader.BROADER[0] if is_member(object_) and _CARDIOVASCULAR.search(outcome) else 0.0


UNBORN = "harm to the unborn child"
_HARMS = ("birth defects", "congenital malformations", "miscarriage", "stillbirth", "preterm birth",
          "low birth weight", "fetal growth restriction", "fetal alcohol spectrum disorder",
          "fetal death", "neonatal death", "small for gestational age")  # fmt: skip


@cache
def unborn() -> Side:
    """Return the side that a row speaks of which names any of the harms to an unborn child."""
    sides = [side(name) for name in _HARMS]
    units = [unit for one in sides for unit in one.main]
    concepts = tuple(dict.fromkeys(one for unit in units for one in unit.concepts))
    wordings = tuple(dict.fromkeys(one for unit in units for one in unit.wordings))
    words = tuple(dict.fromkeys(word for one in sides for word in one.words))
    return Side(UNBORN, (Unit(UNBORN, concepts, wordings, "CONDITION"),), (), words)
