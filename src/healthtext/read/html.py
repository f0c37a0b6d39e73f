"""HTML: the main text of a page, extracted in a worker process with a time and memory limit."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import IO, Any

from healthtext.errors import InputError
from healthtext.read.marks import mistaken
from healthtext.records import Article, Source
from healthtext.settings import Settings

MEMORY = 2 << 30
_START = 60.0  # seconds the worker may take to import its libraries
_PAGES = 500  # the extraction keeps about 1 MB a page, so a worker is replaced now and then
_SHORT = 0.5  # of the words that recall mode finds
_FEW = 100  # words less than in recall mode that are not worth a warning
_REMEDIES = {
    "timeout": "raise the setting timeout or give the page's text",
    "memory": "give the page's text",
    "crash": "give the page's text",
}


def article(html: str, source: Source, settings: Settings) -> Article:
    """Make an article of a page's main text; raises InputError where the limits were reached."""
    page = extractor(os.getpid()).extract(html, settings.timeout)
    if page["status"] != "ok":
        raise InputError(
            source.name, _problem(page), _REMEDIES[page["status"]], code=page["status"]
        )
    text = page["text"]
    if not text.strip():
        remedy = "save the article's text as TXT or Markdown"
        raise InputError(source.name, "is a page without an article in it", remedy, code="empty")
    short = _short(len(text.split()), page["recall_words"])
    warnings = (*source.warnings, *short, *mistaken(html))
    about = {key: page[key] for key in ("title", "author", "date", "url")}
    off = tuple((start, end) for start, end in page["off"])
    return Article(source.name, text, replace(source, warnings=warnings, **about), off)


def _problem(page: dict[str, Any]) -> str:
    """Say which limit a page reached."""
    if page["status"] == "timeout":
        return f"its text was not found within {page['seconds']:g} s"
    if page["status"] == "memory":
        return f"needs more than the {MEMORY >> 20} MB a page may take"
    return f"the extraction of its text broke down ({page['error']})"


def _short(words: int, recall_words: int) -> tuple[str, ...]:
    """Warn when the careful extraction left out most of what the generous one finds."""
    if words < _SHORT * recall_words and recall_words - words >= _FEW:
        return (f"extraction looks short: {words} of up to {recall_words} words",)
    return ()


@cache
def extractor(process: int) -> Extractor:
    """Return the extractor of a process, by its id: a fork must not share its parent's worker."""
    del process
    return Extractor()


class Extractor:
    """One worker process, started when first needed and again after it had to be killed."""

    def __init__(self, *, memory: int = MEMORY) -> None:
        self._memory = memory
        self._owner = os.getpid()
        self._worker: subprocess.Popen[bytes] | None = None
        self._pages = 0
        self._lock = threading.Lock()
        atexit.register(self.close)

    def extract(self, html: str, seconds: float) -> dict[str, Any]:
        """Return the worker's answer; its `status` is ok, timeout, memory or crash."""
        with self._lock:
            keep = False
            try:
                request = json.dumps({"html": html, "seconds": seconds}).encode() + b"\n"
                answer = _ask(self._started(), request, seconds)
                self._pages += 1
                keep = answer["status"] == "ok" and self._pages < _PAGES
            finally:  # an answer that nobody waited for must not be taken for the next page's
                if not keep:
                    self.close()
            return answer

    def close(self) -> None:
        """End the worker, whatever it is doing."""
        worker, self._worker, self._pages = self._worker, None, 0
        if worker is not None and os.getpid() == self._owner:  # a fork leaves it to its parent
            worker.kill()
            worker.communicate()

    @property
    def pid(self) -> int | None:
        """Process id of the worker, for those who watch it."""
        return self._worker.pid if self._worker else None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._worker is None or self._worker.poll() is not None:
            self.close()
            script = Path(__file__).with_name("worker.py")
            self._worker = subprocess.Popen(
                # -P: the folder of the script holds modules named html and docx
                [sys.executable, "-P", str(script), str(self._memory)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            _ask(self._worker, b"", _START)
        return self._worker


def _ask(worker: subprocess.Popen[bytes], request: bytes, seconds: float) -> dict[str, Any]:
    """Send a request and return the answer, or why there is none."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        worker.kill()

    timer = threading.Timer(seconds, stop)
    timer.start()
    try:
        line = _exchange(worker.stdin, worker.stdout, request)
    finally:
        timer.cancel()
    if line.endswith(b"\n"):
        return dict(json.loads(line))
    if late.is_set():
        return {"status": "timeout", "seconds": seconds}
    worker.kill()  # it may only have closed its output
    worker.wait()
    return {"status": "crash", "error": "its process ended"}


def _exchange(stdin: IO[bytes] | None, stdout: IO[bytes] | None, request: bytes) -> bytes:
    assert stdin is not None
    assert stdout is not None
    try:
        stdin.write(request)
        stdin.flush()
    except BrokenPipeError:
        return b""
    return stdout.readline()
