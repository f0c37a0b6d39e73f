"""Places beside the packaged evidence to look for studies in, such as a store of the user's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from healthtext.records import Claim, Study

Sought = Callable[[Claim], tuple[Study, ...]]


def _keeps(_: str) -> bool:
    return False


class Place(Protocol):
    """Where else to look for studies: its name in words, asked for after the look-up, and how.

    `retracts` tells whether it knows a study, by its identifier, to be retracted.
    """

    @property
    def name(self) -> str: ...

    def studies(self, claim: Claim) -> tuple[Study, ...]: ...

    def retracts(self, identifier: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Source:
    """Another place to look for studies, such as a user's own store: its name in words, how."""

    name: str
    studies: Sought
    retracts: Callable[[str], bool] = _keeps


def marked(study: Study, more: Sequence[Place]) -> Study:
    """Return a study, marked as retracted where any of the places knows it to be."""
    row = study.evidence
    is_gone = row.retracted or any(source.retracts(row.identifier) for source in more)
    return replace(study, evidence=replace(row, retracted=True)) if is_gone else study
