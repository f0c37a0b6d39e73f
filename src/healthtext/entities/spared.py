"""Terms of which the vocabulary alone decides, whatever the network says of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from healthtext import assets
from healthtext import terms as vocabulary
from healthtext.records import Entity
from healthtext.spelling import singular

# Words for illness and medicine at large. Guidelines of corpora leave them out, so that the network
# denies them, but claims of health pages speak of them: the vocabulary alone decides.
AT_LARGE = frozenset(
    ("condition", "conditions", "disease", "diseases", "disorder", "disorders", "drug", "drugs",
     "illness", "illnesses", "medication", "medications", "medicine", "medicines", "sickness",
     "symptom", "symptoms", "syndrome", "syndromes")
)  # fmt: skip
# Classes of drugs and common terms of which the same holds.
NEVER_DENIED = "lexicons/never_denied.txt"
# A drug of one word with a capital: nothing else is called Losec. Those of four letters ("Ella")
# are too often first names, and a few are words that may begin a sentence.
_BRAND = re.compile(r"[A-Z][a-z]{4,}$")
_NO_BRANDS = frozenset(
    ("antidote", "botanicals", "crack", "disinfectant", "disinfectants", "flake", "hormone",
     "hormones", "ointment", "ointments", "pharmaceutical", "pharmaceuticals", "placebo",
     "placebos", "poppy", "thyroid", "yasmin")
)  # fmt: skip


def is_spared(text: str, one: Entity) -> bool:
    """Tell whether the vocabulary alone decides about a term, whatever the network says.

    A class in the singular is often an adjective ("antibiotic therapy", "stress-induced").
    """
    word = one.text.lower()
    if word in AT_LARGE:
        return True
    if _MODIFIES.match(text, one.end):
        return False
    counted = _never_denied().get(_key(one.text))
    if counted is None:
        return one.type == "DRUG" and bool(_BRAND.match(one.text)) and word not in _NO_BRANDS
    if not counted or _is_plural(one.text):
        return True
    after = _AFTER.match(text, one.end)
    alone = after is None or after[1].lower() in assets.function_words()
    return alone and bool(_ARTICLE.search(text, max(one.start - 12, 0), one.start))


# What makes an article's noun stand for itself, and what ties a wording to the word after it.
_ARTICLE = re.compile(r"(?<!\w)(?:an?|your|any|every|each|another)\s$", re.I)
_AFTER = re.compile(r"\s(\w+)")
_MODIFIES = re.compile(r"[-‐‑]\w")


@cache
def _never_denied() -> Mapping[str, bool]:
    """Return the keys of what corpora leave unmarked, and whether it is written in the plural."""
    return {_key(line): _is_plural(line) for line in assets.rows(NEVER_DENIED)}


def _key(wording: str) -> str:
    """Return the key of a wording; that of letters in the singular, which end in -s: SSRIs."""
    letters = wording.removesuffix("s")
    return letters.lower() if letters.isupper() else vocabulary.key_of(wording.lower())


def _is_plural(wording: str) -> bool:
    last = wording.split()[-1]
    if last[:-1].isupper():
        return last.endswith("s")
    return singular(last.lower()) != last.lower()
