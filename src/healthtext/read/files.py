"""Sources as bytes: which kind a source is, and its content, within the limit of an article."""

from __future__ import annotations

import os
import re
import select
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import BinaryIO, NoReturn, cast

from healthtext.errors import InputError
from healthtext.settings import Settings

STDIN = "-"
_SCHEME = re.compile(r"(?!https?:|file:)[a-z][a-z0-9+.-]*(?:::|://)", re.IGNORECASE)
KINDS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_REMEDIES = {
    FileNotFoundError: ("missing", "there is no such file", "check the path"),
    NotADirectoryError: ("missing", "there is no such file", "check the path"),
    IsADirectoryError: (
        "directory", "is a directory",
        "give the files in it, or the whole folder to healthtext batch",
    ),
    PermissionError: ("permission", "may not be read", "allow it: chmod u+r FILE"),
}  # fmt: skip


def kind_of(name: str) -> str:
    """Return the kind that a name's suffix says, or "" where the content has to decide."""
    return KINDS.get(PurePath(name).suffix.lower(), "")


def sniff(data: bytes) -> str:
    """Tell HTML and DOCX from plain text by how they begin; JSONL only ever goes by its suffix."""
    if data.startswith(b"PK\x03\x04") and b"word/" in data:
        return "docx"
    head = data[:4096].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")
    return "html" if _HTML.match(head) else "text"


def shown(name: str) -> str:
    """Return a file name as it can be printed in one line, whatever bytes it is made of."""
    printable = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return re.sub(r"[\x00-\x1f\x7f]", lambda match: f"\\x{ord(match.group()):02x}", printable)


def is_remote(name: str) -> bool:
    """Tell whether a name is an address that fsspec opens, such as s3://bucket/file."""
    return bool(_SCHEME.match(name))


def fetch(name: str, where: str, settings: Settings) -> bytes:
    """Return the bytes of a source; raises InputError, for more than `max_bytes` of them as well.

    A file that says it is larger is not read at all, of any other at most a byte too many.
    """
    limit = settings.max_bytes
    with opened(name, where, settings.timeout) as stream:
        mode = None if name == STDIN or is_remote(name) else os.fstat(stream.fileno())
        if mode and stat.S_ISREG(mode.st_mode) and mode.st_size > limit:
            refuse_size(where, f"{mode.st_size:,} bytes", limit)
        data = stream.read(limit + 1)
    if len(data) > limit:
        refuse_size(where, f"more than {limit:,} bytes", limit)
    return data


def refuse_size(where: str, size: str, limit: int) -> NoReturn:
    """Raise the InputError of an article over the limit."""
    remedy = "give its articles one by one or raise the setting max_bytes"
    raise InputError(where, f"has {size}, over the limit of {limit:,}", remedy, code="too-large")


@contextmanager
def opened(name: str, where: str, timeout: float) -> Iterator[BinaryIO]:
    """Open a source for reading bytes; whatever the system refuses becomes an InputError."""
    stream = _open(name, where)
    try:
        plain = name != STDIN and not is_remote(name)
        if plain and stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode):
            _await_writer(stream, where, timeout)
        yield stream
    except OSError as error:
        raise _refusal(error, name, where) from None
    finally:
        if name != STDIN:
            stream.close()


def _open(name: str, where: str) -> BinaryIO:
    if name == STDIN:
        return _stdin(where)
    if is_remote(name):
        return _remote(name, where)
    try:
        return open(name, "rb", opener=_opener)
    except (OSError, ValueError) as error:
        raise _refusal(error, name, where) from None


def _remote(name: str, where: str) -> BinaryIO:
    """Open an address with fsspec and the package that its scheme needs."""
    import fsspec

    try:
        return cast(BinaryIO, fsspec.open(name, "rb").open())
    except OSError as error:
        raise _refusal(error, name, where) from None
    except ImportError as error:
        remedy = f"install what it needs ({error!s:.100})"
        raise InputError(where, "cannot be opened here", remedy, code="missing-package") from None
    except Exception as error:  # each storage has errors of its own
        problem = f"cannot be opened ({type(error).__name__}: {error!s:.150})"
        raise InputError(where, problem, "check the address and who may read it",
                         code="unreadable") from None  # fmt: skip


def _opener(name: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe that nobody may ever write to."""
    handle = os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
    if hasattr(os, "set_blocking"):
        os.set_blocking(handle, True)
    return handle


def _await_writer(stream: BinaryIO, where: str, timeout: float) -> None:
    if not select.select([stream], [], [], timeout)[0]:
        problem, remedy = f"nothing came for {timeout:g} s", "check who writes to this pipe"
        raise InputError(where, problem, remedy, code="timeout")


def _stdin(where: str) -> BinaryIO:
    if sys.stdin is None:
        raise InputError(where, "there is no standard input", "pipe a text in", code="missing")
    return sys.stdin.buffer


def _refusal(error: OSError | ValueError, name: str, where: str) -> InputError:
    for kind, (code, problem, remedy) in _REMEDIES.items():
        if isinstance(error, kind):
            if re.match(r"https?://", name):
                remedy = "addresses are not fetched: save the page and give the file"
            return InputError(where, problem, remedy.replace("FILE", where), code=code)
    if isinstance(error, ValueError):  # a name that no system call takes
        return InputError(where, "there is no such file", "check the path", code="missing")
    problem = f"cannot be read ({error.strerror or error})"
    return InputError(where, problem, "check the file and its disk", code="unreadable")
