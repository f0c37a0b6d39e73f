"""What a study tells of whether more of a thing is good, where a claim says but more or less of it.

"Reduces" is taken for a benefit and "increases" for a harm of what is not known to be good. A study
in which less of the very thing was harm knows better: that it "reduces the response to a vaccine"
is then borne out, and that it increases it is not.
"""

from __future__ import annotations

import re
from dataclasses import replace

from healthtext.evidence.asked.asking import Asked
from healthtext.evidence.language import signs
from healthtext.evidence.language.stems import stems
from healthtext.evidence.weighing import match
from healthtext.records import Evidence

_EFFECTS = ("harm", "benefit")
# Of what ails, more of such a thing is good: relief, and all that is counted of those who are rid
# of it.
_RID = re.compile(
    r"\b(?:control|reduc\w+|lower\w*|loss|relief|decline|remov\w+|clear\w+|cessation|free\w*"
    r"|freedom|recover\w*|heal\w*|improv\w+|resist\w+|resol\w+|remission|surviv\w+|cure[ds]?"
    r"|toleran\w+|stop\w*|quit\w*|inhibit\w*|suppress\w*|protect\w*|prevent\w*|treat\w*|avoid\w*"
    r"|abst\w+|complian\w+|adheren\w+)\b",
    re.I,
)


# More of it is good for those who get over an illness, though it is a symptom of others.
_WISHED = re.compile(
    r"\b(?:(?:weight|fat) loss|pregnan\w+|remission|surviv\w+|recover\w*|healing|responses?)\b",
    re.I,
)


def as_told(question: Asked, row: Evidence) -> Asked:
    """Return a question with the effect that a study takes for what the claim says is moved."""
    if question.moves and (risked := _RISKED.match(row.outcome)) and _is_it(question, risked):
        way = "decreased" if _LOW.match(risked["way"]) else "increased"
        return replace(question, wanted="harm" if question.moves == way else "benefit")
    good = _SIGNS.get((row.effect, row.direction))
    if good is None or question.wanted not in _EFFECTS or not question.moves:
        return question
    told = "benefit" if (question.moves == "increased") == good else "harm"
    known = _is_known_good if good else _is_known_bad
    return replace(question, wanted=told) if known(question, row.outcome) else question


# "Risk of low testosterone", of which harm says that testosterone falls.
_RISKED = re.compile(
    r"risk of (?:abnormally |too |very )?(?P<way>low|reduced|decreased|raised|high|elevated"
    r"|increased) (?P<what>.+)",
    re.I,
)
_LOW = re.compile(r"low|reduced|decreased", re.I)
_MEASURED = stems("levels of blood serum plasma concentration")


def _is_it(question: Asked, risked: re.Match[str]) -> bool:
    """Tell whether what a row says may be low or high is what a claim says is moved."""
    return stems(question.object.text) - _MEASURED == stems(risked["what"]) - _MEASURED


_SIGNS = {
    ("benefit", "increased"): True, ("harm", "decreased"): True,
    ("benefit", "decreased"): False, ("harm", "increased"): False,
}  # fmt: skip


def _is_known_good(question: Asked, outcome: str) -> bool:
    """Tell whether a study of an outcome of which more is good is of the very thing."""
    asks = question.object
    if stems(asks.text) == stems(outcome):
        return True
    if asks.match(outcome) < match.LEAST:
        return False
    if signs.is_bad(asks.text) and not _WISHED.search(asks.text):
        return False
    return not _RID.search(outcome) or bool(_RID.search(asks.text))


def _is_known_bad(question: Asked, outcome: str) -> bool:
    """Tell whether a study of an outcome of which more is bad is of the very thing, and no good."""
    itself = stems(question.object.text) == stems(outcome)
    return itself and not signs.is_good(question.object.text)
