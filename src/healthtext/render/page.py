"""What the HTML report shows of one report: marked texts, numbered lists and counts."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from healthtext.claims.priority import LEVELS
from healthtext.records import SAFETIES, Report
from healthtext.render import dialects
from healthtext.render.cards import Card, Key, cards, numbers
from healthtext.render.heat import Stretch, stretches, title, warmth
from healthtext.render.island import island
from healthtext.render.marks import Mark, Pair, pairs
from healthtext.render.noted import SEVERITIES, Noted, noted
from healthtext.render.sides import Change, Lines, changes, paragraphs
from healthtext.render.stated import Shown, Stated, evidence, stated
from healthtext.render.verdicts import words

_HOTTEST = 5
_SCORES = {
    "despin.page": "probability that the page is spun",
    "despin.edits_per_100": "edits in 100 words",
    "despin.words_in_edits": "share of words in edits",
    "despin.random_sense": "probability of words in random senses",
}


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
    evidence: tuple[Shown, ...]
    cards: tuple[Card, ...]
    heat: tuple[Stretch, ...]
    data: str
    starts: tuple[int, ...]

    @property
    def scores(self) -> tuple[tuple[str, float, bool], ...]:
        """Return the page scores: name, value, whether it is a share of one.

        What the shares of dialects mean is said by `dialects`.
        """
        shares = {*map(dialects.share_of, dialects.GLOSSES)}
        return tuple(
            (_SCORES.get(name, _plain(name)), value, "_per_" not in name and 0 <= value <= 1)
            for name, value in self.report.scores.items()
            if name not in shares
        )

    @property
    def dialects(self) -> tuple[tuple[str, str], ...]:
        """Return the dialects that the page may be spun in, the likeliest first, with glosses."""
        likely = dialects.likely(self.report.scores)
        return tuple((letter, dialects.GLOSSES[letter]) for letter in likely)

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
        found = Counter(item.finding.severity for item in self.findings)
        return {severity: found[severity] for severity in SEVERITIES if found[severity]}

    @property
    def verdicts(self) -> tuple[str, ...]:
        """List the values of the verdicts in words, the most frequent first."""
        found = Counter(
            words(item.claim.verdict.value) for item in self.claims if item.claim.verdict
        )
        return tuple(value for value, _ in found.most_common())

    @property
    def claim_choices(self) -> dict[str, tuple[str, ...]]:
        """Return what claims can be filtered by, with the values that occur."""
        claims = [item.claim for item in self.claims]
        levels = {claim.priority for claim in claims}
        choices = {
            "verdict": self.verdicts,
            "harm": tuple(level for level in LEVELS if level in levels),
            "kind": tuple(sorted({claim.kind for claim in claims})),
        }
        return {name: values for name, values in choices.items() if values}

    @property
    def uncited(self) -> int:
        """Count the claims without a citation."""
        return sum(not item.claim.citations for item in self.claims)


def view(report: Report, number: int) -> View:
    """Prepare report `number` of a page."""
    lines = Lines(report.original)
    rows = paragraphs(report)
    warm = warmth(report)
    found = cards(report.entities, rows, report.hyponyms)
    findings = tuple(noted(report, lines))
    claims = tuple(stated(report, lines, findings))
    before = [Mark(s.start, s.end, f"heat h{s.level}", "") for s in warm]
    marks = [*_claim_marks(claims), *_entity_marks(report, found), *_finding_marks(findings)]
    return View(
        number, report, _title(report), lines, changes(report),
        tuple(pairs(report, rows, before, marks)), findings, claims,
        evidence(claims), tuple(found.values()),
        tuple(stretches(rows, warm)), island(report),
        tuple(row.original[0] for row in rows),
    )  # fmt: skip


def _title(report: Report) -> str:
    """Return the article's title, or the name of its file, or its id."""
    is_path = report.id == report.source.name
    return report.source.title or (PurePath(report.id).name if is_path else report.id)


def _plain(name: str) -> str:
    return name.replace("_", " ").replace(".", ": ")


def _claim_marks(claims: Sequence[Stated]) -> Iterator[Mark]:
    for item in claims:
        yield Mark(item.claim.start, item.claim.end, "claim", "", f"c{item.number}")


def _entity_marks(report: Report, found: Mapping[Key, Card]) -> Iterator[Mark]:
    for entity, number in numbers(found, report.entities):
        kind = entity.type.lower()
        names = ", ".join(f"{concept.name} {concept.id}" for concept in entity.concepts)
        if 0 < entity.link_score < 1:
            names += f", probability {entity.link_score:.2f}"
        note = f"{kind}: {names}".strip(": ")
        yield Mark(entity.start, entity.end, f"entity {kind}", note, card=number)


def _finding_marks(findings: Sequence[Noted]) -> Iterator[Mark]:
    for item in findings:
        finding = item.finding
        style = f"finding {finding.severity}"
        yield Mark(finding.start, finding.end, style, finding.message, f"f{item.number}")
