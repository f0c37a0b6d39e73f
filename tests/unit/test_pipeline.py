"""The spine: every step in order, exactly one of a report and a failure, nothing thrown."""

from __future__ import annotations

from typing import Any

import pytest

import healthtext
from healthtext import annotator, clean, edits, syntax
from healthtext.despin import Despinner
from healthtext.errors import StepError
from healthtext.grammar import Grammar
from healthtext.pipeline import Pipeline
from healthtext.read import from_text
from healthtext.records import STEPS, Edit, Failure, Proposal, Report
from healthtext.settings import Settings, repairing

TEXT = """Posted By admin Posted On

Massage remedy can ease ache in the decrease again 출장 안마. It impacts the spinal twine, and \
you'll be able to really feel it. Studies show that it eradicates toxins. Tea tree oil cures acne.
"""
OFF = frozenset({"grammar"})


def report(text: str, **options: object) -> Report:
    result = Pipeline(Settings(**{"skip": OFF, **options})).run(from_text(text))  # type: ignore[arg-type]
    assert isinstance(result, Report), result
    return result


def test_one_article_all_the_way() -> None:
    found = report(TEXT)
    assert "lower back" in found.repaired
    assert "spinal cord" in found.repaired
    assert "출장" not in found.repaired
    assert {step for edit in found.edits for step in edit.steps} == {"clean", "despin", "evidence"}
    assert "spinal cord" in {entity.text for entity in found.entities}
    assert "PSEUDO_MECHANISM" in {finding.rule for finding in found.findings}
    assert found.scores["despin.page"] > 0
    assert found.versions["grammar"] == "off: skipped"


def test_safe_edits_of_the_original_give_the_repaired_text() -> None:
    found = report(TEXT)
    safe = [edit for edit in found.edits if edit.safety == "safe"]
    assert edits.apply(TEXT, safe) == found.repaired


def test_annotations_are_placed_in_both_texts() -> None:
    found = report(TEXT)
    for entity in found.entities:
        assert found.repaired[entity.start : entity.end] == entity.text
    cord = next(entity for entity in found.entities if entity.text == "spinal cord")
    assert TEXT[cord.original_start : cord.original_end] == "spinal twine"


def test_skipped_steps_leave_nothing_behind() -> None:
    found = report(TEXT, skip=frozenset(STEPS))
    assert found.repaired == TEXT
    assert (found.edits, found.entities, found.claims, found.findings) == ((), (), (), ())


def test_more_tiers_on_request() -> None:
    assert len(report(TEXT, apply="suggest").repaired) != len(TEXT)
    assert {edit.safety for edit in report(TEXT).edits} > {"safe"}


def test_a_disabled_rule_stays_silent() -> None:
    found = report(TEXT, disable_rules=frozenset({"PSEUDO_MECHANISM", "despin-term"}))
    assert "PSEUDO_MECHANISM" not in {finding.rule for finding in found.findings}
    assert "spinal twine" in found.repaired


def test_the_same_bytes_twice() -> None:
    assert report(TEXT) == report(TEXT)


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (ValueError("broken"), "internal", "--skip clean"),
        (StepError("clean", "no way", "another way", code="odd"), "odd", "another way"),
    ],
)
def test_an_error_becomes_a_failure(
    monkeypatch: pytest.MonkeyPatch, error: Exception, code: str, says: str
) -> None:
    def fail(*_: object) -> Proposal:
        raise error

    monkeypatch.setattr(clean, "propose", fail)
    found = Pipeline(Settings(skip=OFF)).run(from_text("Some text."))
    assert isinstance(found, Failure)
    assert (found.stage, found.code) == ("clean", code)
    assert says in found.remedy


def test_grammar_is_told_what_despinning_wrote_and_what_it_only_proposed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def spun(*_: object) -> Proposal:
        made = Edit(0, 3, "The", "This", "despin", "despin-word")
        left = Edit(4, 8, "ache", "pain", "despin", "despin-word", safety="review")
        return Proposal((made, left))

    def checked(_: Grammar, __: str, *told: object) -> Proposal:
        heard.extend(told)
        return Proposal()

    heard: list[Any] = []
    monkeypatch.setattr(Despinner, "propose", spun)
    monkeypatch.setattr(Grammar, "propose", checked)
    rest = frozenset({"entities", "claims", "evidence"})
    Pipeline(Settings(skip=rest)).run(from_text("The ache"))
    protected, written, (waiting,) = heard
    assert (protected, written) == ((), ((0, 4),))
    assert (waiting.start, waiting.end, waiting.new) == (5, 9, "pain")


def test_fix_for_a_first_try(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.chdir(str(tmp_path))
    assert healthtext.fix("Massage remedy eases the spinal twine.").endswith("spinal cord.")


def test_who_wants_the_text_alone_waits_for_no_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = report(TEXT)

    def never(*_: object) -> None:
        raise AssertionError("nobody reads what this finds")

    monkeypatch.setattr(syntax, "load", never)
    monkeypatch.setattr(annotator, "load", never)
    with Pipeline(repairing(Settings(skip=OFF))) as pipeline:
        pipeline.load()
        alone = pipeline.run(from_text(TEXT))
    assert isinstance(alone, Report)
    assert alone.repaired == whole.repaired != TEXT
    assert (alone.entities, alone.claims) == ((), ())
    assert whole.claims
