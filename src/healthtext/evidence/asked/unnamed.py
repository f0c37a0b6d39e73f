"""What acts and is not named: a part of the body, or "the oil" of which only the page knows more.

A store would answer for whatever shares the word: "the oil cures cancer" by olive oil, "nerves
cause pain" by the stimulation of nerves.
"""

from __future__ import annotations

import re

from healthtext import terms
from healthtext.evidence.language.sides import Side
from healthtext.evidence.language.stems import listed, stems
from healthtext.records import Claim, Party

FORMS = "lexicons/unnamed_forms.txt"
_POINTED = re.compile(r"\b(?:this|these|those|our|my|such) $", re.I)
_DETERMINED = re.compile(r"\b(?:the|this|these|those|our|my|its|such) $", re.I)


def is_unnamed(claim: Claim, subject: Party, acting: Side) -> bool:
    """Tell whether nothing that could have been studied is named on the side that acts."""
    return is_part(acting) or _is_pointed_at(claim, subject) or bool(_ANY.fullmatch(subject.text))


# What could be anything of a kind: it is found wherever a study speaks of its groups or cells.
_ANY = re.compile(
    r"(?:(?:these|such|some|certain|many|other|all) )?"
    r"(?:cells?|groups?|genes?|proteins? (?:molecules?|chains?)|molecules?|structures?|substances?"
    r"|factors?|organs?|tissues?|group (?:medicines?|drugs|medications?)|(?:medical )?conditions?)",
    re.I,
)


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
    """Tell whether a form is pointed at, "the oil", "this golden oil", and nowhere named."""
    *kind, form = subject.text.split()
    if len(kind) > 1:
        return False
    before = claim.text[: max(subject.start - claim.start, 0)]
    pointed = (_POINTED if kind else _DETERMINED).search(before)
    return bool(pointed) and stems(form) <= listed(FORMS) and not (kind and _is_known(subject.text))


def _is_known(text: str) -> bool:
    """Tell whether more than the form is a name: "Keto oil", "fish oil"."""
    form = text.split()[-1]
    return not text[0].islower() or any(one.text != form for one in terms.load().find(text))
