"""The packaged pipeline: what it says of plain sentences, odd texts, long ones, damaged files."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from healthtext import assets, syntax
from healthtext.errors import AssetError, SettingsError

LIMIT = 15_000_000


@pytest.fixture(scope="module")
def nlp() -> Language:
    return syntax.load(syntax.CORE)


def test_it_tags_parses_and_lemmatises(nlp: Language) -> None:
    doc = nlp("Aspirin does not prevent heart attacks.")
    said = {token.text: (token.tag_, token.pos_, token.lemma_, token.dep_) for token in doc}
    assert said["prevent"] == ("VB", "VERB", "prevent", "ROOT")
    assert said["attacks"] == ("NNS", "NOUN", "attack", "dobj")
    assert said["not"] == ("RB", "PART", "not", "neg")
    assert said["does"][1:3] == ("AUX", "do")
    assert doc[2].head.text == "prevent"
    assert "Number=Plur" in doc[5].morph


def test_a_line_break_ends_a_sentence(nlp: Language) -> None:
    doc = nlp("Side effects\nMost people have none.\n\nAsk your doctor")
    assert [sent.text.strip() for sent in doc.sents] == [
        "Side effects", "Most people have none.", "Ask your doctor",
    ]  # fmt: skip


def test_an_abbreviation_does_not_end_a_sentence(nlp: Language) -> None:
    doc = nlp("Dr. Smith gave her 5 mg. She felt better.")
    assert [sent.text for sent in syntax.sentences(doc)] == [
        "Dr. Smith gave her 5 mg.", "She felt better.",
    ]  # fmt: skip


def test_a_letter_that_names_something_may_end_a_sentence(nlp: Language) -> None:
    for text in (
        "He said “take vitamin C.” Garlic prevents colds.",
        "It has vitamin C. Garlic is a.",
    ):
        doc = nlp(text)
        assert [sent.text for sent in syntax.sentences(doc)] == text.replace(" Ga", "|Ga").split(
            "|"
        )
        assert [sent.text for sent in doc.sents] == text.replace(" Ga", "|Ga").split("|")
    assert len(list(nlp("Dr. A. Smith lacks vitamin D.").sents)) == 1


def test_it_is_small() -> None:
    rows = assets.manifest()
    total = sum(row.bytes for name, row in rows.items() if name.startswith(syntax.FOLDER))
    assert 0 < total < LIMIT


def test_it_holds_no_words_of_its_corpora() -> None:
    held = (assets.DATA / syntax.FOLDER / "vocab" / "strings.json").read_text("utf-8")
    assert "monocytic" not in held
    assert "dobj" in held


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "?!—,;:()[]" * 200, "\u200b", "a"])
def test_odd_texts_come_back_whole(nlp: Language, text: str) -> None:
    doc = syntax.read(nlp, text)
    assert doc.text == text
    assert sum(len(sent) for sent in doc.sents) == len(doc)


def test_a_sentence_of_ten_thousand_words(nlp: Language) -> None:
    text = "this tea does not flush toxins , and " * 1_300
    doc = syntax.read(nlp, text)
    assert (doc.text, len(doc)) == (text, 10_400)
    assert all(token.has_dep() for token in doc)


def test_a_long_text_is_read_in_less_memory_than_at_once(nlp: Language) -> None:
    def peak(read: Callable[[str], object]) -> int:
        tracemalloc.start()
        read("Vitamin C may shorten a cold by a day, studies say. " * 2_000)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(lambda text: syntax.read(nlp, text)) < peak(nlp) / 2


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab. \n!é\U0001f600", max_size=300), st.integers(5, 60))
def test_pieces_are_the_text(text: str, longest: int) -> None:
    found = list(syntax.pieces(text, longest))
    assert "".join(found) == text
    assert all(0 < len(piece) <= longest for piece in found) or text == ""


def test_pieces_end_at_lines_then_at_sentences_then_between_words() -> None:
    assert list(syntax.pieces("One two.\nThree. Four", 18)) == ["One two.\n", "Three. Four"]
    assert list(syntax.pieces("One two. Three four", 15)) == ["One two. ", "Three four"]
    assert list(syntax.pieces("one two three", 9)) == ["one two ", "three"]


def test_a_text_in_pieces_has_the_words_of_the_whole(nlp: Language) -> None:
    text = "Gout hurts.  See a doctor.\n\n- rest\n" * 900
    whole = nlp.make_doc(text)
    assert [token.text for token in syntax.read(nlp, text)] == [token.text for token in whole]


def test_rules_read_a_text_at_once() -> None:
    text = "no dot " * 5_000
    assert len(list(syntax.read(syntax.load(), text).sents)) == 1


@pytest.mark.parametrize("name", ["parser/model", "healthtext_retagger/model.npz", "config.cfg"])
def test_a_missing_or_damaged_file_is_named(tmp_path: Path, name: str) -> None:
    shutil.copytree(assets.DATA / syntax.FOLDER, tmp_path / syntax.FOLDER)
    shutil.copy(assets.DATA / assets.MANIFEST, tmp_path)
    file = tmp_path / syntax.FOLDER / name
    file.write_bytes(b"x")
    with pytest.raises(AssetError, match=rf"{name}: is damaged, expected sha256 \w+ .*; reinstall"):
        syntax.core(tmp_path)
    file.unlink()
    with pytest.raises(AssetError, match=rf"{name}: is missing, expected sha256 \w+"):
        syntax.core(tmp_path)


def test_spacy_loads_the_folder(nlp: Language) -> None:
    assert spacy.load(syntax.core_folder()).pipe_names == nlp.pipe_names


def test_a_manifest_without_the_model_is_named(tmp_path: Path) -> None:
    (tmp_path / assets.MANIFEST).write_text('{"files": {}}')
    with pytest.raises(AssetError, match=r"is not in manifest\.json"):
        syntax.core(tmp_path)


def test_an_unknown_model_names_the_packaged_one() -> None:
    with pytest.raises(SettingsError, match=f"no_such_model.*{syntax.CORE}"):
        syntax.load("no_such_model")


def test_fixing_does_not_load_the_parser() -> None:
    code = """import healthtext
from healthtext import syntax
from healthtext.settings import Settings
healthtext.load(Settings(skip=frozenset(["grammar"]))).load()
print(syntax.core.cache_info().currsize)"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0"]


@pytest.mark.parametrize(
    ("form", "part", "lemma"),
    [
        ("Viruses", "NOUN", "virus"), ("was", "AUX", "be"), ("n’t", "PART", "not"),
        ("Mayo", "PROPN", "Mayo"), ("These", "DET", "this"), ("better", "ADJ", "good"),
        ("me", "PRON", "I"), ("Under", "ADP", "under"), ("xyzzies", "NOUN", "xyzzy"),
    ],
)  # fmt: skip
def test_lemmas(form: str, part: str, lemma: str) -> None:
    assert syntax.lemma(form, part) == lemma


def test_the_example_of_the_docs_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "syntax.md").read_text("utf-8")
    code = page.split("```python\n")[1].split("```")[0]
    exec(code, {})
    said = [line.removeprefix("# ") for line in code.splitlines() if line.startswith("# ")]
    assert capsys.readouterr().out.splitlines() == said
