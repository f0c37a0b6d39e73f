"""Extract HTML pages in a process of its own: one JSON request a line in, one JSON answer out.

Run as a script by html.py. Its parent limits its time; it limits its own memory. It ends when its
parent does: idle at the end of its input, busy by the signal that the closed pipe sends.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Answer requests until the input ends; the argument is the bytes of memory a page may take."""
    extract("<p>Import what is imported late, before any clock or limit counts.</p>")
    _limit_memory(int(sys.argv[1]))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing a library prints can get among the answers
    _answer(answers, {"status": "ready"})
    for line in sys.stdin.buffer:
        request = json.loads(line)
        _die_with_parent(request["seconds"])
        answer = _extracted(request["html"])
        _live_again()
        _answer(answers, answer)


def _answer(answers: Any, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer).encode() + b"\n")
    answers.flush()


def _extracted(html: str) -> dict[str, Any]:
    try:
        return extract(html)
    except MemoryError:
        return {"status": "memory"}
    except Exception as error:  # a page may break the libraries in any way
        return {"status": "crash", "error": type(error).__name__}


def extract(html: str) -> dict[str, Any]:
    """Return the main text of a page, what it says about itself, and its words in recall mode."""
    from trafilatura import bare_extraction

    from healthtext.read import html_marks, layout, raised, struck, symbols

    # A declaration is about the bytes; the parser refuses it in a text that is decoded already.
    html = re.sub(r"\A\s*<\?xml[^>]{0,200}>", "", html)
    html = layout.in_html(symbols.in_html(raised.in_html(struck.in_html(html))))
    html, signs = html_marks.signed(html)
    page = bare_extraction(html, with_metadata=True, include_comments=False)
    if page is None:
        _parse(html)
    wide = bare_extraction(html, include_comments=False, favor_recall=True)
    about = {key: getattr(page, key, None) or "" for key in ("title", "author", "date", "url")}
    about = {key: html_marks.unsigned(value, signs)[0] for key, value in about.items()}
    text = "\n".join(line.rstrip() for line in _text(page).splitlines())
    text, off = html_marks.unsigned(text, signs)
    words = len(_text(wide).split())
    return {"status": "ok", "text": text, "off": off, "recall_words": words, **about}


def _parse(html: str) -> None:
    """Raise MemoryError if that is why there is no page: trafilatura hides that."""
    from lxml import etree  # type: ignore[import-untyped]

    try:
        etree.fromstring(html or "<p/>", etree.HTMLParser())
    except etree.XMLSyntaxError as error:
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None


def _text(page: Any) -> str:
    return (page.text or "") if page is not None else ""


def _limit_memory(more: int) -> None:
    """Set the limit to what the libraries take already, where the system tells, and `more`."""
    if sys.platform != "win32":
        import resource

        own = Path("/proc/self/statm")
        pages = int(own.read_text().split()[0]) if own.exists() else 0
        limit = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _die_with_parent(seconds: float) -> None:
    """Have the kernel end this process when its input closes, or the parent forgot the time.

    A regular expression that never ends keeps Python from noticing either.
    """
    if sys.platform == "win32":
        return
    import fcntl
    import signal

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, 2 * seconds + 1)
    if hasattr(os, "O_ASYNC"):
        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)


def _live_again() -> None:
    """Stop listening for the end of the input before the next request can come through it."""
    if sys.platform == "win32":
        return
    import fcntl
    import signal

    signal.setitimer(signal.ITIMER_REAL, 0)
    if hasattr(os, "O_ASYNC"):
        signal.signal(signal.SIGIO, signal.SIG_IGN)
        fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) & ~os.O_ASYNC)


if __name__ == "__main__":
    main()
