"""What the HTML report shows of one report: marked texts, numbered lists and counts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from healthtext.claims import priority
from healthtext.records import SAFETIES, Claim, Finding, Report, Severity
from healthtext.render.cards import Card, Key, cards, numbers
from healthtext.render.heat import Stretch, stretches, title, warmth
from healthtext.render.island import island
from healthtext.render.marks import Mark, Pair, Piece, pairs, pieces
from healthtext.render.sides import Change, Lines, changes, paragraphs

_REACH = 80
_HOTTEST = 5
_SCORES = {
    "despin.page": "probability that the page is spun",
    "despin.edits_per_100": "edits in 100 words",
    "despin.words_in_edits": "share of words in edits",
    "despin.random_sense": "probability of words in random senses",
    "despin.dialect_s": "spins like those of dialect S",
    "despin.dialect_p": "spins like those of dialect P",
    "despin.dialect_q": "spins like those of dialect Q",
}
_LINE_END = re.compile(r"[\r\n]")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


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
    """A claim with its number on the page, its sentence cut at its cues and its original line.

    `findings` are those within the sentence.
    """

    number: int
    claim: Claim
    pieces: tuple[Piece, ...]
    line: int
    findings: tuple[Noted, ...]


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
    cards: tuple[Card, ...]
    heat: tuple[Stretch, ...]
    data: str
    starts: tuple[int, ...]

    @property
    def scores(self) -> tuple[tuple[str, float, bool], ...]:
        """Return the page scores: name, value, whether it is a share of one."""
        return tuple(
            (_SCORES.get(name, _plain(name)), value, "_per_" not in name and 0 <= value <= 1)
            for name, value in self.report.scores.items()
        )

    @property
    def shows_heat(self) -> bool:
        """Tell whether there is anything to show of where the text is spun."""
        return bool(self.heat) and bool(self.changes or self.report.heat)

    @property
    def heat_title(self) -> str:
        """Say what the values of the heat map are."""
        return title(self.report)

    def paragraph_of(self, change: Change) -> int:
        """Return the number of the paragraph an edit is in."""
        return bisect_right(self.starts, change.edit.start) or 1

    @property
    def rules(self) -> tuple[str, ...]:
        """List the rules of the edits, by name."""
        return tuple(sorted({change.edit.rule for change in self.changes}))

    @property
    def hottest(self) -> tuple[tuple[int, str, float], ...]:
        """Return the most spun sentences: paragraph, words, value."""
        every = [(s, stretch.number) for stretch in self.heat for s in stretch.sentences]
        every.sort(key=lambda pair: (-pair[0].value, -pair[0].words))
        text = self.report.original
        return tuple(
            (number, " ".join(text[s.start : s.end].split()), s.value)
            for s, number in every[:_HOTTEST]
            if s.value > 0
        )

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
    rows = paragraphs(report)
    warm = warmth(report)
    found = cards(report.entities, rows)
    findings = tuple(_noted(report, lines))
    stated = tuple(_stated(report, lines, findings))
    before = [Mark(s.start, s.end, f"heat h{s.level}", "") for s in warm]
    marks = [*_claim_marks(stated), *_entity_marks(report, found), *_finding_marks(findings)]
    return View(
        number, report, _title(report), lines, changes(report),
        tuple(pairs(report, rows, before, marks)), findings, stated, tuple(found.values()),
        tuple(stretches(rows, warm)), island(report),
        tuple(row.original[0] for row in rows),
    )  # fmt: skip


def _title(report: Report) -> str:
    """Return the article's title, or the name of its file, or its id."""
    is_path = report.id == report.source.name
    return report.source.title or (PurePath(report.id).name if is_path else report.id)


def _plain(name: str) -> str:
    return name.replace("_", " ").replace(".", ": ")


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


def _stated(report: Report, lines: Lines, findings: Sequence[Noted]) -> Iterator[Stated]:
    """Yield the claims, the most harmful first."""
    within = _within(report.claims, findings)
    judged = sorted(
        zip(report.claims, within, strict=True), key=lambda item: priority.order(item[0])
    )
    for number, (claim, found) in enumerate(judged, 1):
        marks = [Mark(c.start, c.end, "cue", f"decides its {_plain(c.kind)}") for c in claim.cues]
        marks.sort(key=lambda mark: mark.start)
        cut = tuple(pieces(report.repaired, (claim.start, claim.end), marks))
        line = lines.at(claim.original_start)[0]
        yield Stated(number, claim, cut, line, found)


def _within(claims: Sequence[Claim], findings: Sequence[Noted]) -> list[tuple[Noted, ...]]:
    """Give each claim the findings that share a character with it."""
    ranked = sorted(findings, key=lambda noted: noted.finding.start)
    starts = [noted.finding.start for noted in ranked]
    longest = max((noted.finding.end - noted.finding.start for noted in ranked), default=0)
    found = []
    for claim in claims:
        near = ranked[bisect_left(starts, claim.start - longest) : bisect_left(starts, claim.end)]
        found.append(tuple(noted for noted in near if noted.finding.end > claim.start))
    return found


def _claim_marks(stated: Sequence[Stated]) -> Iterator[Mark]:
    for item in stated:
        yield Mark(item.claim.start, item.claim.end, "claim", "", f"c{item.number}")


def _entity_marks(report: Report, found: Mapping[Key, Card]) -> Iterator[Mark]:
    for entity, number in numbers(found, report.entities):
        kind = entity.type.lower()
        names = ", ".join(f"{concept.name} {concept.id}" for concept in entity.concepts)
        note = f"{kind}: {names}".strip(": ")
        yield Mark(entity.start, entity.end, f"entity {kind}", note, card=number)


def _finding_marks(findings: Sequence[Noted]) -> Iterator[Mark]:
    for noted in findings:
        finding = noted.finding
        style = f"finding {finding.severity}"
        yield Mark(finding.start, finding.end, style, finding.message, f"f{noted.number}")
