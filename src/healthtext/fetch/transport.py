"""httpx over httpcore with our own way out; httpx itself has no door for it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from functools import cache
from typing import cast

import httpcore
import httpx

from healthtext.fetch.network import Deadline, Guarded


class Transport(httpx.BaseTransport):
    """Send requests through guarded connections. Proxies of the environment are not used."""

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=_certificates(),
            max_connections=8,
            max_keepalive_connections=4,
            keepalive_expiry=15.0,
            network_backend=Guarded(deadline, allow_private=allow_private),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; raises the errors of httpcore and of the guard."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port,
            target=request.url.raw_path,
        )  # fmt: skip
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method, url, headers=request.headers.raw,
                content=cast(httpx.SyncByteStream, request.stream), extensions=request.extensions,
            )
        )  # fmt: skip
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer),
            extensions=answer.extensions,
        )  # fmt: skip

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()


@cache
def _certificates() -> ssl.SSLContext:
    """Load the authorities that sites are checked with, which takes a while, once."""
    return httpx.create_ssl_context()


class _Body(httpx.SyncByteStream):
    """The content of an answer as httpx wants it."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
