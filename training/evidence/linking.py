"""Concepts of the vocabulary for the two sides of a fact: generous, since a claim is as well."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from healthtext import terms
from healthtext.evidence.language import units
from healthtext.terms import TermMatch

ACTS = frozenset(("DRUG", "CHEMICAL", "NUTRIENT", "TREATMENT", "TEST"))
SUFFERED = units.SUFFERED
# Words of the vocabulary that name no thing one could look up.
VAGUE = frozenset(
    """active_treatment adverse_effect adverse_effects adverse_event adverse_events agent agents
    care complication complications condition conditions control death disease diseases disorder
    disorders dose drug drugs failure illness injuries injury intervention interventions management
    medical_treatment medication medications medicine medicines observation onset pain_management
    placebo prevention procedure procedures prophylaxis randomised_controlled_trial sham side_effect
    side_effects solution standard_care symptom symptoms syndrome test tests therapies therapy
    treatment treatments trial""".split()  # noqa: SIM905
)


@lru_cache(maxsize=1 << 16)
def matches(text: str) -> tuple[TermMatch, ...]:
    """Return the terms of a text that name something."""
    found = terms.load().find(text)
    return tuple(m for m in found if m.text.lower().replace(" ", "_") not in VAGUE)


def acting(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the concepts of an intervention."""
    return _concepts(texts, frozenset(("ANATOMY", "SYMPTOM")))


def suffered(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the concepts of an outcome or a condition."""
    return _concepts(texts, frozenset(("ANATOMY",)))


def _concepts(texts: Iterable[str], but: frozenset[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in texts:
        for match in _with_heads(text):
            if match.type not in but:
                found.update((concept.id, None) for concept in match.concepts)
    return tuple(found)


def _with_heads(text: str) -> Iterable[TermMatch]:
    """Yield the terms of a text and the terms they end in: 'pain' of 'postoperative pain'."""
    for match in matches(text):
        yield match
        inner = terms.load().head(match)
        while inner is not None and inner.text.lower() not in VAGUE:
            yield inner
            inner = terms.load().head(inner)
