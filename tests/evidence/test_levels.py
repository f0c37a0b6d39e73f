"""How firmly a claim may be put: as the first study states, and no study beside it denies."""

from __future__ import annotations

import pytest

from healthtext import edits
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.evidence.wording import rewritten
from healthtext.records import Evidence
from tests.evidence.conftest import TRIAL, row
from tests.evidence.test_wording import proposed

BODY = "guidance of NCCIH"
NUMBERS = iter(range(10_000_100, 10_001_000))


def one(
    given: str, outcome: str, effect: str, certainty: str = "not stated", **more: str
) -> Evidence:
    """Return a row of a study of its own."""
    more.setdefault("identifier", f"PMID:{next(NUMBERS)}")
    return row(given, outcome, effect, certainty=certainty, **more)  # type: ignore[arg-type]


def reworded(text: str, *rows: Evidence) -> str:
    with EvidenceStore.empty() as store:
        store.add([Row(each) for each in rows])
        return edits.apply(text, proposed(text, store))


NOTHING = one("vitamin E", "prevention of heart disease", "none", "moderate")
COLDS = one("zinc", "prevention of common cold", "none", "high")
ECZEMA = one("borage oil", "treatment of eczema", "none")
FLU = one("elderberry", "treatment of influenza", "unclear", "low", study=BODY)
JETLAG = one("melatonin", "jet lag", "benefit", "low")
ACNE = one("tea tree oil", "treatment of acne", "benefit", "low")
PAIN = one("massage", "treatment of back pain", "benefit", "moderate")


