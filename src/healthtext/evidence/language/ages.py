"""Of what age people are: what was seen in the old says nothing of children."""

from __future__ import annotations

import re
from functools import lru_cache

_CHILDREN = re.compile(
    r"\b(?:child(?:ren|hood)?|kids?|bab(?:y|ies)|infants?|newborns?|neonat\w+|toddlers?|boys?|girls?"
    r"|teen\w*|adolescen\w+|school\w*|p(?:a)?ediatric|preterm|offspring|pupils?)\b",
    re.I,
)
_OLD = re.compile(
    r"\b(?:older|elderly|old age|seniors?|aged (?:people|adults)|post-?menopausal|middle-aged"
    r"|nursing homes?|retired)\b",
    re.I,
)
_GROWN = re.compile(r"\b(?:in|among|of) (?:healthy )?(?:grown-?ups|adults)\b", re.I)
_ANY = re.compile(
    r"\b(?:all ages|any age|older child\w*|older infants?|older (?:girls|boys))\b", re.I
)


@lru_cache(maxsize=1 << 14)
def is_of_other(asked: str, studied: str) -> bool:
    """Tell whether children are asked about and only the old were studied, or the other way.

    So it is where only children were, and grown people are asked about.
    """
    if _ANY.search(asked) or _ANY.search(studied):
        return False
    own, theirs = ((bool(_CHILDREN.search(text)), bool(_OLD.search(text)))
                   for text in (asked, studied))  # fmt: skip
    if _GROWN.search(asked) and not own[0]:
        return theirs[0] and not theirs[1] and not _ADULT.search(studied)
    return {own, theirs} == {(True, False), (False, True)}


_ADULT = re.compile(r"\b(?:adults?|wom[ae]n|m[ae]n|mothers?|parents|fathers?)\b", re.I)
