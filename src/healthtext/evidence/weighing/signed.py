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

_TAKEN = {"increased": "harm", "decreased": "benefit"}  # of what is not known to be good
_OTHER = {"harm": "benefit", "benefit": "harm"}
# Of what ails, more of such a thing is good: relief, and all that is counted of those who are rid
# of it.
_RID = re.compile(
    r"\b(?:control|reduc\w+|lower\w*|loss|relief|decline|remov\w+|clear\w+|cessation|free\w*"
    r"|freedom|recover\w*|heal\w*|improv\w+|resist\w+|resol\w+|remission|surviv\w+|cure[ds]?"
    r"|toleran\w+|stop\w*|quit\w*|inhibit\w*|suppress\w*|protect\w*|prevent\w*|treat\w*|avoid\w*"
    r"|abst\w+|complian\w+|adheren\w+)\b",
    re.I,
)


def as_told(question: Asked, row: Evidence) -> Asked:
    """Return a question with the effect that a study takes for what the claim says is moved."""
    if question.wanted != _TAKEN.get(question.moves) or not _is_good(row):
        return question
    asks = question.object
    itself = stems(asks.text) == stems(row.outcome)
    if not itself and (signs.is_bad(asks.text) or asks.match(row.outcome) < match.LEAST):
        return question
    if _RID.search(row.outcome) and not _RID.search(asks.text):
        return question
    return replace(question, wanted=_OTHER[question.wanted])


def _is_good(row: Evidence) -> bool:
    """Tell whether more of what was counted was a benefit, or less of it harm."""
    return (row.effect, row.direction) in (("benefit", "increased"), ("harm", "decreased"))
