"""The records that travel through the house: frozen, plain fields only.

Offsets are half-open, in Unicode code points. `start` and `end` of an Edit are into the text the
step was given (in a Report: into the original text); `start` and `end` of annotations are into
the repaired text, `original_start` and `original_end` into the original one.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, cast

from healthtext.records.annotations import (
    Citation,
    Claim,
    Concept,
    Context,
    Cue,
    Entity,
    Evidence,
    Finding,
    Hyponym,
    Inner,
    Modifier,
    Party,
    Quantity,
    Severity,
    Study,
    Verdict,
)
from healthtext.records.texts import (
    SAFETIES,
    Article,
    Edit,
    Heat,
    Proposal,
    Revision,
    Safety,
    Source,
    Span,
)

__all__ = [
    "SAFETIES", "SCHEMA", "STEPS", "Article", "Citation", "Claim", "Concept", "Context", "Cue",
    "Edit", "Entity", "Evidence", "Failure", "Finding", "Heat", "Hyponym", "Inner", "Modifier",
    "Party", "Proposal", "Quantity", "Report", "Revision", "Safety", "Severity", "Source", "Span",
    "Study", "Verdict", "to_json",
]  # fmt: skip

SCHEMA = "healthtext-report/1"
STEPS = ("clean", "user", "despin", "grammar", "entities", "claims", "evidence")


@dataclass(frozen=True, slots=True)
class Report:
    """Everything known about one article.

    `edits` are of every tier, in order, never overlapping, into the original text; applying the
    ones whose safety is `safe` gives `repaired`. `scores` are in 0..1 unless named `_per_1000`.
    """

    schema: str
    id: str
    source: Source
    original: str
    repaired: str
    edits: tuple[Edit, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
    scores: dict[str, float] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    heat: tuple[Heat, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    hyponyms: tuple[Hyponym, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no report: the stage, a short code, the problem and the remedy."""

    id: str
    source: Source
    stage: str
    code: str
    message: str
    remedy: str

    def __str__(self) -> str:
        line = "" if self.source.line is None else f":{self.source.line}"
        return f"{self.source.name}{line}: {self.message}; {self.remedy}"


def to_json(record: Report | Failure) -> dict[str, Any]:
    """Turn a record into plain JSON values; tuples become lists."""
    return cast(dict[str, Any], _lists(asdict(record)))


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lists(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_lists(item) for item in value]
    return value
