"""What speaks for and against each chosen edit: the ranker's features, one row an edit.

Every edit is judged with the others made: its neighbours are the repaired ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from healthtext import terms
from healthtext.despin import contextual
from healthtext.despin.candidates import TERM, Lattice, Option
from healthtext.despin.channel import (
    DIALECT,
    HALLMARK,
    MOBY_BACK,
    MOBY_THERE,
    PPDB,
    TORTURED,
    WORDNET,
)
from healthtext.despin.decoder import sentences
from healthtext.despin.ngrams import NGrams
from healthtext.despin.scores import Said
from healthtext.words import BREAK, Word

Rows = npt.NDArray[np.float32]
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


@dataclass(frozen=True, slots=True)
class Choice:
    """A place of the best path: its likeliest wordings, the path's own first, a row for each.

    `others`: nats that the user's own scorers give each wording.
    """

    options: tuple[Option, ...]
    rows: Rows
    others: Rows


@dataclass(frozen=True, slots=True)
class _Page:
    """What a whole page says: its forms and pairs outside edits, its terms."""

    forms: Counter[str]
    pairs: Counter[tuple[str, str]]
    kept_terms: set[int]
    made_terms: set[int]


def choices(
    text: str, lattice: Lattice, path: Sequence[Option], model: NGrams, said: Said
) -> list[Choice]:
    """Return every edit of the path with its features and its alternatives."""
    if not path:
        return []
    words = lattice.words
    repaired = _Repaired(words, path)
    page = _page(text, words, path, repaired)
    places = [_place(lattice, option) for option in path]
    rivals = [[lattice.at[o.start][at] for at in p] for o, p in zip(path, places, strict=True)]
    inside = _gains(words, repaired, path, rivals, model)
    seen = contextual.view(words, path, places, said)
    worths = [_worths(*row) for row in zip(rivals, inside, seen.nats, strict=True)]
    tops = [_top(o, r, w) for o, r, w in zip(path, rivals, worths, strict=True)]
    picked = [[r[at] for at in top] for r, top in zip(rivals, tops, strict=True)]
    outside = _gains(words, _Repaired(words, ()), path, picked, model)
    first = [float(gains[top[0]]) for gains, top in zip(inside, tops, strict=True)]
    shares = _shares(words, path, first)
    spans = [_span(one, words, repaired) for ones in picked for one in ones]
    unseen = iter(np.reshape(model.unseen([forms for pair in spans for forms in pair]), (-1, 2)))
    found = []
    for number, option in enumerate(path):
        worth = worths[number]
        rows = []
        for nth, (at, one) in enumerate(zip(tops[number], picked[number], strict=True)):
            gain, alone = float(inside[number][at]), float(outside[number][nth])
            rows.append([
                gain, alone, _margin(at, worth), *_own(one, words, model),
                *_around(one, words, page, repaired, next(unseen)), *shares[number],
                gain / max(len(one.new), one.end - one.start), float((worth > worth[at]).sum()),
                float(len(worth)), float(nth == 0), first[number], *seen.row(number, at, one),
            ])  # fmt: skip
        others = said.others[option.start][[places[number][at] for at in tops[number]]]
        found.append(Choice(tuple(picked[number]), np.array(rows, np.float32), others))
    return found


def _place(lattice: Lattice, option: Option) -> list[int]:
    """Return which options of its start share a place with an option."""
    return [at for at, one in enumerate(lattice.at[option.start]) if one.end == option.end]


class _Repaired:
    """The forms of a text with some edits made, and where each place of the text went."""

    def __init__(self, words: Sequence[Word], path: Sequence[Option]) -> None:
        self.forms: list[str] = []
        self.place = np.zeros(len(words) + 1, np.int64)
        skip = {at: option for option in path for at in range(option.start, option.end)}
        for at, word in enumerate(words):
            self.place[at] = len(self.forms)
            option = skip.get(at)
            if option is None:
                self.forms.append(word.form)
            elif option.start == at:
                self.forms += option.new
        self.place[len(words)] = len(self.forms)

    def context(self, option: Option) -> tuple[list[str], list[str]]:
        """Return the two forms before and after an option's place."""
        lo, hi = int(self.place[option.start]), int(self.place[option.end])
        before = [BREAK, BREAK, *self.forms[max(0, lo - 2) : lo]][-2:]
        return before, [*self.forms[hi : hi + 2], BREAK, BREAK][:2]


def _gains(
    words: Sequence[Word], repaired: _Repaired, path: Sequence[Option],
    rivals: Sequence[list[Option]], model: NGrams,
) -> list[Rows]:  # fmt: skip
    """Return how much better than the text each rival of each place reads, in nats."""
    sequences: list[list[str]] = []
    for option, options in zip(path, rivals, strict=True):
        before, after = repaired.context(option)
        sequences.append(
            [*before, *(word.form for word in words[option.start : option.end]), *after]
        )
        sequences += [[*before, *rival.new, *after] for rival in options]
    logs, gains, at = model.log_probability(sequences), [], 0
    for options in rivals:
        gains.append(logs[at + 1 : at + 1 + len(options)] - logs[at])
        at += 1 + len(options)
    return gains


def _worths(options: Sequence[Option], gains: Rows, context: Rows) -> Rows:
    known = STRENGTH_WEIGHT * np.array([option.strength for option in options], np.float32)
    return np.asarray(gains + known + CONTEXT_WEIGHT * context, np.float32)


