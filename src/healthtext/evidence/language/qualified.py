"""Of which disorder something is: an infection of burns is no other infection.

What comes of many disorders is helped by another thing in each, so that studies of the others say
nothing. Whom it is said of is less telling: pain in children, bleeding in pregnancy.
"""

from __future__ import annotations

import re
from functools import lru_cache

from healthtext.evidence.language.sides import Side
from healthtext.evidence.language.units import Unit, linked, nearness

NEAR = 0.5  # of a match of the disorder that says of what kind a thing is


def is_elsewhere(one: Side, text: str) -> bool:
    """Tell whether a row is of none of the disorders that say of what kind a thing is."""
    kinds = _qualifying(one)
    return bool(kinds) and all(nearness(unit, linked(text)) < NEAR for unit in kinds)


@lru_cache(maxsize=1 << 12)
def _qualifying(one: Side) -> tuple[Unit, ...]:
    """Return the disorders that say of what kind a thing is: infection of burns, no other.

    Whom it is said of is less telling: fractures in people with osteoporosis, in pregnancy.
    """
    if _OF_WHOM.search(one.text) or not (one.main and _KINDS.search(one.main[0].text)):
        return ()
    there = len(one.context) == 1 and _PAIN.fullmatch(one.main[0].text)  # no heel's that is pricked
    types = ("CONDITION", "ANATOMY") if there else ("CONDITION",)
    named = (unit for unit in one.context if unit.named and unit.type in types)
    return tuple(unit for unit in named if not _STATE.search(unit.text))


_PAIN = re.compile(r"pain|swelling|itch(?:ing)?", re.I)  # of a part of the body: no other's
_OF_WHOM = re.compile(
    r"\b(?:people|patients|adults|children|babies|infants|women|men|those|without|diabetics"
    r"|asthmatics|\w+ sufferers|survivors|teenagers|adolescents|kids|mothers|seniors|elderly)\b",
    re.I,
)
# What comes of many disorders, and is helped by another thing in each.
_KINDS = re.compile(
    r"infect|seizure|convulsion|\bpain|ache\b|breathless|dyspn|depress|anxiety|nausea|vomiting|fatigue"
    r"|bleed|ha?emorrhage|ulcer|wound|itch|prurit",
    re.I,
)
_STATE = re.compile(
    r"\b(?:pregnan\w+|menopaus\w+|labou?r|birth|injur\w+|trauma|smok\w+|age\w*|obes\w+)\b", re.I
)
