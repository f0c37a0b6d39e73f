"""The history of one article's text: what each step applied and proposed, on the original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from healthtext import edits as arithmetic
from healthtext.records import SAFETIES, Edit, Revision, Span
from healthtext.settings import Settings


class History:
    """Apply each step's edits of the accepted tiers; keep the others as proposals."""

    def __init__(self, text: str, protected: Sequence[Span], settings: Settings) -> None:
        self.original = self.text = text
        self.protected = tuple(protected)
        self.revisions: list[Revision] = []
        self.offsets = arithmetic.OffsetMap(())
        self._settings = settings
        self._applied: tuple[Edit, ...] = ()
        self._proposed: list[Edit] = []

    def add(self, step: str, edits: Sequence[Edit]) -> None:
        """Take a step's edits of the text; those of disabled rules or in markup fall out."""
        kept = [edit for edit in edits if self._allowed(edit)]
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

    def written(self, step: str) -> tuple[Span, ...]:
        """Return where the wordings that a step has just put in stand, if it was the last one."""
        if not self.revisions or self.revisions[-1].step != step:
            return ()
        return tuple(
            (back.start, back.end) for back in arithmetic.invert(self.revisions[-1].applied)
        )

    def edits(self) -> tuple[Edit, ...]:
        """Return the edits of every tier on the original text, in order, never overlapping.

        Applying the accepted ones gives the current text. A proposal at a place that was changed
        all the same becomes an alternative there.
        """
        merged = [_with_steps(edit) for edit in self._applied]
        for proposal in self._proposed:
            merged = self._merge(merged, _with_steps(proposal))
        return tuple(merged)

    def _allowed(self, edit: Edit) -> bool:
        if edit.rule in self._settings.disable_rules:
            return False
        return not any(lo < edit.end and edit.start < hi for lo, hi in self.protected)

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

    def _merge(self, merged: list[Edit], proposal: Edit) -> list[Edit]:
        """Put a proposal among the edits; where it overlaps applied ones they become one edit."""
        met = [edit for edit in merged if _overlap(edit, proposal)]
        if not met:
            return sorted([*merged, proposal], key=lambda edit: (edit.start, edit.end))
        if any(edit not in self._applied_places() for edit in map(_place, met)):
            return merged  # an earlier step's proposal stands here already
        first = merged.index(met[0])
        joined = self._joined(met, proposal)
        return [*merged[:first], joined, *merged[first + len(met) :]]

    def _applied_places(self) -> set[Span]:
        return {_place(edit) for edit in self._applied}

    def _joined(self, met: list[Edit], proposal: Edit) -> Edit:
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


def _place(edit: Edit) -> Span:
    return edit.start, edit.end


def _overlap(left: Edit, right: Edit) -> bool:
    """Tell whether two edits share a character, or one inserts inside or at the other's place."""
    if left.start == left.end or right.start == right.end:
        return left.start <= right.end and right.start <= left.end
    return left.start < right.end and right.start < left.end


def _with_steps(edit: Edit) -> Edit:
    return edit if edit.steps else replace(edit, steps=(edit.step,))
