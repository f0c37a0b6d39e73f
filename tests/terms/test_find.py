"""Known terms are found in any spelling, on the offsets of the text as given."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext import openings, terms
from healthtext.terms import Terms, keyed

ROWS = (
    "-\tNOT\t-\tback|on the other hand",
    "HT:1\tSYMPTOM\tback pain\tback pain|lower back pain",
    "UBERON:1\tANATOMY\tlower back\tlower back|spinal cord|hand",
    "HT:2\tGENERAL\theart rate\theart rate|severe back pain",
    "DOID:1\tCONDITION\tCOPD\tCOPD|chronic lung disease|oedema|posttraumatic stress",
    "MESH:1\tDRUG\tedema\tedema",
    "DOID:2\tCONDITION\tfatness\tfat|child obesity",
    "DOID:3\tCONDITION\tUTI\tUTI|hoof, horn and mouth disease",
)
SMALL = Terms(map(keyed, ROWS))


def found(text: str) -> list[str]:
    return [match.text for match in SMALL.find(text)]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("pain in the spinal cord.", "spinal cord"),
        ("SPINAL-CORD", "SPINAL-CORD"),
        ("spinal cords", "spinal cords"),
        ("the spinal\r\ncord", "spinal\r\ncord"),
        ("the spinal\n  cord", "spinal\n  cord"),
        ("spinal\u00a0cord", "spinal\u00a0cord"),
        ("spinal\u2010cord", "spinal\u2010cord"),
        ("oedema", "oedema"),
        ("Edema", "Edema"),
        ("œdema of oédéma", "oédéma"),
        ("COPD", "COPD"),
        ("COPDs", "COPDs"),
        ("UTIs", "UTIs"),
        ("hoof, horn and mouth disease", "hoof, horn and mouth disease"),
        ("Hoof, horn, and mouth disease", "Hoof, horn, and mouth disease"),
        ("İ ß 한국어 😀👩‍⚕️ lower back", "lower back"),
        ("허리lower back입니다", "lower back"),
        ("post-traumatic stress", "post-traumatic stress"),
        ("Post‑Traumatic stress", "Post‑Traumatic stress"),
        ("the hand's bones", "hand"),
        ("Children's LOWER BACK PAIN RELIEF", "LOWER BACK PAIN"),
        ("BELLY FAT LOSS", "FAT"),
    ],
)
def test_found(text: str, term: str) -> None:
    assert term in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "spinal. cord",
        "spinal\n\ncord",
        "spinal, cord",
        "spinal  *cord",
        "spinally cord",
        "copd",
        "Copd",
        "FAT gene",
        "come back",
        "on the other hand",
        "handy",
        "beforehand",
        "\ud800 \udfff",
    ],
)
def test_not_found(text: str) -> None:
    assert found(text) == []


def test_longest_match_from_the_left() -> None:
    assert found("lower back pain") == ["lower back pain"]
    assert found("lower back, back pain") == ["lower back", "back pain"]


def test_first_line_decides_the_type_and_every_line_gives_its_concept() -> None:
    match = SMALL.find("edema")[0]
    assert match.type == "CONDITION"
    assert [concept.id for concept in match.concepts] == ["MESH:1", "DOID:1"]  # of that name first


def test_own_numbers_give_way_to_a_vocabulary() -> None:
    both = Terms(["HT:1\tDRUG\tx\taspirin", "MESH:1\tDRUG\tAspirin\taspirin"])
    assert [concept.id for concept in both.find("aspirin")[0].concepts] == ["MESH:1"]


def test_lookup_takes_whole_phrases() -> None:
    assert SMALL.lookup(" Spinal Cords ") is not None
    assert SMALL.lookup("the spinal cord") is None
    assert SMALL.lookup("back") is None
    assert SMALL.type_of("heart rates") == "GENERAL"
    assert SMALL.type_of("spine") is None


def test_head_of_an_untyped_phrase() -> None:
    phrase = SMALL.find("a severe back pain")[0]
    head = SMALL.head(phrase)
    assert head is not None and (head.text, head.start, head.type) == ("back pain", 9, "SYMPTOM")
    assert SMALL.head(SMALL.find("heart rate")[0]) is None


def test_multiword_terms_are_lower_case_words() -> None:
    words = set(SMALL.multiword())
    assert ("lower", "back", "pain") in words
    assert not {("back",), ("on", "the", "other", "hand")} & words


TEXT = st.lists(
    st.sampled_from(
        ["spinal cord", "lower back pain", "COPD", "İ", "ß", "한국어", "😀", "e\u0301", "\r\n", " ",
         "-", "’s", "oedema", "On the other hand", "\u200b", "_", ".", "𝒳", "\ud800"]
    ), max_size=20,
).map("".join)  # fmt: skip


@given(TEXT | st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_phrases_are_the_matches_of_several_words(text: str) -> None:
    spaced = [match for match in SMALL.find(text) if " " in match.text]
    assert [match for match in SMALL.phrases(text) if " " in match.text] == spaced
    assert all(len(terms._WORD.findall(match.text)) > 1 for match in SMALL.phrases(text))


@given(TEXT | st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_matches_are_ordered_slices(text: str) -> None:
    at = 0
    for match in SMALL.find(text):
        assert at <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.text
        at = match.end


def test_time_grows_with_the_text_only() -> None:
    """A term's first words again and again are the worst case."""
    known = terms.load()
    text = "in vitro " * 5_000
    known.find(text[:900])
    start = time.process_time()
    known.find(text)
    once = time.process_time() - start
    start = time.process_time()
    known.find(text * 16)
    # sixteen times the text; a search that looks back would take 256 times as long
    assert time.process_time() - start < 100 * max(once, 0.02)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["the", "heart", "attack", "copd", "COPD", "of", "pains"])))
def test_passing_over_words_that_begin_no_term_loses_none(found: list[str]) -> None:
    text, known = " ".join(found), terms.load()
    wanted = known.find(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(known, "_begins", lambda _: True)
        patch.setattr(known._openings, "_pairs", bytearray(b"\1") * openings.PLACES)
        assert known.find(text) == wanted


def test_words_that_begin_no_term_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, found = [], Terms._several

    def asking(self: Terms, text: str, words: list[Any], forms: list[str], at: int) -> Any:
        asked.append((forms[at], forms[at + 1]))
        return found(self, text, words, forms, at)

    monkeypatch.setattr(Terms, "_several", asking)
    found_in = SMALL.find("spinal pain of the spinal cord")
    assert [match.text for match in found_in] == ["spinal cord"]
    assert asked == [("spinal", "cord")]
    assert SMALL._begins.cache_info().maxsize == terms.REMEMBERED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("post-traumatic Post‑op", ["post-traumatic", "Post‑op"]),
        ("anti-A, anti--B, Electro-x", ["anti-A", "anti", "B", "Electro-x"]),
        ("xpost-op posting-x pré-x", ["xpost", "op", "posting", "x", "pré", "x"]),
    ],
)
def test_a_prefix_and_its_hyphen_belong_to_the_word(text: str, words: list[str]) -> None:
    assert terms._WORD.findall(text) == words
