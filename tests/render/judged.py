"""Verdicts made by hand: with studies for and against, with none, with hostile rows."""

from __future__ import annotations

from dataclasses import replace

from healthtext.records import Claim, Concept, Edit, Evidence, Party, Report, Study, Verdict

STORE = "the packaged evidence of 2026-11-27 (23,775 findings, digest 8d3c2c64e657)"
LOOKED_UP = f"Studies of “oils” with “joint agony” in {STORE}."
REVIEW = Study(
    Evidence("fish oil", "joint pain", "placebo", "adults", "decreased", "low",
             "systematic review", "10.1002/14651858.CD000001", 2019, "benefit"),
    "https://doi.org/10.1002/14651858.CD000001", 0.9, 0.8,
)  # fmt: skip
TRIAL = Study(
    Evidence("olive oil", "joint pain", "", "", "no_difference", "not stated",
             "randomised trial", "PMC1234567", None, "none"),
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567", 0.7, 1.0,
)  # fmt: skip
RETRACTED = replace(
    TRIAL, evidence=replace(TRIAL.evidence, identifier="PMC7654321", retracted=True)
)
MIXED = Verdict("mixed", 0.72, LOOKED_UP, (REVIEW, TRIAL, RETRACTED))
NOTHING = Verdict("nothing_found", 1.0, LOOKED_UP)
UNASKED = Verdict("not_checkable", 1.0, "Nothing was looked up: no store holds such studies.")


def judged(claim: Claim, verdict: Verdict | None = MIXED) -> Claim:
    """Return the claim with both sides, what follows from them, and a verdict."""
    words, start = claim.text.split(" "), claim.start
    acting = Party(start, start + len(words[0]), words[0], "TREATMENT", (Concept("X:1", "x", "X"),))
    return replace(
        claim, subject=acting, relation="heal", object=Party(claim.end, claim.end, "agony"),
        population="adults", dose="2 g", number="9 percent", priority="medium",
        priority_reason="a plain promise without a source", verdict=verdict,
    )  # fmt: skip


def suggestion(report: Report, old: str, new: str, *others: str) -> Report:
    """Return the report with a safer wording proposed for words of the original."""
    start = report.original.index(old)
    edit = Edit(
        start, start + len(old), old, new, "evidence", "evidence-certainty", 0.5, "suggest",
        "as sure as the evidence", others, ("evidence",),
    )  # fmt: skip
    edits = sorted((*report.edits, edit), key=lambda one: one.start)
    return replace(report, edits=tuple(edits))
