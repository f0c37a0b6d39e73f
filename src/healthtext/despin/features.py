"""What speaks for and against each chosen edit: the ranker's features, one row an edit.

Every edit is judged with the others made: its neighbours are the repaired ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from healthtext.despin import contextual
from healthtext.despin.candidates import TERM
from healthtext.despin.channel import (
    DIALECT,
    HALLMARK,
    MOBY_BACK,
    MOBY_THERE,
    PPDB,
    TORTURED,
    WORDNET,
)
from healthtext.despin.ngrams import NGrams
from healthtext.despin.on_page import Page, kept_terms, made_terms
from healthtext.despin.options import DIALECTS, Columns, Lattice, stock
from healthtext.despin.repaired import Text, framed, old_forms
from healthtext.despin.scores import Said
from healthtext.despin.segments import before_each, bounds_of, descending, margins, owners, ranks
from healthtext.despin.stock import NONE, Floats, Ids, counted, runs
from healthtext.terms import TermMatch
from healthtext.words import BREAK

Rows = npt.NDArray[np.float32]
Features = contextual.Features
STRENGTH_WEIGHT, CONTEXT_WEIGHT = 2.5, 1.0
RIVALS = 6  # wordings of a place that are ranked
SMOOTH = 60  # clean words taken for granted, so that a short text is not judged by one word
STRONG = 6.0  # nats of gain from which an edit counts as a sign that the page is spun

NAMES = (
    "gain", "gain in the text as it stands", "margin", "strength", "rarity of old",
    "rarity of new", "words of old", "words of new", "listed", "hallmark", "tortured", "moby both",
    "ppdb", "wordnet", "term option", "makes a term", "breaks a term", "pairs of old unseen",
    "pairs of new unseen", "page has new", "page has new pair", "old on page", "capital",
    "sentence share", "page share", "page gain", "dialect share", "gain per word", "rank",
    "options", "on the path", "gain of the path", *contextual.NAMES,
)  # fmt: skip
AT = {name: number for number, name in enumerate(NAMES)}


@dataclass(frozen=True, slots=True)
class Choices:
    """The places of the best path, each with its likeliest wordings, the path's own first.

    Place n has the wordings `bounds[n]` to `bounds[n + 1]`: `options` are rows of the lattice,
    `rows` their features, `others` the nats that the user's own scorers give them.
    """

    options: Ids
    rows: Rows
    others: Floats
    bounds: Ids

    @property
    def first(self) -> Ids:
        """Return which wordings are the path's own."""
        return self.bounds[:-1]


@dataclass(frozen=True, slots=True)
class _Rivals:
    """Every wording of every place, by place; `worth` in nats, `gain` that of the n-grams.

    `order`: the worthiest of each place first.
    """

    rows: Ids
    bounds: Ids
    gain: Floats
    context: Floats
    worth: Floats
    order: Ids


def choices(
    lattice: Lattice, path: Sequence[int], model: NGrams, said: Said, known: Sequence[TermMatch]
) -> Choices:
    """Return every edit of the path with its features and its alternatives.

    `path` are rows of the lattice, `known` the terms of the text.
    """
    if not path:
        none = np.zeros(0, np.int64)
        rows = np.zeros((0, len(NAMES)), np.float32)
        return Choices(none, rows, said.others[none], bounds_of(none))
    own = np.array(path, np.int64)
    edits = lattice.options.rows(own)
    repaired = Text(lattice, edits)
    rivals = _rivals(lattice, own, repaired, model, said)
    top = _top(rivals, own)
    picked, place = rivals.rows[top], owners(rivals.bounds)[top]
    bounds = bounds_of(np.bincount(place, minlength=len(own)))
    one = lattice.options.rows(picked)
    first = rivals.gain[top[bounds[:-1]]]
    columns = [
        *_of_gain(lattice, rivals, top, edits, repaired, model),
        *_own(one, edits, place, repaired),
        *_around(lattice, one, edits, place, repaired, known, model),
        *(column[place] for column in _shares(lattice, edits, first)),
        *_of_place(rivals, top, one, bounds, first[place]),
        *(column[place] for column in contextual.columns(lattice, edits, said)),
        *contextual.of_wordings(rivals.context, rivals.bounds, top, one.bits),
    ]
    return Choices(picked, np.array(columns, np.float32).T, said.others[picked], bounds)


def _rivals(lattice: Lattice, own: Ids, repaired: Text, model: NGrams, said: Said) -> _Rivals:
    """Weigh all options of the places of a path in the repaired text."""
    options, firsts = lattice.options, lattice.bounds
    start, end = options.start[own], options.end[own]
    counts = firsts[start + 1] - firsts[start]
    rows = runs(firsts[start], counts)
    place = np.repeat(np.arange(len(own)), counts)
    mine = options.end[rows] == end[place]
    rows, place = rows[mine], place[mine]
    bounds = bounds_of(np.bincount(place, minlength=len(own)))
    one = options.rows(rows)
    gain = _gains(one, place, options.rows(own), repaired, model)
    context = np.zeros(len(rows), np.float32) if said.context is None else said.context[rows]
    worth = gain + STRENGTH_WEIGHT * one.strength + CONTEXT_WEIGHT * context
    worth = worth.astype(np.float32)
    return _Rivals(rows, bounds, gain, context, worth, descending(worth, bounds))


