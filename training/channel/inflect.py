"""Inflect pairs of lemmas alike: "ache" for "pain" gives "aches" for "pains"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lemminflect import getAllInflections, getAllLemmas

PARTS = {"NOUN": ("NN", "NNS"), "VERB": ("VB", "VBZ", "VBD", "VBN", "VBG"),
         "ADJ": ("JJ", "JJR", "JJS"), "ADV": ("RB",)}  # fmt: skip
KINDS = {"n": "NOUN", "v": "VERB", "a": "ADJ"}


@cache
def inflections(lemma: str, part: str) -> dict[str, str]:
    """Return the form of a lemma for every tag of a part of speech; empty if it is none."""
    found = getAllInflections(lemma, part)
    return {tag: found[tag][0] for tag in PARTS[part] if tag in found}


@cache
def lemma(form: str) -> str:
    """Return the first lemma of a form under any part of speech, or the form itself."""
    found = getAllLemmas(form)
    return next((found[part][0] for part in PARTS if part in found), form)


def alike(spun: str, original: str) -> Iterator[tuple[str, str]]:
    """Yield both lemmas in every form they share, any part of speech."""
    for part in PARTS:
        left, right = inflections(spun, part), inflections(original, part)
        yield from ((left[tag], right[tag]) for tag in left if tag in right)


def phrase(words: list[str], kind: str) -> dict[str, list[str]]:
    """Return a phrase under every tag: nouns inflect the last word, verbs the first."""
    if kind not in KINDS:
        return {"": words}
    at = 0 if kind == "v" else len(words) - 1
    forms = inflections(words[at], KINDS[kind]) or {}
    found = {tag: [*words[:at], form, *words[at + 1 :]] for tag, form in forms.items()}
    return found or {PARTS[KINDS[kind]][0]: words}


def phrases_alike(spun: str, original: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield a spun phrase and its original inflected alike."""
    left, right = phrase(spun.split(), kind), phrase(original.split(), kind)
    yield from ((" ".join(left[tag]), " ".join(right[tag])) for tag in left if tag in right)
