"""What is counted about claims and findings: precision, recall, and how far labels are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.health_claims import FINDINGS, Label
from benchmarks.tables import Cell
from healthtext.records import Claim


@dataclass(slots=True)
class Counts:
    """True positives, what was found, what is there."""

    right: int = 0
    found: int = 0
    there: int = 0

    def add(self, found: bool, there: bool) -> None:
        self.right += found and there
        self.found += found
        self.there += there

    @property
    def precision(self) -> float | None:
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.right / self.there if self.there else None

    @property
    def f1(self) -> float | None:
        both = self.found + self.there
        return 2 * self.right / both if both else None

    @property
    def cells(self) -> tuple[Cell, ...]:
        return self.there, self.precision, self.recall, self.f1


@dataclass(slots=True)
class Scores:
    """What is counted on one half of the corpus."""

    claim: Counts = field(default_factory=Counts)
    kinds: list[tuple[str, str]] = field(default_factory=list)
    strengths: list[tuple[str, str]] = field(default_factory=list)
    polarities: list[tuple[str, str]] = field(default_factory=list)
    rules: dict[str, Counts] = field(default_factory=lambda: {r: Counts() for r in FINDINGS})

    def add(self, label: Label, claim: Claim | None, rules: frozenset[str]) -> None:
        self.claim.add(claim is not None, label.claim)
        if label.claim and claim:
            self.kinds.append((label.kind, claim.kind))
            self.strengths.append((label.strength, claim.strength))
            self.polarities.append((label.polarity, claim.polarity))
        for rule, counts in self.rules.items():
            counts.add(rule in rules, rule in label.findings)

    @property
    def findings(self) -> Counts:
        each = self.rules.values()
        return Counts(
            sum(c.right for c in each), sum(c.found for c in each), sum(c.there for c in each)
        )


def macro(pairs: Sequence[tuple[str, str]], of: Sequence[str]) -> float | None:
    """Return the mean F1 of the classes that are there."""
    scores = []
    for name in of:
        counts = Counts()
        for wanted, given in pairs:
            counts.add(given == name, wanted == name)
        if counts.there:
            scores.append(counts.f1 or 0.0)
    return sum(scores) / len(scores) if scores else None


def alike(pairs: Sequence[tuple[str, str]]) -> float | None:
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else None
