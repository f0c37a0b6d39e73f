"""What a verdict is held against: not a body's own stuff, not a disorder at large."""

from __future__ import annotations

import pytest

from healthtext import annotator, claims, context, entities, evidence, syntax
from healthtext.evidence import held_against, verdict
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.evidence.weighing.tallies import Tally
from healthtext.records import Evidence
from tests.evidence.conftest import row, told
from tests.evidence.test_looked_up import fired

REST = row("resting", "treatment of acute low back pain", "harm", certainty="high")
PAIN = row("resting", "pain", "harm", certainty="high")
CALCIUM = row("calcium", "prevention of osteoporosis", "benefit", certainty="high")
HARMLESS = row("calcium", "risk of osteoporosis", "benefit", certainty="high")
RUNNING = row("running", "prevention of osteoporosis", "benefit", certainty="high")
VACCINE = row("influenza vaccine", "prevention of influenza", "benefit", certainty="high")


@pytest.mark.parametrize(
    ("text", "study", "fires"),
    [
        ("Resting relieves pain.", REST, False),
        ("Resting relieves pain.", PAIN, True),
        ("Resting relieves back pain.", REST, True),
        ("Calcium causes osteoporosis.", CALCIUM, False),
        ("Calcium causes osteoporosis.", HARMLESS, True),
        ("Calcium does not prevent osteoporosis.", CALCIUM, True),
        ("Running causes osteoporosis.", RUNNING, True),
        ("The influenza vaccine causes influenza.", VACCINE, True),
        (
            "Skipping calcium causes osteoporosis.",
            row("calcium", "risk of osteoporosis", "none", certainty="high"),
            False,
        ),
        (
            "Skipping calcium causes osteoporosis.",
            row("calcium", "risk of osteoporosis", "harm", certainty="high"),
            True,
        ),
    ],
)
def test_what_says_the_opposite(text: str, study: Evidence, fires: bool) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(study)])
        assert ("CONTRADICTED" in fired(text, store)) is fires


SUNBEDS = row("sunbeds", "risk of melanoma", "harm", certainty="high")


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("There is no link between sunbeds and melanoma.", True),
        ("There is no proven link between sunbeds and melanoma.", False),
        ("One study found no link between sunbeds and melanoma.", False),
        ("There may be no link between sunbeds and melanoma.", False),
        ("Sunbeds are not linked to melanoma.", True),
        ("Sunbeds are not clearly linked to melanoma.", False),  # `_UNPROVEN` alone holds it back
        ("Sunbeds are not significantly associated with melanoma.", False),
        ("There is a link between sunbeds and melanoma.", False),
        ("Is there no link between sunbeds and melanoma?", False),
    ],
)
def test_a_link_that_is_denied(text: str, fires: bool) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(SUNBEDS)])
        assert ("CONTRADICTED" in fired(text, store)) is fires


def test_a_wide_match_does_not_say_the_opposite(monkeypatch: pytest.MonkeyPatch) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(RUNNING)])
        assert "CONTRADICTED" in fired("Running causes osteoporosis.", store)
        monkeypatch.setattr(held_against, "OPPOSED", 1.1)
        assert "CONTRADICTED" not in fired("Running causes osteoporosis.", store)


def test_what_hardly_weighs_bears_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told("Running prevents osteoporosis.", RUNNING) == "supported"
    monkeypatch.setattr(verdict, "SLIGHT", 9.0)
    assert told("Running prevents osteoporosis.", RUNNING) == "insufficient"


WEAK = row("calcium", "prevention of osteoporosis", "benefit", certainty="low")
OPEN = row("calcium", "prevention of osteoporosis", "unclear", certainty="low", identifier="PMC7")


def test_only_what_is_sure_contradicts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Calcium does not prevent osteoporosis."
    assert told(text, WEAK, OPEN) == "contradicted"
    with EvidenceStore.empty() as store:
        store.add([Row(WEAK), Row(OPEN)])
        assert "CONTRADICTED" not in fired(text, store)
        monkeypatch.setattr(held_against, "SURE", 0.5)
        assert "CONTRADICTED" in fired(text, store)


def test_no_benefit_is_always_sure() -> None:
    assert verdict.no_benefit(Tally(supports=1.0)) > held_against.SURE


@pytest.mark.parametrize(
    ("text", "fires"), [("Massage cures pain.", True), ("Massage relieves pain.", False)]
)
def test_a_cure_of_pain_at_large_is_beyond_studies_of_a_kind(text: str, fires: bool) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(row("massage", "back pain", "benefit", certainty="moderate"))])
        assert ("STRONGER_THAN_EVIDENCE" in fired(text, store)) is fires


