"""Whether an outcome is of who falls ill, or of how those fare who are ill.

A shorter cold says nothing of how many catch one, and fewer colds nothing of how long they last.
Most outcomes name the disorder only and may be either.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FALLING_ILL = re.compile(
    r"\b(?:prevention|incidences?|occurrences?|risks?|odds|likelihood|chances?|acquisition|onset"
    r"|development|new cases|attack rates?|infection rates?|number of (?:cases|people|children))"
    r" (?:rates? )?(?:of|for|from|with)\b"
    r"|(?<!-)\b(?:incidence|occurrence|risk|prevention)(?: rates?)?$",
    re.I,
)
_FARING = re.compile(
    r"\b(?:treatment|duration|length|severity|intensity|resolution|remission|relief|clearance|cure"
    r"|eradication|recovery|improvement|healing|symptoms?|days?|response|course)"
    r" (?:of|in|from|with)\b"
    r"|\b(?:duration|severity|intensity|recovery|resolution|remission|relief|healing|improvement"
    r"|clearance|cures?|cure rates?|recovery rates?|(?:symptom|severity) scores?)$"
    r"|\btime (?:to|until) (?:\w+ ){0,2}(?:recovery|resolution|healing|relief|cure|clearance)\b"
    r"|\b(?:shortening|resolved|recovered|healed|cured|relieved)\b",
    re.I,
)


@lru_cache(maxsize=1 << 14)
def is_of_falling_ill(outcome: str) -> bool:
    """Tell whether an outcome counts who falls ill: "incidence of colds", "risk of stroke"."""
    return bool(_FALLING_ILL.search(outcome)) and not _FARING.search(outcome)


def is_of_risk(outcome: str) -> bool:
    """Tell whether a study asked if something raises a risk, as the base words it."""
    return outcome.startswith("risk of ")


@lru_cache(maxsize=1 << 14)
def is_of_faring(outcome: str) -> bool:
    """Tell whether an outcome is of those who are ill: "duration of colds", "recovery"."""
    return bool(_FARING.search(outcome)) and not _FALLING_ILL.search(outcome)


_SPELLS = re.compile(
    r"(?<!heart )\b(?:attacks?|episodes?|bouts?|flares?(?:-ups?)?|relapses?|recurrences?|spells?"
    r"|exacerbations?|progression|worsening|deterioration)\b",
    re.I,
)


# Disorders that are nothing but their attacks: to prevent these is to treat who has them.
_IN_SPELLS = re.compile(r"\b(?:migraines?|headaches?|epilep\w+|gout|angina|cold sores?)\b", re.I)


@lru_cache(maxsize=1 << 14)
def is_of_spells(text: str) -> bool:
    """Tell whether what comes back in those who are ill is spoken of: to prevent it treats them."""
    return bool(_SPELLS.search(text))


@lru_cache(maxsize=1 << 14)
def comes_in_spells(text: str) -> bool:
    """Tell whether a disorder is spoken of that those who have it have by attacks."""
    return bool(_IN_SPELLS.search(text))
