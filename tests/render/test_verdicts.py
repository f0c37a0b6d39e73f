"""Verdicts in words: never without their studies, or that there are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthtext.evidence import VERDICTS
from healthtext.evidence.store import EFFECTS
from healthtext.records import Finding, Report, Verdict
from healthtext.render import verdicts
from healthtext.render.problems import problems
from tests.render.judged import LOOKED_UP, MIXED, NOTHING, UNASKED, judged, suggestion


def test_every_value_and_effect_has_its_words() -> None:
    assert set(verdicts.MEANS) == set(VERDICTS)
    assert set(verdicts.EFFECTS) == set(EFFECTS)


def test_a_verdict_in_lines_names_its_studies_and_what_was_looked_up() -> None:
    assert list(verdicts.lines(MIXED)) == [
        "mixed (0.72): studies disagree",
        "  benefit: fish oil for joint pain, in adults, against placebo",
        "    systematic review 2019, certainty low, match 0.90 and 0.80: "
        "https://doi.org/10.1002/14651858.CD000001",
        "  none: olive oil for joint pain",
        "    randomised trial, certainty not stated, match 0.70 and 1.00: "
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567",
        "  none: olive oil for joint pain",
        "    randomised trial, certainty not stated, match 0.70 and 1.00, RETRACTED: "
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567",
        LOOKED_UP,
    ]
    assert verdicts.effects(MIXED) == "1 benefit, 1 no effect, 1 retracted"


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (MIXED, "[evidence: mixed 0.72, https://doi.org/10.1002/14651858.CD000001 and 2 more]"),
        (replace(MIXED, studies=MIXED.studies[1:2]),
         "[evidence: mixed 0.72, https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567]"),
        (NOTHING, "[evidence: nothing found]"),
        (replace(NOTHING, studies=MIXED.studies[2:]),
         "[evidence: nothing found, RETRACTED:https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567]"),
        (replace(MIXED, studies=MIXED.studies[1:2] * 2),
         "[evidence: mixed 0.72, https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567]"),
        (UNASKED, ""),
        (None, ""),
    ],
)  # fmt: skip
def test_a_note_is_short_and_has_its_evidence(verdict: Verdict | None, said: str) -> None:
    assert verdicts.note(verdict) == said


def test_a_report_names_all_that_was_looked_in(report: Report) -> None:
    packaged = "the packaged evidence (2 findings, digest ab); no medical advice"
    made = {"evidence": packaged, "evidence 1": "own.sqlite of 2026-11-30 (1 article)", "data": "x"}
    assert verdicts.stores(replace(report, versions=made)) == (
        f"own.sqlite of 2026-11-30 (1 article) and {packaged}"
    )
    assert verdicts.stores(replace(report, versions={})) == ""


def test_a_finding_has_the_verdict_of_the_claim_it_speaks_of(report: Report) -> None:
    (claim,) = report.claims
    middle = claim.original_start + 10
    first = replace(claim, original_end=middle - 1, verdict=UNASKED)
    second = replace(claim, original_start=middle, verdict=NOTHING)
    third = replace(second, verdict=MIXED)
    sentence = claim.original_start, claim.original_end

    def shown(rule: str, message: str, start: int, end: int) -> Verdict | None:
        told = Finding(0, 1, rule, "info", message, start, end)
        asked = replace(report, claims=(first, second, third), findings=(told,), edits=())
        return problems(asked)[0].verdict

    assert shown("NOTHING_FOUND", "nothing", middle, claim.original_end) is NOTHING
    assert shown("CONTRADICTED", "see 10.1002/14651858.CD000001", middle, middle + 3) is MIXED
    assert shown("NO_CITATION", "no source", *sentence) is NOTHING
    assert shown("PSEUDO_MECHANISM", "no way", sentence[0], sentence[0] + 4) is UNASKED
    assert shown("NO_CITATION", "no source", 0, 4) is None
    assert shown("despin-page", "spun", *sentence) is None


def test_safer_wordings_stand_with_their_claim_only(report: Report) -> None:
    (claim,) = report.claims
    claims = (replace(claim, start=0, end=10), judged(claim))
    worded = suggestion(replace(report, claims=claims), "heal joint", "may help with joint")
    worded = suggestion(worded, "Rest is good", "Rest may be good")
    other, own = verdicts.safer(worded)
    assert (len(other), [one.edit.new for one in own]) == (0, ["may help with joint"])
    assert verdicts.reworded(worded.repaired, worded.claims[1], own) == (
        "Natural oils may help with joint agony in days, studies show (https://example.org/oils)."
    )
    assert verdicts.reworded(worded.repaired, worded.claims[0], other) == ""


def test_a_wording_that_was_made_is_no_proposal(report: Report) -> None:
    made = suggestion(report, "heal joint", "may help with joint")
    edits = tuple(
        replace(edit, safety="safe") if edit.step == "evidence" else edit for edit in made.edits
    )
    made = replace(made, edits=edits, repaired=report.repaired.replace("heal", "may help with"))
    assert verdicts.safer(made) == ((),)
