"""When and with what a thing is done: a shower after sex is no sex, nor is all washing with soap.

A study that shares only the occasion is of another deed, and one of the same deed with something
else is another too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from healthtext.evidence.language.sides import Side, side
from healthtext.evidence.language.synonyms import canonical

LEAST = 0.5  # of a match of what is done, and of the occasion
_WHEN = re.compile(
    r"(?P<what>\S.*?) (?:after|before|during|following|prior to) (?P<where>\S.*)", re.I
)
_WITH = re.compile(r"[a-z]{3,}ing with (?P<what>[a-z]\S.*)", re.I)


def is_other_deed(subject: Side, tested: str) -> bool:
    """Tell whether a study shares only the occasion of a deed, or the deed without its means."""
    return _shares_occasion(subject, tested) or _lacks_means(subject.text, tested)


def _shares_occasion(subject: Side, tested: str) -> bool:
    when = _when(subject.text)
    return when is not None and when[0].match(tested) < LEAST <= when[1].match(tested)


def _lacks_means(asked: str, tested: str) -> bool:
    found = _WITH.fullmatch(canonical(asked))
    return found is not None and side(found["what"], acts=True).match(tested) < LEAST


@lru_cache(maxsize=1 << 12)
def _when(text: str) -> tuple[Side, Side] | None:
    """Return what is done and on what occasion, where a wording says so and has no name for it."""
    found = _WHEN.fullmatch(canonical(text))
    if found is None:
        return None
    return side(found["what"], acts=True), side(found["where"], acts=True)
