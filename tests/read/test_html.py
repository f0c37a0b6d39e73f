"""HTML: the main text, and a worker process that no page can take along."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from healthtext.read import html, read, worker
from healthtext.records import Article, Failure
from healthtext.settings import Settings

PARAGRAPH = "<p>A warm bath may ease the pain in your lower back and make you sleep well.</p>"
PARAGRAPHS = "".join(PARAGRAPH.replace("lower", place) for place in ("lower", "upper", "whole"))
PAGE = f"""<!doctype html><html lang="en"><head><title>Warm baths</title>
<meta name="author" content="Jane Roe"><link rel="canonical" href="https://a.example/baths">
<meta property="article:published_time" content="2020-03-04T10:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Warm baths</h1>{PARAGRAPHS}
<ul><li>Mind the heat.</li></ul></article><footer>All rights reserved</footer></body></html>"""
HUNGRY = f"<html><body>{'<b>a</b>' * 300_000}</body></html>"
HEAVY = f"<html><body><article>{PARAGRAPH * 20_000}</article></body></html>"


def only(folder: Path, page: str, **settings: float) -> Article | Failure:
    path = folder / "a.html"
    path.write_text(page)
    (found,) = read(str(path), Settings(**settings))  # type: ignore[arg-type]
    return found


@pytest.fixture
def small() -> Iterator[html.Extractor]:
    """An extractor whose pages may take 64 MB."""
    extractor = html.Extractor(memory=64 << 20)
    yield extractor
    extractor.close()


@pytest.fixture
def extractor() -> Iterator[html.Extractor]:
    extractor = html.Extractor()
    yield extractor
    extractor.close()


def test_main_text_and_what_the_page_says_about_itself(tmp_path: Path) -> None:
    found = only(tmp_path, PAGE)
    assert isinstance(found, Article)
    assert found.text.count("A warm bath") == 3
    assert "- Mind the heat." in found.text
    assert "Home" not in found.text
    source = found.source
    assert (source.kind, source.title, source.author) == ("html", "Warm baths", "Jane Roe")
    assert (source.date, source.url) == ("2020-03-04", "https://a.example/baths")
    assert source.warnings == ()


def test_a_raised_exponent_is_no_digit_of_its_number(tmp_path: Path) -> None:
    item = "Take 5 × 10<sup>9</sup> germs, 5 <font face=symbol>m</font>g, no B<sub>12</sub>"
    found = only(tmp_path, PAGE.replace("Mind the heat", item))
    assert isinstance(found, Article)
    assert "- Take 5 × 10⁹ germs, 5 μg, no B12." in found.text


def test_a_page_with_an_xml_declaration(tmp_path: Path) -> None:
    assert isinstance(only(tmp_path, f'<?xml version="1.0" encoding="utf-8"?>\n{PAGE}'), Article)


@pytest.mark.parametrize("page", ["<html></html>", "<div>" * 50_000, "<!-- tea -->", "<p"])
def test_a_page_without_an_article(tmp_path: Path, page: str) -> None:
    found = only(tmp_path, page)
    assert isinstance(found, Failure)
    assert (found.code, found.message) == ("empty", "is a page without an article in it")


def test_a_page_that_is_never_closed(tmp_path: Path) -> None:
    assert isinstance(only(tmp_path, PAGE.split("</article>")[0] + "<table><tr><td"), Article)


def test_short_extraction_is_noted() -> None:
    assert html._short(100, 1000) == ("extraction looks short: 100 of up to 1000 words",)
    assert html._short(60, 100) == html._short(600, 1000) == ()


def test_short_extraction_reaches_the_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "_SHORT", 100.0)
    monkeypatch.setattr(html, "_FEW", 0)
    assert "extraction looks short" in only(tmp_path, PAGE).source.warnings[0]


def test_the_worker_compares_with_recall_mode() -> None:
    answer = worker.extract(PAGE)
    assert answer["recall_words"] >= len(answer["text"].split())


def test_a_page_over_the_time_limit(tmp_path: Path) -> None:
    began = time.monotonic()
    found = only(tmp_path, HEAVY, timeout=0.5)
    assert isinstance(found, Failure)
    assert found.code == "timeout"
    assert "0.5 s" in found.message
    assert "timeout" in found.remedy
    assert time.monotonic() - began < 10
    assert isinstance(only(tmp_path, PAGE), Article)


def test_a_worker_that_hangs_is_killed_and_replaced(extractor: html.Extractor) -> None:
    assert extractor.extract(PAGE, 20)["status"] == "ok"
    first = extractor.pid
    assert first
    os.kill(first, signal.SIGSTOP)
    assert extractor.extract(PAGE, 0.3)["status"] == "timeout"
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    assert extractor.extract(PAGE, 20)["status"] == "ok"
    assert extractor.pid != first


def test_a_worker_that_crashes_marks_one_page(extractor: html.Extractor) -> None:
    extractor.extract(PAGE, 20)
    first = extractor.pid
    assert first
    os.kill(first, signal.SIGKILL)
    time.sleep(0.1)
    assert extractor.extract(PAGE, 20)["status"] == "ok"


def test_an_interrupted_page_leaves_no_answer_for_the_next(
    extractor: html.Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    extractor.extract(PAGE, 20)

    def interrupted(*_: object) -> dict[str, object]:
        raise KeyboardInterrupt

    monkeypatch.setattr(html, "_ask", interrupted)
    with pytest.raises(KeyboardInterrupt):
        extractor.extract(PAGE, 20)
    assert extractor.pid is None


def test_a_forked_process_leaves_the_worker_to_its_parent(
    extractor: html.Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    extractor.extract(PAGE, 20)
    parent, worker_process = os.getpid(), extractor._worker
    assert worker_process
    monkeypatch.setattr(html.os, "getpid", lambda: parent + 1)
    assert html.extractor(parent) is not html.extractor(html.os.getpid())
    extractor.close()
    assert worker_process.poll() is None
    worker_process.kill()
    worker_process.communicate()


def test_a_page_that_crashes_the_worker_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "_exchange", lambda *_: b"")
    found = only(tmp_path, PAGE)
    monkeypatch.undo()
    html.extractor(os.getpid()).close()
    assert isinstance(found, Failure)
    assert found.code == "crash"


def test_a_page_over_the_memory_limit(small: html.Extractor) -> None:
    assert small.extract(HUNGRY, 10)["status"] in ("memory", "crash")
    assert small.extract(PAGE, 20)["status"] == "ok"


def test_a_parser_without_memory_is_not_taken_for_an_empty_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def parse(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("trafilatura.bare_extraction", lambda *_, **__: None)
    assert worker._extracted(PAGE)["status"] == "ok"
    monkeypatch.setattr("lxml.etree.fromstring", parse)
    assert worker._extracted(PAGE)["status"] == "memory"


def test_memory_failure_names_the_limit() -> None:
    assert "2048 MB" in html._problem({"status": "memory"})


def test_the_worker_is_reused_and_now_and_then_replaced(
    extractor: html.Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    extractor.extract(PAGE, 20)
    first = extractor.pid
    extractor.extract(PAGE, 20)
    assert extractor.pid == first
    monkeypatch.setattr(html, "_PAGES", 1)
    extractor.extract(PAGE, 20)
    assert extractor.pid is None


PARENT = """
import sys, threading, time
from healthtext.read.html import Extractor
extractor = Extractor()
extractor.extract("<p>tea</p>", 20)
page = open(sys.argv[1]).read()
if page:
    threading.Thread(target=extractor.extract, args=(page, 60)).start()
    time.sleep(0.3)
print(extractor.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("page", ["", HEAVY], ids=["idle", "busy"])
def test_the_worker_dies_with_its_parent(tmp_path: Path, page: str) -> None:
    (tmp_path / "page").write_text(page)
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path / "page")], stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        assert is_alive(pid)
        parent.kill()
    until = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_alive(pid)


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that waits for its parent's last look does not."""
    status = Path(f"/proc/{pid}/stat")
    try:
        return status.read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except FileNotFoundError:
        return False
