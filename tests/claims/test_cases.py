"""What a sentence claims, on hand-labelled consumer prose."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from healthtext import claims, entities, syntax
from healthtext.records import Claim

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["case"]
DEFAULTS = {
    "strength": "direct_causal",
    "polarity": "positive",
    "hedge": "none",
    "attribution": "none",
}


def found(text: str, *, with_entities: bool = True) -> tuple[Claim, ...]:
    doc = syntax.load()(text)
    return claims.find(doc, entities.find(doc) if with_entities else ())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_sentence_claims_what_it_says(case: dict[str, str]) -> None:
    expected = (
        {"kind": case["kind"], **{k: case.get(k, v) for k, v in DEFAULTS.items()}}
        if "kind" in case
        else None
    )
    claim = claims.leading(found(case["text"]))
    actual = {key: getattr(claim, key) for key in expected or {}} if claim else None
    assert actual == expected if expected else claim is None, claim
