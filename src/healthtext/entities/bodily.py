"""Words that name parts of bodies: what they are made of counts as anatomy sooner.

Single words of the anatomical vocabularies, those of everyday speech left out; no concept stands
behind one (training/terms/bodily.py). "Extracellular" is made of a prefix and such a word.
"""

from __future__ import annotations

import gzip
import re
from functools import cache

from healthtext import assets
from healthtext.spelling import normal, singular

TABLE = "terms/bodily.txt.gz"
_WORD = re.compile(r"[^\W_]+")
_PREFIX = re.compile(r"(?:endo|epi|extra|inter|intra|para|peri|post|pre|retro|sub|supra|trans)-?")
_LEAST = 4  # letters of a word after its prefix


def is_bodily(wording: str) -> bool:
    """Tell whether every word of a wording names a part of a body, or has a prefix before one."""
    words = _WORD.findall(wording)
    return bool(words) and all(map(_is_word, words))


def _is_word(word: str) -> bool:
    form = form_of(word)
    prefix = _PREFIX.match(form)
    rest = form[prefix.end() :] if prefix else ""
    return form in _known() or (len(rest) >= _LEAST and rest in _known())


def form_of(word: str) -> str:
    """Return the form under which spellings and numbers of a word are one."""
    return singular(normal(word))


@cache
def _known() -> frozenset[str]:
    with gzip.open(assets.path(TABLE), "rt", encoding="utf-8") as stream:
        return frozenset(line.rstrip("\n") for line in stream if not line.startswith("#"))
