"""What is said to be better than something else: only studies of both bear it out."""

from __future__ import annotations

import pytest

from healthtext import evidence
from healthtext.evidence.asked.asking import asked
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.records import Evidence
from tests.evidence.conftest import judged, row, told

ALONE = row("turmeric", "arthritis", "benefit")
BESIDE = row("turmeric", "arthritis", "benefit", comparator="ibuprofen")
ALIKE = row("turmeric", "arthritis", "none", comparator="ibuprofen")
TURNED = row("ibuprofen", "arthritis", "benefit", comparator="turmeric")
FASTING = row("fasting", "weight loss", "benefit", direction="increased")
RUN = row("fasting", "weight loss", "benefit", direction="increased", comparator="jogging")
SURGERY = row("surgery", "sciatica", "none", comparator="conservative treatment")
BETTER = "Turmeric works better than ibuprofen for arthritis."


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Turmeric relieves arthritis.", ALONE, "supported"),
        (BETTER, ALONE, "nothing_found"),
        (BETTER, BESIDE, "supported"),
        (BETTER, ALIKE, "contradicted"),
        (BETTER, TURNED, "contradicted"),
        ("Ibuprofen is more effective than turmeric for arthritis.", TURNED, "supported"),
        ("Ibuprofen is more effective than turmeric for arthritis.", BESIDE, "contradicted"),
        ("Fasting burns more fat than jogging.", FASTING, "nothing_found"),
        ("Fasting burns more fat than jogging.", RUN, "supported"),
        ("Fasting burns fat.", FASTING, "supported"),
        ("Turmeric is as effective as ibuprofen for arthritis.", ALIKE, "supported"),
        ("Turmeric is as effective as ibuprofen for arthritis.", TURNED, "contradicted"),
        ("Turmeric is as effective as ibuprofen for arthritis.", ALONE, "nothing_found"),
        ("Turmeric is less effective than ibuprofen for arthritis.", TURNED, "supported"),
        ("Turmeric is less effective than ibuprofen for arthritis.", BESIDE, "contradicted"),
        ("Turmeric is no better than ibuprofen for arthritis.", ALIKE, "supported"),
        ("Turmeric is no better than ibuprofen for arthritis.", BESIDE, "contradicted"),
        ("Turmeric is no worse than ibuprofen for arthritis.", ALIKE, "supported"),
        ("Turmeric is no worse than ibuprofen for arthritis.", TURNED, "contradicted"),
        ("Turmeric is not as effective as ibuprofen for arthritis.", TURNED, "supported"),
        ("Turmeric is not as effective as ibuprofen for arthritis.", ALIKE, "contradicted"),
        ("Turmeric is not better than ibuprofen for arthritis.", ALIKE, "supported"),
        ("Turmeric is not inferior to ibuprofen for arthritis.", ALIKE, "supported"),
        ("Turmeric is not inferior to ibuprofen for arthritis.", TURNED, "contradicted"),
        ("Turmeric isn't worse than ibuprofen for arthritis.", ALIKE, "supported"),
        ("Turmeric is not less effective than ibuprofen for arthritis.", BESIDE, "supported"),
        ("Turmeric is inferior to ibuprofen for arthritis.", TURNED, "supported"),
        ("Turmeric is worse than nothing for arthritis.", ALONE, "contradicted"),
        ("Turmeric is less effective than placebo for arthritis.", ALONE, "contradicted"),
        ("Turmeric is no worse than placebo for arthritis.", ALONE, "supported"),
        ("Turmeric beats ibuprofen for arthritis.", BESIDE, "supported"),
        ("Turmeric outperforms drugs for arthritis.", BESIDE, "nothing_found"),
        ("Is turmeric or ibuprofen better for arthritis?", BESIDE, "supported"),
        ("Is turmeric or ibuprofen better for arthritis?", ALONE, "nothing_found"),
        ("Which is better for arthritis, ibuprofen or turmeric?", BESIDE, "contradicted"),
        ("What works better against arthritis: turmeric or ibuprofen?", BESIDE, "supported"),
        ("Is physiotherapy better than surgery for sciatica?", SURGERY, "contradicted"),
        ("Is a drip better than surgery for gout?", SURGERY, "nothing_found"),
    ],
)
def test_a_rival_is_asked_of_studies_of_both(text: str, study: Evidence, value: str) -> None:
    assert told(text, study) == value