@pytest.mark.parametrize(
    ("text", "rows", "new"),
    [
        ("Vitamin E prevents heart disease.", (NOTHING,),
         "Vitamin E probably makes little or no difference to the risk of heart disease."),
        ("Vitamin E prevents heart disease and cancer.",
         (NOTHING, one("vitamin E", "prevention of cancer", "none", "moderate")),
         "Vitamin E probably makes little or no difference to the risk of heart disease and"
         " cancer."),
        ("Zinc prevents the common cold.", (COLDS,),
         "Zinc makes little or no difference to the risk of the common cold."),
        ("Borage oil relieves eczema.",
         (ECZEMA, one("borage oil", "treatment of eczema", "none")),
         "Borage oil may make little or no difference to eczema."),
        ("Borage oil relieves eczema.", (one("borage oil", "treatment of eczema", "none",
                                             study=BODY),),
         "Borage oil may make little or no difference to eczema."),
        ("Elderberry stops the flu.", (FLU,), "Elderberry has a very uncertain effect on the flu."),
        ("Melatonin relieves jet lag.", (JETLAG,), "Melatonin may relieve jet lag."),
        ("Tea tree oil cures acne.", (ACNE,), "Tea tree oil may help with acne."),
        ("Massage relieves back pain.", (PAIN,), "Massage probably relieves back pain."),
        ("Massage relieves back pain.",
         (PAIN, one("massage", "treatment of back pain", "benefit", "low")),
         "Massage may relieve back pain."),
        ("Ginger relieves nausea in pregnant women.",
         (one("ginger", "nausea", "benefit", "low", population="pregnant women"),),
         "Ginger may relieve nausea in pregnant women."),
        ("Acupuncture cures migraine.",
         (one("acupuncture", "prevention of migraine", "benefit", "low"),),
         "Acupuncture may help with migraine."),
        ("Borage oil relieves eczema.", (one("borage oil", "treatment of eczema", "none", "high",
                                             population="people with hand eczema"),),
         "Borage oil makes little or no difference to eczema."),
        ("Elderberry stops the flu.",
         (FLU, one("elderberry", "treatment of influenza", "benefit", "very low", study=BODY),
          one("elderberry", "treatment of influenza", "unclear", "high")),
         "Elderberry has a very uncertain effect on the flu."),
        ("Elderberry stops the flu.", (one("elderberry", "treatment of influenza", "unclear"),
                                       one("elderberry", "treatment of influenza", "unclear")),
         "Elderberry has a very uncertain effect on the flu."),
        ("Zinc prevents your common cold.", (COLDS,),
         "Zinc makes little or no difference to your common cold."),
        ("Zinc prevents the spread of the common cold.", (COLDS,),
         "Zinc makes little or no difference to the spread of the common cold."),
        # fewer of the ill having something else says nothing of who falls ill
        ("Ginkgo prevents dementia.",
         (one("ginkgo", "prevention of dementia", "none", "moderate"),
          one("ginkgo", "tinnitus", "benefit", population="people with dementia")),
         "Ginkgo probably makes little or no difference to the risk of dementia."),
    ],
)  # fmt: skip
def test_good_suggestions_stay(text: str, rows: tuple[Evidence, ...], new: str) -> None:
    assert reworded(text, *rows) == new


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # nothing came of it in one study, good or harm in another
        ("Vitamin E prevents heart disease.",
         (NOTHING, one("vitamin E", "prevention of heart disease", "benefit", study=TRIAL))),
        ("Vitamin E prevents heart disease.",
         (NOTHING, one("vitamin E", "prevention of heart disease", "harm", study=TRIAL))),
        # the other aim: who fell ill, of a cure, and how the ill fared, of prevention
        ("Antibiotics cure pneumonia.", (one("antibiotics", "prevention of pneumonia", "none",
                                             "high"),)),
        ("Vitamin C prevents colds.", (one("vitamin C", "duration of colds", "none", "high"),)),
        # people of some kind
        ("Melatonin cures insomnia.", (one("melatonin", "treatment of insomnia", "none", "high",
                                           population="people with irritable bowel syndrome"),)),
        ("Borage oil relieves eczema.", (one("borage oil", "treatment of eczema", "none", "high",
                                             population="children"),)),
        # what the ill have beside the disorder
        ("Cannabis cures cancer.", (one("cannabis", "cancer pain", "none", "high"),)),
        ("Cannabis cures cancer.", (one("cannabis", "cancer symptoms", "none", "high"),)),
        ("Cannabis cures cancer.", (one("cannabis", "cancer pain", "benefit", "low"),)),
        # a kind of it
        ("Sunscreen prevents skin cancer.", (one("sunscreen", "prevention of melanoma", "none"),
                                             one("sunscreen", "prevention of melanoma", "none"))),
        # another treatment was no better
        ("Borage oil relieves eczema.", (one("borage oil", "treatment of eczema", "none", "high",
                                             comparator="hydrocortisone"), ECZEMA)),
        # one review that rates nothing, a trial
        ("Borage oil relieves eczema.", (ECZEMA,)),
        ("Borage oil relieves eczema.", (one("borage oil", "treatment of eczema", "none", "high",
                                             study=TRIAL),)),
        # uncertain, and something firm beside it
        ("Elderberry stops the flu.",
         (FLU, one("elderberry", "treatment of influenza", "none"))),
        ("Breastfeeding prevents infections.",
         (one("breastfeeding", "prevention of infections", "benefit"),
          one("breastfeeding", "risk of infections", "harm"))),
        ("Elderberry prevents the flu.",
         (one("elderberry", "prevention of influenza", "unclear", "high", study=BODY),
          one("elderberry", "influenza", "benefit", "low"))),
        ("Elderberry stops the flu.", (one("elderberry", "treatment of influenza", "unclear"),)),
        # a class of it
        ("Vitamin B12 prevents dementia.", (one("B vitamins", "prevention of dementia", "none",
                                                "moderate"),)),
        # who is helped is not rid of it
        ("Elderberry stops the flu.",
         (one("elderberry", "treatment of influenza", "benefit", "low"),)),
        # a thing among others, and more studies than are shown
        ("Calcium prevents fractures.", (one("calcium and vitamin D", "prevention of fractures",
                                             "none", "high"),)),
        ("Borage oil relieves eczema.",
         tuple(one("borage oil", "treatment of eczema", "none") for _ in range(8))),
        # help that nobody rates, that is sure, that another study rates higher, or denies
        ("Insulin cures type 1 diabetes.", (one("insulin", "treatment of type 1 diabetes",
                                                "benefit"),)),
        ("Insulin cures type 1 diabetes.", (one("insulin", "treatment of type 1 diabetes",
                                                "benefit", "high"),)),
        ("Tea tree oil cures acne.",
         (ACNE, one("tea tree oil", "treatment of acne", "benefit", "high", study=TRIAL))),
        ("Tea tree oil cures acne.",
         (ACNE, one("tea tree oil", "treatment of acne", "none", "high", study=TRIAL))),
        ("Tea tree oil cures acne.",
         (ACNE, one("tea tree oil", "treatment of acne", "benefit", "moderate", study=TRIAL))),
        ("Tea tree oil cures acne.",
         (ACNE, one("tea tree oil", "treatment of acne", "harm", "low", study=TRIAL))),
        # objects at large
        ("Magnesium cures every disease.", (one("magnesium", "treatment of disease", "benefit",
                                                "low"),)),
        ("Tea tree oil cures acne in all children.", (ACNE,)),
        ("Tea tree oil cures acne of any kind.", (ACNE,)),
        ("In everybody tea tree oil cures acne.", (ACNE,)),
        ("In most people tea tree oil cures acne.", (ACNE,)),
    ],
)  # fmt: skip
def test_what_the_studies_do_not_say_is_not_put(text: str, rows: tuple[Evidence, ...]) -> None:
    assert reworded(text, *rows) == text


