"""Findings: where they point, what silences them, what they say."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext import claims, entities, evidence, rules, syntax
from healthtext.annotator import Opinion, Reading
from healthtext.records import Finding


def found(text: str, disabled: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    doc = syntax.load()(text)
    named = entities.find(doc)
    return evidence.findings(doc, named, claims.find(doc, named), disabled)


def fired(text: str) -> list[str]:
    return [finding.rule for finding in found(text)]


def test_a_finding_points_at_its_words() -> None:
    text = (
        "출장 😀 İ. Good to know: this tea flushes out toxins overnight.\r\nStop taking your pills."
    )
    pseudo, danger = found(text)
    assert text[pseudo.start : pseudo.end] == "flushes out toxins"
    assert text[danger.start : danger.end] == "Stop taking your pills"
    assert "“flushes out toxins”" in pseudo.message
    assert (pseudo.severity, danger.severity) == ("warning", "error")


def test_a_citation_anywhere_in_the_paragraph_is_enough() -> None:
    claim = "Ginger relieves nausea."
    assert fired(claim) == ["NO_CITATION"]
    assert fired(f"{claim} See https://example.org/ginger for the trial.") == []
    assert fired(f"{claim} It was tested on ships [12].") == []
    assert fired(f"{claim}\n\nSee https://example.org/ginger for the rest.") == ["NO_CITATION"]


class Held:
    """A reading that holds a share of every sentence for a treatment, the rest for a mechanism."""

    def __init__(self, treatment: float) -> None:
        rest = dict.fromkeys(("none", "prevention", "harm"), 0.0)
        self._kinds = {**rest, "treatment": treatment, "mechanism": 1 - treatment}

    def opinions(self, spans: Sequence[tuple[int, int]]) -> tuple[Opinion, ...]:
        return (Opinion(self._kinds, {}),) * len(spans)

    def advice(self, spans: Sequence[tuple[int, int]]) -> tuple[dict[str, float], ...]:
        return () if spans else ({},)

    def unsourced(self, spans: Sequence[tuple[int, int]]) -> tuple[float, ...]:
        return () if spans else (1.0,)


@pytest.mark.parametrize(("treatment", "fires"), [(0.35, True), (0.25, False)])
def test_a_source_is_asked_for_only_where_the_network_may_see_a_treatment(
    treatment: float, fires: bool
) -> None:
    doc = syntax.load()("Ginger relieves nausea.")
    named = entities.find(doc)
    reading = cast(Reading, Held(treatment))
    made = evidence.findings(doc, named, claims.find(doc, named), reading=reading)
    assert ("NO_CITATION" in {one.rule for one in made}) is fires


@pytest.mark.parametrize(
    "text",
    [
        "No study shows that ginger relieves nausea.",
        "The evidence does not support the use of ginger for nausea.",
        "Researchers tested whether ginger relieves nausea.",
    ],
)
def test_who_asks_or_has_nothing_is_no_vague_source(text: str) -> None:
    assert "VAGUE_ATTRIBUTION" not in fired(text)


@pytest.mark.parametrize(
    "text",
    [
        "Perhaps ginger relieves nausea.",
        "Does ginger relieve nausea?",
        "Nausea is treated with ginger.",
        "Ginger is used to relieve nausea.",
        "Warts are removed by laser treatment.",
        "Ginger is being used in the treatment of nausea.",
        "Ginger is the most common treatment for nausea.",
        "A drug may cause side effects.",
        "Patients with nausea benefit from ginger.",
        "Nothing in ginger relieves nausea.",
        "Ginger relieves nausea, says my neighbour.",
        "Ginger relieved nausea.",
    ],
)
def test_practice_questions_and_hedges_need_no_source(text: str) -> None:
    assert "NO_CITATION" not in fired(text)


@pytest.mark.parametrize(
    "text",
    ["Turmeric capsules speed recovery from a cold.", "Ginger teas speed healing of ulcers."],
)
def test_a_verb_that_only_looks_past_needs_a_source(text: str) -> None:
    assert "NO_CITATION" in fired(text)


def test_what_no_list_names_needs_a_source_when_it_is_said_to_help() -> None:
    assert fired("Loopstitch pads relieve heel pain.") == ["NO_CITATION"]
    assert fired("Smoking eases stress.") == []
    assert fired("Rickets weakens the heel.") == []


def test_hearsay_is_no_source() -> None:
    assert "VAGUE_ATTRIBUTION" not in fired("Honey is said to soothe a cough.")
    assert "VAGUE_ATTRIBUTION" in fired("Honey is proven to soothe a cough.")


def test_animals_are_named_in_many_ways() -> None:
    for text in (
        "Mice fed on garlic had lower cholesterol, and garlic lowers cholesterol.",
        "In a laboratory test garlic lowers cholesterol.",
        "Garlic lowers cholesterol in horses.",
        "Garlic lowers cholesterol in pets.",
        "Garlic lowers cholesterol in zebrafish.",
    ):
        assert "ANIMAL_OR_IN_VITRO" in fired(text)
    assert "ANIMAL_OR_IN_VITRO" not in fired("Stroking cats lowers blood pressure.")
    assert "ANIMAL_OR_IN_VITRO" not in fired("A laboratory test shows high cholesterol.")


def test_what_is_only_hinted_at_in_animals_or_done_with_them_is_not_sold() -> None:
    for text in (
        "In mice garlic might lower cholesterol.",
        "Walking with dogs lowers blood pressure.",
        "In animal fats vitamin D lowers blood pressure.",
    ):
        assert "ANIMAL_OR_IN_VITRO" not in fired(text)
    for text in (
        "In mice garlic might lower cholesterol, so it will lower yours.",
        "Studies with dogs show that garlic lowers blood pressure.",
    ):
        assert "ANIMAL_OR_IN_VITRO" in fired(text)


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("A trial at the University of Graz found that yoga relieves asthma.", False),
        ("In a study of the City Hospital Linz yoga relieved asthma.", False),
        ("A study of nurses (2011) found that yoga relieves asthma.", False),
        ("Doctors say they do not know whether yoga relieves asthma.", False),
        ("Blood tests show that the drug relieves anaemia.", False),
        ("Diagnostic tests show that the drug relieves anaemia.", False),
        ("If research shows that yoga relieves asthma, doctors will offer it.", False),
        ("Yoga is fun, and if trials show that yoga relieves asthma, we rejoice.", False),
        ("25/25 means that in a study of nurses yoga was found to relieve asthma.", False),
        ("Mutations in nine genes have been found to cause asthma.", False),
        ("Beetroot has been found to relieve asthma.", True),
        ("If you wheeze, research shows that yoga relieves asthma.", True),
        ("If so, research shows that yoga relieves asthma.", True),
        ("It means that studies show that yoga relieves asthma.", True),
        ("Those who take part in clinical trials relieve their pain.", False),
        ("Research by the charity Heartline shows that yoga relieves asthma.", False),
        ("Everybody knows somebody with asthma, and yoga relieves asthma.", False),
        ("Experts believe that yoga relieves asthma.", False),
        ("Research published on Monday shows that yoga relieves asthma.", True),
        ("Researchers at a university found that yoga relieves asthma.", True),
        ("A study of nurses found that yoga relieves asthma.", True),
        ("Clinical tests have shown that yoga relieves asthma.", True),
    ],
)
def test_a_house_or_a_year_is_a_source(text: str, fires: bool) -> None:
    assert ("VAGUE_ATTRIBUTION" in fired(text)) is fires


def test_what_is_denied_asked_or_debunked_is_not_reported() -> None:
    assert fired("Massage cannot flush toxins out of the body.") == []
    assert fired("Does massage flush toxins out of the body?") == []
    assert fired("It is a myth that massage flushes toxins out of the body.") == []
    assert fired("Massage not only flushes toxins out, it is fun.") == ["PSEUDO_MECHANISM"]


def test_a_denial_in_another_clause_does_not_silence() -> None:
    assert "DANGEROUS_ADVICE" in fired("If it does not work, stop taking your pills.")


def test_a_disabled_rule_is_silent() -> None:
    assert found("Ginger relieves nausea.", ("NO_CITATION",)) == ()


def test_patterns_work_without_entities_and_claims() -> None:
    doc = syntax.load()("This tea flushes out toxins.")
    assert [finding.rule for finding in evidence.findings(doc, (), ())] == ["PSEUDO_MECHANISM"]


def test_a_rule_reports_a_sentence_once() -> None:
    assert fired("This miracle cure is 100% effective, results guaranteed.") == ["ABSOLUTE_WORDING"]


def test_a_long_claim_is_quoted_in_part() -> None:
    text = f"Ginger relieves nausea in {'many ' * 40}people."
    (finding,) = found(text)
    assert "…” is claimed" in finding.message
    assert len(finding.message) < 200


@settings(max_examples=60, deadline=None)
@given(st.text("aA .,?!\n\r😀İé출[1]%", max_size=80))
def test_findings_lie_in_the_text_in_order(text: str) -> None:
    whole = f"{text} The oil has no side effects. {text}"
    places = [(finding.start, finding.end) for finding in found(whole)]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(whole) for start, end in places)


def test_cues_let_every_bad_example_through() -> None:
    for rule in rules.of_step("evidence"):
        for text in rule.bad if rule.cues else ():
            assert any(cue in text.lower() for cue in rule.cues), (rule.id, text)


def _taken(repeats: int) -> float:
    doc = syntax.load()("this tea does not flush toxins , " * repeats)
    began = time.process_time()
    assert evidence.findings(doc, (), ()) == ()
    return time.process_time() - began


def test_long_text_without_sentences_is_read_in_linear_time() -> None:
    _taken(10)  # patterns are compiled once
    assert _taken(5_000) < 6 * _taken(1_250) + 0.5  # 4 times if linear, 16 if quadratic


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("A 2016 review of 12 trials found that zinc shortens colds.", False),
        ("A review of 12 trials found that zinc shortens colds.", True),
        ("Since 2016 studies show that zinc shortens colds.", True),
        ("In 2016 people changed, and experts say that zinc shortens colds.", True),
    ],
)
def test_a_year_and_a_number_of_trials_make_a_source(text: str, fires: bool) -> None:
    assert ("VAGUE_ATTRIBUTION" in fired(text)) is fires


@pytest.mark.parametrize(
    ("rest", "fires"),
    [
        (", so it will shrink them in people", True),
        (" and therefore it heals patients", True),
        (" and must do so in humans", True),
        (", so it may shrink them in people", False),
        (", so clinical trials are needed", False),
        (", so nobody knows whether it works in people", False),
        (" and in people it does so too", False),
    ],
)
def test_what_is_concluded_for_people_from_animals_is_not_known_of_people(
    rest: str, fires: bool
) -> None:
    assert ("ANIMAL_OR_IN_VITRO" in fired(f"In mice the root shrinks tumours{rest}.")) is fires


def test_findings_of_one_place_stand_in_one_order_each_rule_once() -> None:
    text = "Peppermint cures scurvy, leprosy, rabies, typhoid, cholera and mumps."
    doc = syntax.load()(text)
    named = entities.find(doc)
    made = evidence.check(claims.find(doc, named), named)
    assert len(made) > 3
    said = [(one.start, one.end, one.rule) for one in evidence.findings(doc, named, made)]
    assert "NOTHING_FOUND" in {rule for _, _, rule in said}
    assert said == sorted(set(said))
