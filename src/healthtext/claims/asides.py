"""What is said in passing between a subject and its verb: "Aspirin, which is old, eases pain".

It stands between two commas right before the verb, and its words are of no clause that the verb is
of. There is no parser: the word behind the first comma tells.
"""

from __future__ import annotations

from healthtext.claims.cues import grammar
from healthtext.records import Span

LONGEST = 14  # words of an aside
NONE = (0, 0)


def before(words: tuple[str, ...], at: int) -> Span:
    """Return the place of the aside that ends right before the verb of words[at], with its commas.

    Between it and the cue may stand what belongs to the verb. (0, 0) where there is none.
    """
    end = at
    while end and _is_of_verb(words[end - 1]):
        end -= 1
    if words[end - 1 : end] != (",",):
        return NONE
    first = max(end - 1 - LONGEST, 1)
    opens = (k for k in range(end - 2, first - 1, -1) if words[k] == ",")
    return next(((k, end) for k in opens if words[k + 1] in grammar("asides")), NONE)


def without(words: tuple[str, ...], start: int, end: int) -> int:
    """Return where the subject ends in words[start:end], before an aside."""
    aside = before(words, end)
    return aside[0] if start < aside[0] else end


def _is_of_verb(word: str) -> bool:
    lists = ("adverbs", "modals", "auxiliaries", "helpers")
    return word.endswith("ly") or any(word in grammar(name) for name in lists)
