"""Outcomes that trials count together: a heart attack is one of the "cardiovascular events"."""

from __future__ import annotations

import re
from functools import cache

from healthtext.evidence import broader
from healthtext.evidence.sides import Side, side

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
