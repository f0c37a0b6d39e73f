"""A report's text as stretches that stayed, went and came: what tracked changes are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from healthtext.records import Edit, Report
from healthtext.render.sides import made
from healthtext.rules import catalogue

Kind = Literal["same", "old", "new"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text; `edit` is the one that took it out or put it in."""

    kind: Kind
    text: str
    edit: Edit | None = None


def segments(report: Report) -> Iterator[Segment]:
    """Yield the whole text with the edits that were made; empty stretches are left out.

    `same` and `old` together are the original text, `same` and `new` the repaired one.
    """
    at = 0
    for edit in made(report):
        if at < edit.start:
            yield Segment("same", report.original[at : edit.start])
        if edit.old:
            yield Segment("old", edit.old, edit)
        if edit.new:
            yield Segment("new", edit.new, edit)
        at = edit.end
    if at < len(report.original):
        yield Segment("same", report.original[at:])


def comment(edit: Edit) -> str:
    """Say why an edit was made: its reason, or what its rule is about, and the rule's name."""
    rule = catalogue().get(edit.rule)
    why = edit.reason or (rule.title if rule else "")
    return f"{edit.rule}: {why}" if why else edit.rule
