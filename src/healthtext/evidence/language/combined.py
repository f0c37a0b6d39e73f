"""Treatments that are given together: what one of them does says nothing of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from healthtext.evidence.language.sides import Side, side
from healthtext.evidence.language.units import ACTING
from healthtext.records import Claim, Entity, Party

_TOGETHER = (
    r"(?:,? (?:when )?(?:combined|together|along|taken|given|used)(?: together)?)? with|,? plus"
    r"|,? (?:added|in addition) to|,? in combination with|,? combined with"
)
_BETWEEN = re.compile(rf"(?:{_TOGETHER}) (?:an? |the |some )?", re.I)
_BEFORE = re.compile(
    r"\b(?:combin(?:ing|ations? of)|mix(?:ing|tures?)(?: of)?|adding|addition of|pairing|both"
    r"|together) (?:an? |the )?$",
    re.I,
)
_BEHIND = re.compile(r" (?:together|combined|jointly)\b", re.I)
_AND = re.compile(r" (?:and|to) (?:an? |the )?", re.I)
_LIST = re.compile(rf"(?:{_TOGETHER})\s|\s\+\s", re.I)
_MIXED = re.compile(
    r"(?P<led>(?:the )?(?:combinations?|combining|mix(?:tures?)?|mixing|adding|addition|pairing)"
    r"(?: of)? |both )(?P<rest>\S.*)|(?P<all>\S.*) (?:together|combined)",
    re.I,
)
_MADE = re.compile(
    r"\b(?!combined|added|mixed|paired|together|associated|given|taken|used)\w+(?:ed|made)"
    r" with\b",
    re.I,
)
_ANY = re.compile(r",? and |, | (?:with|to) ", re.I)


def whole(claim: Claim, acting: Party, entities: Sequence[Entity]) -> Party:
    """Return what acts with what a sentence says is given together with it: "ginger with garlic".

    What is joined so is known by its words, no more by the concepts of the first.
    """
    start, end = acting.start - claim.start, acting.end - claim.start
    led = _BEFORE.search(claim.text, 0, max(start, 0))
    if _AND.search(acting.text):
        mixed = led or _BEHIND.match(claim.text, end)
        return replace(acting, text=f"mix of {acting.text}", concepts=()) if mixed else acting
    joins = _BETWEEN.match(claim.text, end) or (led and _AND.match(claim.text, end))
    if not joins:
        return acting
    after = (one for one in entities if one.start - claim.start == joins.end())
    other = next((one for one in after if one.type in ACTING), None)
    if other is None:
        return acting
    return replace(acting, end=other.end, text=f"{acting.text} with {other.text}", concepts=())


@lru_cache(maxsize=1 << 12)
def parts(text: str) -> tuple[Side, ...]:
    """Return the treatments that a wording says are given together; none where it names one.

    "A and B" may be a list of two, "a mix of A and B" is none.
    """
    mixed = _MIXED.fullmatch(text)
    if _MADE.search(text):
        return ()  # nets treated with something are one thing
    pieces = _ANY.split(mixed["rest"] or mixed["all"]) if mixed else _LIST.split(text)
    if len(pieces) < 2:
        return ()
    found = tuple(side(piece.strip(), acts=True) for piece in pieces)
    return found if all(map(_is_treatment, found)) else ()


def _is_treatment(one: Side) -> bool:
    return bool(one.main) and one.main[0].named and one.main[0].type in ACTING
