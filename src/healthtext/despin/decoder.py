"""The best set of replacements for whole sentences at once: a beam over trigram states.

Neighbouring words are often spun together ("decrease again" for "lower back"), so every place is
judged in the repaired context of the others. All sentences of a text advance in step, which
makes every look-up of the n-gram model one array operation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from healthtext.despin.candidates import Lattice, Option
from healthtext.despin.ngrams import UNKNOWN, UNKNOWN_COST, Ids, NGrams, Scores
from healthtext.words import BREAK, Word

BEAM = 10
LONGEST_SENTENCE = 120
_ENDS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class _States:
    """Hypotheses at one position of one sentence: the last two forms, the score, the history."""

    first: Ids
    second: Ids
    score: Scores
    node: Ids


@dataclass(slots=True)
class _Trace:
    """Back pointers of every hypothesis ever kept: the node before it and the option taken."""

    before: list[npt.NDArray[np.int64]]
    option: list[npt.NDArray[np.int64]]
    size: int = 0

    def add(self, before: Ids, option: Ids) -> Ids:
        self.before.append(before)
        self.option.append(option)
        self.size += len(before)
        return np.arange(self.size - len(before), self.size)


@dataclass(frozen=True, slots=True)
class _Table:
    """Options as arrays; option 0..n-1 of the words themselves come first (keeping them)."""

    options: list[Option]
    forms: Ids
    lengths: Ids
    ends: Ids
    scores: Scores
    at: list[Ids]


def sentences(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Cut words into stretches to decode: sentences, with their final mark or line break."""
    cuts, start = [], 0
    for at, word in enumerate(words):
        if word.form in _ENDS or word.form == BREAK or at - start >= LONGEST_SENTENCE:
            cuts.append((start, at + 1))
            start = at + 1
    return cuts + [(start, len(words))] * (start < len(words))


def decode(
    lattice: Lattice, scores: Sequence[npt.NDArray[np.float32]], model: NGrams, beam: int = BEAM
) -> list[Option]:
    """Return the options of the best path, in order; `scores` are theirs, place by place."""
    if not lattice.words:
        return []
    table = _table(lattice, scores, model)
    cuts = sentences(lattice.words)
    trace = _Trace([], [])
    waiting: dict[tuple[int, int], list[_States]] = {
        (number, start): [_start(lattice.words, start, model, trace)]
        for number, (start, _) in enumerate(cuts)
    }
    longest = max((end - start for start, end in cuts), default=0)
    for offset in range(longest):
        places = [
            (n, start + offset) for n, (start, end) in enumerate(cuts) if start + offset < end
        ]
        _advance(places, cuts, waiting, table, model, trace, beam)
    return _paths(cuts, waiting, table, trace, len(lattice.words))


def _table(lattice: Lattice, scores: Sequence[npt.NDArray[np.float32]], model: NGrams) -> _Table:
    words = lattice.words
    options = [Option(i, i + 1, (word.form,), 0) for i, word in enumerate(words)]
    at = []
    for place, found in enumerate(lattice.at):
        numbers = [place, *range(len(options), len(options) + len(found))]
        options += found
        at.append(np.array(numbers))
    width = max((len(option.new) for option in options), default=1)
    forms = np.zeros((len(options), max(width, 1)), np.int64)
    for row, option in enumerate(options):
        forms[row, : len(option.new)] = [model.id(form) for form in option.new]
    flat = [np.zeros(len(words), np.float32), *scores]
    return _Table(
        options, forms, np.array([len(option.new) for option in options], np.int64),
        np.array([option.end for option in options], np.int64), np.concatenate(flat), at,
    )  # fmt: skip


def _start(words: Sequence[Word], start: int, model: NGrams, trace: _Trace) -> _States:
    """Begin with the two words before the sentence as context."""
    context = [words[i].form if i >= 0 else BREAK for i in (start - 2, start - 1)]
    first, second = (np.array([model.id(form)]) for form in context)
    node = trace.add(np.array([-1]), np.array([-1]))
    return _States(first, second, np.zeros(1, np.float32), node)


