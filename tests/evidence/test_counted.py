"""What was counted is what was asked: deaths of one disorder or all, falling ill or again."""

from __future__ import annotations

import pytest

from healthtext.evidence.language.synonyms import canonical
from healthtext.records import Evidence
from tests.evidence.conftest import judged, row, told

ALL_DEATHS = row("aniseed", "prevention of mortality", "none")
ONE_DEATH = row("aniseed", "prevention of malaria mortality", "benefit", identifier="PMC1000111")
ATTACKS = row("aniseed", "prevention of myocardial infarction", "none")
DEATHS = row("aniseed", "mortality", "benefit", identifier="PMC1000112",
             population="people after a heart attack")  # fmt: skip
RAYS = tuple(
    row("aniseed", "risk of psoriasis", "harm", certainty="high", identifier=f"PMC100013{n}")
    for n in range(3)
)
AGAIN = row(
    "aniseed", "prevention of psoriasis relapse", "benefit", certainty="low",
    identifier="PMC1000113",
)  # fmt: skip
EASED = row("aniseed", "treatment of migraine", "none")
SCABS = row("aniseed", "treatment of psoriasis", "none")


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        (
            "Does aniseed help people live longer?",
            (ALL_DEATHS, ONE_DEATH),
            "insufficient",
        ),
        ("Does aniseed prevent deaths from malaria?", (ALL_DEATHS, ONE_DEATH), "supported"),
        ("Does aniseed prevent death after a heart attack?", (ATTACKS, DEATHS), "supported"),
        ("Does aniseed prevent heart attacks?", (ATTACKS, DEATHS), "contradicted"),
        ("Does aniseed prevent psoriasis relapses?", (*RAYS, AGAIN), "supported"),
        ("Does aniseed prevent migraine?", (EASED,), "contradicted"),
        ("Does aniseed prevent psoriasis?", (SCABS,), "nothing_found"),
    ],
)
def test_another_count_decides_nothing(text: str, rows: tuple[Evidence, ...], value: str) -> None:
    assert told(text, *rows) == value


def test_deaths_of_one_disorder_are_not_all_deaths() -> None:
    (of_all,) = judged("Does aniseed help people live longer?", (ONE_DEATH,)).studies
    (of_one,) = judged("Does aniseed prevent malaria deaths?", (ONE_DEATH,)).studies
    assert of_all.object_match < 0.6 < 0.9 < of_one.object_match


ADDED = row("fennel added to aniseed", "treatment of psoriasis", "none")
ALONE = row("aniseed", "treatment of psoriasis", "benefit", identifier="PMC1000114")
MEDICAL = row("aniseed", "treatment of psoriasis", "none", comparator="optimal medical therapy")
FENNEL = row("aniseed", "treatment of psoriasis", "none", comparator="fennel")
MILDER = tuple(
    row("aniseed", outcome, "none", population="people with subclinical hypothyroidism",
        identifier=f"PMC100012{n}")
    for n, outcome in enumerate(("fatigue", "weight", "mood"))
)  # fmt: skip
ILL = row("aniseed", "treatment of hypothyroidism", "benefit", identifier="PMC1000115")
BANS = row("smoke-free legislation", "prevention of heart attacks", "benefit")
FIRM = row("aniseed", "gout", "benefit")
SINGLE = row("aniseed", "gout after surgery", "none", study="randomised trial",
             identifier="PMC1000116")  # fmt: skip
EXACT = row("aniseed", "gout after surgery", "none", identifier="PMC1000117")


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        ("Does aniseed treat psoriasis?", (ADDED,), "nothing_found"),
        ("Does fennel treat psoriasis?", (ADDED,), "contradicted"),
        ("Does aniseed treat psoriasis?", (ADDED, ALONE), "supported"),
        ("Does aniseed treat psoriasis?", (ALONE, MEDICAL), "insufficient"),
        ("Does aniseed treat psoriasis?", (ALONE, FENNEL), "supported"),
        ("Does aniseed treat hypothyroidism?", (*MILDER, ILL), "supported"),
        ("Do smoking bans prevent heart attacks?", (BANS,), "supported"),
        ("Does smoking cause heart attacks?", (BANS,), "supported"),
        ("Does aniseed prevent gout after surgery?", (FIRM, SINGLE), "supported"),
        ("Does aniseed prevent gout after surgery?", (FIRM, EXACT), "contradicted"),
    ],
)
def test_who_and_what_was_compared_tells(text: str, rows: tuple[Evidence, ...], value: str) -> None:
    assert told(text, *rows) == value