@pytest.mark.parametrize(
    "text",
    [
        "Turmeric works better than placebo for arthritis.",
        "Turmeric works better than nothing for arthritis.",
        "Does turmeric work better than a sham treatment for arthritis?",
        "Turmeric relieves arthritis more than ever before.",
        "Turmeric relieves arthritis more than you think.",
        "Turmeric relieves arthritis in more than half of patients.",
        "Turmeric relieves arthritis better than expected.",
        "Turmeric relieves arthritis in women more than men.",
        "Turmeric relieves arthritis more than gout.",
        "Turmeric is better tolerated than ibuprofen and relieves arthritis.",
        "Turmeric is more expensive than ibuprofen and relieves arthritis.",
        "Turmeric does more than colour food: it relieves arthritis.",
        "Take as much turmeric as possible to relieve arthritis.",
    ],
)
def test_what_is_no_rival_changes_nothing(text: str) -> None:
    assert told(text, ALONE) == "supported"


def test_that_both_are_as_good_is_only_said_of_the_two() -> None:
    """A study of another comparison, or of harms, decides nothing."""
    others = (
        row("turmeric", "arthritis", "none", comparator="naproxen"),
        row("turmeric", "adverse events", "benefit", comparator="ibuprofen",
            population="people with arthritis"),
        row("turmeric with ibuprofen", "arthritis", "benefit", comparator="ibuprofen"),
    )  # fmt: skip
    assert told(BETTER, *others) == "nothing_found"


def test_a_verdict_names_the_rival_that_was_looked_up() -> None:
    assert "“Turmeric” beside “ibuprofen” with “arthritis”" in judged(BETTER, [BESIDE]).looked_up


def test_a_rival_is_found_however_many_studies_there_are_of_the_treatment_alone() -> None:
    with EvidenceStore.empty() as store:
        many = (
            row("turmeric", "arthritis", "benefit", identifier=f"PMC{n}")
            for n in range(10**6, 10**6 + 60)
        )
        store.add([Row(one) for one in (*many, ALIKE)])
        found = evidence.ask(BETTER, base=store).verdict
    assert found is not None and found.value == "contradicted" and len(found.studies) == 1


def test_what_a_rival_took_as_its_object_is_asked_of_what_stands_behind_it() -> None:
    study = row("physiotherapy", "sciatica", "none", comparator="surgery")
    assert told("Physiotherapy is as good as surgery for sciatica.", study) == "supported"
    assert told("Does physiotherapy work as well as surgery for sciatica?", study) == "supported"
    assert (
        told("Does physiotherapy work better than surgery for sciatica?", study) == "contradicted"
    )


def test_what_something_else_was_given_with_was_not_set_beside_a_rival() -> None:
    mixed = row("pepper and turmeric", "arthritis", "benefit", comparator="ibuprofen")
    assert told(BETTER, mixed) == "nothing_found"


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Is turmeric no better than ibuprofen for arthritis?", ALIKE, "supported"),
        ("Honey works better than dextromethorphan for cough in children.",
         row("honey", "cough", "benefit", comparator="dextromethorphan"), "supported"),
        ("Turmeric treats dementia better than ibuprofen.",
         row("turmeric", "prevention of dementia", "benefit", comparator="ibuprofen"),
         "nothing_found"),
        ("Turmeric lowers blood sugar more than metformin.",
         row("turmeric", "blood sugar", "unknown", comparator="metformin",
             direction="decreased"), "supported"),
        ("Turmeric lowers blood sugar more than metformin.",
         row("metformin", "blood sugar", "unknown", comparator="turmeric",
             direction="decreased"), "contradicted"),
        ("Turmeric causes headache more than ibuprofen.",
         row("turmeric", "risk of headache", "harm"), "supported"),
    ],
)  # fmt: skip
def test_comparisons_keep_their_denial_object_and_direction(
    text: str, study: Evidence, value: str
) -> None:
    assert told(text, study) == value


def test_a_rival_is_named_without_its_verb() -> None:
    asked = "Does turmeric or ibuprofen work better for arthritis?"
    assert "beside “ibuprofen” with" in judged(asked, [BESIDE]).looked_up


def test_any_operation_is_surgery() -> None:
    study = row("antibiotics", "appendicitis", "none", comparator="appendectomy")
    assert told("Antibiotics are as good as surgery for appendicitis.", study) == "supported"
    assert told("Surgery is as good as antibiotics for appendicitis.", study) == "supported"
    assert told("Antibiotics are as good as rest for appendicitis.", study) == "nothing_found"


