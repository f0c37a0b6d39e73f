"""Whether a thing is put off: what comes of early surgery is not what comes of waiting for it.

Where early and late were compared a finding of the one is that of the other, turned round; where a
study says nothing of the time it says nothing of waiting.
"""

from __future__ import annotations

import re
from functools import lru_cache

from healthtext.evidence.language.sides import Side, side
from healthtext.evidence.language.units import ACTING
from healthtext.records import Evidence

VERBS = (
    r"(?:delay(?:ing|s in)?|postpon(?:ing|ement of)|putting off|deferr(?:ing|al of)"
    r"|holding off(?: on)?|(?:long )?waits? for|waiting (?:for|before|to have))"
)
# What begins late is put off too, where it is something that is done: not a late meal.
_PUT_OFF = re.compile(
    rf"(?:(?:{VERBS}|delayed(?!-)|postponed|deferred)|(?P<late>late|later)) (?:(?:the|an?|your) )*"
    r"(?P<what>\S.*)",
    re.I,
)
_DONE = re.compile(r"(?:treatment|therapy|surgery|diagnosis|care|operation|start|use)\b", re.I)
_LATE = re.compile(r"\b(?:late|later|delay(?:ed|ing|s)?|postponed|deferred|waiting)\b(?!-)", re.I)
_EARLY = re.compile(r"\b(?:early|earlier|immediate(?:ly)?|prompt(?:ly)?|urgent|rapid)\b", re.I)
_TIMED = re.compile(rf"{_LATE.pattern}|{_EARLY.pattern}|\b(?:timing|expectant|wait)", re.I)

_NONE = re.compile(r"no\b", re.I)


@lru_cache(maxsize=1 << 12)
def put_off(text: str) -> str:
    """Return what a wording says is put off: "surgery" of "delaying the surgery"; '' where none."""
    found = _PUT_OFF.fullmatch(text.strip())
    if found is None:
        return ""
    what = found["what"]
    main = side(what, acts=True).main if found["late"] else ()
    done = not found["late"] or _DONE.search(what) or (main and main[0].type in ACTING)
    return what if done else ""


def is_turned(subject: Side, row: Evidence) -> bool:
    """Tell whether waiting is asked about, and doing the thing early was tested."""
    if not put_off(subject.text) or _LATE.search(row.intervention):
        return False
    return bool(_EARLY.search(row.intervention) or _LATE.search(row.comparator))


def nearness(subject: Side, row: Evidence) -> float:
    """Return how well a row that says something of the time speaks of what is put off, in 0..1."""
    if not _TIMED.search(f"{row.intervention} {row.comparator}") or _NONE.match(row.intervention):
        return 0.0
    what = side(put_off(subject.text), acts=True)
    return what.match(" ".join(_TIMED.sub(" ", row.intervention).split()))
