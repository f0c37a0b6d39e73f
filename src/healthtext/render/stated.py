"""Claims as the HTML report shows them: most harmful first, each with its evidence and wordings.

A row of evidence is kept once for the page, however many claims rest on it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from healthtext.claims import priority
from healthtext.records import Claim, Evidence, Report, Study
from healthtext.render.marks import Mark, Piece, pieces
from healthtext.render.noted import Noted
from healthtext.render.sides import Change, Lines
from healthtext.render.verdicts import safer

Row = tuple[Evidence, str]


@dataclass(frozen=True, slots=True)
class Rested:
    """A study that a claim's verdict rests on, and the number of its row on the page."""

    number: int
    study: Study


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim with its number on the page, its sentence cut at its cues and its original line.

    `findings` are those within the sentence, `wordings` the safer ones that are proposed for it.
    """

    number: int
    claim: Claim
    pieces: tuple[Piece, ...]
    line: int
    findings: tuple[Noted, ...]
    wordings: tuple[Change, ...]
    studies: tuple[Rested, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of evidence with its number, where it can be read, and the claims that rest on it."""

    number: int
    evidence: Evidence
    link: str
    claims: tuple[int, ...]


def stated(report: Report, lines: Lines, findings: Sequence[Noted]) -> Iterator[Stated]:
    """Yield the claims, the most harmful first."""
    within = _within(report.claims, findings)
    every = sorted(
        zip(report.claims, within, safer(report), strict=True),
        key=lambda item: priority.order(item[0]),
    )
    numbers: dict[Row, int] = {}
    for number, (claim, found, wordings) in enumerate(every, 1):
        line = lines.at(claim.original_start)[0]
        rests = tuple(_rests(claim, numbers))
        yield Stated(number, claim, _cut(report, claim), line, found, wordings, rests)


def evidence(claims: Sequence[Stated]) -> tuple[Shown, ...]:
    """Return the rows that the claims rest on, each once, by their numbers."""
    users: dict[int, list[int]] = {}
    rows: dict[int, Study] = {}
    for item in claims:
        for rested in item.studies:
            users.setdefault(rested.number, []).append(item.number)
            rows.setdefault(rested.number, rested.study)
    return tuple(
        Shown(number, rows[number].evidence, rows[number].link, tuple(users[number]))
        for number in sorted(rows)
    )


def _rests(claim: Claim, numbers: dict[Row, int]) -> Iterator[Rested]:
    for study in claim.verdict.studies if claim.verdict else ():
        row = study.evidence, study.link
        yield Rested(numbers.setdefault(row, len(numbers) + 1), study)


def _cut(report: Report, claim: Claim) -> tuple[Piece, ...]:
    kinds = ((cue, cue.kind.replace("_", " ").replace(".", ": ")) for cue in claim.cues)
    marks = [Mark(cue.start, cue.end, "cue", f"decides its {kind}") for cue, kind in kinds]
    marks.sort(key=lambda mark: mark.start)
    return tuple(pieces(report.repaired, (claim.start, claim.end), marks))


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
