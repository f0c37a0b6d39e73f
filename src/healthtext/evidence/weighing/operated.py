"""Whether a study was of people who were operated on, where nobody spoke of an operation."""

from __future__ import annotations

import re

from healthtext.evidence.asked.asking import Asked
from healthtext.records import Evidence


def is_around(question: Asked, row: Evidence) -> bool:
    """Tell whether a thing was given around an operation, which nobody spoke of."""
    asks = f"{question.subject.text} {question.object.text}"
    around = _OPERATED.search(row.population) or _AROUND.search(row.intervention)
    return bool(around) and not _OPERATION.search(asks)


_AROUND = re.compile(r"\b(?:peri|pre|post|intra)-?operative\b", re.I)
_OPERATED = re.compile(
    r"\b(?:having|undergoing|after|before|during|scheduled for) (?:[\w-]+ ){0,3}?"
    r"(?:surgery|operations?|\w+(?:ectomy|plasty|tomy)|transplant\w*|procedures?|anesthesia"
    r"|replacement)\b|\b(?:surgical|surgery) patients\b",
    re.I,
)
_OPERATION = re.compile(
    r"surg|operat|ectomy|plasty|tomy\b|transplant|procedure|an(?:a)?esthe|replacement|implant"
    r"|biops|dental|teeth|tooth|extraction|graft|bypass|repair|ca?esarean|scop",
    re.I,
)
