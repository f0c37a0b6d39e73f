"""Normal forms join the spellings of one word and keep different words apart."""

from __future__ import annotations

import pytest

from healthtext.spelling import is_acronym, normal, singular


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("oedema", "edema"), ("anaemia", "anemia"), ("tumour", "tumor"), ("fibre", "fiber"),
        ("haemorrhage", "hemorrhage"), ("oesophagus", "esophagus"), ("paediatric", "pediatric"),
        ("leukaemia", "leukemia"), ("diarrhoea", "diarrhea"), ("sulphate", "sulfate"),
        ("immunisation", "immunization"), ("leucocyte", "leukocyte"), ("Ménière’s", "meniere's"),
        ("post-natal", "postnatal"), ("coeliac", "celiac"), ("behaviour", "behavior"),
        ("moisturiser", "moisturizer"), ("moisturisers", "moisturizers"),
    ],
)  # fmt: skip
def test_one_word_in_two_spellings(british: str, american: str) -> None:
    assert normal(british) == normal(american)


@pytest.mark.parametrize(
    ("one", "other"), [("toe", "te"), ("hour", "hor"), ("colon", "colour"), ("disease", "diseaze")]
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("cancers", "cancer"), ("allergies", "allergy"), ("rashes", "rash"), ("teeth", "tooth"),
        ("biopsies", "biopsy"), ("headaches", "headache"), ("diseases", "disease"),
        ("metastases", "metastasis"), ("bacteria", "bacterium"), ("viruses", "virus"),
    ],
)  # fmt: skip
def test_plural_and_singular_are_one(plural: str, one: str) -> None:
    assert singular(plural) == singular(one)


@pytest.mark.parametrize("word", ["diabetes", "pancreas", "lens", "arthritis", "abscess", "virus"])
def test_no_plural(word: str) -> None:
    assert singular(word) == word


def test_acronyms() -> None:
    assert [is_acronym(w) for w in ("COPD", "HbA1c", "mRNA", "Copd", "copd", "X-Ray")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
