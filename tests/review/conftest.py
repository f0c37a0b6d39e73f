"""A small article with edits of every tier, and reviews of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthtext.edits import apply
from healthtext.records import SCHEMA, Edit, Report, Safety, Source
from healthtext.review.records import Decision, Review, changed, decide, of_report

ORIGINAL = (
    "Posted By admin\r\n\r\nThe spinal twine is no muscle, whatever the neighbours say of it. "
    "Rest is good for agony in the knee 🦵 on most days. Ask about irritation first, "
    "and then about agony in the elbow or wherever it may be.\r\n"
)


def edit(
    old: str, new: str, rule: str, safety: Safety = "safe", *others: str, nth: int = 0
) -> Edit:
    start = -1
    for _ in range(nth + 1):
        start = ORIGINAL.index(old, start + 1)
    return Edit(start, start + len(old), old, new, "despin", rule, 0.9, safety, "why", others)


EDITS = (
    edit("Posted By admin\r\n\r\n", "", "clean-boilerplate"),
    edit("spinal twine", "spinal cord", "despin-term", "safe", "spinal column"),
    edit("agony", "pain", "despin-word", "review", "ache"),
    edit("irritation", "inflammation", "despin-page", "suggest"),
    edit("agony", "pain", "despin-word", "review", "ache", nth=1),
)


def report_of(text: str = ORIGINAL, edits: tuple[Edit, ...] = EDITS) -> Report:
    safe = [item for item in edits if item.safety == "safe"]
    return Report(SCHEMA, "a.txt", Source("a.txt"), text, apply(text, safe), edits)


@pytest.fixture
def review() -> Review:
    return of_report(report_of())


def decided(review: Review, index: int, decision: Decision, text: str = "") -> Review:
    item = decide(review.items[index], decision, text, seconds=2.0, at="2026-11-22T21:00:00Z")
    return changed(review, [(index, item)])


def shifted(edits: tuple[Edit, ...], by: int) -> tuple[Edit, ...]:
    return tuple(replace(item, start=item.start + by, end=item.end + by) for item in edits)
