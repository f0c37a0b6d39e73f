"""The content of an answer, unpacked, without ever holding more than it may have."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

PACKED = "gzip, deflate"  # what is asked for; both can be unpacked piece by piece


class TooLargeError(Exception):
    """The content has more bytes than it may."""


class DamagedError(Exception):
    """The content is not packed as its header says, or ends before its time."""


def unpacked(chunks: Iterable[bytes], coding: str, limit: int) -> bytes:
    """Join the chunks of a body; raises TooLargeError before more than `limit` bytes are held."""
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return _joined(chunks, limit)
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise DamagedError(f"it is packed as {coding!r:.40}, which was not asked for")
    return _inflated(chunks, limit, bare=coding == "deflate")


def gunzip(data: bytes, limit: int) -> bytes:
    """Unpack a file that is gzip by itself; raises TooLargeError and DamagedError."""
    return _inflated([data], limit, bare=False)


def _joined(chunks: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > limit:
            raise TooLargeError
    return bytes(body)


def _inflated(chunks: Iterable[bytes], limit: int, *, bare: bool) -> bytes:
    body = bytearray()
    inflate = zlib.decompressobj(wbits=47)  # gzip or zlib, by its header
    first = True
    for chunk in chunks:
        if first and bare and chunk and chunk[0] & 0x0F != 8:
            inflate = zlib.decompressobj(wbits=-15)  # deflate as some servers understand it
        first = first and not chunk
        try:
            body += inflate.decompress(chunk, limit + 1 - len(body))
        except zlib.error as error:
            raise DamagedError(f"it cannot be unpacked ({error})") from None
        if len(body) > limit:
            raise TooLargeError
        if inflate.eof:
            break
    if not inflate.eof and not first:
        raise DamagedError("its packed content is cut off")
    return bytes(body)
