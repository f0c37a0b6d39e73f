"""Every rule stays silent on its good examples and fires on its bad ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from healthtext import claims, clean, despin, entities, evidence, rules, syntax
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.rules import Rule
from healthtext.settings import Settings
from tests.evidence.conftest import ROWS

Fires = Callable[[Rule, str], bool]


def _clean(rule: Rule, text: str) -> bool:
    return any(edit.rule == rule.id for edit in clean.propose(text, ()).edits)


def _despin(rule: Rule, text: str) -> bool:
    proposal = despinner().propose(text)
    scored = {f"despin.{name}": value for name, value in proposal.scores.items()}
    found = [edit.rule for edit in proposal.edits]
    return rule.id in [*found, *(finding.rule for finding in despin.findings(text, scored))]


@cache
def despinner() -> despin.Despinner:
    return despin.load(Settings())


def _claims(rule: Rule, text: str) -> bool:
    doc = syntax.load()(text)
    return any(f"claims-{claim.kind}" == rule.id for claim in claims.find(doc, entities.find(doc)))


def _evidence(rule: Rule, text: str) -> bool:
    """Look claims up in the small store of the tests of evidence."""
    doc = syntax.load()(text)
    found = entities.find(doc)
    with EvidenceStore.empty() as base:
        base.add([Row(one) for one in ROWS])
        judged = evidence.check(claims.find(doc, found), found, base=base)
        findings = evidence.findings(doc, found, judged, base=base)
    edits = evidence.wording.propose(text, judged)
    return rule.id in [one.rule for one in (*findings, *edits)]


# One line a step. A step that is missing here skips its examples and says so.
FIRES: dict[str, Fires] = {
    "clean": _clean,
    "despin": _despin,
    "claims": _claims,
    "evidence": _evidence,
}

EXAMPLES = [
    pytest.param(rule, text, fires, id=f"{rule.id}-{'bad' if fires else 'good'}-{number}")
    for rule in rules.catalogue().values()
    for texts, fires in ((rule.good, False), (rule.bad, True))
    for number, text in enumerate(texts)
]


@pytest.mark.parametrize(("rule", "text", "fires"), EXAMPLES)
def test_example(rule: Rule, text: str, fires: bool) -> None:
    if rule.step not in FIRES:
        pytest.skip(f"examples of {rule.step} are run by the tests of that step")
    assert FIRES[rule.step](rule, text) is fires, text


def test_findings_have_six_examples_each_way_and_say_how_to_mend() -> None:
    for rule in rules.of_step("evidence"):
        assert min(len(rule.good), len(rule.bad)) >= 6, rule.id
        assert ";" in rule.message, rule.id
