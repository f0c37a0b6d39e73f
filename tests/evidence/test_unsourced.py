"""Which claims need a source, and which only look like it."""

from __future__ import annotations

import pytest

from healthtext import claims, entities, evidence, syntax

RULE = "NO_CITATION"


def rules(text: str) -> list[str]:
    doc = syntax.load()(text)
    named = entities.find(doc)
    return [one.rule for one in evidence.findings(doc, named, claims.find(doc, named))]


@pytest.mark.parametrize(
    "text",
    [
        "Rosemary oil relieves headaches.",
        "Garlic boosts circulation and prevents colds.",
        "Yoga eases stress, and ginger relieves nausea.",
        "Painkillers damage the kidneys.",
        "Herbal medicine relieves headaches.",
        "Coffee relieves headaches in many drinkers.",
        "Zinc relieves colds in no time.",
    ],
)
def test_a_plain_promise_needs_a_source_once(text: str) -> None:
    assert rules(text).count(RULE) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ginger may ease nausea and relieves headaches.",
        "Ginger relieves headaches and may ease nausea.",
        "Antibiotics do not cure colds but relieve earache.",
        "Time heals headaches.",
        "Coffee drinkers get fewer headaches.",
        "In Chinese medicine, ginseng treats headaches.",
        "Stopping steroids suddenly harms the kidneys.",
    ],
)
def test_what_is_hedged_told_or_left_out_does_not(text: str) -> None:
    assert RULE not in rules(text)
