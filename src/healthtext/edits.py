"""String arithmetic on edits: apply, invert, compose, and the map of offsets they imply."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from healthtext.records import SAFETIES, Edit, Span


def check(text: str, edits: Sequence[Edit]) -> None:
    """Raise ValueError unless the edits are in order, do not overlap and quote `text` rightly.

    Two insertions may meet at one point: their order is the order of the list.
    """
    at = 0
    for edit in edits:
        if not at <= edit.start <= edit.end <= len(text):
            raise ValueError(f"edit {edit.start}:{edit.end} is out of order or outside the text")
        if text[edit.start : edit.end] != edit.old:
            raise ValueError(f"edit {edit.start}:{edit.end} does not find {edit.old!r}")
        at = edit.end


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return `text` with every edit made."""
    check(text, edits)
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.start], edit.new)
        at = edit.end
    return "".join([*parts, text[at:]])


def invert(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits that lead from the changed text back."""
    shift = 0
    inverse: list[Edit] = []
    for edit in edits:
        start = edit.start + shift
        inverse.append(
            replace(edit, start=start, end=start + len(edit.new), old=edit.new, new=edit.old)
        )
        shift += len(edit.new) - len(edit.old)
    return tuple(inverse)


def compose(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return edits of `text` that do what `first` and then `second` (on its result) do.

    Edits that change the same place become one: it carries the last step's fields and every step
    in `steps`. Edits that only touch stay apart; what changes nothing in the end is left out.
    """
    middle = apply(text, first)
    check(middle, second)
    composed: list[Edit] = []
    shift = 0
    for firsts, seconds, span in _groups(_in_middle(first), second):
        after = shift + sum(len(edit.new) - len(edit.old) for edit in firsts)
        start, end = span[0] - shift, span[1] - after
        new = apply(middle[slice(*span)], [_moved(edit, -span[0]) for edit in seconds])
        if text[start:end] != new:
            composed.append(_joined([*firsts, *seconds], start, text[start:end], new))
        shift = after
    return tuple(composed)


def _in_middle(first: Sequence[Edit]) -> list[tuple[Span, Edit]]:
    """Pair every edit with the span of its wording in the text it leads to."""
    return [((back.start, back.end), edit) for back, edit in zip(invert(first), first, strict=True)]


def _groups(
    first: list[tuple[Span, Edit]], second: Sequence[Edit]
) -> Iterator[tuple[list[Edit], list[Edit], Span]]:
    """Yield, in order, the edits of both lists that change one place, and its span in between."""
    places = [(span, 0, edit) for span, edit in first]
    places += [((edit.start, edit.end), 1, edit) for edit in second]
    places.sort(key=lambda place: place[:2])  # stable: the order of each list is kept
    group: tuple[list[Edit], list[Edit]] = ([], [])
    reach: Span = (0, 0)
    for span, side, edit in places:
        if (group[0] or group[1]) and not _meet(reach, span):
            yield *group, reach
            group = ([], [])
        reach = (reach[0], max(reach[1], span[1])) if group[0] or group[1] else span
        group[side].append(edit)
    if group[0] or group[1]:
        yield *group, reach


def _meet(left: Span, right: Span) -> bool:
    """Tell whether spans share a character, or are insertions at the same point."""
    if left[0] == left[1] or right[0] == right[1]:
        return left == right or left[0] < right[0] < left[1]
    return right[0] < left[1]


def _moved(edit: Edit, by: int) -> Edit:
    return replace(edit, start=edit.start + by, end=edit.end + by)


def _joined(edits: list[Edit], start: int, old: str, new: str) -> Edit:
    """Make one edit of a group, oldest first, under the last step's name."""
    steps = dict.fromkeys(step for edit in edits for step in edit.steps or (edit.step,))
    last = edits[-1]
    reason = "; ".join(dict.fromkeys(edit.reason for edit in edits if edit.reason))
    score = min(edit.score for edit in edits)
    return replace(
        last, start=start, end=start + len(old), old=old, new=new, steps=tuple(steps),
        reason=reason, score=score, safety=max((e.safety for e in edits), key=SAFETIES.index),
    )  # fmt: skip


class OffsetMap:
    """Map spans between a text and what edits made of it; a touched place maps as a whole."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._there = _Shifts(edits)
        self._back = _Shifts(invert(edits))

    def forward(self, start: int, end: int) -> Span:
        """Map a span of the text before to the text after."""
        return self._there.move(start, end)

    def backward(self, start: int, end: int) -> Span:
        """Map a span of the text after to the text before."""
        return self._back.move(start, end)


class _Shifts:
    """The places of edits and how far everything behind each has moved."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.starts = [edit.start for edit in edits]
        self.ends = [edit.end for edit in edits]
        growths = (len(edit.new) - len(edit.old) for edit in edits)
        self.shift = list(accumulate(growths, initial=0))

    def move(self, start: int, end: int) -> Span:
        lo = self._move_start(start)
        return lo, max(lo, self._move_end(end))

    def _move_start(self, at: int) -> int:
        k = bisect_right(self.ends, at)
        if k < len(self.starts) and self.starts[k] < at:
            return self.starts[k] + self.shift[k]
        return at + self.shift[k]

    def _move_end(self, at: int) -> int:
        k = bisect_right(self.ends, at)
        while k and self.starts[k - 1] == at:  # an insertion at the end stays outside
            k -= 1
        if k < len(self.starts) and self.starts[k] < at < self.ends[k]:
            return self.ends[k] + self.shift[k + 1]
        return at + self.shift[k]
