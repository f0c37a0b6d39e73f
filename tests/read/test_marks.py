"""What two marks switch off is protected, wherever it is written."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext.read import html_marks, read
from healthtext.read.gates import admit
from healthtext.read.marks import MARK
from healthtext.records import Article, Failure, Source
from healthtext.settings import Settings

OFF, ON = "<!-- healthtext: off -->", "<!-- healthtext: on -->"
LOOSE = "<!--HealthText:OFF-->b<!--\nhealthtext : on\n-->"


def article(folder: Path, name: str, text: str) -> Article:
    path = folder / name
    path.write_text(text, "utf-8")
    (found,) = read(str(path), Settings())
    assert isinstance(found, Article), found
    return found


def kept(found: Article) -> list[str]:
    return [found.text[start:end] for start, end in found.protected]


@pytest.mark.parametrize(
    ("text", "protected"),
    [
        (f"a {OFF} b {ON} c", [f"{OFF} b {ON}"]),
        (f"a {OFF} b {OFF} c {ON} d {ON}", [f"{OFF} b {OFF} c {ON}", ON]),  # marks do not nest
        (f"a {ON} b", [ON]),
        (f"a {OFF} b", [f"{OFF} b"]),
        (f"{LOOSE}c", [LOOSE]),
        ("a <!-- healthtext: of --> b", []),
        ("a <!-- healthtext off --> b", []),
        ("a <!-- off --> b", []),
    ],
)  # fmt: skip
def test_marks_in_a_text(tmp_path: Path, text: str, protected: list[str]) -> None:
    found = article(tmp_path, "a.txt", text)
    assert found.text == text
    assert kept(found) == protected


def test_a_mark_left_open_is_said_with_its_line(tmp_path: Path) -> None:
    found = article(tmp_path, "a.txt", f"one\ntwo {OFF}\nthree")
    assert "healthtext is off from line 2 to the end" in found.source.warnings[-1]
    assert not article(tmp_path, "b.txt", f"one {OFF} two {ON}").source.warnings


@pytest.mark.parametrize(
    "mark",
    ["<!-- healthtext: of -->", "<!-- healthtext off -->", "<!-- healthtext: off, a quote -->"],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_mark_that_switches_nothing_is_said_with_its_line(
    tmp_path: Path, name: str, mark: str
) -> None:
    page = "<html><body><article>\n<p>" + "The spinal cord is long. " * 30 + f"</p>{mark}</article>"
    found = article(tmp_path, name, page if name == "a.html" else f"one\n{mark} two")
    said = f"{mark} in line 2 switches nothing: a mark says healthtext: off, or on"
    assert said in found.source.warnings


def test_what_is_no_mark_and_code_that_shows_one_are_not_said(tmp_path: Path) -> None:
    text = (
        f"`<!-- healthtext: of -->` a <!-- healthtexts --> b <!-- not healthtext --> {OFF} c {ON}"
    )
    assert not article(tmp_path, "a.md", text).source.warnings


def test_marks_in_a_record(tmp_path: Path) -> None:
    found = article(tmp_path, "a.jsonl", f'{{"text": "a {OFF} b {ON} c"}}')
    assert kept(found) == [f"{OFF} b {ON}"]


def test_marks_in_a_word_file(tmp_path: Path) -> None:
    document = docx.Document()
    for paragraph in ("one", OFF, "two", ON, "three"):
        document.add_paragraph(paragraph)
    document.save(str(tmp_path / "a.docx"))
    (found,) = read(str(tmp_path / "a.docx"), Settings())
    assert isinstance(found, Article)
    (inside,) = kept(found)
    assert "two" in inside
    assert "one" not in inside
    assert "three" not in inside


def test_marks_in_markdown_stand_between_paragraphs_and_in_them(tmp_path: Path) -> None:
    text = f"One.\n\n{OFF}\n\nTwo *x* y.\n\n{ON}\n\nThree {OFF}four{ON} five.\n"
    found = article(tmp_path, "a.md", text)
    assert kept(found) == [f"{OFF}\n\nTwo *x* y.\n\n{ON}", f"{OFF}four{ON}"]


@pytest.mark.parametrize(
    "text",
    [
        f"Write `{OFF}` before it.\n\nProse here.\n",
        f"```html\n{OFF}\n```\n\nProse here.\n",
        f"Code:\n\n    {OFF}\n\nProse here.\n",
    ],
)
def test_code_of_markdown_that_shows_a_mark_is_no_mark(tmp_path: Path, text: str) -> None:
    found = article(tmp_path, "a.md", text)
    assert not found.source.warnings
    start = text.index("Prose")
    assert not any(lo <= start < hi for lo, hi in found.protected)


PAGE = f"""<html><head><title>About backs</title></head><body><article>
<h1>About backs</h1>
<p>Massage eases the spinal cord {OFF}and the <b>spinal twine</b> of
many people{ON} who sit all day at a desk.</p>
{OFF}
<p>Everything in this second paragraph stays as it is, the spinal twine too.</p>
<ul><li>and the first point</li><li>and the second point</li></ul>
<!-- healthtext: on -->
<p>The third paragraph is repaired as usual, since the author has nothing against it.</p>
</article></body></html>"""


def test_comments_of_html_protect_the_text_between_them(tmp_path: Path) -> None:
    found = article(tmp_path, "a.html", PAGE)
    plain = article(tmp_path, "b.html", MARK.sub("<!-- x -->", PAGE))
    assert found.text == plain.text
    assert not plain.protected
    inside = " ".join(" ".join(kept(found)).split())
    assert "and the spinal twine of many people" in inside
    assert "Everything in this second paragraph stays as it is, the spinal twine too." in inside
    assert "and the second point" in inside
    assert "third paragraph" not in inside
    assert "who sit" not in inside


def test_html_that_only_shows_a_mark_is_no_mark(tmp_path: Path) -> None:
    page = PAGE.replace(OFF, "&lt;!-- healthtext: off --&gt;").replace(ON, "")
    assert not article(tmp_path, "a.html", page).protected


def test_the_title_of_a_page_has_no_signs_in_it(tmp_path: Path) -> None:
    page = PAGE.replace("<h1>", f"{OFF}<h1>").replace("<title>About backs</title>", "")
    found = article(tmp_path, "a.html", page)
    assert found.source.title.isascii()
    assert found.text.isascii()


def test_a_page_of_nothing_but_marks_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(OFF + ON)
    (found,) = read(str(tmp_path / "a.html"), Settings())
    assert isinstance(found, Failure)
    assert found.code == "empty"


def test_html_left_open_protects_to_the_end(tmp_path: Path) -> None:
    found = article(tmp_path, "a.html", PAGE.replace("<!-- healthtext: on -->", ""))
    assert "third paragraph" in " ".join(kept(found))


PIECES = st.lists(
    st.sampled_from([OFF, ON, "spinal ", "İ", "e\u0301 ", "😀", "\r\n", "한 "]), max_size=20
)


@settings(max_examples=100, deadline=None)
@given(PIECES)
def test_exactly_what_is_between_marks_is_protected(pieces: list[str]) -> None:
    text = "".join(pieces) or "x"
    expected, off = [False] * len(text), False
    at = 0
    for piece in pieces:
        off = off or piece == OFF
        if off or piece == ON:
            expected[at : at + len(piece)] = [True] * len(piece)
        off = off and piece != ON
        at += len(piece)
    found = Article("a", text, Source("a"))
    spans = admit(found).protected if text.strip() else ()
    assert list(spans) == sorted(spans)
    held = [any(lo <= i < hi for lo, hi in spans) for i in range(len(text))]
    assert held == expected or not text.strip()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["b", "😀 x", "İ\n"]), st.booleans()), max_size=12))
def test_signs_are_taken_out_of_a_page_again(pieces: list[tuple[str, bool]]) -> None:
    signs = ("\U00018b00", "\U00018b01")
    text = "".join(f"{signs[0]}{piece}{signs[1]}" if off else piece for piece, off in pieces)
    plain, spans = html_marks.unsigned(text, signs)
    assert plain == "".join(piece for piece, _ in pieces)
    held = [any(lo <= at < hi for lo, hi in spans) for at in range(len(plain))]
    assert held == [off for piece, off in pieces for _ in piece]
