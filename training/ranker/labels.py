"""Whether a wording is right as it stands: a step towards the gold that another undoes is not."""

from __future__ import annotations

from benchmarks import scoring
from healthtext.records import Edit

Words = list[str]


def settled(page: scoring.Page, edit: Edit) -> bool:
    """Tell whether nothing of what an edit writes is left to mend in a gold edit that it touches.

    In "lived by way of it" for "lived through it", "by" for "by way of" brings the text nearer to
    the gold and still has to go; "through" is settled.
    """
    met = (gold for gold in page.gold if not gold.free and scoring.touches(edit, gold))
    return any(_settled(page.text, gold, edit) for gold in met)


def _settled(text: str, gold: scoring.Gold, edit: Edit) -> bool:
    start, end = min(gold.start, edit.start), max(gold.end, edit.end)
    before, new, after = (
        scoring.normal(part) for part in (text[start : edit.start], edit.new, text[edit.end : end])
    )
    wanted = [
        scoring.normal(text[start : gold.start] + wording + text[gold.end : end])
        for wording in gold.references
    ]
    left = [scoring.distance(before + new + after, wording) for wording in wanted]
    return any(
        size == min(left) and _keeps(before, new, after, wording, size)
        for wording, size in zip(wanted, left, strict=True)
    )


def _keeps(before: Words, new: Words, after: Words, wanted: Words, left: int) -> bool:
    """Tell whether the cheapest way to a wording, `left` word edits, leaves the new words alone."""
    places = (at for at in range(len(wanted) + 1) if wanted[at : at + len(new)] == new)
    return any(
        scoring.distance(before, wanted[:at])
        + scoring.distance(after, wanted[at + len(new) :]) == left
        for at in places
    )  # fmt: skip
