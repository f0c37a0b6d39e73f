"""Questions whose treatment is named after what it is for: "do hangover cures work?".

A vaccine prevents what it is named after, in whomever it is said to protect.
"""

from __future__ import annotations

import re

from healthtext.evidence.language import named
from healthtext.evidence.language.sides import is_suffered
from healthtext.records import Span

Parted = tuple[str, bool, Span, Span, Span]


def read(text: str) -> Parted | None:
    """Part a question whose treatment says what it is for; None where it is none."""
    return _prevents(_VACCINE, text) or _own(text) or _prevents(_SHIELD, text)


def _prevents(form: re.Pattern[str], text: str) -> Parted | None:
    """Take what a vaccine is named after, or who is protected, as what it acts on.

    Screening helps those who have what it finds.
    """
    match = form.fullmatch(text)
    if match is None:
        return None
    kind = "treatment" if match["acting"].lower().endswith("screening") else "prevention"
    return kind, False, match.span("acting"), match.span("verb"), match.span("acted")


# "Are cholera vaccines effective?"
_VACCINE = re.compile(
    r"(?:(?:is|are|does|do|will|can) )?(?:the )?(?P<acting>(?:[\w-]+ )*?(?P<acted>[\w-]+)"
    rf" (?:{named.SHOTS}|screening))"
    r" (?P<verb>(?:very )?(?:effective|useful|works?|helps?|worthwhile|worth it))\W*",
    re.I,
)


_OWN = re.compile(
    r"(?:(?:is|are|does|do|will|can) )?"
    r"(?:(?:the|any|natural|herbal|homeopathic|over[- ]the[- ]counter) )*"
    r"(?P<acting>(?P<acted>\S.*?) (?:cures?|remed(?:y|ies)|apps?|treatments?|medicines?|drugs?"
    r"|pills|tablets|creams?|lotions?|supplements?|programm?es?))"
    r" (?P<verb>(?:really |actually |very |any )?(?:effective|useful|works?|helps?|good|worth it))"
    r"\W*",
    re.I,
)


def _own(text: str) -> Parted | None:
    match = _OWN.fullmatch(text)
    if match is None or not is_suffered(match["acted"]):
        return None
    return "treatment", False, match.span("acting"), match.span("verb"), match.span("acted")


# Of whom nothing more is said: nobody is protected "against" anything else.
WHOM = (
    r"(?:(?:the|your|most|their|an?) )?(?:(?!against\b|from\b)[\w-]+ )??(?:people|adults|women"
    r"|men|children|bab(?:y|ies)|infants?|newborns?|mothers|seniors|elderly)"
)
_SHIELD = re.compile(
    rf"(?:(?:does|do|will|can|is it true that) )?(?P<acting>(?:the )?\w.*? {named.SHOTS})"
    r"(?: (?:given )?(?:in|during) pregnancy)? (?P<verb>(?:really )?protects?)"
    rf" (?P<acted>{WHOM})\W*",
    re.I,
)
