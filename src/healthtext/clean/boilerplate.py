"""Lines that a publishing system put around the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from healthtext import rules
from healthtext.clean import lines
from healthtext.clean.lines import Line
from healthtext.records import Edit, Safety

STUB = "clean-stub"
_LONGEST = 240
_EDGE = 120  # characters at either end of a line in which a stub may be
_SHORT = 3
_BULLET = re.compile(r"(?:[-*•–|>]{1,2}\s+)?")
_FLOWS_ON = re.compile(r"[a-z,;]$")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a line of boilerplate is taken for."""

    rule: str
    safety: Safety
    score: float


_KINDS = (_Kind("clean-boilerplate", "safe", 0.97), _Kind("clean-byline", "review", 0.8))


def find(text: str) -> Iterator[Edit]:
    """Yield the removal of every run of boilerplate lines, with the gap that it would leave."""
    rows = lines.split(text)
    kinds = ((number, _kind(rows, number)) for number, row in enumerate(rows) if row.text)
    floor = 0
    for kind, run in groupby(kinds, key=itemgetter(1)):
        if kind is not None:
            numbers = [number for number, _ in run]
            span = lines.whole(rows, numbers[0], numbers[-1], floor)
            floor = span[1]
            reason = f"{rules.catalogue()[kind.rule].title}: {rows[numbers[0]].text[:60]}"
            yield lines.removal(text, span, kind.rule, kind.safety, reason, kind.score)


def find_stubs(text: str) -> Iterator[Edit]:
    """Yield the removal of boilerplate that begins or ends a line of the article."""
    rule = rules.catalogue()[STUB]
    for line in lines.split(text):
        at = line.start
        for pattern in rule.patterns:
            if pattern.pattern.endswith("\\Z"):
                stub = pattern.search(text, max(at, line.end - _EDGE), line.end)
            else:
                stub = pattern.match(text, at, min(at + _EDGE, line.end))
            if stub:
                at = stub.end()
                yield lines.removal(text, stub.span(), STUB, "safe", rule.title, 0.95)


def _kind(rows: Sequence[Line], number: int) -> _Kind | None:
    """Return the kind of a line, None for a line of the article."""
    line = rows[number].text
    if len(line) > _LONGEST or not _stands_alone(rows, number):
        return None
    bare = _BULLET.sub("", line, count=1)
    for kind in _KINDS:
        if any(pattern.fullmatch(bare) for pattern in rules.catalogue()[kind.rule].patterns):
            return kind
    return None


def _stands_alone(rows: Sequence[Line], number: int) -> bool:
    """Tell whether a line can be no part of a paragraph that is broken into lines."""
    line, before = rows[number].text, rows[number - 1].text if number else ""
    after = rows[number + 1].text if number + 1 < len(rows) else ""
    if not before and not after:
        return True
    flows_on = _FLOWS_ON.search(before) and len(line.split()) < _SHORT
    return not line[0].islower() and not flows_on
