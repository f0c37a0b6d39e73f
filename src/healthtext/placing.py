"""Where in the original text stands what was found in the repaired one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from healthtext.edits import OffsetMap
from healthtext.records import Claim, Entity, Finding, Heat, Hyponym, Quantity

Annotation = TypeVar("Annotation", Entity, Claim, Finding, Quantity, Hyponym)


def hot(heat: Sequence[Heat], offsets: OffsetMap) -> tuple[Heat, ...]:
    """Give sentences their place in the original text."""
    return tuple(Heat(*offsets.backward(one.start, one.end), one.spun) for one in heat)


def placed(records: Sequence[Annotation], offsets: OffsetMap) -> tuple[Annotation, ...]:
    """Give annotations their place in the original text."""
    found = []
    for record in records:
        start, end = offsets.backward(record.start, record.end)
        found.append(replace(record, original_start=start, original_end=end))
    return tuple(found)
