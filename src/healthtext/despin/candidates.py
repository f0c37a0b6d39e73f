"""What may have stood at every place of a text: a lattice of replacements for spans of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from operator import and_
from typing import Any

import numpy as np
import numpy.typing as npt

from healthtext import terms
from healthtext.despin import channel as channels
from healthtext.despin import ngrams
from healthtext.despin.options import Columns, Lattice, Option, code, columns, joined, stock
from healthtext.despin.segments import before_each
from healthtext.despin.stock import Ids, Stock
from healthtext.words import Word

Floats = npt.NDArray[np.float32]
__all__ = ["ENCODER", "TERM", "Lattice", "Option", "lattice"]
TERM, ENCODER = 1 << 8, 1 << 9  # beside the source bits of the channel
SOUND = 0.15  # P(spun) below which a word is not replaced by single forms
QUIET = 0.12  # share of words above it below which a page has options at them alone
MOST = 20  # single originals tried at a place
TERM_REACH = 60  # single originals tried as a word of a known term
LONGEST_TERM = 3
IMPOSSIBLE = -1000.0
REMEMBERED = 50_000  # forms and phrases whose originals are kept
_INSIDE = frozenset({"-", ",", "'"})
Term = tuple[str, ...]


# The originals of one form or phrase, a row each: what `Columns` says of options but for their
# place. Real numbers of 64 bits hold all of it as it is, and one array is joined to others at once.
Block = npt.NDArray[np.float64]


class Inverse:
    """The spinner inverted, what recurs looked up once."""

    def __init__(self, channel: channels.Channel) -> None:
        self._channel = channel
        self._wordings = np.full(len(channel.vocabulary), -1, np.int64)
        self.single = lru_cache(REMEMBERED)(self._single)
        self.listed = lru_cache(REMEMBERED)(self._listed)
        self.strengths = lru_cache(REMEMBERED)(self._strengths)
        self.terms = lru_cache(REMEMBERED)(self._terms)
        self.seconds = lru_cache(REMEMBERED)(self._seconds)
        self.opens, self.longest = channel.opens, channel.longest

    def _single(self, form: str, doubted: bool) -> Block | None:
        """Return the originals of a form: by the thesauri where it is doubted, and listed ones."""
        numbers, bits, strengths = self._channel.columns(form, MOST if doubted else 0)
        none = np.zeros(len(bits))
        columns = self._numbered(numbers), bits, none, strengths
        known: Block = np.stack(columns, axis=1).astype(np.float64)
        listed = self._channel.phrase([form])
        return _widened(known, listed) if listed else known if len(bits) else None

    def _numbered(self, vocabulary: npt.NDArray[Any]) -> Ids:
        """Return the numbers of wordings of one form, given by the channel's vocabulary."""
        found: Ids = self._wordings[vocabulary]
        for at in (found < 0).nonzero()[0].tolist():
            form = self._channel.vocabulary[vocabulary[at]]
            found[at] = self._wordings[vocabulary[at]] = stock().number((form,))
        return found

    def _listed(self, phrase: tuple[str, ...]) -> Block | None:
        listed = self._channel.phrase(phrase)
        return _widened(np.zeros((0, 4)), listed) if listed else None

    def _strengths(self, form: str, doubted: bool) -> dict[str, float]:
        """Return every form that a form may have stood for, itself at no cost."""
        numbers, _, strengths = self._channel.columns(form, TERM_REACH if doubted else 0)
        forms = map(self._channel.vocabulary.__getitem__, numbers.tolist())
        known = dict(zip(forms, strengths.tolist(), strict=True))
        for original in self._channel.phrase([form]):
            if len(original.words) == 1:
                known[original.words[0]] = original.strength
        return known | {form: 0.0}

    def _terms(self, form: str, doubted: bool) -> dict[str, list[Term]]:
        """Return the known terms that may begin with a form, by their second word."""
        reach, found = _term_reach(), defaultdict(list)
        for word in self.strengths(form, doubted):
            for term in reach.get(word, ()):
                found[term[1]].append(term)
        return dict(found)

    def _seconds(self, form: str, doubted: bool) -> frozenset[str]:
        """Return the second words of known terms that a form may have stood for."""
        return _second_words().intersection(self.strengths(form, doubted))


@lru_cache(2)
def _inverse(channel: channels.Channel, known: Stock) -> Inverse:
    del known  # blocks hold numbers of its wordings
    return Inverse(channel)


def _widened(known: Block, listed: Sequence[channels.Original]) -> Block:
    """Add what is listed; an original that is known twice keeps what is best of both."""
    rows: dict[int, tuple[int, int, float]] = {
        int(wording): (int(bits), int(dialect), strength)
        for wording, bits, dialect, strength in known.tolist()
    }
    for original in listed:
        number, dialect = stock().number(original.words), code(original.dialects)
        bits, other, strength = rows.get(number, (0, 0, original.strength))
        rows[number] = bits | original.bits, other or dialect, max(strength, original.strength)
    return np.array([(number, *row) for number, row in rows.items()])


