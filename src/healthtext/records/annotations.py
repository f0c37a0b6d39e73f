"""What is found in a text: entities, amounts, claims with their verdicts, findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from healthtext.records.texts import Span

Severity = Literal["error", "warning", "info"]


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
class Inner:
    """What an entity names inside itself: the kidney of a transplant, the members of a list.

    Only the last member of a list may be of the entity's own kind.
    """

    start: int
    end: int
    text: str
    type: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A medical entity. `type` is one of entities.TYPES.

    `link_score` is how probably it means its concepts: 1 where a vocabulary has its wording or
    that of the term it ends in, 0 where it is not linked. `inner` is in order, never overlapping.
    """

    start: int
    end: int
    text: str
    type: str
    concepts: tuple[Concept, ...] = ()
    context: Context = Context()
    original_start: int = -1
    original_end: int = -1
    link_score: float = 0.0
    inner: tuple[Inner, ...] = ()


@dataclass(frozen=True, slots=True)
class Hyponym:
    """An entity that the text calls a kind of something: "painkillers such as ibuprofen".

    `general` is what it is a kind of, `pattern` the name of scispaCy's pattern that tells.
    """

    start: int
    end: int
    text: str
    general_start: int
    general_end: int
    general: str
    pattern: str
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
    """A sentence, or a part of one, that asserts something checkable.

    claims/__init__.py has the value sets. `sentence_start` and `sentence_end` are -1 where the
    claim is all that is known of its sentence.
    """

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
    sentence_start: int = -1
    sentence_end: int = -1


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
