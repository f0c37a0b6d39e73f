"""Findings as the HTML report shows them: the gravest first, each with the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from healthtext.records import Finding, Report, Severity
from healthtext.render.sides import Lines

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_REACH = 80
_LINE_END = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding with its number on the page, its words between some text, and its line."""

    number: int
    finding: Finding
    before: str
    words: str
    after: str
    line: int


def noted(report: Report, lines: Lines) -> Iterator[Noted]:
    """Yield the findings, the gravest first."""
    ranked = sorted(report.findings, key=lambda f: (SEVERITIES.index(f.severity), f.start))
    for number, finding in enumerate(ranked, 1):
        start, end = max(finding.start, 0), max(finding.end, 0)
        before, after = _around(report.repaired, start, end)
        line = lines.at(finding.original_start)[0]
        yield Noted(number, finding, before, report.repaired[start:end], after, line)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a span: whole words of its line, _REACH at most."""
    before = _LINE_END.split(text[max(start - _REACH, 0) : start])[-1]
    after = _LINE_END.split(text[end : end + _REACH])[0]
    if len(before) == _REACH:
        before = f"… {before.partition(' ')[2]}"
    if len(after) == _REACH:
        after = f"{after.rpartition(' ')[0]} …"
    return before, after