MORE_HARM = row("turmeric", "risk of bleeding", "harm", comparator="ibuprofen")
LESS_HARM = row("turmeric", "risk of bleeding", "benefit", comparator="ibuprofen")
HARM_ALONE = row("turmeric", "risk of bleeding", "harm")
NO_HARM = row("turmeric", "risk of bleeding", "none", comparator="ibuprofen")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Turmeric causes more bleeding than ibuprofen.", MORE_HARM, "supported"),
        ("Turmeric causes more bleeding than ibuprofen.", HARM_ALONE, "nothing_found"),
        ("Turmeric causes more bleeding than ibuprofen.", LESS_HARM, "contradicted"),
        ("Turmeric causes more bleeding than ibuprofen.", NO_HARM, "contradicted"),
        ("Turmeric causes less bleeding than ibuprofen.", LESS_HARM, "supported"),
        ("Turmeric causes less bleeding than ibuprofen.", MORE_HARM, "contradicted"),
        ("Turmeric causes less bleeding than ibuprofen.", HARM_ALONE, "nothing_found"),
        ("Ibuprofen causes less bleeding than turmeric.", MORE_HARM, "supported"),
        ("Does turmeric cause less bleeding than ibuprofen?", LESS_HARM, "supported"),
        ("Does turmeric carry a higher risk of bleeding than ibuprofen?", MORE_HARM, "supported"),
        ("Turmeric leads to less bleeding than ibuprofen.", MORE_HARM, "contradicted"),
        ("Turmeric causes more bleeding.", HARM_ALONE, "supported"),
        ("Turmeric causes more bleeding than placebo.", HARM_ALONE, "supported"),
        ("Turmeric causes more bleeding than people think.", HARM_ALONE, "supported"),
        ("Turmeric causes more bleeding in men than in women.", HARM_ALONE, "supported"),
    ],
)
def test_what_harms_more_is_asked_of_studies_of_both(
    text: str, study: Evidence, value: str
) -> None:
    assert told(text, study) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Trampolines lead to fewer falls.", "supported"),
        ("Trampolines cause less bleeding.", "contradicted"),
        ("Trampolines cause falls.", "contradicted"),
        ("Trampolines cause less sleep.", "supported"),
    ],
)
def test_to_cause_less_of_a_harm_is_none(text: str, value: str) -> None:
    rows = (
        row("trampolines", "prevention of falls", "benefit"),
        row("trampolines", "risk of bleeding", "harm"),
        row("trampolines", "sleep", "harm", direction="decreased"),
    )
    assert told(text, *rows) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Pilates is more effective than other kinds of exercise.", "not_checkable"),
        ("Pilates is more effective than no exercise for back pain.", "supported"),
        ("Pilates relieves back pain.", "supported"),
    ],
)
def test_what_is_left_of_a_kind_is_no_rival_that_was_studied(text: str, value: str) -> None:
    rows = (row("exercise", "exercise capacity", "benefit"), row("Pilates", "back pain", "benefit"))
    assert told(text, *rows) == value


PRONE = row("prone positioning", "prevention of gout", "benefit", comparator="supine positioning")
NIGHT = row("night creams", "prevention of gout", "none", comparator="day creams", certainty="high")


@pytest.mark.parametrize(
    ("text", "study", "value"),
    [
        ("Does prone positioning prevent gout better than supine positioning?", PRONE, "supported"),
        ("Prone positioning prevents gout better than supine positioning.", PRONE, "supported"),
        ("Supine positioning prevents gout better than prone positioning.", PRONE, "contradicted"),
        ("Is side positioning better than supine positioning for gout?", PRONE, "nothing_found"),
        ("Night creams prevent gout better than day creams.", NIGHT, "contradicted"),
    ],
)
def test_two_of_a_kind_are_told_apart_by_what_they_do_not_share(
    text: str, study: Evidence, value: str
) -> None:
    assert told(text, study) == value


def test_what_is_prevented_ends_where_the_rival_begins() -> None:
    claim = evidence.ask("Does honey prevent graying better than nettle tea?")
    question = asked(claim)
    assert question is not None and question.rival is not None
    assert (question.object.text, question.rival.side.text) == ("graying", "nettle tea")
