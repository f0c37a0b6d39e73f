"""The history of one article's text: what each step applied and proposed, on the original."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from healthtext import edits as arithmetic
from healthtext.records import SAFETIES, Edit, Revision, Span
from healthtext.settings import Settings
from healthtext.spans import merged


class History:
    """Apply each step's edits of the accepted tiers; keep the others as proposals."""

    def __init__(self, text: str, protected: Sequence[Span], settings: Settings) -> None:
        self.original = self.text = text
        self.protected = tuple(merged(protected))
        self.revisions: list[Revision] = []
        self.offsets = arithmetic.OffsetMap(())
        self._settings = settings
        self._applied: tuple[Edit, ...] = ()
        self._proposed: list[Edit] = []

    def add(self, step: str, edits: Sequence[Edit]) -> None:
        """Take a step's edits of the text; those of disabled rules or in markup fall out."""
        ends = [end for _, end in self.protected]
        kept = [edit for edit in edits if self._allowed(edit, ends)]
        rank = SAFETIES.index(self._settings.apply)
        applied = tuple(edit for edit in kept if SAFETIES.index(edit.safety) <= rank)
        proposed = tuple(edit for edit in kept if SAFETIES.index(edit.safety) > rank)
        self._proposed += [self._on_original(edit) for edit in proposed]
        self._applied = arithmetic.compose(self.original, self._applied, applied)
        self.text = arithmetic.apply(self.text, applied)
        moved = arithmetic.OffsetMap(applied)
        self.protected = tuple(moved.forward(*span) for span in self.protected)
        self.offsets = arithmetic.OffsetMap(self._applied)
        self.revisions.append(Revision(step, applied, proposed))

    def suggest(self, step: str, edits: Sequence[Edit]) -> None:
        """Take edits as proposals, whatever tier is applied: the text stays as it is.

        Where another edit lies already, or where every suggestion was asked for and made, there
        is none; at the very place of a mere suggestion it becomes an alternative.
        """
        if self._settings.apply == "suggest":
            return
        ends, others = [end for _, end in self.protected], [*self.edits()]
        starts = [edit.start for edit in others]
        kept: list[Edit] = []
        for edit in edits:
            placed = self._on_original(edit)
            met = others[slice(*_met(others, starts, placed))]
            free = not met or (_same_place(met, placed) and met[0].safety == "suggest")
            if free and self._allowed(edit, ends):
                kept.append(edit)
                self._proposed.append(placed)
        self.revisions.append(Revision(step, (), tuple(kept)))

    def protect(self, spans: Sequence[Span]) -> None:
        """Keep all later steps from places of the current text."""
        self.protected = tuple(merged([*self.protected, *spans]))

    def written(self, step: str) -> tuple[Span, ...]:
        """Return where the wordings that a step has just put in stand, if it was the last one."""
        if not self.revisions or self.revisions[-1].step != step:
            return ()
        return tuple(
            (back.start, back.end) for back in arithmetic.invert(self.revisions[-1].applied)
        )

    def waiting(self, step: str) -> tuple[Edit, ...]:
        """Return what a step has proposed and not made, on the text now, if it was the last one."""
        if not self.revisions or self.revisions[-1].step != step:
            return ()
        moved = arithmetic.OffsetMap(self.revisions[-1].applied)
        places = [moved.forward(e.start, e.end) for e in self.revisions[-1].proposed]
        return tuple(
            replace(edit, start=lo, end=hi)
            for edit, (lo, hi) in zip(self.revisions[-1].proposed, places, strict=True)
        )

    def edits(self) -> tuple[Edit, ...]:
        """Return the edits of every tier on the original text, in order, never overlapping.

        Applying the accepted ones gives the current text. A proposal at a place that was changed
        all the same, or at the very place of an earlier proposal, becomes an alternative there.
        """
        merged = [_with_steps(edit) for edit in self._applied]
        places = [edit.start for edit in merged]
        applied = {_place(edit) for edit in merged}
        for proposal in self._proposed:
            lo, hi = _met(merged, places, proposal)
            # where an earlier step's proposal stands already, it stays
            if all(_place(edit) in applied for edit in merged[lo:hi]):
                joined = self._joined(merged[lo:hi], _with_steps(proposal))
                merged[lo:hi], places[lo:hi] = [joined], [joined.start]
            elif _same_place(merged[lo:hi], proposal):
                merged[lo] = _also(merged[lo], _with_steps(proposal))
        return tuple(merged)

    def _allowed(self, edit: Edit, ends: list[int]) -> bool:
        if edit.rule in self._settings.disable_rules:
            return False
        at = bisect_right(ends, edit.start)
        return at == len(self.protected) or edit.end <= self.protected[at][0]

    def _on_original(self, edit: Edit) -> Edit:
        """Move a proposal to the original text, widened to the edits it overlaps."""
        start, end = self.offsets.backward(edit.start, edit.end)
        lo, hi = self.offsets.forward(start, end)
        before, after = self.text[lo : edit.start], self.text[edit.end : hi]
        return replace(
            edit, start=start, end=end, old=self.original[start:end],
            new=before + edit.new + after,
            alternatives=tuple(before + other + after for other in edit.alternatives),
        )  # fmt: skip

    def _joined(self, met: list[Edit], proposal: Edit) -> Edit:
        """Make a proposal one edit with the applied ones that it meets, if any."""
        if not met:
            return proposal
        start = min(proposal.start, met[0].start)
        end = max(proposal.end, met[-1].end)
        old = self.original[start:end]
        inside = [replace(edit, start=edit.start - start, end=edit.end - start) for edit in met]
        wording = self.original[start : proposal.start] + proposal.new
        wording += self.original[proposal.end : end]
        steps = dict.fromkeys([*(step for edit in met for step in edit.steps), *proposal.steps])
        return replace(
            met[-1], start=start, end=end, old=old, new=arithmetic.apply(old, inside),
            alternatives=(*met[-1].alternatives, wording), steps=tuple(steps),
        )  # fmt: skip


def _met(edits: list[Edit], starts: list[int], proposal: Edit) -> Span:
    """Return the range of the edits, in order, that a proposal overlaps; empty where it belongs."""
    lo = bisect_left(starts, proposal.start)
    while lo and _overlap(edits[lo - 1], proposal):
        lo -= 1
    hi = lo
    while hi < len(edits) and _overlap(edits[hi], proposal):
        hi += 1
    return lo, hi


def _place(edit: Edit) -> Span:
    return edit.start, edit.end


def _same_place(met: Sequence[Edit], proposal: Edit) -> bool:
    return [_place(edit) for edit in met] == [_place(proposal)]


def _also(edit: Edit, proposal: Edit) -> Edit:
    """Add a later proposal for the same place to the alternatives of a proposal."""
    others = dict.fromkeys((*edit.alternatives, proposal.new))
    others.pop(edit.new, None)
    steps = dict.fromkeys((*edit.steps, *proposal.steps))
    return replace(edit, alternatives=tuple(others), steps=tuple(steps))


def _overlap(left: Edit, right: Edit) -> bool:
    """Tell whether two edits share a character, or one inserts inside or at the other's place."""
    if left.start == left.end or right.start == right.end:
        return left.start <= right.end and right.start <= left.end
    return left.start < right.end and right.start < left.end


def _with_steps(edit: Edit) -> Edit:
    return edit if edit.steps else replace(edit, steps=(edit.step,))