HAIR = row("biotin", "treatment of hair loss", "unclear", certainty="")
TRIED = row("biotin", "prevention of gout", "none", certainty="")
FIRM = row("biotin", "prevention of gout", "none", certainty="high")
FEARED = row("biotin", "risk of gout", "none", certainty="")
DENIED = row("biotin", "risk of gout", "none", certainty="high")
CHOLESTEROL = row("biotin", "LDL cholesterol", "harm", certainty="high", direction="increased")
STRONGER = "STRONGER_THAN_EVIDENCE"


@pytest.mark.parametrize(
    ("text", "study", "rule"),
    [
        # insufficient: whatever is put plainly, of whichever kind; not what is hedged or a link
        ("Biotin makes hair grow.", HAIR, STRONGER),
        ("Biotin regrows hair.", HAIR, STRONGER),
        ("Biotin may make hair grow.", HAIR, ""),
        ("Biotin prevents gout.", TRIED, STRONGER),
        ("Biotin may prevent gout.", TRIED, ""),
        ("Biotin is linked to a lower risk of gout.", TRIED, ""),
        ("Biotin causes gout.", FEARED, STRONGER),
        ("Biotin is linked to gout.", FEARED, ""),
        # contradicted: what is hedged or a mere link too
        ("Biotin lowers LDL cholesterol.", CHOLESTEROL, "CONTRADICTED"),
        ("Biotin prevents gout.", FIRM, "CONTRADICTED"),
        ("Biotin may prevent gout.", FIRM, "CONTRADICTED"),
        ("Biotin is linked to a lower risk of gout.", FIRM, "CONTRADICTED"),
        ("Biotin causes gout.", DENIED, "CONTRADICTED"),
        ("Biotin might cause gout.", DENIED, "CONTRADICTED"),
        ("Biotin is linked to gout.", DENIED, "CONTRADICTED"),
        ("Studies show that biotin causes gout.", DENIED, "CONTRADICTED"),
        # denied, asked, doubted, or what others think
        ("Biotin does not prevent gout.", FIRM, ""),
        ("Might biotin cause gout?", DENIED, ""),
        ("It is not known whether biotin may cause gout.", DENIED, ""),
        ("Some people believe that biotin causes gout.", DENIED, ""),
        ("Doctors once thought that biotin may cause gout.", DENIED, ""),
    ],
)
def test_every_wording_against_which_a_verdict_goes(text: str, study: Evidence, rule: str) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(study)])
        assert fired(text, store) & {STRONGER, "CONTRADICTED"} == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Sugar feeds cancer.", STRONGER),
        ("HIV spreads through sweat.", STRONGER),
        ("That is why a ketogenic diet kills cancer.", STRONGER),
        ("I wonder whether a ketogenic diet kills cancer.", ""),
        ("Vaping is safe.", "CONTRADICTED"),
        ("Diet drinks help no one lose weight.", "CONTRADICTED"),
        ("This is done so that the biopsy doesn't affect later treatment such as surgery.", ""),
    ],
)
def test_what_only_the_forms_of_questions_read(text: str, rule: str) -> None:
    """On the packaged evidence, and with the network: no cue tells what these say of what."""
    assert pipeline_rules(text) & {STRONGER, "CONTRADICTED"} == ({rule} if rule else set())


def test_in_every_case_is_more_than_in_some() -> None:
    study = row("statins", "risk of muscle pain", "harm", certainty="high")
    with EvidenceStore.empty() as store:
        store.add([Row(study)])
        assert STRONGER in fired("Statins always cause muscle pain.", store)
        assert STRONGER not in fired("Statins cause muscle pain.", store)


def pipeline_rules(text: str) -> set[str]:
    """Return the rules that fire on a text with the packaged evidence and network."""
    doc, reading = syntax.read(syntax.load(), text), annotator.read(text)
    named = context.label(doc, entities.find(doc, reading))
    made = evidence.check(claims.find(doc, named, reading), named)
    return {one.rule for one in evidence.findings(doc, named, made, reading=reading)}


SPINE = row("spinal manipulation", "treatment of migraine", "none", certainty="high")


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("Spinal manipulation is the best treatment for migraine.", True),
        ("Spinal manipulation is an effective natural treatment for migraine.", True),
        ("Spinal manipulation is a good treatment for migraine.", True),
        ("Spinal manipulation is a treatment for migraine.", False),
        ("Spinal manipulation is not an effective treatment for migraine.", False),
    ],
)
def test_to_be_praised_as_a_treatment_is_a_promise_and_to_be_one_is_not(
    text: str, fires: bool
) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(SPINE)])
        assert bool({"STRONGER_THAN_EVIDENCE", "CONTRADICTED"} & set(fired(text, store))) is fires
