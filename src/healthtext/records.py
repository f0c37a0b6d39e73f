"""The records that travel through the house: frozen, plain fields only.

Offsets are half-open, in Unicode code points. `start` and `end` of an Edit are into the text the
step was given (in a Report: into the original text); `start` and `end` of annotations are into
the repaired text, `original_start` and `original_end` into the original one.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, cast

Safety = Literal["safe", "review", "suggest"]
Severity = Literal["error", "warning", "info"]
Span = tuple[int, int]

SCHEMA = "healthtext-report/1"
SAFETIES: tuple[Safety, ...] = ("safe", "review", "suggest")
STEPS = ("clean", "user", "despin", "grammar", "entities", "claims", "evidence")


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article came from. `line` is one-based, for JSONL records; `date` is ISO 8601."""

    name: str
    kind: str = "text"
    line: int | None = None
    url: str = ""
    title: str = ""
    author: str = ""
    date: str = ""
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article. No step edits inside `protected` spans (markup, code, front matter)."""

    id: str
    text: str
    source: Source
    protected: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace text[start:end], which is `old`, by `new`.

    `score` is in 0..1: how sure the step is that the edit is right. `alternatives` are other
    wordings, best first. `steps` names every step that changed this place, oldest first; it is
    filled when edits of several steps are composed.
    """

    start: int
    end: int
    old: str
    new: str
    step: str
    rule: str
    score: float = 1.0
    safety: Safety = "safe"
    reason: str = ""
    alternatives: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """What one step did: `applied` edits led to the next text, `proposed` ones wait for a person.

    Both lists are in order and into the text the step was given; no two edits of them overlap.
    """

    step: str
    applied: tuple[Edit, ...] = ()
    proposed: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Heat:
    """A sentence, and the probability (0 to 1) that a spinner worked on it."""

    start: int
    end: int
    spun: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a step would change: edits in order, never overlapping, and what it measured.

    `scores` are of the whole text, `heat` of its sentences, in order.
    """

    edits: tuple[Edit, ...] = ()
    scores: dict[str, float] = field(default_factory=dict)
    heat: tuple[Heat, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a vocabulary: `id` such as DOID:1612 or MESH:D001943, and its preferred name."""

    id: str
    name: str
    vocabulary: str


@dataclass(frozen=True, slots=True)
class Modifier:
    """A cue of context at start:end and what it says of scope_start:scope_end.

    `kind` is one of context.KINDS; `value` says whom or what, for a subject or a population.
    """

    start: int
    end: int
    text: str
    kind: str
    value: str
    scope_start: int
    scope_end: int


@dataclass(frozen=True, slots=True)
class Context:
    """How an entity is spoken of; each flag's cue is a span of the repaired text in `cues`.

    `modifiers` are the cues with their scopes; context/__init__.py says what the values mean.
    """

    negated: bool = False
    hedged: bool = False
    subject: str = "reader"
    cues: tuple[Span, ...] = ()
    hypothetical: bool = False
    historical: bool = False
    population: str = ""
    modifiers: tuple[Modifier, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A medical entity. `type` is one of entities.TYPES."""

    start: int
    end: int
    text: str
    type: str
    concepts: tuple[Concept, ...] = ()
    context: Context = Context()
    original_start: int = -1
    original_end: int = -1


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with its unit by one name; quantities/__init__.py says what the fields hold.

    `low` equals `high` for a single value; one of them is None where the text leaves it open.
    """

    start: int
    end: int
    text: str
    kind: str
    low: float | None
    high: float | None
    unit: str = ""
    per: str = ""
    original_start: int = -1
    original_end: int = -1


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that made a claim what it is: `kind` names the property they decided."""

    start: int
    end: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in the text; `kind` is doi, pmid or url."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of the evidence store: a fact about an intervention with the study it came from.

    `direction` says what became of the outcome, `effect` whether that was good for people; both
    value sets are in evidence/store.py. `sentence` is empty in the packaged store, which holds no
    sentence of its sources; a user's own evidence keeps it.
    """

    intervention: str
    outcome: str
    comparator: str
    population: str
    direction: str
    certainty: str
    study: str
    identifier: str
    year: int | None = None
    effect: str = "unknown"
    retracted: bool = False
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Study:
    """Evidence that a verdict rests on: where it can be read, how well both sides match (0..1)."""

    evidence: Evidence
    link: str
    subject_match: float
    object_match: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What evidence says of a claim: `value` is one of evidence.VERDICTS, `confidence` in 0..1.

    `looked_up` says in words what was asked of which stores; `studies` are the best first.
    """

    value: str
    confidence: float
    looked_up: str
    studies: tuple[Study, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """What a claim speaks of, as subject or as object: an entity's type and concepts if linked."""

    start: int
    end: int
    text: str
    type: str = ""
    concepts: tuple[Concept, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that asserts something checkable. See claims/__init__.py for the value sets."""

    start: int
    end: int
    text: str
    kind: str
    strength: str
    polarity: str
    hedge: str
    attribution: str
    citations: tuple[Citation, ...] = ()
    cues: tuple[Cue, ...] = ()
    original_start: int = -1
    original_end: int = -1
    subject: Party | None = None
    relation: str = ""
    object: Party | None = None
    population: str = ""
    dose: str = ""
    number: str = ""
    priority: str = ""
    priority_reason: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should look at, traced to a rule of the catalogue."""

    start: int
    end: int
    rule: str
    severity: Severity
    message: str
    original_start: int = -1
    original_end: int = -1


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
