"""A server on this machine that speaks the documented protocol, and fails as it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

Answer = Callable[[Any], str]


def silent(question: Any) -> str:
    """Propose nothing and choose nothing."""
    return '{"edits": []}' if "passage" in question else '{"choices": {}}'


class Endpoint(ThreadingHTTPServer):
    """`answer` makes the text of an answer from the question; `mode` how it fails."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer: Answer = silent
        self.mode = self.list_mode = ""
        self.key = ""
        self.asked: list[dict[str, Any]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def scorer(self) -> str:
        return f"openai:{self.address}#small"


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_GET(self) -> None:
        assert self.path == "/v1/models"
        listed = {
            "object": "list",
            "data": [{"id": "small", "object": "model"}, {"id": "big:latest"}],
        }
        self._answer(self.server.list_mode, listed)

    def do_POST(self) -> None:
        assert self.path == "/v1/chat/completions"
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        text = self.server.answer(json.loads(body["messages"][1]["content"]))
        choice = {"index": 0, "message": {"role": "assistant", "content": text}}
        self._answer(self.server.mode, {"object": "chat.completion", "choices": [choice]})

    def _answer(self, mode: str, body: dict[str, Any]) -> None:
        if self.server.key and self.headers.get("Authorization") != f"Bearer {self.server.key}":
            return self._send(401, b'{"error": {"message": "no key"}}')
        match mode:
            case "hang":
                time.sleep(10)
            case "drip":
                return self._drip()
            case "500":
                self._send(500, b'{"error": {"message": "out of\\u001b[31m memory"}}')
            case "404":
                self._send(404, b"")
            case "html":
                self._send(200, b"<html>Welcome</html>")
            case "other":
                self._send(200, b'{"answer": 42}')
            case "huge":
                self._send(200, b"x" * 2_000_000)
            case "close":
                self.close_connection = True
            case "redirect":
                self._send(307, b"", "http://127.0.0.1:1/")
            case _:
                self._send(200, json.dumps(body).encode())
        return None

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)

    def _send(self, status: int, data: bytes, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        return

    def handle(self) -> None:
        try:
            super().handle()
        except (BrokenPipeError, ConnectionResetError):  # the client has given up
            return


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    monkeypatch.delenv("HEALTHTEXT_SCORER_KEY", raising=False)
    with Endpoint() as endpoint:
        threading.Thread(target=endpoint.serve_forever, args=(0.02,), daemon=True).start()
        yield endpoint
        endpoint.shutdown()