LEFT = (
    "by 45%", "by a third", "in half", "within two days", "in 100% of people", "overnight",
    "in 9 out of 10 people", "because it thins the blood", "since it thins the blood",
    "as it thins the blood", "by thinning the blood", ", so take it daily", "; take it daily",
    ", making it a must", "and saves lives", "and can save lives", "and is delicious",
    "and clears it in two days",
    "for good", "without side effects", "better than drugs", "in just 3 days", "completely",
    ", which is why doctors like it",
)  # fmt: skip


@pytest.mark.parametrize("left", LEFT)
@pytest.mark.parametrize(
    ("text", "study"),
    [
        ("Vitamin E prevents heart disease", NOTHING),
        ("Melatonin relieves jet lag", JETLAG),
        ("Tea tree oil cures acne", ACNE),
    ],
)
def test_a_promise_that_would_be_left_keeps_the_verb(text: str, study: Evidence, left: str) -> None:
    whole = f"{text}{'' if left[0] in ',;' else ' '}{left}."
    assert reworded(whole, study) == whole


@pytest.mark.parametrize(
    "text",
    [
        "Because it is fatty, vitamin E prevents heart disease.",
        "Vitamin E is popular because vitamin E prevents heart disease.",
        "You should know that vitamin E prevents heart disease.",
        "Vitamin E even prevents heart disease.",
        "Vitamin E can prevent heart disease and cure headaches.",
        "Vitamin E prevents heart disease and cures headaches.",
    ],
)
def test_what_leads_up_to_a_promise_or_goes_on_keeps_the_verb(text: str) -> None:
    assert reworded(text, NOTHING) == text


@pytest.mark.parametrize(
    "text",
    [
        "In winter, vitamin E prevents heart disease.",
        "Vitamin E prevents heart disease in adults.",
        "Vitamin E prevents heart disease when taken daily.",
        "Vitamin E prevents heart disease and stress.",
    ],
)
def test_what_neither_leads_up_nor_goes_on_is_no_matter(text: str) -> None:
    stress = one("vitamin E", "prevention of stress", "none", "moderate")
    made = reworded(text, NOTHING, stress)
    assert "probably makes little or no difference to the risk of" in made


def test_a_size_is_not_kept_beside_a_hedge() -> None:
    assert rewritten("slashes the risk of", "probably") == ""
    assert rewritten("cuts the risk of", "probably") == "probably cuts the risk of"
