"""Trials in healthy volunteers: pain that was made for them says little of a headache."""

from __future__ import annotations

import re

from healthtext.evidence.asked.asking import Asked
from healthtext.evidence.language.units import SUFFERED
from healthtext.records import Evidence, kinds

_WELL = re.compile(r"\bhealthy (?:[\w-]+ ){0,3}volunteers\b", re.I)


def are_well(question: Asked, row: Evidence) -> bool:
    """Tell whether a disorder is to be treated that nobody in a trial had."""
    ill = any(unit.type in SUFFERED for unit in question.object.main)
    treats = ill and question.wanted == "benefit" and not question.prevents
    return treats and not kinds.is_firm(row.study) and bool(_WELL.search(row.population))
