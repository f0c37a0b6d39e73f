"""Guidance and pages of public bodies: how they are named, weighed and shown to be no studies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthtext import evidence
from healthtext.evidence import verdict
from healthtext.evidence.asked.asking import Asked
from healthtext.evidence.language.sides import side
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.evidence.weighing import match
from healthtext.evidence.weighing.tallies import tally
from healthtext.evidence.weighing.weigh import kind_weight, saying, weight
from healthtext.records import Study, Verdict, kinds
from healthtext.render import verdicts
from tests.evidence.conftest import REVIEW, TRIAL, row

GUIDANCE, UNREAD = kinds.guidance_of("NCCIH"), kinds.guidance_of("NCCIH", read=False)
PAGE = kinds.page_of("NIDDK")
URL = "https://www.nccih.nih.gov/health/tea"
ASKED = Asked(side("acupuncture"), side("migraine"), "benefit")


def study(effect: str, kind: str, certainty: str = "moderate", name: str = URL) -> Study:
    found = row("acupuncture", "migraine", effect, study=kind, certainty=certainty, identifier=name)
    return Study(found, match.link(name), 1.0, 1.0)


def judged(*found: Study) -> Verdict:
    return Verdict(*verdict._judged(ASKED, found), "", found)


def test_kinds_are_told_apart() -> None:
    assert (GUIDANCE, PAGE) == ("guidance of NCCIH", "page of NIDDK")
    assert UNREAD == "guidance of NCCIH (page not read)"
    assert [kinds.is_guidance(one) for one in (GUIDANCE, UNREAD, PAGE, REVIEW)] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [kinds.is_page(one) for one in (GUIDANCE, PAGE, TRIAL)] == [False, True, False]
    bodies = (REVIEW, TRIAL, kinds.guidance_of("Board of review"))
    assert [kinds.is_review(one) for one in bodies] == [True, False, False]
    assert [kinds.is_unread(one) for one in (UNREAD, GUIDANCE, PAGE)] == [True, False, False]
    assert [kinds.group(one) for one in (GUIDANCE, UNREAD, PAGE, TRIAL)] == [
        "guidance", "guidance", "page", TRIAL,
    ]  # fmt: skip


def test_a_judgement_weighs_as_a_review_and_a_page_less_than_a_trial() -> None:
    assert kind_weight(GUIDANCE) == kind_weight(REVIEW)
    assert kind_weight(TRIAL) < kind_weight(UNREAD) < kind_weight(GUIDANCE)
    assert kind_weight(PAGE) < kind_weight(TRIAL)
    assert weight(ASKED, study("benefit", GUIDANCE)) == weight(ASKED, study("benefit", REVIEW))


def test_a_page_counts_where_nothing_else_is_found() -> None:
    page = study("benefit", PAGE, "not stated")
    assert judged(page).value == "supported"
    assert tally(ASKED, [page]).supports > 0
    for effect, value in (("none", "contradicted"), ("harm", "contradicted"),
                          ("unclear", "insufficient")):  # fmt: skip
        other = study(effect, REVIEW, name="10.1000/x")
        assert judged(page, other).value == value
        assert tally(ASKED, [page, other]).supports == 0


def test_a_page_alone_is_less_sure_than_a_trial() -> None:
    page, trial = study("benefit", PAGE, "not stated"), study("benefit", TRIAL, name="PMC1")
    assert 0.5 < judged(page).confidence < judged(trial).confidence


def test_a_page_answers_for_what_it_names_only() -> None:
    page = replace(study("benefit", PAGE, "not stated"), subject_match=0.6)
    assert saying(ASKED, page) == "" and judged(page).value == "nothing_found"
    trial = replace(study("benefit", TRIAL), subject_match=0.6)
    assert saying(ASKED, trial) == "supports"
    for near in (0.65, 0.7, 0.8, 0.9):
        assert judged(replace(page, subject_match=near)).value == "supported"


def test_pages_add_nothing_to_what_studies_support() -> None:
    trial = study("benefit", TRIAL, name="PMC1")
    pages = [study("benefit", PAGE, name=f"{URL}/{n}") for n in range(9)]
    assert judged(trial, *pages).confidence == judged(trial).confidence


def test_guidance_on_a_disorder_says_nothing_of_deaths() -> None:
    found = row("acupuncture", "treatment of migraine", "benefit", study=GUIDANCE)
    other = row("acupuncture", "deaths from migraine", "none", study=GUIDANCE)
    asked = Asked(side("acupuncture"), side("deaths from migraine"), "benefit")
    assert saying(asked, Study(found, URL, 1.0, 0.7)) == ""
    assert saying(asked, Study(other, URL, 1.0, 1.0)) == "firm"
    assert saying(ASKED, Study(found, URL, 1.0, 1.0)) == "supports"


def test_guidance_of_no_effect_contradicts_with_certainty_only() -> None:
    assert judged(study("none", GUIDANCE, "high")).value == "contradicted"
    assert judged(study("none", GUIDANCE, "low")).value == "insufficient"
    assert judged(study("none", UNREAD, "not stated")).value == "insufficient"


def test_rated_guidance_supports_more_surely_than_what_nobody_rated() -> None:
    sure = judged(study("benefit", GUIDANCE, "high")).confidence
    assert sure > judged(study("benefit", UNREAD, "not stated")).confidence > 0.5
    assert sure > judged(study("benefit", GUIDANCE, "low")).confidence


def test_an_address_is_its_own_link() -> None:
    assert match.link(URL) == URL
    assert match.link("javascript:alert(1)") == ""


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ((GUIDANCE,), "public bodies say so, no study was found"),
        ((UNREAD, PAGE), "public bodies say so, no study was found"),
        ((GUIDANCE, TRIAL), "studies bear it out"),
        ((REVIEW,), "studies bear it out"),
    ],
)
def test_a_verdict_says_when_no_study_stands_behind_it(found: tuple[str, ...], said: str) -> None:
    told = Verdict("supported", 0.7, "", tuple(study("benefit", kind) for kind in found))
    assert verdicts.means(told) == said
    assert said in next(verdicts.lines(told))


def test_guidance_is_shown_with_its_body_and_its_address() -> None:
    told = Verdict("supported", 0.7, "Looked up.", (study("benefit", UNREAD, "low"),))
    assert f"guidance of NCCIH (page not read) 2015, certainty low, match 1.00 and 1.00: {URL}" in (
        " ".join(verdicts.lines(told))
    )


def test_what_was_not_found_has_no_other_words() -> None:
    for value in ("nothing_found", "not_checkable"):
        assert verdicts.means(Verdict(value, 1.0, "")) == verdicts.MEANS[value]
    article = study("unknown", "article")
    assert verdicts.means(Verdict("nothing_found", 1.0, "", (article,))) == verdicts.LISTED


def test_only_retracted_studies_are_no_articles_to_judge() -> None:
    article = study("unknown", "article")
    gone = replace(article, evidence=replace(article.evidence, retracted=True))
    told = list(verdicts.lines(Verdict("nothing_found", 1.0, "", (gone,))))
    assert told[0] == f"nothing found (1.00): {verdicts.RETRACTED}"
    assert any("RETRACTED" in line for line in told[1:])
    both = Verdict("nothing_found", 1.0, "", (article, gone))
    assert verdicts.means(both) == verdicts.LISTED


def test_a_store_counts_guidance_of_all_bodies_as_one_kind() -> None:
    with EvidenceStore.empty() as store:
        made = (GUIDANCE, UNREAD, kinds.guidance_of("WHO"), PAGE, TRIAL)
        store.add([Row(study("benefit", kind).evidence) for kind in made])
        assert store.kinds() == {"guidance": 3, "page": 1, TRIAL: 1}
        assert evidence.ask("Does acupuncture help migraine?", base=store).verdict is not None


@pytest.mark.parametrize(
    ("outcome", "kind", "found"),
    [
        ("treatment of hypertension", GUIDANCE, "supported"),
        ("hypertension", GUIDANCE, "supported"),
        ("hypertension", REVIEW, "nothing_found"),  # studies count the measure itself
        ("treatment of pulmonary hypertension", GUIDANCE, "nothing_found"),
        ("treatment of gout", GUIDANCE, "nothing_found"),
    ],
)
def test_what_a_body_says_of_a_disorder_is_of_its_measure(
    outcome: str, kind: str, found: str
) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(row("garlic", outcome, "benefit", study=kind, identifier=URL))])
        judged = evidence.ask("Garlic lowers blood pressure.", base=store).verdict
    assert judged is not None and judged.value == found


@pytest.mark.parametrize(("kind", "found"), [(GUIDANCE, "nothing_found"), (REVIEW, "supported")])
def test_of_whom_a_body_speaks_is_not_what_it_speaks_of(kind: str, found: str) -> None:
    told = row("aspirin", "pre-eclampsia", "benefit", study=kind, population="pregnancy")
    with EvidenceStore.empty() as store:
        store.add([Row(told)])
        judged = evidence.ask("Does aspirin help in pregnancy?", base=store).verdict
    assert judged is not None and judged.value == found


def test_what_was_only_compared_with_another_treatment_is_told() -> None:
    honey = row("honey", "burn healing time", "none", comparator="silver sulfadiazine")
    with EvidenceStore.empty() as base:
        base.add([Row(honey)])
        made = evidence.ask("Does honey heal burns?", base=base).verdict
    assert made is not None
    assert (made.value, len(made.studies)) == ("nothing_found", 1)
    assert verdicts.means(made) == verdicts.COMPARED