def lattice(
    found: Sequence[Word], proposed: Columns | None = None, spun: Floats | None = None
) -> Lattice:
    """Collect the options of every place: listed phrases, single forms, known terms.

    What is proposed besides comes last, and only where it is new. Where `spun`, P(spun) of every
    word, finds a word sound, it has no options but listed phrases; on a page that is sound nearly
    everywhere it needs a doubted word in them.
    """
    inverse = _inverse(channels.load(), stock())
    doubted = np.ones(len(found), bool) if spun is None else spun > SOUND
    is_word = np.array([word.is_word for word in found], bool)
    opened = (doubted & (np.array([len(word.form) for word in found], np.int64) > 2)).tolist()
    inside = before_each(doubted | (not _quiet(doubted & is_word, is_word)))
    counts = (is_word & _near(inside)).tolist()
    known = _listed(found, opened, counts, inverse)
    known = _with_terms(known, columns(_terms(found, opened, counts, inverse)))
    known = known.rows(inside[known.end] > inside[known.start])
    return Lattice(found, known if proposed is None else joined([known, _novel(proposed, known)]))


def _quiet(doubted: npt.NDArray[np.bool_], is_word: npt.NDArray[np.bool_]) -> bool:
    """Tell whether so few words are doubted that no spinner can have worked on the page."""
    return bool(doubted.sum() < QUIET * is_word.sum())


def _near(inside: Ids) -> npt.NDArray[np.bool_]:
    """Tell of every word whether a span with it can hold one that counts."""
    at = np.arange(len(inside) - 1)
    last = np.minimum(at + channels.LONGEST, len(at))
    return np.asarray(inside[last] > inside[np.maximum(at - channels.LONGEST + 1, 0)], bool)


def _listed(
    found: Sequence[Word], opened: Sequence[bool], counts: Sequence[bool], inverse: Inverse
) -> Columns:
    """Return what the channel lists for single words and phrases."""
    every = list(_blocks(found, opened, counts, inverse))
    if not every:
        return columns(())
    starts, ends, blocks = zip(*every, strict=True)
    sizes = np.array([*map(len, blocks)])
    wording, bits, dialect, strength = np.concatenate(blocks).T
    return Columns(
        np.array(starts, np.int64).repeat(sizes), np.array(ends, np.int64).repeat(sizes),
        wording.astype(np.int64), bits.astype(np.int64), dialect.astype(np.int64),
        strength.astype(np.float32),
    )  # fmt: skip


def _blocks(
    found: Sequence[Word], opened: Sequence[bool], counts: Sequence[bool], inverse: Inverse
) -> Iterator[tuple[int, int, Block]]:
    forms = [word.form for word in found]
    opening = {*inverse.opens(forms)}
    for at in [at for at, counted in enumerate(counts) if counted]:
        block = inverse.single(forms[at], opened[at])
        if block is not None:
            yield at, at + 1, block
        if at in opening:
            for end in range(at + 2, min(at + inverse.longest[forms[at]], len(forms)) + 1):
                if not (found[end - 1].is_word or forms[end - 1] in _INSIDE):
                    break
                block = inverse.listed(tuple(forms[at:end]))
                if block is not None:
                    yield at, end, block


def _terms(
    found: Sequence[Word], opened: Sequence[bool], counts: Sequence[bool], inverse: Inverse
) -> Iterator[Option]:
    """Yield known terms that every word of a span can have stood for: "spinal twine"."""
    for at in (at for at, both in enumerate(map(and_, counts, counts[1:])) if both):
        by_second = inverse.terms(found[at].form, opened[at])
        if not by_second:
            continue
        for second in by_second.keys() & inverse.seconds(found[at + 1].form, opened[at + 1]):
            for term in by_second[second]:
                end = at + len(term)
                if end > len(found) or not all(counts[at:end]):
                    continue
                total = sum(
                    inverse.strengths(found[place].form, opened[place]).get(form, IMPOSSIBLE)
                    for place, form in enumerate(term, at)
                )
                if IMPOSSIBLE < total < 0:
                    yield Option(at, end, term, TERM, "", total)


def _with_terms(known: Columns, terms: Columns) -> Columns:
    """Add terms to what is listed; a phrase that is a term too keeps what is best of both."""
    places, both = _places(terms, known)
    mine = places[both]
    known.bits[mine] |= terms.bits[both]
    known.strength[mine] = np.maximum(known.strength[mine], terms.strength[both])
    return joined([known, terms.rows(~both)])


def _novel(more: Columns, known: Columns) -> Columns:
    """Return the options that are not among the known ones."""
    return more.rows(~_places(more, known)[1])


def _places(some: Columns, known: Columns) -> tuple[Ids, npt.NDArray[np.bool_]]:
    """Return where options stand among known ones, all different, and whether they do."""
    keys, wanted = _keys(known), _keys(some)
    if not len(keys):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), bool)
    order = keys.argsort()
    places = order[np.minimum(keys.searchsorted(wanted, sorter=order), len(keys) - 1)]
    return places, keys[places] == wanted


def _keys(options: Columns) -> Ids:
    """Return a number for each place and wording (spans of fewer than 256 words)."""
    spans = options.start * 256 + np.minimum(options.end - options.start, 255)
    return np.asarray(spans * (1 << 32) + options.wording, np.int64)


@cache
def _second_words() -> frozenset[str]:
    return frozenset(term[1] for terms in _term_reach().values() for term in terms)


@cache
def _term_reach() -> dict[str, list[Term]]:
    """Index the multiword terms of two and three words that clean prose uses, by first word."""
    model = ngrams.load()
    short = [
        term for term in dict.fromkeys(terms.load().multiword())
        if len(term) <= LONGEST_TERM and all(word.isalpha() for word in term)
    ]  # fmt: skip
    reach: dict[str, list[Term]] = defaultdict(list)
    for term, seen in zip(short, model.all_seen(short), strict=True):
        if seen:
            reach[term[0]].append(term)
    return dict(reach)
