"""A real server on loopback that does what it is told, also what no server should."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]
PROSE = "A warm bath in the evening is what many readers say that helps them with their sleep. "


class Handler(BaseHTTPRequestHandler):
    """Look the path up in the site's answers and note that it was asked for."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        self.site.headers.append(dict(self.headers))
        self.site.times.append(time.monotonic())
        answer = self.site.answers.get(self.path)
        with suppress(OSError):  # the reader has gone
            if answer is None:
                self.answer(404, b"nothing here")
            else:
                answer(self)

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Site:
    """The server's address, its answers by path, and what was asked of it."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.port = server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.times: list[float] = []

    def page(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> str:
        """Put a page up and return its address."""
        data = body.encode() if isinstance(body, str) else body
        headers = {"Content_Type": "text/html; charset=utf-8", **headers}
        self.answers[path] = lambda handler: handler.answer(status, data, **headers)
        return self.url + path

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """Send readers of one path elsewhere."""
        self.answers[path] = lambda handler: handler.answer(status, b"", Location=to)
        return self.url + path

    def raw(self, path: str, *pieces: bytes, pause: float = 0.0) -> str:
        """Write bytes as they are, with a pause after each piece, and hang up."""

        def answer(handler: Handler) -> None:
            handler.close_connection = True
            for piece in pieces:
                handler.wfile.write(piece)
                handler.wfile.flush()
                time.sleep(pause)

        self.answers[path] = answer
        return self.url + path


@contextmanager
def running() -> Iterator[Site]:
    """Run a site on a free port of loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server)
    server.RequestHandlerClass = type("SiteHandler", (Handler,), {"site": site})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def article_page(text: str, head: str = "") -> str:
    """Return a page with an article in it."""
    return f"<html><head>{head}</head><body><article><p>{text} {PROSE * 5}</p></article></body>"


def closed_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
