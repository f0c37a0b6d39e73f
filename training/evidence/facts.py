"""A fact before it is linked: the fields of a row, and the condition that its study is about."""

from __future__ import annotations

from dataclasses import dataclass

from healthtext.evidence.store import Row
from healthtext.records import Evidence
from training.evidence import linking
from training.evidence.outcomes import is_adverse

REVIEW, TRIAL = "systematic review", "randomised trial"


@dataclass(frozen=True, slots=True)
class Fact:
    """What a study says of an intervention; the value sets are those of the store.

    `prompt` is the number of the prompt of Evidence Inference that a trial's fact answers.
    """

    intervention: str
    outcome: str
    comparator: str
    population: str
    condition: str
    direction: str
    effect: str
    certainty: str
    study: str
    identifier: str = ""
    year: int | None = None
    prompt: int = 0


def row(fact: Fact) -> Row:
    """Link a fact. A harm of a treatment says nothing of the condition that it treats."""
    sides = [fact.outcome] if is_adverse(fact.outcome) else [fact.outcome, fact.condition]
    population = fact.population or fact.condition
    if fact.condition and fact.condition.lower() not in f"{population} {fact.outcome}".lower():
        population = f"{population} with {fact.condition}" if population else fact.condition
    evidence = Evidence(
        fact.intervention, fact.outcome, fact.comparator, population, fact.direction,
        fact.certainty, fact.study, fact.identifier, fact.year, fact.effect,
    )  # fmt: skip
    return Row(evidence, linking.acting([fact.intervention]), linking.suffered(sides))
