"""Wordings that share a word or a form, and are told apart: of two routes, two scales, two runs."""

from __future__ import annotations

import pytest

from healthtext import claims, context, entities, syntax
from healthtext.evidence.asked import asking
from healthtext.evidence.language import absence, aims, broader, manners
from healthtext.evidence.language.sides import side
from healthtext.evidence.language.synonyms import canonical, wordy
from healthtext.records import Evidence
from tests.evidence.conftest import row, told
from tests.evidence.test_questions import put


@pytest.mark.parametrize(
    ("how", "share"),
    [
        ("nasal", 0.5), ("inhaled", 0.5), ("epidural", 0.5), ("intra-articular", 0.5),
        ("vaginal", 0.5), ("rectal", 0.5), ("ophthalmic", 0.5), ("otic", 0.5),
        ("oral", 1.0), ("topical", 1.0),
    ],
)  # fmt: skip
def test_steroids_that_act_in_one_place_are_others_than_those_of_a_row_that_names_none(
    how: str, share: float
) -> None:
    study = row("corticosteroids", "pain", "benefit")
    assert manners.agreement(side(f"{how} steroids", acts=True), study) == share


@pytest.mark.parametrize(
    ("left_out", "given", "opposed"),
    [
        ("refusing vaccines", "flu jab", True),
        ("refusing vaccines", "aspirin", False),
        ("skipping meals", "flu vaccine", False),
    ],
)
def test_vaccines_are_refused_alike(left_out: str, given: str, opposed: bool) -> None:
    assert absence.opposed(side(left_out, acts=True), given) is opposed


@pytest.mark.parametrize(
    ("asked", "studied", "near"),
    [
        ("inflammatory bowel disease", "ulcerative colitis", True),
        ("arthritis", "gout", True),
        ("chronic insomnia", "insomnia", True),
        ("chronic insomnia", "acute insomnia", False),
        ("survival rate", "survival", True),
        ("fertility rate", "fertility", True),
        ("light therapy", "therapy", False),
    ],
)
def test_a_narrower_disorder_is_of_the_broader_and_a_stage_of_no_other(
    asked: str, studied: str, near: bool
) -> None:
    assert (side(asked).match(studied) >= 0.5) is near


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PD", "PD"),  # of two letters
        ("MS", "multiple sclerosis"),  # surely
        ("ALL children", "ALL children"),  # a word, and a leukaemia
        ("COPD", "chronic obstructive pulmonary disease"),
        ("heart attack", "myocardial infarction"),
        ("İ heart attack", "İ heart attack"),  # in small letters it is longer
    ],
)
def test_abbreviations_are_written_out_where_they_are_sure(text: str, said: str) -> None:
    assert canonical(text) == said


@pytest.mark.parametrize(
    ("text", "said"), [("TIPS for PAD", " for "), ("anti-SAD tips", "anti-SAD tips")]
)
def test_abbreviations_that_are_words_are_left_out_where_they_stand_alone(
    text: str, said: str
) -> None:
    assert wordy(text) == said


@pytest.mark.parametrize(
    ("outcome", "falls_ill", "fares"),
    [
        ("melanoma risk", True, False),
        ("melanoma, high-risk", False, False),  # of whom, and not what
        ("delayed healing", False, True),
        ("risk of delayed healing", False, False),  # either
    ],
)
def test_who_falls_ill_and_how_the_ill_fare(outcome: str, falls_ill: bool, fares: bool) -> None:
    assert (aims.is_of_falling_ill(outcome), aims.is_of_faring(outcome)) == (falls_ill, fares)


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("nose drops", {"nasal"}), ("nose bleed", set()),
        ("oral tablets", {"oral"}), ("oral rehydration", set()),
    ],
)  # fmt: skip
def test_a_part_of_the_body_that_is_ill_is_no_way_in(text: str, ways: set[str]) -> None:
    assert manners.routes(text) == ways


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Can you get freckles from aniseed?", "treatment"),
        ("Can you get gout from aniseed?", "harm"),
        ("Do people who take aniseed have more muscle?", "treatment"),
    ],
)
def test_what_is_no_illness_is_no_harm_to_get(text: str, kind: str) -> None:
    assert (found := put(text)) and found.kind == kind


