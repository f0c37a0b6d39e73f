"""Every despin rule's own examples: what must fire and what must not."""

from __future__ import annotations

from functools import cache

import pytest

from healthtext import despin, rules
from healthtext.despin import Despinner
from healthtext.records import Edit
from healthtext.settings import Settings

RULES = [rule for rule in rules.catalogue().values() if rule.step == "despin"]


@cache
def despinner() -> Despinner:
    return despin.load(Settings())


def edits(text: str, rule: str) -> list[Edit]:
    return [edit for edit in despinner().propose(text).edits if edit.rule == rule]


@pytest.mark.parametrize(("rule", "text"), [(r.id, t) for r in RULES for t in r.bad])
def test_must_fire(rule: str, text: str) -> None:
    assert edits(text, rule), despinner().propose(text).edits


@pytest.mark.parametrize(("rule", "text"), [(r.id, t) for r in RULES for t in r.good])
def test_must_not_fire(rule: str, text: str) -> None:
    assert not edits(text, rule)
