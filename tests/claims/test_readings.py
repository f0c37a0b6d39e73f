"""What a text claims, in a line for each claim: each text needs a guard of the rules for it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from healthtext.records import Claim, Party
from tests.claims.test_opinions import Fixed, found

CASES = tomllib.loads((Path(__file__).parent / "readings.toml").read_text("utf-8"))["case"]


def named(party: Party | None) -> str:
    return f"{party.text}{f' <{party.type}>' if party.type else ''}" if party else "-"


def line(claim: Claim) -> str:
    """Say what is claimed, by what, of what, with the amounts and the cues."""
    usual = "direct_causal", "none", "positive"
    judged = claim.strength, claim.hedge, claim.polarity
    said = (one for one, plain in zip(judged, usual, strict=True) if one != plain)
    kind = ", ".join((claim.kind, *said))
    amounts = (f"[{one}]" for one in (claim.population, claim.dose, claim.number) if one)
    cues = (f"({one.kind} {one.text})" for one in claim.cues if one.kind not in LEFT_OUT)
    sides = f"{named(claim.subject)} | {claim.relation} | {named(claim.object)}"
    return " ".join((f"{kind}: {sides}", *amounts, *cues))


LEFT_OUT = ("kind", "attribution")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][-60:])
def test_a_text_claims_just_this(case: dict[str, Any]) -> None:
    fixed = Fixed(*case["network"]) if "network" in case else None
    assert [line(claim) for claim in found(case["text"], fixed)] == case["claims"]
