"""What the safety gate says to a rule of the user: how far its edit may go, or why it may not be.

The user asked for the edit, so what the gate leaves to an editor for want of certainty is made: a
condition that is named, one good wording for another, another spelling. What could harm a reader
is refused as ever: numbers, units, doses, opposites, one medical term for another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from healthtext import terms, words
from healthtext.despin import guards, safety
from healthtext.despin.options import Option
from healthtext.entities import TYPES
from healthtext.records import Safety
from healthtext.spelling import normal
from healthtext.user.phrases import Row

ASKED = (safety.NAMES, safety.GOOD)
NAME = "it may be a name"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The tier an edit may have, None when it is refused; `why` it is no higher."""

    tier: Safety | None
    why: str = ""


class Gate:
    """Judge the user's rules at places of one text that are not protected."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = words.split(text)
        self._starts = [word.start for word in self._words]
        self._ends = [word.end for word in self._words]
        self._gate = safety.Gate(text, self._words, ())

    def judge(self, start: int, end: int, new: str, row: Row) -> Verdict:
        """Return the verdict on writing `new` at a place where the row's wrong wording stands."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        old = self._words[first:last]
        before, after = self._text[old[0].start : start], self._text[end : old[-1].end]
        forms = tuple(word.form for word in words.split(f"{before}{new}{after}"))
        why = _harm([word.form for word in old], forms, self._text[start:end], new)
        if why:
            return Verdict(None, why)
        if [*map(normal, forms)] == [normal(word.form) for word in old]:
            return self._respelled(first, row, self._text[start:end])
        found = self._gate.judge(Option(first, last, forms, 0))
        if found is None:
            return Verdict(None, self._refused(first, last))
        if found.why == safety.RENAMES:
            return Verdict(None, "it would make one medical term another")
        if found.why in ASKED or (found.why == NAME and row.wrong == self._text[start:end]):
            return Verdict("safe")
        return Verdict(found.most, found.why)

    def _respelled(self, first: int, row: Row, old: str) -> Verdict:
        """Judge only the place: a spelling changes no meaning."""
        found = self._gate.judge(Option(first, first + 1, ("xx",), 0))
        if found is None:
            return Verdict(None)
        place = found.most == "suggest" and found.why != safety.RENAMES
        if not place or (found.why == NAME and row.wrong == old):
            return Verdict("safe")
        return Verdict("suggest", found.why)

    def _refused(self, first: int, last: int) -> str:
        """Say why the gate refused a place outright; nothing where only the place is to blame."""
        old = self._words[first:last]
        if not all(word.is_word or word.form in "-," for word in old):
            return "its wrong wording holds a number or a mark, which no edit touches"
        before = self._words[first - 1].form if first else ""
        if old[0].form in guards.words("units") and _numbers([before]):
            return "it would change the unit of a number"
        return ""


def _harm(old: Sequence[str], new: Sequence[str], old_text: str, new_text: str) -> str:
    """Say what harm a change could do anywhere, or nothing."""
    if _numbers(old) != _numbers(new):
        return "it would change a number or a dose"
    if safety.opposite(old, new):
        return "it would turn the meaning round"
    before, after = (terms.load().concept_ids(one, TYPES) for one in (old_text, new_text))
    if before and after and not before & after:
        return "it would make one medical term another"
    return ""


def _numbers(forms: Sequence[str]) -> list[str]:
    return sorted(form for form in forms if form in guards.words("numbers") or form == words.NUMBER)
