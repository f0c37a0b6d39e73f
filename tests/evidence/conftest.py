"""A small store of invented studies, so that verdicts can be read off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from healthtext import evidence
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.records import Evidence, Verdict

REVIEW, TRIAL = "systematic review", "randomised trial"
MIGRAINE, COLDS = "10.1002/14651858.CD001218", "10.1002/14651858.CD000980"


def row(
    intervention: str, outcome: str, effect: str, *, study: str = REVIEW,
    certainty: str = "moderate", comparator: str = "placebo", population: str = "",
    identifier: str = "10.1002/14651858.CD000001", direction: str = "", retracted: bool = False,
    sentence: str = "",
) -> Evidence:  # fmt: skip
    moved = {"benefit": "decreased", "harm": "increased", "none": "no_difference"}
    return Evidence(
        intervention, outcome, comparator, population, direction or moved.get(effect, "unknown"),
        certainty, study, identifier, 2015, effect, retracted, sentence,
    )  # fmt: skip


ROWS = (
    row(
        "acupuncture",
        "migraine",
        "benefit",
        certainty="low",
        identifier=MIGRAINE,
    ),
    row("vitamin C", "common cold", "none", certainty="high", identifier=COLDS),
    row("ginkgo biloba", "tinnitus", "none", certainty="low"),
    row("beta-carotene", "lung cancer", "harm", certainty="high"),
    row("zinc", "common cold", "benefit", certainty="low", identifier="PMID:10000004"),
    row("zinc", "common cold", "harm", certainty="high", identifier="PMC1000004"),
    row("ibuprofen", "pain", "benefit", certainty="high", population="women with dysmenorrhoea"),
    row(
        "honey",
        "cough",
        "benefit",
        study=TRIAL,
        identifier="PMID:10000002",
        sentence="Cough was less in 40% of the children who had honey.",
    ),
    row("garlic", "common cold", "benefit", retracted=True, identifier="PMID:10000003"),
    row("walking", "depression", "benefit", study=TRIAL, identifier="PMC1000001"),
    row("aspirin", "bleeding", "harm", certainty="high"),
    row("vitamin E", "heart disease", "none", certainty="high"),
    row("vaccines", "risk of autism", "none", certainty="high"),
)


def judged(text: str, rows: Iterable[Evidence]) -> Verdict:
    """Return the verdict on a sentence by a store of these rows alone."""
    with EvidenceStore.empty() as store:
        store.add([Row(one) for one in rows])
        found = evidence.ask(text, base=store).verdict
    assert found is not None
    return found


def told(text: str, *rows: Evidence) -> str:
    """Return the verdict of a text on these studies."""
    return judged(text, rows).value


@pytest.fixture
def base() -> Iterator[EvidenceStore]:
    with EvidenceStore.empty() as store:
        store.add([Row(one) for one in ROWS])
        yield store
