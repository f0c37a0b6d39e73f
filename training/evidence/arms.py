"""A sentence of a trial with its outcome and its arms marked, so that articles teach each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from training.evidence.directions import significance
from training.evidence.passages import content, stem
from training.evidence.sources import Prompt

OUTCOME, OWN, OTHER, NUMBER = "zout", "zint", "zcmp", "znum"
ARMS = (OWN, OTHER)
SHORTEST = 5  # letters of a short name, at most: longer ones are words of their own
_TOKEN = re.compile(r"[a-z]+(?:-[a-z]+)*|\d+(?:[.,·]\d+)*|[<>=≤≥%]|[^\w\s]")
_SHORT = re.compile(r"\b(?:[A-Z]{2,}[A-Za-z0-9-]*|[A-Z]\d+|[A-Z][a-z]?[A-Z]\w*)\b")
_LETTERS = (
    re.compile(r"\b(?:groups?|arms?)\s+([A-Za-z0-9]{1,3})\b", re.I),
    re.compile(r"\b([A-Za-z0-9]{1,3})[ -](?:group|arm)\b", re.I),
)
_NO_NAME = frozenset("the and of in for to a an or one two all both each no was had".split())  # noqa: SIM905
_INERT = frozenset(
    """placebo control controls sham conventional usual standard untreated vehicle comparator
    comparison""".split()  # noqa: SIM905
)
_ACTIVE = frozenset(
    "intervention experimental treatment treated study trial active test".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Arm:
    """The words of an arm, the stems that the other lacks, and the letters of its group."""

    words: frozenset[str]
    only: frozenset[str]
    letters: frozenset[str]


@lru_cache(maxsize=1 << 15)
def arms(intervention: str, comparator: str) -> tuple[Arm, Arm]:
    """Return the two arms of a comparison."""
    one, two = _named(intervention), _named(comparator)
    first, second = _letters(intervention), _letters(comparator)
    return (
        Arm(_words(intervention), one - two, first - second),
        Arm(_words(comparator), two - one, second - first),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(text.lower()))


def _named(text: str) -> frozenset[str]:
    """Return the stems of a name, and the short names in it in lower case."""
    short = (name.lower() for name in _SHORT.findall(text) if len(name) <= SHORTEST)
    return content(text) | frozenset(short)


def _letters(text: str) -> frozenset[str]:
    """Return the letters or numbers of the groups that a text names ("group A", "IG group")."""
    named = (name for letters in _LETTERS for name in letters.findall(text))
    return frozenset(name.lower() for name in named) - _NO_NAME


@cache
def template(prompt: Prompt, text: str) -> tuple[str, ...]:
    """Return the words of a sentence, those of the outcome and of the arms as marks.

    OUTCOME, OWN (the intervention), OTHER (the comparator) and NUMBER stand for what is particular
    to the article; tests of significance are zpsig and zpns. A mark is not repeated.
    """
    words = _TOKEN.findall(significance(text).lower())
    said: list[str] = []
    for seen in _marked(prompt, words):
        if not (said and said[-1] == seen and seen.startswith("z")):
            said.append(seen)
    return tuple(said)


def _marked(prompt: Prompt, words: list[str]) -> Iterator[str]:
    own, other = arms(prompt.intervention, prompt.comparator)
    outcome = _named(prompt.outcome)
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        of_group = {before, after} & {"group", "groups", "arm", "arms"}
        names = {word, stem(word)}
        if of_group and word in own.letters:
            yield OWN
        elif of_group and word in other.letters:
            yield OTHER
        elif names & outcome:
            yield OUTCOME
        elif names & own.only or (_is_active(word, other) and after.startswith(("group", "arm"))):
            yield OWN
        elif names & other.only or (word in _INERT and not own.words & _INERT):
            yield OTHER
        else:
            yield NUMBER if word[0].isdigit() else word


def _is_active(word: str, other: Arm) -> bool:
    return word in _ACTIVE and word not in other.words
