"""What of those who have a disorder is spoken of: the kidneys in diabetes, speech in glue ear."""

from __future__ import annotations

import re
from functools import lru_cache

from healthtext.evidence.language import composites
from healthtext.evidence.language.generic import GENERIC
from healthtext.evidence.language.sides import Side, is_suffered, side
from healthtext.evidence.language.stems import stems
from healthtext.evidence.language.synonyms import canonical

LEAST = 0.5  # of a match of the part
_PART_IN = re.compile(r"(?:the )?(?P<part>\S.*?) in (?P<ill>\S.*)", re.I)


def is_of_other(object_: Side, outcome: str) -> bool:
    """Tell whether a part or a faculty of those who are ill is asked about, and another counted.

    Of "the kidneys in diabetes" a study of the eyes says nothing, one of diabetes itself does.
    """
    found = _parted(object_.text) if object_.context else None
    if found is None:
        return False
    part, ill = found
    if composites.nearness(part, outcome) or stems(canonical(outcome)) - GENERIC <= ill:
        return False
    return part.match(outcome) < LEAST


@lru_cache(maxsize=1 << 12)
def _parted(text: str) -> tuple[Side, frozenset[str]] | None:
    """Return what is said to be of a disorder, where only the disorder is a name, and its stems."""
    found = _PART_IN.fullmatch(text)
    if found is None or not is_suffered(found["ill"]) or is_suffered(found["part"]):
        return None
    if _COURSE.search(found["part"]) or _WHOM.match(found["ill"]):
        return None
    return side(found["part"]), stems(canonical(found["ill"]))


_WHOM = re.compile(r"(?:\w+ )?(?:people|patients|adults|children|those|women|men)\b", re.I)
# What becomes of the ill is the disorder's own.
_COURSE = re.compile(
    r"\b(?:deaths?|mortality|surviv\w+|life|hospital\w*|outcomes?|progress\w*|severity|recovery)\b",
    re.I,
)
