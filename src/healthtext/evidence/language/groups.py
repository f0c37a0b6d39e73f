"""Groups of people told by what they do, by how they were born or fed: smokers, night workers.

What such a group has more or less of than others, studies ask of the thing itself: of smoking.
"""

from __future__ import annotations

import re
from dataclasses import replace

from healthtext.records import Claim, Party

_CHILDREN = r"(?:babies|children|infants|kids|people|those|adults)"
_GROUPS = (
    (r"(?:current |regular |heavy )?(?:cigarette )?smokers|(?:people|those|women|men) who smoke",
     "smoking"),
    (r"vapers|(?:people|those|teenagers) who vape", "vaping"),
    (r"vegetarians|(?:people|those) who eat no meat", "vegetarian diet"),
    (r"vegans", "vegan diet"),
    (r"(?:heavy|regular) drinkers|(?:people|those|women|men) who drink (?:heavily|a lot|too much)",
     "heavy alcohol drinking"),
    (r"coffee drinkers", "coffee"), (r"tea drinkers", "tea"),
    (r"(?:obese|overweight|fat) (?:people|adults|children|women|men|kids)", "obesity"),
    (r"diabetics", "diabetes"),
    (rf"unvaccinated {_CHILDREN}", "not vaccinated"),
    (rf"vaccinated {_CHILDREN}", "vaccination"),
    (r"drink(?: (?:too much|a lot|heavily))?", "alcohol drinking"),
    (r"sit(?: (?:too much|a lot|all day|for long))?", "sitting"),
    (r"night(?:[- ]shift)? workers|(?:people|those|women|men|nurses) who work"
     r" (?:at night|nights|night shifts)", "night shift work"),
    (r"shift workers|(?:people|those|women|men) who work shifts", "shift work"),
    (rf"{_CHILDREN} (?:(?:who (?:are|were) )?born|delivered) by (?:an? )?c(?:a?esarean|-section)"
     r"(?: sections?| births?| delivery)?|ca?esarean babies", "cesarean section"),
    (rf"{_CHILDREN} (?:of|born to|with|who have) old(?:er)? (?:fathers|dads)",
     "older age of the father"),
    (rf"{_CHILDREN} (?:of|born to|with|who have) old(?:er)? (?:mothers|mums|moms)"
     r"|older mothers", "advanced maternal age"),
    (r"(?:bottle|formula)[- ]fed (?:babies|infants|children)"
     r"|(?:babies|infants|children) (?:who are |who were )?(?:bottle|formula)[- ]fed",
     "formula feeding"),
    (r"breast-?fed (?:babies|infants|children)"
     r"|(?:babies|infants|children) (?:who are |who were )?breast-?fed", "breastfeeding"),
    (r"(?:people|those|adults) who sit (?:all day|a lot|too much|for (?:long|hours))(?: long)?",
     "sedentary behavior"),
)  # fmt: skip
NAMES = "|".join(form for form, _ in _GROUPS)  # a pattern to stand in others
_KNOWN = tuple((re.compile(form, re.I), exposure) for form, exposure in _GROUPS)
_FARING = re.compile(
    r"\b(?:likely|prone|risks?|more|less|fewer|higher|lower|greater|increased|reduced|raised"
    r"|rates?|often|longer|protected|earlier|sooner|younger|young|early)\b",
    re.I,
)


def exposed(claim: Claim, acting: Party) -> Party:
    """Return what a group does for the group, where a claim says how it fares: smoking."""
    if not _FARING.search(claim.relation):
        return acting
    text = next((what for form, what in _KNOWN if form.fullmatch(acting.text)), "")
    return replace(acting, text=text, concepts=()) if text else acting


_ANYBODY = re.compile(
    r"(?:(?:the|older|old|young|younger|most|many|some|healthy|middle-aged) )*"
    r"(?:people|adults|children|women|men|babies|boys|girls|teenagers|elderly|seniors|infants"
    r"|mothers|fathers|males|females|winter|summer|autumn|spring|\d.*)",
    re.I,
)


_RISEN = re.compile(
    r"(?:\w+ )*?(?:higher|greater|increased|raised|elevated|lower|reduced|smaller|goes|rises"
    r"|increases|falls|drops)\b",
    re.I,
)


def is_nobody(verb: str, text: str) -> bool:
    """Tell whether those said to be at risk do nothing that studies could have asked about."""
    known = any(form.fullmatch(text) for form, _ in _KNOWN)
    return bool(_RISEN.match(verb) and _ANYBODY.fullmatch(text)) and not known
