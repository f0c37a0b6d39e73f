"""What the HTML report shows of one report: marked texts, numbered lists and counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from healthtext.records import SAFETIES, Claim, Entity, Finding, Report, Severity
from healthtext.render.marks import Mark, Pair, Piece, pairs, pieces
from healthtext.render.sides import Change, Lines, changes

_REACH = 80
_LINE_END = re.compile(r"[\r\n]")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Name:
    """An entity as it is listed once, however often and in whatever context it is mentioned."""

    text: str
    type: str
    concepts: tuple[tuple[str, str], ...]
    times: int
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding with its number on the page, its words between some text, and its line."""

    number: int
    finding: Finding
    before: str
    words: str
    after: str
    line: int


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim with its number on the page, its sentence cut at its cues and its original line."""

    number: int
    claim: Claim
    pieces: tuple[Piece, ...]
    line: int


@dataclass(frozen=True, slots=True)
class View:
    """Everything the template shows of one report; `number` tells it from the page's others."""

    number: int
    report: Report
    title: str
    lines: Lines
    changes: tuple[Change, ...]
    pairs: tuple[Pair, ...]
    findings: tuple[Noted, ...]
    claims: tuple[Stated, ...]
    names: tuple[Name, ...]

    @property
    def groups(self) -> dict[str, tuple[Change, ...]]:
        """Sort the changes: `made`, then by tier those that wait; empty groups are left out."""
        found: dict[str, list[Change]] = {name: [] for name in ("made", *SAFETIES)}
        for change in self.changes:
            found["made" if change.made else change.edit.safety].append(change)
        return {name: tuple(group) for name, group in found.items() if group}

    @property
    def severities(self) -> dict[str, int]:
        """Count the findings by severity, the gravest first."""
        found = Counter(noted.finding.severity for noted in self.findings)
        return {severity: found[severity] for severity in SEVERITIES if found[severity]}

    @property
    def uncited(self) -> int:
        """Count the claims without a citation."""
        return sum(not stated.claim.citations for stated in self.claims)


def view(report: Report, number: int) -> View:
    """Prepare report `number` of a page."""
    lines = Lines(report.original)
    findings = tuple(_noted(report, lines))
    return View(
        number, report, _title(report), lines, changes(report),
        tuple(pairs(report, [*_marks(report), *_finding_marks(findings)])), findings,
        tuple(_stated(report, lines)), tuple(_names(report.entities)),
    )  # fmt: skip


def _title(report: Report) -> str:
    """Return the article's title, or the name of its file, or its id."""
    is_path = report.id == report.source.name
    return report.source.title or (PurePath(report.id).name if is_path else report.id)


def _noted(report: Report, lines: Lines) -> Iterator[Noted]:
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


def _stated(report: Report, lines: Lines) -> Iterator[Stated]:
    for number, claim in enumerate(report.claims, 1):
        marks = [Mark(c.start, c.end, "cue", f"decides its {c.kind}") for c in claim.cues]
        marks.sort(key=lambda mark: mark.start)
        cut = tuple(pieces(report.repaired, (claim.start, claim.end), marks))
        yield Stated(number, claim, cut, lines.at(claim.original_start)[0])


def _marks(report: Report) -> Iterator[Mark]:
    for number, claim in enumerate(report.claims, 1):
        yield Mark(claim.start, claim.end, "claim", "", f"c{number}")
    for entity in report.entities:
        kind = entity.type.lower()
        names = ", ".join(f"{concept.name} {concept.id}" for concept in entity.concepts)
        yield Mark(entity.start, entity.end, f"entity {kind}", f"{kind}: {names}".strip(": "))


def _finding_marks(findings: Sequence[Noted]) -> Iterator[Mark]:
    for noted in findings:
        finding = noted.finding
        style = f"finding {finding.severity}"
        yield Mark(finding.start, finding.end, style, finding.message, f"f{noted.number}")


def _names(entities: Sequence[Entity]) -> Iterator[Name]:
    """List every name once, by type, the most frequent first."""
    groups: dict[tuple[str, str], list[Entity]] = {}
    for entity in entities:
        groups.setdefault((entity.type, entity.text.casefold()), []).append(entity)
    for group in sorted(groups.values(), key=lambda g: (g[0].type, -len(g), g[0].start)):
        concepts = dict.fromkeys((c.id, c.name) for entity in group for c in entity.concepts)
        contexts = Counter(note for entity in group for note in _contexts(entity))
        notes = (f"{note} {times}×" if times > 1 else note for note, times in contexts.items())
        first = group[0]
        yield Name(first.text, first.type, tuple(concepts), len(group), tuple(notes))


def _contexts(entity: Entity) -> Iterator[str]:
    if entity.context.negated:
        yield "negated"
    if entity.context.hedged:
        yield "hedged"
    if entity.context.subject != "reader":
        yield f"about: {entity.context.subject}"