def _gains(one: Columns, place: Ids, places: Columns, text: Text, model: NGrams) -> Floats:
    """Return how much better than the text each wording of each place reads, in nats."""
    before, after = map(counted, text.around(places))
    old, new = counted(old_forms(text, places)), counted(stock().forms(one.wording))
    forms = np.full((len(old) + len(new), max(old.shape[1], new.shape[1])), NONE)
    forms[: len(old), : old.shape[1]], forms[len(old) :, : new.shape[1]] = old, new
    read = model.in_place(before, forms, after, np.append(np.arange(len(old)), place))
    return np.asarray(read[len(old) :] - read[place], np.float32)


def _top(rivals: _Rivals, own: Ids) -> Ids:
    """Return which rivals are ranked: the path's own of each place and its best others."""
    place = owners(rivals.bounds)
    mine = rivals.rows == own[place]
    order = descending(np.where(mine, np.float32(np.inf), rivals.worth), rivals.bounds)
    nth = np.arange(len(order)) - rivals.bounds[place]
    return np.asarray(order[nth < RIVALS], np.int64)


def _of_gain(
    lattice: Lattice, rivals: _Rivals, top: Ids, edits: Columns, repaired: Text, model: NGrams
) -> Features:
    """Return gain, gain in the text as it stands (asked where an edit is near), and margin."""
    untouched = repaired.as_it_stood()
    place, alone = owners(rivals.bounds)[top], rivals.gain[top]
    sides = zip(repaired.around(edits), untouched.around(edits), strict=True)
    moved = np.any([(made != stood).any(1) for made, stood in sides], axis=0)[place]
    some = lattice.options.rows(rivals.rows[top[moved]])
    alone[moved] = _gains(some, place[moved], edits, untouched, model)
    margin = margins(rivals.worth, rivals.bounds, rivals.order, 20.0)[top]
    return [rivals.gain[top], alone, margin]


def _own(one: Columns, edits: Columns, place: Ids, text: Text) -> Features:
    """Return what is known of wordings, and of what stands at their places, without context."""
    rarest, both = stock().rarest(old_forms(text, edits)), MOBY_THERE | MOBY_BACK
    return [
        one.strength, rarest[place], stock().rarities(one.wording)[:, 1], one.end - one.start,
        stock().lengths(one.wording),
        *((one.bits & flag) > 0 for flag in (DIALECT, HALLMARK, TORTURED)),
        (one.bits & both) == both,
        *((one.bits & flag) > 0 for flag in (PPDB, WORDNET, TERM)),
    ]  # fmt: skip


def _around(
    lattice: Lattice, one: Columns, edits: Columns, place: Ids, text: Text,
    known: Sequence[TermMatch], model: NGrams,
) -> Features:  # fmt: skip
    """Return what is known of terms, neighbours and the page for wordings at their places."""
    edge, words = np.full(1, stock().form(BREAK)), lattice.words
    beside, (before, after) = np.concatenate((edge, text.own, edge)), text.around(edits)
    old, new = old_forms(text, edits), stock().forms(one.wording)
    stood = framed(beside[edits.start][:, None], old, beside[edits.end + 1][:, None])
    made = framed(before[place, 1:], new, after[place, :1])
    capital = [at > 0 and words[at].text[0].isupper() for at in edits.start.tolist()]
    inside = [before_each(marked) for marked in (made_terms(text), kept_terms(words, known))]
    page = Page(text)
    return [
        *((sums[edits.end] > sums[edits.start])[place] for sums in inside),
        model.unseen_pairs(counted(stood))[place], model.unseen_pairs(counted(made)),
        page.least(new), page.pairs(made), page.least(old)[place], np.array(capital)[place],
    ]  # fmt: skip


def _shares(lattice: Lattice, edits: Columns, gains: Floats) -> Features:
    """Return, for each edit, how spun its sentence and page look without it, and its dialect."""
    cuts = lattice.edges
    owner = cuts[:, 1].searchsorted(edits.start, side="right")
    strong = (gains > STRONG).astype(float)
    sizes = np.diff(before_each(lattice.is_word)[cuts])[:, 0].astype(float)
    by_sentence = np.bincount(owner, strong, len(cuts))
    page_words, gained = SMOOTH + sizes.sum(), float(np.clip(gains, 0, 15).sum())
    of_sentence = (by_sentence[owner] - strong) / (SMOOTH / 4 + sizes[owner])
    of_page = (strong.sum() - strong) / page_words
    page_gain = np.full(len(edits), gained / page_words)
    return [of_sentence, of_page, page_gain, _dialects(edits)]


def _dialects(edits: Columns) -> Floats:
    """Return the share of the letters of all edits that are those of each."""
    letters = [DIALECTS[code] for code in edits.dialect.tolist()]
    counts = Counter("".join(letters))
    total = max(1, sum(counts.values()))
    return np.array([sum(counts[letter] for letter in own) / total for own in letters], np.float32)


def _of_place(rivals: _Rivals, top: Ids, one: Columns, bounds: Ids, path_gain: Floats) -> Features:
    """Return gain for each word, rank among the wordings of the place and what the place has."""
    words = np.maximum(stock().lengths(one.wording), one.end - one.start)
    sizes = np.diff(rivals.bounds)[owners(bounds)]
    on_path = np.zeros(len(top), bool)
    on_path[bounds[:-1]] = True
    rank = ranks(rivals.worth, rivals.bounds, rivals.order)[top]
    return [rivals.gain[top] / words, rank, sizes, on_path, path_gain]
