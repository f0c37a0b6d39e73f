"""Articles and what changes their text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Safety = Literal["safe", "review", "suggest"]
Span = tuple[int, int]

SAFETIES: tuple[Safety, ...] = ("safe", "review", "suggest")


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