URINE = row("antibiotics", "treatment of urinary tract infections", "benefit")
SPARED = row("cranberry juice", "prevention of urinary tract infections", "benefit")
IRON = row("iron", "prevention of iron deficiency", "benefit")
SCURVY = row("vitamin C", "treatment of scurvy", "benefit")
LACKING = row("growth hormone", "treatment of growth hormone deficiency", "benefit")
THROAT = row("penicillin", "treatment of bacterial pharyngitis", "benefit")
WETTING = row("alarm", "treatment of bedwetting", "benefit", certainty="high")
SORE = row("alarm", "treatment of psoriasis", "benefit", certainty="high")
KIDNEYS = row("SGLT2 inhibitors", "kidney function", "benefit", direction="increased")
SCREENED = row("ovarian cancer screening", "ovarian cancer mortality", "none", certainty="high")
SLEEP = row("aniseed", "sleep quality", "benefit", direction="increased")


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        ("Do alarms cure bedwetting?", (WETTING,), "supported"),
        ("Does vitamin C cure scurvy?", (SCURVY,), "supported"),
        ("Does iron cure iron deficiency?", (IRON,), "supported"),
        ("Do antibiotics cure urinary tract infections?", (URINE,), "supported"),
        ("Does cranberry juice cure urinary tract infections?", (SPARED,), "insufficient"),
        ("Does growth hormone cure growth hormone deficiency?", (LACKING,), "insufficient"),
        ("Does penicillin cure strep throat?", (THROAT,), "supported"),
        ("Do alarms cure psoriasis?", (SORE,), "insufficient"),
        ("Do SGLT2 inhibitors protect the kidneys?", (KIDNEYS,), "supported"),
        ("Does ovarian cancer screening help?", (SCREENED,), "contradicted"),
        ("Does aniseed improve sleep?", (SLEEP,), "supported"),
        ("Does aniseed help insomnia?", (SLEEP,), "supported"),
    ],
)
def test_plain_questions_are_read(text: str, rows: tuple[Evidence, ...], value: str) -> None:
    assert told(text, *rows) == value


WHITE = row("charcoal", "tooth whitening", "none", certainty="high")
CLEANSED = row("aniseed", "detoxification", "none", certainty="high")
TUMOURS = row("aniseed", "tumour size", "none", certainty="high")
TIRED = row("aniseed", "fatigue", "benefit", population="people with cancer")
THINNED = row("aniseed", "risk of osteoporosis", "harm")
RINSED = row("nasal saline irrigation", "treatment of sinusitis", "benefit")
WARTS = row("aniseed", "treatment of warts", "benefit")
WORKERS = row("night work", "risk of melanoma", "harm")


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        ("Does charcoal whiten teeth?", (WHITE,), "contradicted"),
        ("Does aniseed remove toxins from the body?", (CLEANSED,), "contradicted"),
        ("Does aniseed detoxify the liver?", (CLEANSED,), "contradicted"),
        ("Can aniseed shrink tumours?", (TUMOURS,), "contradicted"),
        ("Can aniseed shrink tumours?", (TIRED,), "nothing_found"),
        ("Does aniseed thin the bones?", (THINNED,), "supported"),
        ("Does aniseed thin the blood?", (THINNED,), "not_checkable"),
        ("Does rinsing the nose with salt water help sinusitis?", (RINSED,), "supported"),
        ("Does aniseed remove warts?", (WARTS,), "supported"),
        ("Do people on night work have more melanoma?", (WORKERS,), "supported"),
    ],
)
def test_what_is_done_to_teeth_toxins_and_bones_is_read(
    text: str, rows: tuple[Evidence, ...], value: str
) -> None:
    assert told(text, *rows) == value


