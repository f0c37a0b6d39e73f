"""Every bad input at the command line: one line, status 2, other inputs done, nothing lost."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from docx import Document

pytestmark = pytest.mark.usefixtures("small")
Run = Callable[..., Result]
GERMAN = "Der Rücken tut weh, weil die Muskeln müde sind und niemand sie ruhen lässt. " * 8


def truncated_docx() -> bytes:
    stream = io.BytesIO()
    document = Document()
    document.add_paragraph("The spinal twine. " * 200)
    document.save(stream)
    return stream.getvalue()[:9000]


def without_document() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/other.xml", "<x/>")
    return stream.getvalue()


BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("bad.txt", b"", "holds no text"),
    "blank": ("bad.md", b" \n\t\n", "holds no text"),
    "binary": ("bad.txt", b"\x7fELF\0\0\1spinal twine", "zero byte"),
    "image": ("bad.txt", b"\x89PNG\r\n\x1a\n\0\0", "zero byte"),
    "pdf": ("bad.txt", b"%PDF-1.7 text", "is a PDF"),
    "encoding": ("bad.txt", b"\xff\xfe\x00", "UTF-16"),
    "language": ("bad.txt", GERMAN.encode(), "is not in English"),
    "docx": ("bad.docx", truncated_docx(), ""),
    "docx without text": ("bad.docx", without_document(), ""),
    "docx that is text": ("bad.docx", b"spinal twine", ""),
    "json": ("bad.jsonl", b"{", "bad.jsonl:1: is no JSON"),
    "no text": ("bad.jsonl", b'{"body": "x"}', "bad.jsonl:1: has no field 'text'"),
    "no object": ("bad.jsonl", b"[1]", "bad.jsonl:1: "),
    "surrogate": ("bad.jsonl", b'{"text": "half \\ud800"}', "half a character, \\ud800"),
    "surrogate bytes": ("bad.jsonl", b'{"text": "half \xed\xa0\x80"}', "bad.jsonl:1: is not UTF-8"),
}


@pytest.mark.parametrize("command", [("fix",), ("check",), ("report", "--format", "jsonl")])
@pytest.mark.parametrize("case", BAD)
def test_one_line_names_file_value_and_remedy_and_the_rest_is_done(
    run: Run, article: Path, tmp_path: Path, case: str, command: tuple[str, ...]
) -> None:
    name, data, words = BAD[case]
    (tmp_path / name).write_bytes(data)
    result = run(*command, name, article.name)
    assert result.exit_code == 2
    first, *others = result.stderr.splitlines()
    assert first.startswith(f"healthtext: {name}:")
    assert words in first
    assert "; " in first
    assert "Traceback" not in result.stderr
    assert others[-1] in (
        "healthtext: 2 articles: 1 report, 1 failure", "healthtext: 1 error, 2 warnings, 1 info",
    )  # fmt: skip
    assert "spinal cord" in result.stdout
    assert (tmp_path / name).read_bytes() == data


def assert_refused(result: Result, words: str) -> None:
    """Expect one failure and one report."""
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout.startswith("The spinal cord")
    assert result.stderr.count("\n") == 2


def test_an_article_over_the_limit(run: Run, article: Path, tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as stream:
        stream.truncate(10_000_001)
    result = run("fix", "big.txt", article)
    assert_refused(result, "big.txt: has 10,000,001 bytes, over the limit of 10,000,000; ")


def test_a_page_that_never_ends(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "healthtext.toml").write_text("timeout = 0.5\n")
    (tmp_path / "deep.html").write_text("<!doctype html><html><body>" + "<div><p>spin" * 150_000)
    assert_refused(run("fix", "deep.html", article), "healthtext: deep.html: ")


def test_a_pipe_that_nobody_writes_to(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "healthtext.toml").write_text("timeout = 0.1\n")
    os.mkfifo(tmp_path / "pipe.txt")
    assert_refused(run("fix", "pipe.txt", article), "pipe.txt: nothing came for 0.1 s; ")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("folder", "folder: is a directory; "),
        ("gone.txt", "gone.txt: there is no such file; check the path"),
        ("gone/a.txt", "gone/a.txt: there is no such file"),
        ("https://example.org/a", "addresses are not fetched: save the page and give the file"),
        ("nul\0name", "there is no such file"),
        ("caf\udce9.txt", "there is no such file"),
    ],
)
def test_what_is_no_file(run: Run, article: Path, tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder").mkdir()
    assert_refused(run("fix", name, article), words)


def test_a_file_that_may_not_be_read(
    run: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever runs the tests may read everything, so the system's refusal is played."""
    (tmp_path / "mine.txt").write_text("spinal twine")
    real = os.open

    def refuse(path: object, *rest: object, **more: object) -> int:
        if str(path).endswith("mine.txt"):
            raise PermissionError(13, "Permission denied", path)
        return real(path, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refuse)
    assert_refused(run("fix", "mine.txt", article), "mine.txt: may not be read; allow it: chmod")


def test_standard_input_is_refused_like_a_file(run: Run) -> None:
    result = run("fix", "-")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "healthtext: -: holds no text; give an article with text in it\n"


def test_in_place_overwrites_nothing_that_failed(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(GERMAN)
    result = run("fix", "-i", "bad.txt", article)
    assert result.exit_code == 2
    assert (tmp_path / "bad.txt").read_text() == GERMAN
    assert article.read_text().startswith("The spinal cord")
