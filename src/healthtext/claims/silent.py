"""Verbs before which no subject stands: a second verb of a pronoun, and "there is no cure"."""

from __future__ import annotations

from collections.abc import Sequence

from healthtext.claims.cues import grammar
from healthtext.claims.heads import main_start
from healthtext.claims.sentence import Sentence
from healthtext.records import Span

_REMEDIES = frozenset(("cure", "cures", "treatment", "treatments", "remedy", "vaccine"))


def carried(sentence: Sentence, window: Span) -> Span | None:
    """Return the pronoun that a second verb shares: "it does not hold a virus and cannot cause".

    What stands between the two verbs is acted on by the first. `window` is that before the second,
    in words.
    """
    words, start = sentence.words, main_start(sentence.words, window)
    inside = words[start + 1 : window[1]]
    verbs = grammar("auxiliaries") | grammar("modals")
    shared = words[start : start + 1] in (("it",), ("they",)) and inside[-1:] in _AND
    return (start, start + 1) if shared and verbs.intersection(inside[:1]) else None


_AND = (("and",), ("but",))


def is_absent(told: Sequence[str]) -> bool:
    """Tell whether a relation says that nothing cures: "there is no cure for"."""
    return told[0] == "there" and bool(_REMEDIES.intersection(told))
