"""What acts and is not named: a part of the body, or "the oil" of which only the page knows more.

A store would answer for whatever shares the word: "the oil cures cancer" by olive oil, "nerves
cause pain" by the stimulation of nerves.
"""

from __future__ import annotations

import re
from functools import cache

from healthtext import assets
from healthtext.evidence.language.sides import Side
from healthtext.evidence.language.stems import stems
from healthtext.records import Claim, Party

FORMS = "lexicons/unnamed_forms.txt"
_DETERMINED = re.compile(r"\b(?:the|this|that|these|those|our|my|its|such) $", re.I)


def is_unnamed(claim: Claim, subject: Party, acting: Side) -> bool:
    """Tell whether nothing that could have been studied is named on the side that acts."""
    return is_part(acting) or _is_pointed_at(claim, subject)


def is_part(acting: Side) -> bool:
    """Tell whether a part of the body acts: what was done to it says nothing of what it does.

    What leaves the body is taken, too.
    """
    units = (*acting.main, *acting.context)
    bodily = bool(acting.main) and all(unit.type == "ANATOMY" for unit in units)
    return bodily and bool(_PART.fullmatch(acting.text))


_PART = re.compile(
    r"(?!(?:urine|saliva|placentas?|stools?|milk|colostrum|sweat)\b)[\w-]+(?: tissues?)?", re.I
)


def _is_pointed_at(claim: Claim, subject: Party) -> bool:
    """Tell whether a form is pointed at, "the oil", "our capsules", and nowhere named."""
    if any(cue.kind == "resolved" for cue in claim.cues) or len(subject.text.split()) != 1:
        return False
    before = claim.text[: max(subject.start - claim.start, 0)]
    return stems(subject.text) <= _forms() and bool(_DETERMINED.search(before))


@cache
def _forms() -> frozenset[str]:
    lines = assets.path(FORMS).read_text("utf-8").splitlines()
    return frozenset(one for line in lines if not line.startswith("#") for one in stems(line))
