"""Wordings by number: what is looked up once for a wording is an array look-up ever after."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from healthtext.despin.ngrams import UNKNOWN, NGrams

Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
OUTSIDE = 1 << 16  # numbers of forms from here on are outside the n-gram vocabulary
NONE = -1  # fills the rows of shorter wordings
MOST = 1_000_000  # forms and wordings remembered
FIRST = 1024  # rows made at first


class Stock:
    """Forms and wordings (sequences of forms) of the options met so far, each with a number."""

    def __init__(self, model: NGrams) -> None:
        self._model = model
        self._outside: dict[str, int] = {}
        self._names: list[str] = []
        self._numbers: dict[tuple[str, ...], int] = {}
        self.wordings: list[tuple[str, ...]] = []
        self._forms = np.full((FIRST, 4), NONE, np.int64)
        self._rarities = np.zeros((FIRST, 3), np.float32)
        self._chains = np.zeros((FIRST, 5), np.int64)
        self._read = np.zeros((FIRST, 2), np.float32)
        self._settled = 0

    def form(self, form: str) -> int:
        """Return the number of a form; those of the n-gram vocabulary keep theirs."""
        known = self._model.ids.get(form)
        if known is None:
            known = self._outside.get(form)
        if known is None:
            known = self._outside[form] = OUTSIDE + len(self._names)
            self._names.append(form)
        return known

    def all_forms(self, forms: Sequence[str]) -> Ids:
        """Return the numbers of forms."""
        known = [*map(self._model.ids.get, forms)]
        if None in known:
            return np.array([*map(self.form, forms)], np.int64)
        return np.array(known, np.int64)

    def forms_of(self, numbers: Ids) -> list[str]:
        """Return forms by their numbers."""
        known, outside = self._model.forms, self._names
        return [known[n] if n < OUTSIDE else outside[n - OUTSIDE] for n in numbers.tolist()]

    @property
    def crowded(self) -> bool:
        """Tell whether more is remembered than memory should go to."""
        return len(self._names) + len(self.wordings) > MOST

    def number(self, wording: tuple[str, ...]) -> int:
        """Return the number of a wording."""
        known = self._numbers.get(wording)
        if known is None:
            known = self._numbers[wording] = len(self.wordings)
            self.wordings.append(wording)
        return known

    def forms(self, numbers: Ids) -> Ids:
        """Return the forms of wordings, a row each, NONE behind the last one; two columns or more.

        The longest wording of a page decides how many columns are looked at on it.
        """
        width = int(self.lengths(numbers).max(initial=2))
        return self._forms[:, :width][numbers]

    def lengths(self, numbers: Ids) -> Ids:
        """Return how many forms wordings have."""
        self._settle()
        found: Ids = self._chains[numbers, 0]
        return found

    def rarities(self, numbers: Ids) -> Floats:
        """Return the mean and the highest -log frequency of the forms of wordings (0 of none)."""
        self._settle()
        return self._rarities[numbers, :2]

    def frequencies(self, numbers: Ids) -> Floats:
        """Return the log frequencies of the forms of wordings, added up."""
        self._settle()
        found: Floats = self._rarities[numbers, 2]
        return found

    def chains(self, numbers: Ids) -> tuple[Ids, Floats]:
        """Return what a decoder asks of wordings, a row for each of its questions.

        How many forms each has; its first and second as the n-gram model knows them; the last two,
        last but one << 16 | last, and where the model has them; log P of the second after the
        first alone, and of all behind these two. Of what a wording lacks there is 0.
        """
        self._settle()
        return self._chains.take(numbers, axis=0).T, self._read.take(numbers, axis=0).T

    def rarest(self, forms: Ids) -> Floats:
        """Return the highest -log frequency in rows of forms, NONE behind the last one."""
        rare = np.where(forms >= 0, -self._model.unigram[counted(forms)], 0)
        return np.asarray(rare.max(1), np.float32)

    def named(self, numbers: Ids) -> list[tuple[str, ...]]:
        """Return wordings by their numbers."""
        return [self.wordings[number] for number in numbers.tolist()]

    def _settle(self) -> None:
        """Fill in the rows of wordings that are new."""
        fresh = self.wordings[self._settled :]
        if not fresh:
            return
        self._widen(len(self.wordings), max(map(len, fresh)))
        for row, wording in enumerate(fresh, self._settled):
            self._forms[row, : len(wording)] = [self.form(form) for form in wording]
            rare = [-self._model.log_frequency(form) for form in wording] or [0.0]
            self._rarities[row] = sum(rare) / len(rare), max(rare), -sum(rare)
        self._chain(slice(self._settled, len(self.wordings)))
        self._settled = len(self.wordings)

    def _chain(self, rows: slice) -> None:
        """Read some wordings as a decoder does."""
        forms = counted(self._forms[rows])
        lengths = (forms >= 0).sum(1)
        self._chains[rows, 0], self._chains[rows, 1:3] = lengths, np.maximum(forms[:, :2], UNKNOWN)
        several = (lengths > 1).nonzero()[0]
        some, ends, at = forms[several], lengths[several], several + rows.start
        first, second = (some[np.arange(len(some)), ends - back] for back in (2, 1))
        self._chains[at, 3] = (first << 16) | second
        self._chains[at, 4] = self._model.pairs(first, second)[1]
        self._read[at, 0] = self._model.pairs(some[:, 0], some[:, 1])[0]
        self._read[at, 1] = self._model.log_probabilities(some)

    def _widen(self, rows: int, width: int) -> None:
        height, wide = self._forms.shape
        if rows <= height and width <= wide:
            return
        more = max(rows, 2 * height if rows > height else height) - height, max(0, width - wide)
        self._forms = np.pad(self._forms, ((0, more[0]), (0, more[1])), constant_values=NONE)
        self._rarities = np.pad(self._rarities, ((0, more[0]), (0, 0)))
        self._chains = np.pad(self._chains, ((0, more[0]), (0, 0)))
        self._read = np.pad(self._read, ((0, more[0]), (0, 0)))


def counted(forms: Ids) -> Ids:
    """Return the numbers under which the n-gram model knows forms."""
    return np.where(forms >= OUTSIDE, UNKNOWN, forms)


def runs(starts: Ids, counts: Ids) -> Ids:
    """Return starts[0], starts[0] + 1, ... (counts[0] numbers), then those of the next run."""
    ends = np.cumsum(counts)
    return np.arange(int(counts.sum())) + np.repeat(starts - ends + counts, counts)
