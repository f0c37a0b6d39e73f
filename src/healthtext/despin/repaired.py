"""The forms of a text as it stands and with the best path's edits made, as numbers."""

from __future__ import annotations

from copy import copy

import numpy as np

from healthtext.despin.options import Columns, Lattice, stock
from healthtext.despin.stock import NONE, Ids
from healthtext.words import BREAK, NUMBER

AROUND = 2  # forms of context on each side
_STANDS_FOR = (BREAK, NUMBER)


class Text:
    """The forms of a text with some edits made, and where each word of the text went."""

    def __init__(self, lattice: Lattice, edits: Columns) -> None:
        """Make some edits in the text of a lattice."""
        new, lengths = stock().forms(edits.wording), stock().lengths(edits.wording)
        self._words, self.own = lattice.words, lattice.forms
        self.edited = _covered(edits, len(self.own))
        sizes = np.where(self.edited, 0, 1)
        sizes[edits.start] = lengths
        self.place = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))
        self.forms = np.empty(int(self.place[-1]), np.int64)
        self.forms[self.place[:-1][~self.edited]] = self.own[~self.edited]
        inside = np.arange(new.shape[1])[None, :] < lengths[:, None]
        at = self.place[edits.start][:, None] + np.arange(new.shape[1])
        self.forms[at[inside]] = new[inside]
        self._padded = _padded(self.forms)

    def as_it_stood(self) -> Text:
        """Return the text without the edits."""
        found = copy(self)
        found.edited, found.forms = np.zeros(len(self.own), bool), self.own
        found.place, found._padded = np.arange(len(self.own) + 1), _padded(self.own)
        return found

    def around(self, edits: Columns) -> tuple[Ids, Ids]:
        """Return the two forms before and after the places of edits, a row each."""
        near = np.arange(AROUND)
        before = self.place[edits.start][:, None] + near
        after = self.place[edits.end][:, None] + AROUND + near
        return self._padded[before], self._padded[after]

    def shown(self) -> list[str]:
        """Return the forms, line breaks and digits as they stand: "type 2 diabetes" is a term.

        A term may go on in the next line and not in the next paragraph.
        """
        named = stock().forms_of(self.forms)
        for at in (np.isin(self.own, stock().all_forms(_STANDS_FOR)) & ~self.edited).nonzero()[0]:
            named[self.place[at]] = self._words[at].text
        return named


def _padded(forms: Ids) -> Ids:
    edge = np.full(AROUND, stock().form(BREAK))
    return np.concatenate((edge, forms, edge))


def _covered(edits: Columns, size: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    steps = np.zeros(size + 1, np.int64)
    np.add.at(steps, edits.start, 1)
    np.add.at(steps, edits.end, -1)
    return np.cumsum(steps)[:-1] > 0


def old_forms(text: Text, edits: Columns) -> Ids:
    """Return the forms that stand at the places of edits, NONE behind the last one."""
    lengths = edits.end - edits.start
    at = edits.start[:, None] + np.arange(int(lengths.max(initial=1)))
    inside = at < edits.end[:, None]
    return np.where(inside, text.own[np.minimum(at, len(text.own) - 1)], NONE)


def framed(before: Ids, forms: Ids, after: Ids) -> Ids:
    """Put forms, NONE behind the last of each row, between what stands before and after them."""
    height, width = len(forms), before.shape[1] + forms.shape[1] + after.shape[1]
    found = np.full((height, width), NONE, np.int64)
    found[:, : before.shape[1]] = before
    found[:, before.shape[1] : before.shape[1] + forms.shape[1]] = forms
    behind = before.shape[1] + (forms >= 0).sum(1)
    for nth in range(after.shape[1]):
        found[np.arange(height), behind + nth] = after[:, nth]
    return found
