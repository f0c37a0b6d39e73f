"""In whom or when a thing is done, where its name says so: "tests before cataract surgery"."""

from __future__ import annotations

import re

from healthtext import terms
from healthtext.evidence.language import absence, surroundings
from healthtext.evidence.language.sides import side
from healthtext.evidence.language.units import ACTING

_WHERE = re.compile(
    r"(?P<acts>\S.*?)(?: (?:given|taken|used|done|offered|started))?"
    r"(?: (?:early|soon|shortly|just))?"
    r" (?P<where>(?:after|before|during|following|in|for|of) (?P<what>\S.*))",
    re.I,
)
# A birth weight is of a pregnancy, whatever is said.
_CARRIED = re.compile(r"(?:during|in|throughout) (?:early |late )?pregnancy", re.I)
_ITS_OWN = re.compile(r"(?:for|of) ", re.I)


def apart(subject: str, acted: str) -> tuple[str, str]:
    """Part a subject in what acts and in whom or when; empty where that is no thing."""
    acts, where = _apart(subject)
    return acts, "" if _CARRIED.fullmatch(where) and _is_measured(acted) else where


def _is_measured(acted: str) -> bool:
    """Tell whether an object names no disorder and no part of the body, as a birth weight does."""
    main = side(acted).main
    return bool(main) and not any(unit.named for unit in main)


def _apart(subject: str) -> tuple[str, str]:
    """Part a subject, whatever it acts on.

    "Screening for prostate cancer" is a thing itself: it stays whole, and its disorder is added.
    "Courses of antibiotics" are antibiotics, which are no place.
    """
    match = None if absence.missed(subject) else _WHERE.fullmatch(subject)
    if match is None or surroundings.is_held(match["where"]):
        return subject, ""
    if not any(unit.named for unit in side(match["what"]).main):
        return subject, ""
    first = next(iter(terms.load().find(match["what"])), None)
    if first and first.type in ACTING and match["where"].lower().startswith("of "):
        return subject, ""
    return (subject if _ITS_OWN.match(match["where"]) else match["acts"]), match["where"]
