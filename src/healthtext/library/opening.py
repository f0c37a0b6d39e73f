"""Files of evidence as a stream of bytes, packed or not, never more than a piece of it at once."""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, cast

from healthtext.errors import InputError

PIECE = 1 << 16  # bytes
AGAIN = "get the file again; what was read before is kept"
SAVE = "save the file in UTF-8"
UNREADABLE = "\ufffd"  # stands where a text is not UTF-8
WHOLE = 256_000_000  # bytes of a file that has to be read as a whole
_FIRST_END = re.compile(rb"\r(?=[^\n])|\r?\n")


def pieces(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, unpacked if it is gzip; raises InputError where it is broken."""
    read = 0
    with ExitStack() as stack:
        try:
            stream: IO[bytes] = stack.enter_context(path.open("rb"))
            packed = stream.read(2) == b"\x1f\x8b"
            stream.seek(0)
            if packed:
                unpacked = stack.enter_context(gzip.GzipFile(fileobj=stream))
                stream = cast(IO[bytes], unpacked)
            while piece := _read(stream):
                read += len(piece)
                yield piece
            if not read:
                raise broken(path, "is empty", "get the file again")
        except EOFError:
            raise broken(path, f"the gzip file is cut off after {read:,} unpacked bytes") from None
        except (gzip.BadGzipFile, zlib.error) as error:
            problem = f"the gzip file is damaged after {read:,} unpacked bytes ({error})"
            raise broken(path, problem) from None
        except OSError as error:
            raise broken(path, f"cannot be read ({error.strerror or error})") from None


def _read(stream: IO[bytes]) -> bytes:
    """Return the next piece: of what is packed also what stands shortly before it breaks."""
    return stream.read1(PIECE) if isinstance(stream, gzip.GzipFile) else stream.read(PIECE)


def lines(path: Path) -> Iterator[str]:
    """Yield the lines of a text file in UTF-8, without their ends, those of old Macs too."""
    rest = b""
    for piece in _with_line_feeds(_in_bytes(path)):
        *whole, rest = (rest + piece).split(b"\n")
        if len(rest) > 16 * PIECE:
            remedy = "see to its quotes and line ends"
            raise broken(path, "has a line of more than a million bytes", remedy)
        yield from (_text(line) for line in whole)
    if rest:
        yield _text(rest)


def _with_line_feeds(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a text with line feeds where its first line ends in a carriage return alone.

    In other texts a carriage return may stand within a cell, and stays.
    """
    is_old, held = False, b""
    is_known = False
    for piece in pieces:
        text, held = held + piece, b""
        if text.endswith(b"\r") and (is_old or not is_known):
            text, held = text[:-1], b"\r"  # a line feed may follow
        if not is_known and (end := _FIRST_END.search(text)):
            is_known, is_old = True, end[0] == b"\r"
        yield text.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if is_old else text
    yield b"\n" if held else b""


def _in_bytes(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a text file; raises InputError for what is no text in UTF-8 at all."""
    for number, piece in enumerate(pieces(path)):
        if not number and piece[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            raise broken(path, "is in UTF-16", SAVE)
        if not number and piece[:4] == b"PK\3\4":
            raise broken(path, "is a ZIP archive, as .xlsx and .docx are", "save its text in UTF-8")
        if b"\0" in piece:
            raise broken(path, "has bytes of zero, as UTF-16 and binary files have", SAVE)
        yield piece


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace").lstrip("\ufeff").rstrip("\r")


def whole(path: Path) -> str:
    """Return a text file; raises InputError when it has more than WHOLE bytes."""
    held = bytearray()
    for piece in _in_bytes(path):
        held += piece
        if len(held) > WHOLE:
            raise broken(path, f"has more than {WHOLE:,} bytes", "cut it into several files")
    return held.decode("utf-8-sig", "replace")


def broken(path: Path, problem: str, remedy: str = "") -> InputError:
    """Say what is wrong with a file of evidence."""
    return InputError(str(path), problem, remedy or AGAIN, code="evidence")
