"""Spans of a text: half-open, in code points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from healthtext.records import Span


def merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans in order, those that meet as one."""
    last: Span | None = None
    for start, end in sorted(spans):
        if last and start <= last[1]:
            last = (last[0], max(end, last[1]))
            continue
        if last:
            yield last
        last = (start, end)
    if last:
        yield last
