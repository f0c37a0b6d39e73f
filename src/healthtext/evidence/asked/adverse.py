"""Claims that a thing has side effects, or that it has none, whichever they are.

One harm that reviews or public bodies found bears out that there are some; that trials of something
else counted no more of them than of a placebo does not bear out that there are none.
"""

from __future__ import annotations

import re

from healthtext.evidence.language import absence, waiting
from healthtext.records import Claim

ANY = "side effects of any kind"
_EFFECTS = (
    r"(?:(?:any|known|unwanted|harmful|nasty|unpleasant|other|of the|at all|negative) )*"
    r"(?:side[- ]?|adverse |unwanted |ill[- ])(?:effects?|reactions?)"
    r"(?: (?:at all|whatsoever|ever))?"
)
_NIL = r"(?:no|zero|absolutely no|(?:absolutely )?none of the|not any)"
_MODAL = (
    r"(?:(?:can|may|might|could|will|do|does|did|is|are|be|not|never|cannot|also|still|always|often"
    r"|sometimes|really|actually|simply|just|n['’]t|\w+n['’]t|known|to|all|both) )*"
)
_HAD = r"(?:ha(?:s|ve)|(?:come|work)s?(?: with)?|carr(?:y|ies)|brings?|ha(?:s|ve) shown)"
_MADE = r"(?:caus|produc|trigger|induc|g[iae]v|show|lead)\w*(?: to)?"
_SAID = re.compile(
    rf"{_MODAL}(?:{_HAD} (?:{_NIL} )?|{_MADE} {_NIL} |{_NIL} )?{_EFFECTS}"
    rf"|{_MODAL}(?:(?:{_HAD}|\w+ly) )*(?:without|free (?:of|from)) {_EFFECTS}",
    re.I,
)
# That there are none.
NONE = re.compile(
    rf"\b(?:{_NIL}|without|free (?:of|from)) (?:[\w-]+ ){{0,3}}?(?:side|adverse|unwanted|ill)[ -]",
    re.I,
)
_PRODUCT = re.compile(
    r"\b(?:natural|herbal|homeopathic|plant-based|organic|vegan|new|this|these|our|my)"
    r" (?:[\w-]+ )?$",
    re.I,
)


def is_said(claim: Claim) -> bool:
    """Tell whether a claim is that a thing has side effects at all, or none: not how bad.

    Nor is it one of what becomes of those who leave the thing off, or of some other product that is
    called after it: "our natural sleeping pill".
    """
    acting = claim.subject.text if claim.subject else ""
    if claim.subject and _PRODUCT.search(claim.text, 0, max(claim.subject.start - claim.start, 0)):
        return False
    acted = claim.object.text if claim.object else ""
    said = claim.relation if acted and acted in claim.relation else f"{claim.relation} {acted}"
    left = absence.missed(acting) or waiting.put_off(acting)
    return claim.kind == "harm" and not left and bool(_SAID.fullmatch(said.strip(" .?!")))