FEWER = row("aniseed", "prevention of common cold", "benefit")
MORE = row("aniseed", "risk of psoriasis", "harm")
WEIGHT = row("weight control", "treatment of psoriasis", "benefit")
SHORTER = row("aniseed", "duration of common cold", "benefit")
MMR = row("MMR vaccine", "risk of autism", "none", certainty="high")


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        ("Do people who take aniseed get fewer colds?", (FEWER,), "supported"),
        ("Do people who take aniseed get more colds?", (FEWER,), "contradicted"),
        ("Are people who eat aniseed more likely to get psoriasis?", (MORE,), "supported"),
        ("Are people who eat aniseed less likely to get psoriasis?", (MORE,), "contradicted"),
        ("Are people who eat aniseed at higher risk of psoriasis?", (MORE,), "supported"),
        ("Does aniseed make colds shorter?", (SHORTER,), "supported"),
        ("Is aniseed a good way to treat colds?", (SHORTER,), "supported"),
        ("Does aniseed do more harm than good in psoriasis?", (MORE,), "supported"),
        ("Is weight control good for psoriasis?", (WEIGHT,), "supported"),
        ("Does aniseed make colds prettier?", (SHORTER,), "not_checkable"),
        ("Is there any truth in the claim that aniseed prevents colds?", (FEWER,), "supported"),
        ("Does the measles vaccine cause autism?", (MMR,), "contradicted"),
        ("Does the measles vaccine not cause autism?", (MMR,), "contradicted"),
    ],
)
def test_how_those_fare_who_do_a_thing_is_asked(
    text: str, rows: tuple[Evidence, ...], value: str
) -> None:
    assert told(text, *rows) == value


RELIEF = row("aniseed", "pain", "benefit")
DENSE = row("aniseed", "bone density", "benefit", direction="increased")
GONE = row("aniseed", "psoriasis remission", "benefit", direction="increased")
GUARDED = row("measles vaccine", "prevention of measles", "benefit")
GROWTH = row("aniseed", "weight gain", "benefit", direction="increased", population="infants")
LIVES = row("lung cancer screening", "prevention of lung cancer mortality", "benefit")


@pytest.mark.parametrize(
    ("text", "rows", "value"),
    [
        ("Can you get pain relief from aniseed?", (RELIEF,), "supported"),
        ("Can you get pain from aniseed?", (RELIEF,), "contradicted"),
        ("Aniseed gives people pain relief.", (RELIEF,), "supported"),
        ("Do people who take aniseed have more bone density?", (DENSE,), "supported"),
        ("Do people who take aniseed have less bone density?", (DENSE,), "contradicted"),
        (
            "Are people who take aniseed more likely to get remission of psoriasis?",
            (GONE,),
            "supported",
        ),
        (
            "Does the measles vaccine give children protection from measles?",
            (GUARDED,),
            "supported",
        ),
        ("Does aniseed make premature babies gain weight?", (GROWTH,), "supported"),
        ("Does lung cancer screening save lives?", (LIVES,), "supported"),
    ],
)
def test_what_is_good_to_get_is_no_harm(text: str, rows: tuple[Evidence, ...], value: str) -> None:
    assert told(text, *rows) == value


def test_what_is_destroyed_and_is_an_illness_is_treated() -> None:
    cancer = row("chemotherapy", "treatment of cancer", "benefit")
    assert told("Does chemotherapy destroy cancer?", cancer) == "supported"


@pytest.mark.parametrize(
    ("asked", "studied"),
    [
        ("ureteral stenting", "percutaneous coronary intervention"),
        ("lead water pipes", "waterpipe smoking"),
        ("prolactinoma", "hyperprolactinemia"),
        ("sweeteners", "artificial sweeteners"),
        ("postoperative pneumonia", "postoperative pulmonary complications"),
        ("bifocal glasses", "multifocal lenses"),
    ],
)
def test_what_is_not_the_same_has_no_common_name(asked: str, studied: str) -> None:
    assert canonical(asked) != canonical(studied)


