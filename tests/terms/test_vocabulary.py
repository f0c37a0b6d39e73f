"""The packaged vocabulary: well-formed, small, and right about what health pages speak of."""

from __future__ import annotations

import gzip
from collections import Counter

import pytest

from healthtext import assets, entities, terms

KINDS = {*entities.TYPES, terms.GENERAL}


def lines(name: str) -> list[str]:
    raw = assets.path(name).read_bytes()
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("name", [terms.TABLE, terms.SUPPLEMENT])
def test_lines_are_well_formed(name: str) -> None:
    for line in lines(name):
        concept, kind, preferred, wordings = line.split("\t")
        assert ":" in concept and kind in KINDS and preferred.strip() and wordings, line


def test_concepts_are_listed_once() -> None:
    counts = Counter(line.partition("\t")[0] for line in lines(terms.TABLE))
    assert [concept for concept, count in counts.items() if count > 1] == []


def test_own_concepts_are_numbered_once() -> None:
    own = [line.partition("\t")[0] for line in lines(terms.SUPPLEMENT)]
    counts = Counter(concept for concept in own if concept.startswith("HT:"))
    assert [concept for concept, count in counts.items() if count > 1] == []


def test_a_wording_stands_in_the_supplement_once() -> None:
    wordings = (w for line in lines(terms.SUPPLEMENT) for w in line.split("\t")[3].split("|"))
    counts = Counter(terms.key_of(wording) for wording in wordings)
    assert [wording for wording, count in counts.items() if count > 1] == []


def test_keys_in_the_table_are_the_normal_forms_of_today() -> None:
    """After a change of spelling.py the table has to be built again."""
    for line in lines(terms.TABLE):
        for wording in line.rpartition("\t")[2].split("|"):
            written, _, key = wording.partition(">")
            assert terms.key_of(written) == (key or written)


def test_not_terms_are_each_listed_once() -> None:
    counts = Counter(terms.key_of(line) for line in lines(terms.NOT_TERMS))
    assert [wording for wording, count in counts.items() if count > 1] == []


def test_table_is_small_and_says_where_it_is_from() -> None:
    assert assets.path(terms.TABLE).stat().st_size < 3_000_000
    prefixes = {line.partition(":")[0] for line in lines(terms.TABLE)}
    assert prefixes <= set(terms.versions())
    assert "MeSH 2015" in terms.versions()["MESH"]


def test_untyped_terms_are_phrases() -> None:
    for line in lines(terms.TABLE):
        _, kind, _, wordings = line.split("\t")
        if kind == terms.GENERAL:
            assert all(" " in wording for wording in wordings.split("|")), line


@pytest.mark.parametrize(
    ("phrase", "kind", "concept"),
    [
        ("breast cancer", "CONDITION", "DOID:1612"),
        ("type 2 diabetes", "CONDITION", "DOID:9352"),
        ("high blood pressure", "CONDITION", "DOID:10763"),
        ("heart attack", "CONDITION", "DOID:5844"),
        ("Alzheimer’s", "CONDITION", "DOID:10652"),
        ("anaemia", "CONDITION", "DOID:2355"),
        ("back pain", "SYMPTOM", "MESH:D001416"),
        ("diarrhoea", "SYMPTOM", "DOID:13250"),
        ("fatigue", "SYMPTOM", "MESH:D005221"),
        ("ibuprofen", "DRUG", "MESH:D007052"),
        ("antibiotics", "DRUG", "MESH:D000900"),
        ("Spiriva", "DRUG", "DRUGBANK:DB01409"),
        ("Keytruda", "DRUG", "HT:2941"),
        ("denosumab", "DRUG", "HT:"),
        ("cholesterol", "CHEMICAL", "MESH:D002784"),
        ("vitamin D", "NUTRIENT", "MESH:D014807"),
        ("omega-3 fatty acids", "NUTRIENT", "MESH:D015525"),
        ("turmeric", "NUTRIENT", "MESH:"),
        ("massage therapy", "TREATMENT", "MESH:D008405"),
        ("chiropractic", "TREATMENT", "MESH:D026882"),
        ("hip replacement", "TREATMENT", "MESH:D019644"),
        ("spinal cord", "ANATOMY", "MESH:D013116"),
        ("lower back", "ANATOMY", "UBERON:0005462"),
        ("immune system", "ANATOMY", "MESH:D007107"),
        ("MRI scan", "TEST", "MESH:D008279"),
        ("blood test", "TEST", ""),
        ("heart rate", "GENERAL", ""),
        ("side effects", "GENERAL", ""),
        ("clinical trial", "GENERAL", ""),
    ],
)
def test_what_health_pages_speak_of(phrase: str, kind: str, concept: str) -> None:
    match = terms.load().lookup(phrase)
    assert match is not None
    assert match.type == kind
    assert any(known.id.startswith(concept) for known in match.concepts)


def meant(phrase: str) -> set[str]:
    match = terms.load().lookup(phrase)
    assert match is not None, phrase
    return {concept.id for concept in match.concepts}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("albuterol", "salbutamol"), ("aspirin", "acetylsalicylic acid"),
        ("stomach cancer", "gastric cancer"), ("lidocaine", "lignocaine"),
        ("furosemide", "frusemide"), ("mono", "mononucleosis"),
        ("lung cancer", "lung carcinoma"), ("breast cancer", "breast carcinoma"),
        ("epilepsy", "seizure disorder"), ("kidney stones", "renal calculi"),
        ("AIDS", "acquired immunodeficiency syndrome"),
        ("inhaled corticosteroids", "inhaled steroids"),
    ],
)  # fmt: skip
def test_names_of_one_thing_share_a_concept(one: str, other: str) -> None:
    assert meant(one) & meant(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rescue inhaler", "inhaled corticosteroids"), ("irritation", "abciximab"),
        ("mercury poisoning", "lead poisoning"),
        ("linoleic acid", "conjugated linoleic acid"),
        ("breast tenderness", "breast lump"), ("gingivitis", "periodontitis"),
        ("celiac disease", "gluten sensitivity"), ("soluble fiber", "insoluble fiber"),
        ("nasal polyps", "colon polyps"), ("panax ginseng", "american ginseng"),
    ],
)  # fmt: skip
def test_names_of_two_things_share_none(one: str, other: str) -> None:
    assert not meant(one) & meant(other)


def test_an_acronym_in_s_is_known_in_its_capitals_only() -> None:
    assert terms.load().type_of("AIDS") == "CONDITION"
    assert terms.load().type_of("PCOS") == "CONDITION"
    assert terms.load().type_of("aids") is None


@pytest.mark.parametrize(
    "text",
    [
        "The patient came back at once and played a lead role on stage.",
        "In the face of it, on the other hand, we set all this fast.",
        "Every cell of the table, a fine line, a shot in the dark.",
        "He had a cold drink and burned some wood for a long period.",
    ],
)
def test_ordinary_words_are_no_terms(text: str) -> None:
    assert [m.text for m in terms.load().find(text) if m.type != terms.GENERAL] == []