def _top(chosen: Option, options: Sequence[Option], worth: Rows) -> list[int]:
    """Return the places of the path's own option and of its best rivals."""
    own = next(at for at, option in enumerate(options) if option.new == chosen.new)
    order = np.argsort(-worth, kind="stable").tolist()
    return [own, *(at for at in order if at != own)][:RIVALS]


def _margin(at: int, worth: Rows) -> float:
    """Return by how much an option beats the best other one of its place (20 if alone)."""
    others = np.delete(worth, at)
    return float(worth[at] - others.max()) if len(others) else 20.0


def _own(option: Option, words: Sequence[Word], model: NGrams) -> list[float]:
    old = [word.form for word in words[option.start : option.end]]
    flags = (DIALECT, HALLMARK, TORTURED)
    return [
        option.strength, _rarity(old, model), _rarity(option.new, model), len(old),
        len(option.new), *(float(bool(option.bits & flag)) for flag in flags),
        float(option.bits & (MOBY_THERE | MOBY_BACK) == MOBY_THERE | MOBY_BACK),
        *(float(bool(option.bits & flag)) for flag in (PPDB, WORDNET, TERM)),
    ]  # fmt: skip


def _rarity(forms: Sequence[str], model: NGrams) -> float:
    return max((-model.log_frequency(form) for form in forms), default=0.0)


def _span(
    option: Option, words: Sequence[Word], repaired: _Repaired
) -> tuple[list[str], list[str]]:
    """Return the forms from the neighbour before to the one after: as it stands, and repaired."""
    before, after = repaired.context(option)
    left = words[option.start - 1].form if option.start else BREAK
    right = words[option.end].form if option.end < len(words) else BREAK
    old = [left, *(word.form for word in words[option.start : option.end]), right]
    return old, [before[-1], *option.new, after[0]]


def _around(
    option: Option, words: Sequence[Word], page: _Page, repaired: _Repaired,
    unseen: npt.NDArray[np.int64],
) -> list[float]:  # fmt: skip
    place = range(option.start, option.end)
    old, new = _span(option, words, repaired)
    capital = option.start > 0 and words[option.start].text[0].isupper()
    return [
        float(any(at in page.made_terms for at in place)),
        float(any(at in page.kept_terms for at in place)),
        *unseen.tolist(),
        float(min((page.forms[form] for form in option.new), default=0)),
        float(sum(page.pairs[pair] for pair in pairwise(new))),
        float(min(page.forms[form] for form in old[1:-1])), float(capital),
    ]  # fmt: skip


def _page(text: str, words: Sequence[Word], path: Sequence[Option], repaired: _Repaired) -> _Page:
    edited = {at for option in path for at in range(option.start, option.end)}
    kept = [word.form for at, word in enumerate(words) if at not in edited]
    return _Page(
        Counter(kept), Counter(pairwise(kept)), _kept_terms(text, words),
        _made_terms(words, repaired),
    )  # fmt: skip


def _kept_terms(text: str, words: Sequence[Word]) -> set[int]:
    """Return the places of words inside multiword terms of the text as it stands."""
    matches = [m for m in terms.load().find(text) if " " in m.text or "-" in m.text]
    inside, at = set(), 0
    for match in matches:
        while at < len(words) and words[at].start < match.start:
            at += 1
        while at < len(words) and words[at].end <= match.end:
            inside.add(at)
            at += 1
    return inside


def _made_terms(words: Sequence[Word], repaired: _Repaired) -> set[int]:
    """Return the places of words inside multiword terms of the repaired text."""
    shown = ["\n" if form == BREAK else form for form in repaired.forms]
    starts = np.cumsum([0, *(len(form) + 1 for form in shown)])
    text = " ".join(shown)
    inside: set[int] = set()
    for match in terms.load().find(text):
        if " " in match.text:
            lo, hi = np.searchsorted(starts, [match.start, match.end])
            inside.update(range(int(lo), int(hi)))
    return {at for at in range(len(words)) if int(repaired.place[at]) in inside}


def _shares(
    words: Sequence[Word], path: Sequence[Option], gains: Sequence[float]
) -> list[tuple[float, float, float, float]]:
    """Return, for each edit, how spun its sentence and page look without it, and its dialect."""
    cuts = sentences(words)
    ends = np.array([end for _, end in cuts])
    owner = np.searchsorted(ends, [option.start for option in path], side="right")
    strong = np.array([gain > STRONG for gain in gains], float)
    sizes = np.array([sum(w.is_word for w in words[a:b]) for a, b in cuts], float)
    by_sentence = np.bincount(owner, strong, len(cuts))
    letters = Counter(letter for option in path for letter in option.dialects)
    total = max(1, sum(letters.values()))
    page_words, gained = SMOOTH + float(sizes.sum()), float(np.clip(gains, 0, 15).sum())
    found = []
    for number, option in enumerate(path):
        size = SMOOTH / 4 + float(sizes[owner[number]])
        mine = sum(letters[letter] for letter in option.dialects) / total
        found.append((
            (by_sentence[owner[number]] - strong[number]) / size,
            (float(strong.sum()) - strong[number]) / page_words, gained / page_words, mine,
        ))  # fmt: skip
    return found
