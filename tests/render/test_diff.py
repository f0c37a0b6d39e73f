"""The two diffs of a repair."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from healthtext.records import Report
from healthtext.render import diff


def test_the_unified_diff_names_the_file_and_keeps_line_ends(report: Report) -> None:
    lines = diff.unified(report).decode().split("\n")
    assert lines[:2] == ["--- articles/knee.txt", "+++ articles/knee.txt"]
    assert "-Ask your doctor 출장 안마 first.\r" in lines
    assert "+Ask your doctor first.\r" in lines


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")
@pytest.mark.parametrize("end", ["\r\n", "", "\u2028x\x0cy"])
def test_patch_takes_the_unified_diff(report: Report, tmp_path: Path, end: str) -> None:
    """Whatever ends the text: other tools call characters line ends that patch does not."""
    stem = report.original.removesuffix("\r\n")
    report = replace(
        report, original=stem + end, repaired=report.repaired.removesuffix("\r\n") + end
    )
    file = tmp_path / "knee.txt"
    file.write_bytes(report.original.encode())
    command = ["patch", "--binary", "--quiet", str(file)]
    subprocess.run(command, input=diff.unified(report), check=True, timeout=20)
    assert file.read_bytes().decode() == report.repaired


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")
@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32", "cp1252", "gb18030"])
def test_patch_takes_the_diff_of_a_file_in_any_encoding(
    report: Report, tmp_path: Path, codec: str
) -> None:
    before, after = (
        f"é {text}".encode(codec, "ignore").decode(codec)
        for text in (report.original, report.repaired)
    )
    source = replace(report.source, encoding=codec)
    report = replace(report, source=source, original=before, repaired=after)
    file = tmp_path / "knee.txt"
    file.write_bytes(before.encode(codec))
    command = ["patch", "--binary", "--quiet", str(file)]
    subprocess.run(command, input=diff.unified(report), check=True, timeout=20)
    assert file.read_bytes() == after.encode(codec)


def test_the_diff_of_a_page_is_in_utf_8_whatever_the_page_is_in(report: Report) -> None:
    page = replace(report, source=replace(report.source, kind="html", encoding="cp949"))
    assert diff.unified(page) == diff.unified(report)
    assert "출장".encode() in diff.unified(page)


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")
def test_patch_finds_a_file_with_spaces_in_its_name(report: Report, tmp_path: Path) -> None:
    name = "a knee – and its  agony.txt"
    report = replace(report, source=replace(report.source, name=name))
    (tmp_path / name).write_bytes(report.original.encode())
    command = ["patch", "--binary", "--quiet", "-p0"]
    subprocess.run(command, input=diff.unified(report), cwd=tmp_path, check=True, timeout=20)
    assert (tmp_path / name).read_bytes() == report.repaired.encode()


def test_no_change_is_an_empty_diff(report: Report) -> None:
    same = replace(report, edits=(), repaired=report.original)
    assert diff.unified(same) == b""
    assert diff.words(same, width=80, colour=False) == ""


def test_the_word_diff_shows_changed_sentences_only(report: Report) -> None:
    assert diff.words(report, width=72, colour=False) == (
        "line 1\n"
        "  [-Posted By admin Posted On\\r\\n\\r\\n-]\n"
        "\n"
        "line 5\n"
        "  The [-spinal twine-]{+spinal cord+} is no muscle. […]\n"
        "\n"
        "line 6\n"
        "  Ask your doctor[- 출장 안마-] first.\n"
        "\n"
    )


def test_the_word_diff_marks_by_colour_on_a_terminal(report: Report) -> None:
    shown = diff.words(report, width=72, colour=True)
    assert "\x1b[9;31mspinal twine\x1b[0m" in shown
    assert "\x1b[1;32mspinal cord\x1b[0m" in shown
    assert "[-" not in shown


def test_the_word_diff_wraps_between_words(report: Report) -> None:
    shown = diff.words(report, width=30, colour=False)
    assert max(map(len, shown.split("\n"))) <= 30
    assert "{+spinal\n  cord+}" in shown


def test_the_word_diff_lets_no_control_character_of_an_article_through(report: Report) -> None:
    text = report.original.replace("is no muscle", "is \x1b[2J no muscle")
    repaired = report.repaired.replace("is no muscle", "is \x1b[2J no muscle")
    shifted = tuple(
        edit if edit.start < 100 else replace(edit, start=edit.start + 5, end=edit.end + 5)
        for edit in report.edits
    )
    shown = diff.words(
        replace(report, original=text, repaired=repaired, edits=shifted), width=99, colour=False
    )
    assert "\x1b" not in shown
    assert r"is \u001b[2J no muscle" in shown
