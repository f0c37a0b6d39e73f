"""An editor that speaks JSON-RPC to a server in a process of its own."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

SERVER = Path(__file__).with_name("small_server.py")
WAIT = 120.0  # seconds for an answer, on a machine that is busy
Message = dict[str, Any]


class Editor:
    """Send messages, and wait for answers and notifications."""

    def __init__(self, command: list[str]) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)
        self.told: list[str] = []
        self._came: queue.Queue[Message] = queue.Queue()
        self._kept: list[Message] = []
        self._number = 0
        self.uri = "file:///articles/article.txt"
        for job in (self._listen, self._listen_to_errors):
            threading.Thread(target=job, daemon=True).start()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream
        while header := stream.readline():
            assert header.startswith(b"Content-Length: "), header
            size = int(header.split(b":")[1])
            while stream.readline().strip():
                pass
            self._came.put(json.loads(stream.read(size)))

    def _listen_to_errors(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.told.append(line.decode())

    def raw(self, data: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.raw(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def notify(self, method: str, **params: Any) -> None:
        self.send(method=method, params=params)

    def request(self, method: str, params: Any) -> int:
        self._number += 1
        self.send(id=self._number, method=method, params=params)
        return self._number

    def ask(self, method: str, params: Any = None) -> Any:
        number = self.request(method, params)
        answer = self.wait(lambda message: message.get("id") == number)
        assert "error" not in answer, answer
        return answer["result"]

    def wait(self, wanted: Callable[[Message], bool]) -> Message:
        """Return the first message of a kind; others are kept for later."""
        for index, message in enumerate(self._kept):
            if wanted(message):
                return self._kept.pop(index)
        while True:
            message = self._came.get(timeout=WAIT)
            if wanted(message):
                return message
            self._kept.append(message)

    def diagnostics(self, version: int | None = None, uri: str = "") -> list[Message]:
        """Wait for the diagnostics of a document's version, and return them."""
        wanted = (uri or self.uri, version)
        message = self.wait(lambda m: self._about(m) == wanted)
        found: list[Message] = message["params"]["diagnostics"]
        return found

    def _about(self, message: Message) -> tuple[str, int | None] | None:
        if message.get("method") != "textDocument/publishDiagnostics":
            return None
        return message["params"]["uri"], message["params"].get("version")

    def quiet(self) -> list[Message]:
        """Return what came and was not asked for, after everything sent was dealt with."""
        self.ask("textDocument/hover", {"textDocument": {"uri": "none"}, "position": at(0, 0)})
        return self._kept

    def start(self, **capabilities: Any) -> Any:
        about = {"processId": None, "rootUri": None, "capabilities": capabilities}
        result = self.ask("initialize", about)
        self.notify("initialized")
        return result

    def open(self, text: str, language: str = "plaintext", uri: str = "") -> None:
        item = {"uri": uri or self.uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", textDocument=item)

    def change(self, version: int, *changes: Message) -> None:
        item = {"uri": self.uri, "version": version}
        self.notify("textDocument/didChange", textDocument=item, contentChanges=list(changes))

    def end(self) -> int:
        self.ask("shutdown")
        self.notify("exit")
        return self.process.wait(WAIT)


def at(line: int, character: int) -> Message:
    return {"line": line, "character": character}


@pytest.fixture
def place() -> Callable[[int, int, int, int], Message]:
    """Make a range of a start line and character and an end line and character."""
    return lambda a, b, c, d: {"start": at(a, b), "end": at(c, d)}


Launch = Callable[..., Editor]


def launched() -> Iterator[Launch]:
    """Start servers and end them."""
    editors: list[Editor] = []

    def call(*command: str) -> Editor:
        editors.append(Editor([sys.executable, *command]))
        return editors[-1]

    yield call
    for editor in editors:
        editor.process.kill()
        editor.process.wait(WAIT)
        for stream in (editor.process.stdin, editor.process.stdout, editor.process.stderr):
            assert stream
            stream.close()


launch = pytest.fixture(launched)


@pytest.fixture(scope="module")
def shared() -> Iterator[Editor]:
    """One editor for most tests: a server takes a second to start."""
    for call in launched():
        editor = call(str(SERVER), "0.1")
        editor.start()
        yield editor


@pytest.fixture
def editor(shared: Editor, request: pytest.FixtureRequest) -> Editor:
    """The shared editor with a document of the test's own."""
    shared.uri = f"file:///articles/{abs(hash(request.node.name))}.txt"
    return shared