@pytest.mark.parametrize(
    ("text", "outcome", "value"),
    [
        ("Does aniseed reduce partner violence?", "identification of partner violence",
         "nothing_found"),
        ("Does aniseed reduce partner violence?", "partner violence", "supported"),
        ("Does aniseed improve the identification of partner violence?",
         "identification of partner violence", "supported"),
        ("Does aniseed prevent suicide?", "suicidal ideation", "nothing_found"),
        ("Does aniseed prevent suicide?", "prevention of suicide", "supported"),
        ("Does aniseed reduce suicidal thoughts?", "suicidal ideation", "supported"),
    ],
)  # fmt: skip
def test_to_think_of_a_thing_or_find_it_is_not_the_thing(
    text: str, outcome: str, value: str
) -> None:
    assert told(text, row("aniseed", outcome, "benefit")) == value


@pytest.mark.parametrize(
    ("text", "outcome", "value"),
    [
        ("Does aniseed reduce overall deaths?", "prevention of all-cause mortality", "supported"),
        ("Does aniseed reduce overall pain?", "prevention of all-cause mortality",
         "nothing_found"),
        ("Does aniseed help varicose veins?", "treatment of varicose veins", "supported"),
        ("Does aniseed help varicose veins?", "treatment of post-thrombotic syndrome",
         "nothing_found"),
    ],
)  # fmt: skip
def test_the_outcome_by_its_plain_name(text: str, outcome: str, value: str) -> None:
    assert told(text, row("aniseed", outcome, "benefit")) == value


@pytest.mark.parametrize(
    ("text", "outcome", "value"),
    [
        ("Does aniseed protect the kidneys in diabetes?", "diabetic retinopathy",
         "nothing_found"),
        ("Does aniseed protect the kidneys in diabetes?", "kidney failure", "supported"),
        ("Does aniseed improve speech in glue ear?", "hearing loss", "nothing_found"),
        ("Does aniseed improve speech in glue ear?", "speech", "supported"),
        ("Does aniseed reduce deaths in diabetes?", "mortality", "supported"),
        ("Does aniseed protect the kidneys in diabetes?", "treatment of diabetes", "supported"),
    ],
)  # fmt: skip
def test_a_part_of_the_ill_is_no_other_part(text: str, outcome: str, value: str) -> None:
    ill = "people with diabetes" if "diabetes" in text else "children with glue ear"
    assert told(text, row("aniseed", outcome, "benefit", population=ill)) == value


def test_what_hardly_matches_bears_nothing_out() -> None:
    far = row("aniseed", "full colonoscopies", "benefit", population="people with psoriasis",
              study="randomised trial", certainty="very low")  # fmt: skip
    near = row("aniseed", "psoriasis", "benefit", study="randomised trial", certainty="very low")
    assert told("Does aniseed help psoriasis?", far) == "insufficient"
    assert told("Does aniseed help psoriasis?", near) == "supported"


@pytest.mark.parametrize(
    ("text", "against", "value"),
    [
        ("Does aniseed help psoriasis?", "methotrexate", "supported"),
        ("Does aniseed help psoriasis?", "placebo", "contradicted"),
        ("Does aniseed help psoriasis more than methotrexate?", "methotrexate", "contradicted"),
    ],
)
def test_as_good_as_another_treatment_says_nothing_of_nothing(
    text: str, against: str, value: str
) -> None:
    alike = tuple(
        row("aniseed", "treatment of psoriasis", "none", certainty="high", comparator=against,
            identifier=f"PMC100014{n}")
        for n in range(5)
    )  # fmt: skip
    good = row("aniseed", "treatment of psoriasis", "benefit", identifier="PMC1000149")
    assert told(text, good, *alike) == value
