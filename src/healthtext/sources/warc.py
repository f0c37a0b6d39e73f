"""WARC and WARC.gz: every page in an archive, one record at a time."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from typing import Any, BinaryIO, NoReturn, cast

from healthtext import read
from healthtext.errors import InputError
from healthtext.read import gates
from healthtext.read.files import opened, refuse_size, shown
from healthtext.records import Article, Failure, Source
from healthtext.settings import Settings

_PAGES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
_CODINGS = frozenset(("", "identity", "gzip", "x-gzip", "deflate"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_REMEDY = "fetch or write the archive again; what came before is read"


def records(name: str, settings: Settings) -> Iterator[Article | Failure]:
    """Yield an Article or a Failure for every page in an archive, in order.

    Pages are responses of status 200, and resources and conversions, whose type is HTML or plain
    text. A page's id is its record's and `Source.url` its address. An archive that is cut off or
    damaged ends with one Failure.
    """
    where = shown(name)
    pages = 0
    with opened(name, where, settings.timeout) as stream:
        for number, record in _records(_unpacked(stream, where), where):
            if kind := _kind(record):
                pages += 1
                source = Source(where, kind, number, _url(record))
                yield _article(record, source, settings)
    if pages == 0:
        remedy = "give an archive with response records of HTML"
        raise InputError(where, "holds no page that was answered", remedy, code="empty")


def _records(stream: Any, where: str) -> Iterator[tuple[int, Any]]:
    """Yield records with their numbers; raises InputError where the archive breaks off."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    archive = iter(ArchiveIterator(stream))
    record = None
    for number in range(1, 1 << 62):
        try:
            with redirect_stderr(io.StringIO()):  # where the library prints without being asked
                record = next(archive, None)
        except (ArchiveLoadFailed, StatusAndHeadersParserException, ValueError) as error:
            reason = str(error).strip().splitlines()[0][:200]
            problem = f"is no WARC that can be read after record {number - 1:,} ({reason})"
            raise InputError(where, problem, _REMEDY, code="warc") from None
        if record is None:
            return
        yield number, record
        _exhaust(record, number, where)


def _exhaust(record: Any, number: int, where: str) -> None:
    """Read what is left of a record; raises InputError if that is not all that was announced."""
    while record.raw_stream.read(65_536):
        pass
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise InputError(where, f"is cut off in record {number:,}", _REMEDY, code="truncated")


class _Unpacked:
    """A gzip file as a stream that says where it breaks off, after all that can be read of it."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        self._stream = stream
        self._where = where
        self._member = zlib.decompressobj(wbits=31)
        self._packed = b""
        self._between = True  # two members, where a file may end
        self._told = 0

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes, none at the end."""
        data = b""
        while not data and (self._packed or self._fill()):
            data = self._some(size)
        self._told += len(data)
        return data

    def tell(self) -> int:
        """Return how much was read."""
        return self._told

    def _fill(self) -> bool:
        self._packed = self._stream.read(65_536)
        if not self._packed and not self._between:
            self._refuse("is cut off")
        return bool(self._packed)

    def _some(self, size: int) -> bytes:
        if self._member.eof:
            self._member = zlib.decompressobj(wbits=31)
        try:
            data = self._member.decompress(self._packed, size)
        except zlib.error as error:
            self._refuse(f"is damaged ({error})")
        self._between = self._member.eof
        self._packed = self._member.unused_data or self._member.unconsumed_tail
        return data

    def _refuse(self, problem: str) -> NoReturn:
        problem = f"{problem} after {self._told:,} unpacked bytes"
        raise InputError(self._where, problem, _REMEDY, code="truncated")


def _unpacked(stream: BinaryIO, where: str) -> Any:
    buffered = io.BufferedReader(cast(io.RawIOBase, stream))
    return _Unpacked(buffered, where) if buffered.peek(2)[:2] == b"\x1f\x8b" else buffered


def _kind(record: Any) -> str:
    """Return how a record's content is read, "" for one that is no page."""
    if record.rec_type == "response":
        headers = record.http_headers
        if headers is None or headers.get_statuscode() != "200":
            return ""
        return _PAGES.get(_bare(headers.get_header("Content-Type")), "")
    if record.rec_type in ("resource", "conversion"):
        return _PAGES.get(_bare(record.content_type), "")
    return ""


def _bare(content_type: str | None) -> str:
    return (content_type or "").partition(";")[0].strip().lower()


def _url(record: Any) -> str:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    return shown(url.strip("<>"))


def _article(record: Any, source: Source, settings: Settings) -> Article | Failure:
    headers = record.http_headers
    content_type = headers.get_header("Content-Type") if headers else record.content_type
    charset = _CHARSET.search(content_type or "")
    id = record.rec_headers.get_header("WARC-Record-ID") or f"{source.name}:{source.line}"
    try:
        data = _content(record, source.name, settings.max_bytes)
    except InputError as error:
        if error.code == "truncated":
            raise  # it ends the whole archive
        return gates.failure(error, id, source)
    _exhaust(record, source.line or 0, source.name)
    made = read.from_bytes(data, source, settings, charset=charset[1] if charset else "")
    about = replace(made.source, url=source.url or made.source.url)
    return replace(made, id=id, source=about)


def _content(record: Any, where: str, limit: int) -> bytes:
    """Return a record's content, unpacked; raises InputError for one that is over the limit."""
    coding = record.http_headers.get_header("Content-Encoding") if record.http_headers else ""
    if (coding or "").strip().lower() not in _CODINGS:
        problem, remedy = f"is compressed as {coding!r:.40}", "store pages as gzip or plain"
        raise InputError(where, problem, remedy, code="coding")
    with redirect_stderr(io.StringIO()):
        data: bytes = record.content_stream().read(limit + 1)
    if len(data) > limit:
        refuse_size(where, f"a page of more than {limit:,} bytes", limit)
    return data
