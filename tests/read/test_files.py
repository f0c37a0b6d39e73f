"""Sources that are no readable article: one line each that names file, trouble and remedy."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtext.read import files, from_text, read
from healthtext.records import Article, Failure
from healthtext.settings import Settings

PROSE = "A warm bath may ease the pain in your lower back.\n"


def only(name: str | Path, settings: Settings | None = None) -> Article | Failure:
    (found,) = read(str(name), settings or Settings())
    return found


def failure(name: str | Path, settings: Settings | None = None) -> Failure:
    found = only(name, settings)
    assert isinstance(found, Failure), found
    assert found.stage == "read"
    assert found.message
    assert found.remedy
    assert "\n" not in str(found)
    return found


def article(name: str | Path, settings: Settings | None = None) -> Article:
    found = only(name, settings)
    assert isinstance(found, Article), found
    return found


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


class Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_plain_text_is_the_file_as_it_is(tmp_path: Path) -> None:
    text = "One.\r\n\r\nTwo\rthree\n  four \n"
    found = article(written(tmp_path, "a.txt", text))
    assert found.text == text
    assert found.protected == ()
    assert (found.source.kind, found.source.encoding) == ("text", "utf-8")
    assert found.id == found.source.name == str(tmp_path / "a.txt")


def test_text_in_memory() -> None:
    assert from_text("Tea.", id="x") == Article("x", "Tea.", from_text("", id="x").source)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.TXT", "text"), ("a.Md", "markdown"), ("b/c.markdown", "markdown"), ("a.htm", "html"),
     ("a.docx", "docx"), ("a.ndjson", "jsonl"), ("a.jsonl", "jsonl"), ("a", ""), ("a.rst", "")],
)  # fmt: skip
def test_kind_goes_by_suffix(name: str, kind: str) -> None:
    assert files.kind_of(name) == kind


@pytest.mark.parametrize(
    "start",
    ["<!DOCTYPE html>", "\ufeff\n <html lang='en'>", "<!-- made by hand -->\n<html>",
     '<?xml version="1.0"?>\n<!DOCTYPE html>'],
)  # fmt: skip
def test_unknown_suffix_is_sniffed(tmp_path: Path, start: str) -> None:
    page = f"{start}<body><p>{PROSE * 5}</p></body></html>"
    assert article(written(tmp_path, "page.php", page)).source.kind == "html"


def test_unknown_suffix_is_text_otherwise(tmp_path: Path) -> None:
    assert article(written(tmp_path, "notes", "<b>Tea</b> helps.")).source.kind == "text"


def test_missing_file(tmp_path: Path) -> None:
    found = failure(tmp_path / "none.txt")
    assert found.code == "missing"
    assert str(found).startswith(str(tmp_path / "none.txt"))
    assert failure(written(tmp_path, "a.txt", "x") / "b.txt").code == "missing"
    assert failure(tmp_path / "none.jsonl").code == "missing"
    assert failure("").code == "missing"


def test_impossible_names() -> None:
    assert failure("a\0b.txt").code == "missing"
    assert failure("a\ud800.txt").source.name == "a\\ud800.txt"
    assert failure("two\nlines.txt").source.name == "two\\x0alines.txt"
    assert failure("x" * 5000).code == "unreadable"


def test_an_address_is_not_fetched() -> None:
    assert "save the page" in failure("https://example.org/page.html").remedy


@pytest.mark.parametrize("name", ["folder", "folder.jsonl", "folder.html"])
def test_directory(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    found = failure(tmp_path / name)
    assert found.code == "directory"
    assert "batch" in found.remedy


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_unreadable_permissions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    path = written(tmp_path, name, PROSE)
    path.chmod(0)
    if os.access(path, os.R_OK):  # root may read everything

        def refuse(*_: object) -> int:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(files.os, "open", refuse)
    found = failure(path)
    assert found.code == "permission"
    assert f"chmod u+r {path}" in found.remedy


@pytest.mark.parametrize("content", ["", " \r\n\t\n", "\ufeff", "\u200b \u00ad"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_empty(tmp_path: Path, name: str, content: str) -> None:
    assert failure(written(tmp_path, name, content)).code == "empty"


@pytest.mark.parametrize(
    "content",
    [b"Tea\0helps", b"%PDF-1.7\nTea", b"PK\x03\x04zip", b"{\\rtf1 Tea}", b"\x01\x02\x03\x04abc\x05",
     bytes(range(256))],
)  # fmt: skip
def test_binary(tmp_path: Path, content: bytes) -> None:
    assert failure(written(tmp_path, "a.txt", content)).code == "binary"


def test_a_form_feed_is_not_binary(tmp_path: Path) -> None:
    assert article(written(tmp_path, "a.txt", "Tea.\f\vHerbs.\x1b")).text == "Tea.\f\vHerbs.\x1b"


def test_article_at_and_over_the_limit(tmp_path: Path) -> None:
    settings = Settings(max_bytes=100)
    assert article(written(tmp_path, "a.txt", "tea " * 25), settings)
    found = failure(written(tmp_path, "b.txt", "tea " * 25 + "x"), settings)
    assert found.code == "too-large"
    assert "101 bytes" in found.message
    assert "max_bytes" in found.remedy


def test_large_file_is_not_read(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "")
    os.truncate(path, 1 << 40)
    assert failure(path).code == "too-large"


def test_endless_device_is_read_up_to_the_limit() -> None:
    assert failure("/dev/zero", Settings(max_bytes=1000)).code == "too-large"
    assert failure("/dev/null").code == "empty"


def test_pipe_without_a_writer_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert failure(tmp_path / "pipe.txt", Settings(timeout=0.1)).code == "timeout"


def test_pipe_with_a_writer_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    writer = threading.Thread(target=(tmp_path / "pipe.txt").write_text, args=(PROSE,))
    writer.start()
    assert article(tmp_path / "pipe.txt", Settings(timeout=5)).text == PROSE
    writer.join()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(PROSE.encode()))
    found = article("-")
    assert (found.text, found.source.name, found.source.kind) == (PROSE, "-", "text")


def test_standard_input_that_begins_like_html(monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<!doctype html><title>Tea</title><p>{PROSE * 9}</p>"
    monkeypatch.setattr(sys, "stdin", Stdin(page.encode()))
    found = article("-")
    assert (found.source.kind, found.source.title) == ("html", "Tea")


def test_standard_input_over_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(b"x" * 1000))
    assert failure("-", Settings(max_bytes=100)).code == "too-large"


def test_no_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert failure("-").code == "missing"


GERMAN = """Ein warmes Bad kann die Schmerzen im unteren Rücken lindern, wenn man es nicht zu lange
nimmt. Viele Menschen gehen danach gern ein wenig spazieren, weil die Muskeln dann weich bleiben.
Der Arzt sollte trotzdem gefragt werden, bevor jemand mit einer neuen Übung beginnt."""
JAPANESE = "毎日少し歩くことは腰の痛みを和らげるのに役立つことがあります。" * 6


@pytest.mark.parametrize("text", [GERMAN, JAPANESE])
def test_another_language_is_refused(tmp_path: Path, text: str) -> None:
    found = failure(written(tmp_path, "a.txt", text))
    assert found.code == "language"
    assert "'de'" in found.message or "'ja'" in found.message


def test_short_texts_are_never_refused_for_their_language(tmp_path: Path) -> None:
    assert article(written(tmp_path, "a.txt", " ".join(GERMAN.split()[:39])))
    assert failure(written(tmp_path, "b.txt", " ".join(GERMAN.split()[:40]))).code == "language"


def test_english_is_not_refused_for_foreign_names(tmp_path: Path) -> None:
    text = "The muscles are musculus gluteus maximus, musculus piriformis and quadratus lumborum. "
    assert article(written(tmp_path, "a.txt", text * 6))


def test_the_language_of_markdown_is_that_of_its_prose(tmp_path: Path) -> None:
    code = "```\n" + "def die der das und nicht sein\n" * 40 + "```\n"
    assert article(written(tmp_path, "a.md", code + PROSE * 9))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["txt", "md", "docx", "jsonl", "html", "bin"]),
    st.one_of(st.binary(max_size=200), st.text(max_size=100).map(lambda text: text.encode())),
    st.sampled_from([b"", b"PK\x03\x04word/", b"<html><p>", b'{"text": "', b"\xff\xfe", b"---\n"]),
)
def test_whatever_the_bytes_something_is_said(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes, start: bytes
) -> None:
    path = written(tmp_path_factory.mktemp("any"), f"a.{suffix}", start + data)
    found = list(read(str(path), Settings()))
    assert found
    assert all(isinstance(one, (Article, Failure)) for one in found)
    assert all("\n" not in str(one) for one in found if isinstance(one, Failure))


def test_importing_the_readers_loads_no_library() -> None:
    heavy = "trafilatura ftfy py3langid docx markdown_it charset_normalizer lxml numpy spacy"
    code = "import healthtext.read, healthtext.clean, sys; print(*sys.modules)"
    output = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    assert not set(heavy.split()) & set(output.split())
