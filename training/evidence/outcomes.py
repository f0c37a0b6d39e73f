"""Whether more of an outcome is good for people: words with a sign, and words that turn it."""

from __future__ import annotations

import re
from functools import lru_cache

from healthtext import terms
from training.evidence import cues

GOOD, BAD, UNKNOWN = 1, -1, 0

_GOOD, _BAD = cues.text("outcomes", "good"), cues.text("outcomes", "bad")

_NEUTRAL = re.compile(
    r"\b(?:pharmacokinetic\w*|auc\w*|cmax|tmax|half[- ]life|concentrations?|plasma levels?)\b", re.I
)
_TIME_GOOD = cues.pattern("outcomes", "time_good")
_TIME_BAD = cues.pattern("outcomes", "time_bad")
_TURN = cues.pattern("outcomes", "turn")
_SIGNED = re.compile(rf"\b(?:(?P<good>{_GOOD})|(?P<bad>{_BAD}))\b".replace("\n", ""), re.I)
_ADVERSE = re.compile(
    r"\b(?:adverse|side[- ]effects?|toxicit\w+|complication\w*|safety|harms?|tolerab\w+|withdraw\w+"
    r"|discontinu\w+|drop[- ]?outs?|unwanted)\b", re.I,
)  # fmt: skip


@lru_cache(maxsize=1 << 15)
def polarity(outcome: str) -> int:
    """Return GOOD or BAD where more of the outcome is good or bad for people, else UNKNOWN."""
    if _TIME_GOOD.search(outcome):
        return GOOD
    if _TIME_BAD.search(outcome):
        return BAD
    if _NEUTRAL.search(outcome) and not re.search("glucose|cholesterol|h[ae]+moglobin", outcome):
        return UNKNOWN
    return _by_words(outcome) or _by_terms(outcome)


def _by_words(outcome: str) -> int:
    if _COMING.search(outcome) and _by_terms(_COMING.sub("", outcome)):
        return BAD
    match = _RELIEVED.search(outcome)
    if match:
        return GOOD if match["good"] else BAD
    found = [(m.end(), GOOD if m["good"] else BAD) for m in _SIGNED.finditer(_head(outcome))]
    if not found:
        found = [(m.end(), GOOD if m["good"] else BAD) for m in _SIGNED.finditer(outcome)]
    return max(found)[1] if found else UNKNOWN


# The development of a child is good, that of an ulcer is as bad as the ulcer.
_COMING = re.compile(r" (?:development|formation)$", re.I)
# What turns the sign of what stands beside it: pain relief, reduction in mortality, weight loss.
_RELIEVED = cues.pattern("outcomes", "relieved")


def _head(outcome: str) -> str:
    """Return a phrase up to its first preposition, unless that only counts or weighs."""
    head, _, rest = re.sub(r"\s+", " ", outcome).partition(" of ")
    if rest and re.search(
        r"\b(?:incidence|risk|rate|rates|number|numbers|frequency|prevalence|proportion|occurrence|percentage|amount"
        r"|levels?|scores?|measures?|patients|severity|intensity|presence|degree|extent|change|changes|days|cases|odds"
        r"|mean|total|probability|episodes?|signs?|onset|symptoms?|quality|range)$", head, re.I,
    ):  # fmt: skip
        return outcome if head.lower().endswith(("quality", "range")) else rest
    return re.split(r" (?:in|at|after|during|among|for|with|by|between|within|from|on) ", head)[0]


def _by_terms(outcome: str) -> int:
    matches = terms.load().find(outcome)
    return BAD if any(m.type in ("CONDITION", "SYMPTOM") for m in matches) else UNKNOWN


def is_adverse(outcome: str) -> bool:
    """Tell whether an outcome counts harms, of whatever disorder the trial is about."""
    return bool(_ADVERSE.search(outcome))
