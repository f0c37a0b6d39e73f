"""Forms of one word: "affects" and "affect"."""

from __future__ import annotations

from functools import lru_cache

from healthtext import light

REMEMBERED = 50_000  # forms whose lemmas are kept


def kin(one: str, other: str) -> bool:
    """Tell whether two different forms are of one word."""
    return one != other and bool(lemmas(one) & lemmas(other))


@lru_cache(REMEMBERED)
def lemma(form: str) -> str:
    """Return the shortest lemma of a form, the same for most forms of one word."""
    return min(lemmas(form), key=lambda name: (len(name), name))


@lru_cache(REMEMBERED)
def lemmas(form: str) -> frozenset[str]:
    """Return every lemma of a form, itself among them."""
    known = light.word_forms().getAllLemmas(form)
    return frozenset(lemma for found in known.values() for lemma in found) | {form}
