"""Verdicts: what studies say of a claim, never without them, and what was looked up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtext import evidence
from healthtext.evidence import VERDICTS, Source, verdict
from healthtext.evidence.asked import cure_promised, placed
from healthtext.evidence.asked.asking import Asked
from healthtext.evidence.language.sides import side
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.evidence.weighing import match
from healthtext.evidence.weighing.tallies import BESIDE, Tally, tally
from healthtext.evidence.weighing.weigh import saying, weight
from healthtext.records import Claim, Study, Verdict
from tests.evidence.conftest import REVIEW, TRIAL, row


def judged(text: str, base: EvidenceStore) -> Verdict:
    found = evidence.ask(text, base=base).verdict
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Does acupuncture prevent migraine?", "supported"),
        ("Acupuncture prevents migraine.", "supported"),
        ("Acupuncture does not prevent migraine.", "contradicted"),
        ("Does vitamin C prevent the common cold?", "contradicted"),
        ("Vitamin C does not prevent colds.", "supported"),
        ("Is ginkgo effective for tinnitus?", "insufficient"),
        ("Does beta-carotene prevent lung cancer?", "contradicted"),
        ("Beta-carotene increases the risk of lung cancer.", "supported"),
        ("Does zinc help against the common cold?", "mixed"),
        ("Aspirin causes bleeding.", "supported"),
        ("Does chanting prevent warts?", "nothing_found"),
        ("Does garlic prevent the common cold?", "nothing_found"),
        ("Vitamin E prevents migraine.", "nothing_found"),
        ("Gout affects 4 percent of adults.", "not_checkable"),
        ("It is a fine day.", "not_checkable"),
    ],
)
def test_what_is_asked_gets_its_verdict(base: EvidenceStore, text: str, value: str) -> None:
    found = judged(text, base)
    assert found.value == value
    assert value in VERDICTS
    assert 0 <= found.confidence <= 1


def test_a_verdict_is_never_without_its_studies(base: EvidenceStore) -> None:
    found = judged("Does acupuncture prevent migraine?", base)
    (one,) = found.studies
    assert one.link == "https://doi.org/10.1002/14651858.CD001218"
    assert (one.subject_match, one.object_match) == (1.0, 1.0)
    assert "“acupuncture” with “migraine”" in found.looked_up
    assert base.info().digest[:12] in found.looked_up
    assert judged("Does chanting prevent warts?", base).studies == ()


def test_a_retracted_study_is_shown_and_never_supports(base: EvidenceStore) -> None:
    found = judged("Does garlic prevent the common cold?", base)
    assert [study.evidence.retracted for study in found.studies] == [True]
    assert found.value == "nothing_found"


def test_an_empty_store_finds_nothing() -> None:
    with EvidenceStore.empty() as nothing:
        assert judged("Does acupuncture prevent migraine?", nothing).value == "nothing_found"


def test_the_population_of_a_study_is_looked_at(base: EvidenceStore) -> None:
    assert judged("Does ibuprofen relieve pain in women?", base).value == "supported"


def test_other_names_and_narrower_studies_count() -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(row("ibuprofen", "dysmenorrhoea", "benefit"))])
        by_class = judged("Do anti-inflammatory drugs relieve period pain?", store)
        by_name = judged("Does ibuprofen relieve period pain?", store)
    assert [found.value for found in (by_class, by_name)] == ["supported", "supported"]
    assert by_class.studies[0].subject_match == 0.9
    assert by_name.studies[0].subject_match == 1.0


def study(effect: str, **given: str | bool) -> Study:
    return Study(row("acupuncture", "migraine", effect, **given), "", 1.0, 1.0)  # type: ignore[arg-type]


PLAIN = Asked(side("acupuncture"), side("migraine"), "benefit")


def weighs(effect: str, **given: str | bool) -> float:
    return weight(PLAIN, study(effect, **given))


def test_reviews_certainty_and_placebo_weigh_more() -> None:
    assert weighs("benefit") > weighs("benefit", study=TRIAL)
    assert weighs("benefit", certainty="high") > weighs("benefit", certainty="low")
    assert weighs("none") > weighs("none", comparator="ibuprofen")
    assert weighs("benefit", study=REVIEW, retracted=True) == 0.0


MYTH = Asked(side("deodorants"), side("breast cancer"), "harm")


def no_harm(name: str, outcome: str = "risk of breast cancer", match_: float = 1.0) -> Study:
    found = row("deodorants", outcome, "none", certainty="not stated", identifier=name)
    return Study(found, "", match_, 1.0)


def test_reviews_that_agree_on_no_harm_are_firm() -> None:
    agreed = [no_harm("10.1/a"), no_harm("10.1/b")]
    sums = tally(MYTH, agreed)
    assert sums.firm == sums.none > 0.0
    assert tally(replace(MYTH, wanted="benefit"), agreed).firm == 0.0


@pytest.mark.parametrize(
    "second",
    [
        no_harm("10.1/a"),  # the same review
        no_harm("10.1/b", match_=0.8),  # of something like it
        no_harm("10.1/b", "treatment of breast cancer"),
    ],
)
def test_one_review_alone_leaves_a_harm_in_doubt(second: Study) -> None:
    assert tally(MYTH, [no_harm("10.1/a"), second]).firm == 0.0


def test_reviews_do_not_agree_on_no_harm_where_one_found_it() -> None:
    harm = row("deodorants", "risk of breast cancer", "harm", identifier="10.1/c")
    found = [no_harm("10.1/a"), no_harm("10.1/b"), Study(harm, "", 1.0, 1.0)]
    assert tally(MYTH, found).firm == 0.0


def test_the_outcome_asked_about_weighs_more_than_another_in_the_same_people() -> None:
    def other(trial: str) -> float:
        found = row("acupuncture", "cost", "benefit", population="migraine", study=trial)
        return weight(PLAIN, Study(found, "", 1.0, 1.0))

    assert other(REVIEW) < weighs("benefit")
    assert other(TRIAL) < weighs("benefit", study=TRIAL) / 2


def test_side_effects_do_not_say_that_a_treatment_fails() -> None:
    harmful = Study(row("acupuncture", "adverse events", "harm"), "", 1.0, 1.0)
    assert tally(PLAIN, [study("benefit"), harmful]).against == 0.0
    asked = Asked(PLAIN.subject, side("adverse events"), "harm")
    assert tally(asked, [harmful]).supports > 0.0


def test_harm_is_harm_whichever_way_it_went() -> None:
    odd = study("harm", direction="decreased")
    assert tally(PLAIN, [odd]).supports == 0.0 < tally(PLAIN, [odd]).against


def test_the_rows_of_one_study_count_once() -> None:
    once = tally(PLAIN, [study("benefit")])
    often = tally(PLAIN, [study("benefit", population=str(n)) for n in range(5)])
    assert often.whole == pytest.approx(once.whole)


def test_another_source_joins_and_is_named() -> None:
    def mine(claim: Claim) -> tuple[Study, ...]:
        assert claim.subject is not None
        return (study("benefit", certainty="high"),)

    with EvidenceStore.empty() as nothing:
        claim = evidence.ask(
            "Does chanting prevent warts?", base=nothing, more=(Source("my own studies", mine),)
        )
    assert claim.verdict is not None
    assert claim.verdict.value == "supported"
    assert "my own studies" in claim.verdict.looked_up


DRAWN = st.tuples(
    st.sampled_from(("benefit", "harm", "none", "unclear")),
    st.sampled_from(("high", "low", "very low", "")), st.booleans(),
)  # fmt: skip


@given(st.lists(DRAWN))
def test_the_tally_adds_up_and_the_other_polarity_never_agrees(
    drawn: list[tuple[str, str, bool]],
) -> None:
    found = [
        study(effect, certainty=sure, retracted=gone, identifier=str(number))
        for number, (effect, sure, gone) in enumerate(drawn)
    ]
    denied = replace(PLAIN, denied=True)
    sums = tally(PLAIN, found)
    open_ = [one for one in found if saying(PLAIN, one) == "unclear"]
    told = sum(weight(PLAIN, one) for one in found if one not in open_)
    left = sum(weight(PLAIN, one) for one in open_)
    assert sums.whole == pytest.approx(told + left * (BESIDE if told else 1))
    assert sums.firm <= sums.none
    values = {verdict._judged(question, found)[0] for question in (PLAIN, denied)}
    assert values != {"supported"}
    assert values != {"contradicted"}


def test_what_stands_behind_the_object_is_asked_too(base: EvidenceStore) -> None:
    found = judged("Ibuprofen relieves pain after surgery in adults.", base)
    assert "“pain after surgery" in found.looked_up
    assert found.studies[0].object_match < 1.0


def test_a_study_of_a_much_broader_disorder_is_no_answer() -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(row("prednisolone", "lung disease", "benefit"))])
        assert judged("Does prednisolone help against bronchiolitis?", store).studies == ()


def test_a_study_of_the_next_broader_disorder_counts_for_less() -> None:
    with EvidenceStore.empty() as store:
        broad = row("zinc", "inflammatory bowel disease", "benefit")
        store.add([Row(broad, ("MESH:D015032",), ("MESH:D015212",))])
        found = judged("Does zinc relieve Crohn's disease?", store)
        assert (found.value, found.studies[0].object_match) == ("supported", 0.5)
        own = row("zinc", "Crohn's disease", "none", identifier="PMID:10000009")
        store.add([Row(own)])
        found = judged("Does zinc relieve Crohn's disease?", store)
        assert found.studies[0].evidence == own
        assert found.value != "supported"


@pytest.mark.parametrize(
    ("outcome", "text", "value"),
    [
        ("cardiovascular events", "Does zinc prevent heart attacks?", "supported"),
        ("major vascular events", "Zinc reduces the risk of stroke.", "supported"),
        ("cardiovascular disease", "Does zinc prevent angina?", "supported"),
        ("cardiovascular fitness", "Does zinc prevent heart attacks?", "nothing_found"),
        ("cardiovascular events", "Does zinc prevent migraine?", "nothing_found"),
        ("vascular dementia", "Does zinc prevent heart attacks?", "nothing_found"),
    ],
)
def test_what_trials_count_together_speaks_of_each_of_it(
    outcome: str, text: str, value: str
) -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(row("zinc", outcome, "benefit", certainty="high"))])
        assert judged(text, store).value == value


def test_little_support_is_none_however_many_studies() -> None:
    many = [study("benefit", identifier=f"b{n}") for n in range(4)]
    against = [study("none", identifier=f"n{n}") for n in range(16)]
    assert verdict._judged(PLAIN, many)[0] == "supported"
    assert verdict._judged(PLAIN, [*many, *against])[0] != "supported"


def test_how_those_fare_who_are_ill_says_little_of_prevention() -> None:
    ill = [
        row("zinc", outcome, "benefit", population="people with gout", identifier=f"PMID:1000{n}")
        for n, outcome in enumerate(("quality of life", "walking distance", "mood"))
    ]
    kept = row("zinc", "prevention of gout", "none", identifier="PMID:100009")
    with EvidenceStore.empty() as store:
        store.add([Row(one) for one in (*ill, kept)])
        assert judged("Zinc prevents gout.", store).value == "contradicted"
        assert judged("Zinc helps against gout.", store).value == "supported"


def test_relief_is_no_cure(base: EvidenceStore) -> None:
    assert judged("Acupuncture relieves migraine.", base).value == "supported"
    cure = judged("Acupuncture cures migraine.", base)
    assert cure.value == "insufficient"
    assert cure.studies
    assert judged("Acupuncture does not cure migraine.", base).value == "insufficient"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Aniseed removes psoriasis.", "insufficient"),
        ("Aniseed stops psoriasis.", "insufficient"),
        ("Aniseed can eliminate psoriasis.", "insufficient"),
        ("Aniseed relieves psoriasis.", "supported"),
        ("Aniseed stops psoriasis from getting worse.", "supported"),
        ("Aniseed removes warts.", "supported"),
        ("Aniseed stops migraine.", "supported"),
        ("Aniseed removes acne.", "supported"),
    ],
)
def test_what_is_removed_or_stopped_is_gone(text: str, value: str) -> None:
    rows = (
        row("aniseed", "psoriasis", "benefit"), row("aniseed", "warts", "benefit"),
        row("aniseed", "migraine", "benefit"), row("aniseed", "acne clearance", "benefit"),
    )  # fmt: skip
    with EvidenceStore.empty() as store:
        store.add([Row(one) for one in rows])
        assert judged(text, store).value == value


def test_who_is_rid_of_it_shows_a_cure() -> None:
    with EvidenceStore.empty() as store:
        store.add([Row(row("mebendazole", "worms: cure rate", "benefit", certainty="high"))])
        assert judged("Mebendazole cures worms.", store).value == "supported"


def test_no_benefit_is_less_sure_where_some_support_it() -> None:
    alone = verdict.no_benefit(Tally(none=1.0))
    torn = verdict.no_benefit(Tally(none=1.0, supports=0.6))
    assert 0.5 < torn < alone < 0.95
    found = verdict._judged(PLAIN, [study("none")])
    assert found == ("contradicted", round(verdict.no_benefit(Tally(none=1.0)), 3))


def test_that_something_helps_does_not_show_that_it_is_safe(base: EvidenceStore) -> None:
    for text in ("Acupuncture is safe in migraine.", "Acupuncture is never safe in migraine."):
        assert judged(text, base).value == "not_checkable"


def test_a_study_of_the_class_answers_for_a_member_with_less_confidence() -> None:
    found = row("non-steroidal anti-inflammatory drugs", "low back pain", "benefit")
    with EvidenceStore.empty() as store:
        store.add([Row(found)])
        of_member = judged("Does ibuprofen relieve back pain?", store)
        of_class = judged("Do anti-inflammatory drugs relieve back pain?", store)
    assert of_member.value == of_class.value == "supported"
    assert of_member.studies[0].subject_match < of_class.studies[0].subject_match
    assert of_member.confidence < of_class.confidence


def test_less_of_a_thing_is_compared_with_more_of_it() -> None:
    little = row("tea", "risk of gout", "harm", comparator="low tea consumption")
    heparin = row("enoxaparin", "gout", "none", comparator="low molecular weight heparin")
    with EvidenceStore.empty() as store:
        store.add([Row(little), Row(heparin)])
        assert judged("Does tea cause gout?", store).value == "supported"
        assert judged("Does heparin relieve gout?", store).value == "nothing_found"


def test_leaving_a_trial_is_no_withdrawal_symptom() -> None:
    for outcome, value in (("alcohol withdrawal", "supported"), ("withdrawal", "nothing_found")):
        with EvidenceStore.empty() as store:
            store.add([Row(row("gabapentin", outcome, "benefit"))])
            assert judged(f"Does gabapentin help {outcome}?", store).value == value


@pytest.mark.parametrize(
    ("subject", "acted", "parts"),
    [
        ("tests before cataract surgery", "death", ("tests", "before cataract surgery")),
        ("screening for prostate cancer", "death",
         ("screening for prostate cancer", "for prostate cancer")),
        ("acupuncture", "death", ("acupuncture", "")),
        ("work in progress", "death", ("work in progress", "")),
        ("tea in pregnancy", "birth weight", ("tea", "")),  # a birth weight is of one
        ("tea in pregnancy", "asthma", ("tea", "in pregnancy")),
    ],
)  # fmt: skip
def test_when_and_in_whom_is_asked_of_the_outcome(
    subject: str, acted: str, parts: tuple[str, str]
) -> None:
    assert placed.apart(subject, acted) == parts


def test_a_vaccine_is_asked_about_what_it_is_named_after() -> None:
    with EvidenceStore.empty() as store:
        looked_up = judged("Are oral cholera vaccines effective?", store).looked_up
    assert "“oral cholera vaccines” with “cholera”" in looked_up


def cure_of(disorder: str, outcome: str = "") -> str:
    """Return what a benefit says of a question of cure."""
    asked = Asked(side("a drug"), side(disorder), "benefit", cures=True)
    found = row("a drug", outcome or disorder, "benefit", population=disorder)
    return saying(asked, Study(found, "", 1.0, 1.0))


def test_who_is_better_of_germs_is_rid_of_them() -> None:
    assert cure_of("impetigo") == cure_of("schistosomiasis") == cure_of("scabies") == "supports"
    for disorder in ("common cold", "influenza", "sore throat", "asthma", "migraine"):
        assert cure_of(disorder) == "unclear"
    assert cure_of("impetigo", "costs") == "unclear"


def test_a_harm_of_another_kind_says_nothing_of_the_benefit() -> None:
    def says(outcome: str) -> str:
        found = row("acupuncture", outcome, "harm", population="migraine")
        return saying(PLAIN, Study(found, "", 1.0, 1.0))

    assert says("nausea") == says("blood pressure") == ""
    assert says("migraine") == says("mortality") == says("relapse") == "against"


def test_what_is_less_good_than_another_treatment_is_no_harm() -> None:
    def says(comparator: str) -> str:
        worse = row("acupuncture", "migraine", "harm", comparator=comparator)
        return saying(PLAIN, Study(worse, "", 1.0, 1.0))

    assert (says(""), says("placebo"), says("topiramate")) == ("against", "against", "")


def test_what_is_supported_as_much_is_not_contradicted() -> None:
    half = [study("benefit", certainty="moderate"), study("none", certainty="moderate")]
    assert verdict._judged(PLAIN, half)[0] == "insufficient"
    assert verdict._judged(PLAIN, half[1:])[0] == "contradicted"


def test_what_is_not_clear_counts_less_where_something_else_was_found() -> None:
    unclear = replace(study("unclear"), evidence=row("acupuncture", "migraine", "unclear",
                      identifier="PMID:10000009"))  # fmt: skip
    alone = tally(PLAIN, [unclear]).unclear
    assert alone > 0
    for effect in ("benefit", "none"):
        beside = tally(PLAIN, [study(effect), unclear]).unclear
        assert beside == pytest.approx(alone * BESIDE)
        assert beside < alone


@pytest.mark.parametrize(
    ("lay", "studied"),
    [
        ("asthma attacks", "exacerbations of asthma"), ("hay fever", "seasonal allergic rhinitis"),
        ("allergy shots", "allergen injection immunotherapy"), ("nappy rash", "diaper dermatitis"),
        ("sickness after surgery", "postoperative nausea and vomiting"), ("PPIs", "omeprazole"),
        ("bowel cancer", "colorectal cancer"), ("e-cigarettes", "electronic cigarettes"),
        ("keyhole surgery", "laparoscopic surgery"), ("aspirin", "acetylsalicylic acid"),
        ("shoe inserts", "insoles"), ("stomach ulcers", "gastric ulcer"),
        ("a broken hip", "hip fracture"),
    ],
)  # fmt: skip
def test_what_people_call_a_thing_is_what_studies_call_it(lay: str, studied: str) -> None:
    assert side(lay).match(studied) >= 0.7


@pytest.mark.parametrize(
    ("lay", "studied"),
    [
        ("panic", "angina"),
        ("wrist splints", "distal radius fracture"),
        ("worms", "gastroenteritis"),
    ],
)
def test_what_is_only_near_is_no_match(lay: str, studied: str) -> None:
    assert side(lay).match(studied) < 0.5


def test_a_cure_is_one_without_a_verb_that_was_made_out(base: EvidenceStore) -> None:
    text = "Some websites claim that acupuncture cures migraine."
    bare = replace(evidence.ask("Acupuncture relieves migraine.", base=base), text=text)
    assert not cure_promised.cures(bare)
    assert cure_promised.cures(replace(bare, relation="", cues=()))


@pytest.mark.parametrize(
    "comparator", ["", "placebo", "plain soap", "ordinary lenses", "never smokers"]
)
def test_what_is_compared_with_nothing_new(comparator: str) -> None:
    assert match.is_inert(comparator) and not match.is_inert("ibuprofen")


@pytest.mark.parametrize(
    ("outcome", "moved", "asked", "said"),
    [
        ("blood sugar", "decreased", "blood sugar", "supports"),
        ("blood sugar control", "increased", "blood sugar", "supports"),
        ("blood sugar control", "decreased", "blood sugar", "against"),
        ("blood sugar control", "decreased", "blood sugar control", "supports"),
        ("blood sugar", "increased", "blood sugar", "against"),
    ],
)
def test_with_more_control_of_it_there_is_less(
    outcome: str, moved: str, asked: str, said: str
) -> None:
    study = Study(replace(row("insulin", outcome, "benefit"), direction=moved), "", 1.0, 1.0)
    assert saying(Asked(side("insulin"), side(asked), "decreased"), study) == said
