"""What `check` says of verdicts: with their best study, and only where it is about evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthtext.cli import lists
from healthtext.records import Report
from healthtext.render.github import annotation
from healthtext.render.problems import Problem, problems
from healthtext.render.verdicts import note
from tests.render.judged import MIXED, NOTHING, judged, suggestion


def found(report: Report, rule: str) -> Problem:
    """Return the problem that a rule finds in the middle of the claim."""
    (claim,) = report.claims
    start, end = claim.original_start + 1, claim.original_end - 1
    finding = replace(
        report.findings[0], rule=rule, message="look", original_start=start, original_end=end
    )
    (problem,) = problems(replace(report, edits=(), findings=(finding,)))
    return problem


@pytest.mark.parametrize("rule", ["NO_CITATION", "VAGUE_ATTRIBUTION", "ABSOLUTE_WORDING"])
def test_a_finding_about_evidence_says_what_was_found(tricky: Report, rule: str) -> None:
    problem = found(tricky, rule)
    assert str(problem).endswith(f"{rule} look {note(MIXED)}")
    assert annotation(problem).endswith(note(MIXED).replace("%", "%25"))
    assert lists.values(problem)["message"] == "look"
    verdict = lists.values(problem)["verdict"]
    assert (verdict["value"], len(verdict["studies"])) == ("mixed", 3)


def test_one_that_names_its_study_is_not_told_twice(tricky: Report) -> None:
    problem = found(tricky, "STRONGER_THAN_EVIDENCE")
    assert (problem.said, problem.verdict) == ("look", MIXED)


def test_nothing_found_is_said_and_not_looked_up_is_not(tricky: Report) -> None:
    (claim,) = tricky.claims
    nothing = replace(tricky, claims=(judged(claim, NOTHING),))
    assert found(nothing, "NO_CITATION").said == "look [evidence: nothing found]"
    unknown = replace(tricky, claims=(replace(claim, verdict=None),))
    problem = found(unknown, "NO_CITATION")
    assert (problem.said, lists.values(problem)["verdict"]) == ("look", None)


@pytest.mark.parametrize("rule", ["despin-page", "an-unknown-rule"])
def test_what_is_not_about_evidence_has_no_verdict(tricky: Report, rule: str) -> None:
    assert found(tricky, rule).verdict is None


def test_a_finding_outside_the_claim_has_none(tricky: Report) -> None:
    assert all(problem.verdict is None for problem in problems(tricky))


def test_a_safer_wording_has_the_verdict_it_rests_on(tricky: Report) -> None:
    worded = suggestion(tricky, "heals in", "may help in")
    (problem,) = (one for one in problems(worded) if one.rule == "evidence-certainty")
    assert (problem.severity, problem.verdict) == ("info", MIXED)
    assert str(problem).endswith(f"[suggest] {note(MIXED)}")
