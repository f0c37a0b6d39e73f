"""Spans of a text: half-open, in code points."""

from __future__ import annotations

from bisect import bisect_right
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


class Places:
    """Spans that are asked, one place after the other, whether they meet it."""

    def __init__(self, spans: Iterable[Span]) -> None:
        joined = list(merged(spans))
        self._starts = [start for start, _ in joined]
        self._ends = [end for _, end in joined]

    def meet(self, start: int, end: int) -> bool:
        """Tell whether one of them shares a character with a place."""
        at = bisect_right(self._ends, start)
        return at < len(self._ends) and self._starts[at] < end
