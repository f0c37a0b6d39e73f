"""Stems of the words that say something, by which wordings of studies and claims are compared.

Words of one family ("kidney", "renal") have one stem: data/lexicons/word_families.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from healthtext import assets
from healthtext.spelling import normal, singular

FAMILIES = "lexicons/word_families.txt"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDINGS = (
    "ization", "ational", "ating", "ated", "ations", "ation", "ments", "ment", "ingly", "ives",
    "ive", "ings", "ing",
    "ness", "ions", "ion", "ies", "ied", "edly", "ed", "als", "al", "ally", "es", "ic", "ity", "y",
    "e",
)  # fmt: skip


@lru_cache(maxsize=1 << 15)
def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that say something."""
    return frozenset(found for word in _WORD.findall(text) if (found := stem(word)))


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Return the stem of a word, or nothing for a word that only carries grammar."""
    if word.lower() in assets.function_words() and not (len(word) == 1 and word.isupper()):
        return ""
    own = _cut(word)
    return _families()[0].get(own, own)


# Words whose ending tells them from another of the same stem: to screen is not to sit before one.
_WHOLE = {
    "screening": "screening",
    "screenings": "screening",
    "screened": "screening",
    "fertilization": "fertilization",
}  # in a dish, and no fertility


@lru_cache(maxsize=1 << 15)
def _cut(word: str) -> str:
    form = singular(normal(word))
    if form in _WHOLE:
        return _WHOLE[form]
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= 4:
            return form[: -len(ending)]
    return form


def kin(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words with those of their families, each once: a search knows no stems."""
    wide = (one for word in words for one in (word, *_families()[1].get(_cut(word), ())))
    return tuple(dict.fromkeys(wide))


@cache
def listed(name: str) -> frozenset[str]:
    """Return the stems of all words of a packaged list, whose comments begin with "#"."""
    return frozenset(one for line in assets.rows(name) for one in stems(line))


@cache
def _families() -> tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]]:
    """Return by the ending-less form of each word of a family that of its first, and its words."""
    families = [line.split() for line in assets.rows(FAMILIES)]
    first = {_cut(word): _cut(words[0]) for words in families for word in words}
    return first, {_cut(word): tuple(words) for words in families for word in words}
