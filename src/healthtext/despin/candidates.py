"""What may have stood at every place of a text: a lattice of replacements for spans of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from healthtext import terms
from healthtext.despin import channel as channels
from healthtext.despin import ngrams
from healthtext.words import Word

Floats = npt.NDArray[np.float32]
TERM, ENCODER = 1 << 8, 1 << 9  # beside the source bits of the channel
SOUND = 0.15  # P(spun) below which a word is not replaced by single forms
MOST = 20  # single originals tried at a place
TERM_REACH = 60  # single originals tried as a word of a known term
LONGEST_TERM = 3
IMPOSSIBLE = -1000.0
_INSIDE = frozenset({"-", ",", "'"})


class Option(NamedTuple):  # made by the ten thousand: a tuple is made three times as fast
    """Replace words[start:end] by the words `new`, known from the sources in `bits`."""

    start: int
    end: int
    new: tuple[str, ...]
    bits: int
    dialects: str = ""
    strength: float = channels.LISTED


@dataclass(frozen=True, slots=True)
class Lattice:
    """The words of a text and, for every word, the options that begin there."""

    words: Sequence[Word]
    at: list[list[Option]] = field(default_factory=list)


def lattice(
    found: Sequence[Word], proposed: Sequence[Option] = (), spun: Floats | None = None
) -> Lattice:
    """Collect the options of every place: listed phrases, single forms, known terms.

    What is proposed besides comes last, and only where it is new. Where `spun`, P(spun) of every
    word, finds a word sound, it has no options but listed phrases.
    """
    channel, reach = channels.load(), _term_reach()
    doubted = [True] * len(found) if spun is None else (spun > SOUND).tolist()
    singles = [
        channel.single(word.form, TERM_REACH) if doubt and _open(word) else []
        for word, doubt in zip(found, doubted, strict=True)
    ]
    known = [_strengths(word, own, channel) for word, own in zip(found, singles, strict=True)]
    every = [
        list(_options(found, at, channel, singles[at], known, reach)) for at in range(len(found))
    ]
    fresh: dict[int, list[Option]] = defaultdict(list)
    for option in proposed:
        fresh[option.start].append(option)
    for at, more in fresh.items():
        have = {(option.end, option.new) for option in every[at]}
        every[at] += [option for option in more if (option.end, option.new) not in have]
    return Lattice(found, every)


def _open(word: Word) -> bool:
    return word.is_word and len(word.form) > 2


Strengths = Sequence[dict[str, float]]
Reach = dict[str, list[tuple[str, ...]]]


def _options(
    found: Sequence[Word], at: int, channel: channels.Channel, single: list[channels.Original],
    known: Strengths, reach: Reach,
) -> Iterator[Option]:  # fmt: skip
    if not found[at].is_word:
        return
    options: dict[tuple[int, tuple[str, ...]], Option] = {}
    for original in single[:MOST]:
        key = (at + 1, original.words)
        options[key] = Option(at, at + 1, original.words, original.bits, "", original.strength)
    for option in (*_terms(found, at, known, reach), *_phrases(found, at, channel)):
        twin = options.get((option.end, option.new))
        options[option.end, option.new] = _merged(twin, option) if twin else option
    yield from options.values()


def _phrases(found: Sequence[Word], at: int, channel: channels.Channel) -> Iterator[Option]:
    """Yield the options of listed phrases (single forms too) that begin at a word."""
    for end in range(at + 1, min(at + channels.LONGEST, len(found)) + 1):
        if not (found[end - 1].is_word or found[end - 1].form in _INSIDE):
            return
        for original in channel.phrase([word.form for word in found[at:end]]):
            yield Option(
                at, end, original.words, original.bits, original.dialects, original.strength
            )


def _terms(found: Sequence[Word], at: int, known: Strengths, reach: Reach) -> Iterator[Option]:
    """Yield known terms that every word of a span can have stood for: "spinal twine"."""
    if at + 1 >= len(found) or not found[at + 1].is_word:
        return
    for word in known[at].keys() & reach.keys():
        for term in reach[word]:
            if term[1] in known[at + 1] and at + len(term) <= len(found):
                total = sum(known[at + nth].get(form, IMPOSSIBLE) for nth, form in enumerate(term))
                if IMPOSSIBLE < total < 0:
                    yield Option(at, at + len(term), term, TERM, "", total)


def _strengths(
    word: Word, single: list[channels.Original], channel: channels.Channel
) -> dict[str, float]:
    """Return every form that a word may have stood for, itself at no cost."""
    if not word.is_word:
        return {}
    known = {original.words[0]: original.strength for original in single[:TERM_REACH]}
    for original in channel.phrase([word.form]):
        if len(original.words) == 1:
            known[original.words[0]] = original.strength
    known[word.form] = 0.0
    return known


def _merged(known: Option, option: Option) -> Option:
    return Option(
        option.start, option.end, option.new, known.bits | option.bits,
        known.dialects or option.dialects, max(known.strength, option.strength),
    )  # fmt: skip


@cache
def _term_reach() -> Reach:
    """Index the multiword terms of two and three words that clean prose uses, by first word."""
    model = ngrams.load()
    short = [
        term for term in dict.fromkeys(terms.load().multiword())
        if len(term) <= LONGEST_TERM and all(word.isalpha() for word in term)
    ]  # fmt: skip
    reach: Reach = defaultdict(list)
    for term, seen in zip(short, model.all_seen(short), strict=True):
        if seen:
            reach[term[0]].append(term)
    return dict(reach)
