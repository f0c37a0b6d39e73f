"""What brackets name again: "apricot kernels (vitamin B17)". The verb behind them is of neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from healthtext.claims.cues import grammar
from healthtext.records import Party, Span

if TYPE_CHECKING:
    from healthtext.claims.sentence import Sentence

LONGEST = 6  # words in brackets


def known_again(sentence: Sentence, one: Party) -> Party:
    """Give a party the type and concepts of its other name in brackets, if it has none itself."""
    beside = (a for a in sentence.again if sentence.quote(one.end, a.start).strip() == "(")
    other = None if one.concepts else next(beside, None)
    return replace(one, type=other.type, concepts=other.concepts) if other else one


def named_again(words: Sequence[str]) -> frozenset[int]:
    """Return which words only name again, in brackets, what stands before them, with the brackets.

    Of "(and flu)", which adds a thing, just the brackets. What has a number or a verb says more.
    """
    found: set[int] = set()
    for start, end in _brackets(words):
        inside = words[start + 1 : end]
        if inside and inside[0] in _ADDING:
            found |= {start, end}
        elif inside and len(inside) <= LONGEST and not any(map(_says_more, inside)):
            found |= {*range(start, end + 1)}
    return frozenset(found)


def _brackets(words: Sequence[str]) -> Iterator[Span]:
    """Yield where a pair opens behind a word and closes before another: none inside another."""
    opened = None
    for at, word in enumerate(words):
        if word == "(":
            opened = at if opened is None and at and words[at - 1][-1].isalnum() else None
        elif word == ")" and opened is not None:
            if at + 1 < len(words):
                yield opened, at
            opened = None


def _says_more(word: str) -> bool:
    verb = any(word in grammar(name) for name in _VERBS) and word not in _OWNING
    return verb or word[0].isdigit() or "/" in word or word in _CLAUSES


_OWNING = ("'s", "’s")
_ADDING = ("and", "plus")
_VERBS = ("auxiliaries", "modals", "be")
_CLAUSES = frozenset(("it", "they", "which", "who", "that", "see", "%", ":", ";", "(", "not", "no"))
