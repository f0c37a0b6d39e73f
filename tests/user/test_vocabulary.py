"""Vocabularies of the user: what is read, what is refused, and that its terms are found."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from healthtext import entities, syntax
from healthtext.cli import cli
from healthtext.errors import SettingsError
from healthtext.user import vocabulary


def written(folder: Path, content: str | bytes, name: str = "own.csv") -> str:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return str(folder / name)


GOOD = (
    "term,type,id,name\nZorbex,drug,ACME:1,Zorbex tablets\nZorbex forte,DRUG,ACME:1,\n"
    "glow therapy,TREATMENT\n"
)


def test_terms_are_found_with_type_and_id_in_any_number(tmp_path: Path) -> None:
    own = vocabulary.load([written(tmp_path, GOOD)])
    doc = syntax.load().make_doc("Glow therapies and zorbex forte help; Zorbex does not.")
    found = {one.text: one for one in entities.find(doc, own=own)}
    assert found["zorbex forte"].concepts[0].id == "ACME:1"
    assert found["Zorbex"].concepts[0].name == "Zorbex tablets"
    assert found["Glow therapies"].type == "TREATMENT"
    assert found["Glow therapies"].concepts[0].id == "OWN:glow therapy"


def test_a_term_of_ones_own_stays_whatever_it_meets(tmp_path: Path) -> None:
    own = vocabulary.load([written(tmp_path, "type;term\nTREATMENT;back pain chair\n")])
    doc = syntax.load().make_doc("A lower back pain chair.")
    assert [(e.text, e.type) for e in entities.find(doc, own=own)] == [
        ("back pain chair", "TREATMENT")
    ]
    assert "lower back pain" in [e.text for e in entities.find(doc)]


MARKED = (
    "term,type\nC++,TEST\nAlpha-X (forte),DRUG\nAlpha-X,DRUG\nsalt & light,TREATMENT\n日本薬,DRUG\n"
    "Zorbex®,DRUG\n"
)


def test_a_term_with_marks_of_its_own_is_found_as_it_is_written(tmp_path: Path) -> None:
    own = vocabulary.load([written(tmp_path, MARKED)])
    assert own is not None
    text = "Vitamin C, c++ and ALPHA-X  (Forte); alpha x, Salt &\nlight, a日本薬b, zorbex™."
    found = [(match.text, match.concepts[0].id) for match in own.find(text)]
    assert found == [
        ("c++", "OWN:c++"), ("ALPHA-X  (Forte)", "OWN:alpha-x (forte)"),
        ("alpha x", "OWN:alpha-x"), ("Salt &\nlight", "OWN:salt & light"),
        ("日本薬", "OWN:日本薬"), ("zorbex", "OWN:zorbex®"),
    ]  # fmt: skip
    assert all(text[match.start : match.end] == match.text for match in own.find(text))


def test_a_letter_at_the_end_of_a_marked_term_ends_a_word(tmp_path: Path) -> None:
    own = vocabulary.load([written(tmp_path, "term,type\nfoo & bar,DRUG\n")])
    assert own is not None
    assert [match.text for match in own.find("foo & bars, a foo & bar, xfoo & bar")] == [
        "foo & bar"
    ]


def test_no_files_are_no_vocabulary() -> None:
    assert vocabulary.load([]) is None
    assert vocabulary.version([]) == ""


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "holds no rows"),
        ("word,type\nx,DRUG\n", "row 1 names no column term"),
        ("word,kind\nx,DRUG\n", "row 1 names no column term and no column type"),
        ("term,type\nZorbex,POTION\n", "row 2 has type 'POTION', not one of CONDITION"),
        ("term,type\nZorbex\n", "row 2 has type ''"),
        ("term,type\n---,DRUG\n", "row 2 has no word in its column term"),
        (
            "term,type\nZorbex,DRUG\nzorbex,CONDITION\n",
            "row 3 has type 'CONDITION', and row 2 'DRUG'",
        ),
        ("term,type\na|b,DRUG\n", "row 2 has a term with a |"),
        (f"term,type\n{'a' * 300},DRUG\n", "row 2 has a term of 300 characters"),
        ('term,type\n"Zorbex,DRUG\n', "row 2 is no CSV"),
        (b"term,type\nZorb\xe9x,DRUG\n", "row 2 is not UTF-8"),
        ("term,type\nx,DRUG\n".encode("utf-16"), "is in UTF-16, not UTF-8: save it"),
    ],
)
def test_broken_rows_are_named(tmp_path: Path, content: str | bytes, problem: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(SettingsError) as raised:
        vocabulary.load([path])
    assert raised.value.where == path
    assert problem in raised.value.problem
    assert "vocab" in raised.value.remedy


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        vocabulary.load([str(tmp_path / "none.csv")])


def test_the_option_reaches_the_report_and_broken_files_end_the_run(tmp_path: Path) -> None:
    article = written(tmp_path, "Zorbex is a new tablet against pain.\n", "article.txt")
    command = ["report", article, "--skip", "despin,grammar", "--format", "json"]
    good = CliRunner().invoke(cli, [*command, "--vocab", written(tmp_path, GOOD)])
    assert good.exit_code == 0
    assert "ACME:1" in good.output
    assert '"vocabulary": "sha256 ' in good.output
    bad = written(tmp_path, "term,type\nx,POTION\n", "bad.csv")
    broken = CliRunner().invoke(cli, [*command, "--vocab", bad])
    assert broken.exit_code == 2
    assert "row 2 has type 'POTION'" in broken.stderr