def _advance(
    places: list[tuple[int, int]], cuts: list[tuple[int, int]],
    waiting: dict[tuple[int, int], list[_States]], table: _Table, model: NGrams, trace: _Trace,
    beam: int,
) -> None:  # fmt: skip
    """Take one word's options in every sentence that is long enough."""
    states, takes, owners = [], [], []
    for number, place in places:
        if (number, place) not in waiting:
            continue
        here = _pruned(waiting.pop((number, place)), beam)
        options = table.at[place]
        options = options[table.ends[options] <= cuts[number][1]]
        rows = np.repeat(np.arange(len(here.score)), len(options))
        states.append(
            _States(here.first[rows], here.second[rows], here.score[rows], here.node[rows])
        )
        takes.append(np.tile(options, len(here.score)))
        owners.append(np.full(len(rows), number))
    if states:
        _extend(
            _joined(states),
            np.concatenate(takes),
            np.concatenate(owners),
            waiting,
            table,
            model,
            trace,
            beam,
        )


def _joined(states: Sequence[_States]) -> _States:
    return _States(
        np.concatenate([s.first for s in states]), np.concatenate([s.second for s in states]),
        np.concatenate([s.score for s in states]), np.concatenate([s.node for s in states]),
    )  # fmt: skip


def _pruned(lists: list[_States], beam: int) -> _States:
    """Keep the best hypotheses, one for each pair of last words."""
    every = _joined(lists)
    order = np.argsort(-every.score, kind="stable")[: beam * 8]
    pairs = (every.first[order] << 16) | every.second[order]
    _, unique = np.unique(pairs, return_index=True)
    order = order[np.sort(unique)][:beam]
    return _States(every.first[order], every.second[order], every.score[order], every.node[order])


def _extend(
    states: _States, takes: Ids, owners: Ids, waiting: dict[tuple[int, int], list[_States]],
    table: _Table, model: NGrams, trace: _Trace, beam: int,
) -> None:  # fmt: skip
    """Score every hypothesis with every option and file it under the place it leads to."""
    first, second = states.first.copy(), states.second.copy()
    score = states.score + table.scores[takes]
    lengths = table.lengths[takes]
    for nth in range(int(lengths.max(initial=0))):
        rows = np.flatnonzero(lengths > nth)
        forms = table.forms[takes[rows], nth]
        score[rows] += model.after_two(first[rows], second[rows], forms)
        score[rows] += np.where(forms == UNKNOWN, UNKNOWN_COST, np.float32(0))
        first[rows], second[rows] = second[rows], forms
    keys = owners * (1 << 32) + table.ends[takes]
    order = np.argsort(keys, kind="stable")
    bounds = np.flatnonzero(np.diff(keys[order])) + 1
    for group in np.split(order, bounds):
        best = group[np.argsort(-score[group], kind="stable")[: beam * 4]]
        node = trace.add(states.node[best], takes[best])
        place = int(owners[best[0]]), int(table.ends[takes[best[0]]])
        waiting.setdefault(place, []).append(_States(first[best], second[best], score[best], node))


def _paths(
    cuts: list[tuple[int, int]], waiting: dict[tuple[int, int], list[_States]], table: _Table,
    trace: _Trace, kept: int,
) -> list[Option]:  # fmt: skip
    before, option = np.concatenate(trace.before), np.concatenate(trace.option)
    taken: list[Option] = []
    for number, (_, end) in enumerate(cuts):
        final = _joined(waiting[number, end])
        node = int(final.node[int(np.argmax(final.score))])
        path = []
        while node >= 0:
            if option[node] >= kept:
                path.append(table.options[int(option[node])])
            node = int(before[node])
        taken += reversed(path)
    return taken
