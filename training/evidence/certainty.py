"""How certain a conclusion is, by its GRADE words, else by how it is hedged.

The words of each level follow the statements that GRADE recommends (Santesso and others 2020):
high needs no hedge, moderate is "probably", low is "may", very low is "very uncertain".
"""

from __future__ import annotations

import re

from training.evidence import cues

LEVELS = ("high", "moderate", "low", "very low", "not stated")
_GRADE = cues.pattern("certainty", "grade")
_OF_QUALITY = cues.pattern("certainty", "of_quality")
_LEVELS = tuple(
    (level.replace("_", " "), re.compile(rf"\b(?:{words})\b", re.I))
    for level, words in cues.texts("certainty.words").items()
)
_MONTH = re.compile(r"\b(?:in|of|until|to|since) May\b|\bMay \d")


def certainty(clause: str, sentence: str, whole: str = "") -> str:
    """Return one of LEVELS for what a clause says; `whole` is the rest of the conclusion."""
    said = graded(clause) or graded(sentence)
    if said:
        return said
    for level, words in _LEVELS:
        if words.search(_MONTH.sub(" ", clause)):
            return level
    for level, words in _LEVELS[:2]:
        if words.search(_MONTH.sub(" ", sentence)):
            return level if level == "low" else "low"
    return graded(whole) or "not stated"


def graded(text: str) -> str:
    """Return the lowest level that GRADE words of a text name, or ''."""
    found = [
        level.lower().replace("-", " ").replace("poor", "low")
        for pattern in (_GRADE, _OF_QUALITY)
        for match in pattern.finditer(text)
        for level in match.groupdict().values()
        if level and not _asked(text, match.start())
    ]
    return max(found, key=LEVELS.index, default="")


_WISHED = re.compile(
    r"\b(?:no|lack of|few|further|more|need for|larger?|additional|future|of sufficiently|without"
    r"|absence of|conduct\w*)\s(?:\S+\s){0,3}$",
    re.I,
)


def _asked(text: str, at: int) -> bool:
    """Tell whether good quality is wished for or missing: 'no high-quality evidence'."""
    return bool(_WISHED.search(text[:at]))