@pytest.mark.parametrize("name", ["gout", "asthma", "migraine", "stroke", "breast cancer"])
def test_the_broader_concepts_of_a_disorder_are_no_roots_nor_itself(name: str) -> None:
    for concept in side(name).concepts:
        above = broader.ancestors(concept)
        assert concept not in above and above.keys() <= broader.parents().keys()


@pytest.mark.parametrize(
    ("text", "studied"), [("reading in bed", "reading"), ("cold weather", "weather")]
)
def test_what_a_side_is_about_is_counted_once(text: str, studied: str) -> None:
    assert side(text, acts=True).match(studied) == pytest.approx(0.7 * 0.95)


@pytest.mark.parametrize(
    ("text", "acting"),
    [
        ("Aspirin with ginger relieves pain.", "Aspirin with ginger"),
        ("Aspirin, like Panadol, relieves pain.", "Aspirin"),
        ("A gel called Kernox relieves pain.", "Kernox"),
    ],
)
def test_what_acts_is_what_is_given(text: str, acting: str) -> None:
    doc = syntax.load()(text)
    found = context.label(doc, entities.find(doc))
    question = asking.asked(claims.find(doc, found)[0], found)
    assert question and question.subject.text == acting


SCREENED = row("asthma screening", "prevention of falls", "benefit", population="people with gout")
HIGH = row("high-dose aspirin", "prevention of falls", "benefit", comparator="aspirin")
AFTER = row("honey", "nausea", "benefit")
LUMPS = row("aniseed", "prevention of lumps", "benefit")
TIRED = row("statins", "cancer", "benefit")
BESIDE = row("ginger", "prevention of colds", "benefit")
NONE = row("garlic", "prevention of colds", "none", certainty="high", identifier="PMC1000401")

ASPIRIN = row("aspirin", "risk of gout", "harm")
MIXED = row("aspirin with garlic", "gout", "harm", comparator="ginger")
HERBS = row("herbs", "prevention of colds", "benefit")
PRESSURE = row("hypertension control", "prevention of stroke", "benefit")
OLDER = row("advanced maternal age", "risk of autism", "harm")
DEAF = row("aniseed", "risk of hearing loss", "harm")


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        ("Gout screening prevents falls.", (SCREENED,), "nothing_found"),
        ("Asthma screening prevents falls.", (SCREENED,), "supported"),
        ("Low-dose aspirin prevents falls.", (HIGH,), "nothing_found"),
        ("Honey relieves nausea after chemotherapy.", (AFTER,), "supported"),
        ("Honey relieves nausea of migraine.", (AFTER,), "nothing_found"),
        ("Aniseed keeps lumps from returning.", (LUMPS,), "supported"),
        ("Does simvastatin relieve fatigue in cancer?", (TIRED,), "nothing_found"),  # twice removed
        ("Do statins relieve fatigue in cancer?", (TIRED,), "supported"),
        ("Aspirin plus asthma causes gout.", (ASPIRIN,), "supported"),  # no two treatments
        ("Is ginger better than aspirin with garlic for gout?", (MIXED,), "supported"),
        ("Ginger is more than a spice and prevents colds.", (BESIDE,), "supported"),
        ("Ginger does more than a tea and prevents colds.", (BESIDE,), "supported"),
        ("Do herbs do more than a pill to prevent colds?", (HERBS,), "supported"),
        ("Herbs are more than a pill and prevent colds.", (HERBS,), "supported"),
        ("Treating high blood pressure prevents stroke.", (PRESSURE,), "supported"),
        ("Is the risk of autism higher in older mothers?", (OLDER,), "supported"),
        ("Is the risk of autism higher in mothers?", (OLDER,), "not_checkable"),
        ("Can you get hearing loss from aniseed?", (DEAF,), "supported"),
        ("Ginger and garlic prevent colds.", (BESIDE, NONE), "supported"),
        ("Garlic and ginger prevent colds.", (BESIDE, NONE), "contradicted"),
    ],
)
def test_one_kind_says_nothing_of_the_other(
    text: str, rows: tuple[Evidence, ...], value: str
) -> None:
    assert told(text, *rows) == value
