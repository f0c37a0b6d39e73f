"""Word files: every change can be accepted or rejected, by our own reading and by pandoc's."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypandoc  # type: ignore[import-untyped]
import pytest
from docx.oxml.comments import CT_Comments
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext.edits import apply
from healthtext.read import read
from healthtext.records import SCHEMA, Article, Edit, Report, Source
from healthtext.render.docx import _lines_ended, render
from healthtext.render.segments import segments
from healthtext.rules import catalogue
from healthtext.settings import Settings

MARKS = {qn("w:br"): "\n", qn("w:tab"): "\t"}


def decided(data: bytes, gone: str) -> str:
    """Return the text with one kind of change, w:ins or w:del, taken away and the other kept."""
    parts: list[str] = []
    for paragraph in docx.Document(io.BytesIO(data)).element.body.iter(qn("w:p")):
        found = paragraph.iter(qn("w:t"), qn("w:delText"), *MARKS)
        kept = (one for one in found if not any(True for _ in one.iterancestors(qn(gone))))
        parts += (MARKS.get(element.tag) or element.text for element in kept)
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn(gone)}") is None:
            parts.append("\n\n")
    assert parts.pop() == "\n\n"
    return "".join(parts)


def lines(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text).replace("\x0c", "\ufffd")


def pandoc(data: bytes, path: Path, mode: str) -> str:
    path.write_bytes(data)
    options = [f"--track-changes={mode}", "--wrap=none"]
    text: str = pypandoc.convert_file(str(path), "plain", format="docx", extra_args=options)
    return text


def test_accepting_and_rejecting_every_change_give_both_texts(tricky: Report) -> None:
    data = render(tricky)
    assert decided(data, "w:ins") == lines(tricky.original)
    assert decided(data, "w:del") == lines(tricky.repaired)


def test_another_reader_sees_the_same_changes(tricky: Report, tmp_path: Path) -> None:
    data, path = render(tricky), tmp_path / "a.docx"
    accepted, rejected = pandoc(data, path, "accept"), pandoc(data, path, "reject")
    assert "The spinal cord hurts" in accepted and "spinal twine" not in accepted
    assert "The spinal twine hurts" in rejected and "spinal cord" not in rejected
    assert "=2+5 Posted by 🤖\n\nKnee 🦵🏽 agony & <b>pain</b>" in rejected
    assert accepted.startswith("Knee 🦵🏽")
    assert "The 🫁 Lung" in accepted and "🫁" not in rejected


def test_every_change_names_its_author_and_carries_its_reason(tricky: Report) -> None:
    document = docx.Document(io.BytesIO(render(tricky)))
    changes = list(document.element.body.iter(qn("w:ins"), qn("w:del")))
    assert {change.get(qn("w:author")) for change in changes} == {"healthtext"}
    identifiers = [change.get(qn("w:id")) for change in changes]
    assert len(set(identifiers)) == len(identifiers)
    notes = {comment.comment_id: comment for comment in document.comments}
    assert [note.text for note in notes.values()] == [
        "clean-byline: left by the site {>>tools<<}", "despin-term: a known term",
        f"grammar-languagetool: {catalogue()['grammar-languagetool'].title}",
        "clean-injected: =HYPERLINK(1)",
    ]  # fmt: skip
    assert {note.author for note in notes.values()} == {"healthtext"}
    for tag in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"):
        met = [int(element.get(qn("w:id"))) for element in document.element.body.iter(qn(tag))]
        assert met == list(notes)


def test_what_healthtext_wrote_it_reads_as_the_repaired_text(
    edited: Callable[..., Report], tmp_path: Path
) -> None:
    text = "The spinal twine is one.\n\nA second paragraph\nof two lines, with agony."
    report = edited(text, (4, 16, "spinal cord"), (len(text) - 6, len(text) - 1, "pain"))
    (tmp_path / "a.docx").write_bytes(render(report))
    article = next(read(str(tmp_path / "a.docx"), Settings()))
    assert isinstance(article, Article)
    assert article.text == report.repaired


def test_an_empty_article_is_an_empty_document(empty: Report) -> None:
    assert decided(render(empty), "w:ins") == ""


def test_a_title_may_be_long_and_strange(empty: Report) -> None:
    source = Source("a.txt", title="Knee \x1b" * 100, author="x" * 300)
    about = docx.Document(io.BytesIO(render(replace(empty, source=source)))).core_properties
    assert about.title.startswith("Knee \ufffdKnee") and len(about.title) == 255
    assert about.author == "x" * 255


PIECES = st.text(st.sampled_from("a\n\r🦵\x0c"), max_size=6)


def report_of(parts: list[tuple[str, str, str]]) -> Report:
    """Make a report of stretches that were kept, taken out and put in."""
    text, made = "", []
    for kept, old, new in parts:
        text += kept
        made.append(Edit(len(text), len(text) + len(old), old, new, "despin", "despin-word"))
        text += f"{old}y"
    return Report(SCHEMA, "x", Source("x"), text, apply(text, made), tuple(made))


@given(st.lists(st.tuples(PIECES, PIECES, PIECES), max_size=5))
@settings(max_examples=100, deadline=None)
def test_line_ends_hold_on_both_sides_wherever_an_edit_parts_them(
    parts: list[tuple[str, str, str]],
) -> None:
    report = report_of(parts)
    every = list(_lines_ended(segments(report)))
    for gone, text in (("new", report.original), ("old", report.repaired)):
        assert "".join(s.text for s in every if s.kind != gone) == lines(text)


def test_paragraphs_and_lines_that_were_changed_can_be_taken_back() -> None:
    report = report_of(
        [("a\n\nb", "\n\nc\n", "\n\n\nd"), ("\n\n", "e\tf\n\n", ""), ("", "", "🦵\n\n")]
    )
    data = render(report)
    assert decided(data, "w:ins") == report.original
    assert decided(data, "w:del") == report.repaired


def test_comments_are_not_counted_over_again(edited: Callable[..., Report]) -> None:
    """python-docx looks at every comment to number the next: many edits would take minutes."""
    calls: list[Any] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CT_Comments, "add_comment", calls.append)
        render(edited("bad " * 9, *((at * 4, at * 4 + 3, "good") for at in range(9))))
    assert not calls
