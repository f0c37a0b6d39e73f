"""Watch over one LanguageTool server: start it, restart it once, and never let it outlive a run.

A program of its own (`python -I -S watch.py JSON`), since only another process can act when the
run is killed with SIGKILL. Standard library only; it starts in some 30 ms.

The JSON object holds `command` (its `{port}` is filled in), `warm` (a request body for the first
check, so that the models are loaded when the first article comes), `ready` and `restarts`. The
first line on standard output is `ready PORT` or `failed REASON`. The end of standard input, or
the end of the parent, ends everything; SIGUSR1 asks for a restart of a server that hangs.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from http.client import HTTPException
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

STARTED = b"Server started"  # LanguageTool says so once its port is its own
TAKEN = "its port is in use"
PORT_TRIES = 5
_direct = build_opener(ProxyHandler({}))


class Watch:
    """One server, its port and how often it may still be started again."""

    def __init__(self, orders: dict[str, Any]) -> None:
        self.orders = orders
        self.parent = os.getppid()
        self.port = 0
        self.restarts = orders["restarts"]
        self.asked = False
        self.server: subprocess.Popen[bytes] | None = None
        self.said: deque[bytes] = deque(maxlen=20)
        signal.signal(signal.SIGUSR1, self._ask)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))

    def _ask(self, *_: object) -> None:
        self.asked = True

    def run(self) -> str:
        """Keep the server alive until the run ends or it cannot be kept; return why."""
        try:
            for _ in range(PORT_TRIES):
                self.port = free_port()
                reason = self.start()
                if reason != TAKEN:
                    break
            while not reason:
                reason = self.watch() or self.again()
            return reason
        finally:
            self.stop()

    def start(self) -> str:
        """Start the server on its port; return why it failed, or ''."""
        command = [part.replace("{port}", str(self.port)) for part in self.orders["command"]]
        self.server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            preexec_fn=die_with_parent if sys.platform == "linux" else None,
        )  # fmt: skip
        self.said.clear()
        deadline = time.monotonic() + self.orders["ready"]
        while STARTED not in b"".join(self.said):
            if time.monotonic() > deadline:
                self.stop()
                return f"it did not start within {self.orders['ready']} seconds"
            state = self.listen(0.2)
            if state == "gone":
                return self.last()
            if state == "end":
                return "end"
        self.asked = False  # whoever asked while it was starting has got what he asked for
        print(f"ready {self.port}", flush=True)
        warm(self.port, self.orders["warm"])
        return ""

    def watch(self) -> str:
        """Wait until the server ends, is to be restarted ('') or the run ends ('end')."""
        while not self.asked:
            state = self.listen(0.5)
            if state == "gone":
                return ""
            if state == "end":
                return "end"
        return ""

    def again(self) -> str:
        """Start the server again on the port that every worker knows, if it may be."""
        self.stop()
        if self.restarts <= 0:
            return "it ended or hung again after a restart"
        self.restarts -= 1
        return self.start()

    def listen(self, seconds: float) -> str:
        """Read what server and parent say; return 'gone', 'end' or ''."""
        assert self.server is not None and self.server.stdout is not None
        out = self.server.stdout.fileno()
        heard, _, _ = select.select([0, out], [], [], seconds)
        if os.getppid() != self.parent or (0 in heard and not os.read(0, 1024)):
            return "end"
        if out in heard:
            chunk = os.read(out, 65536)
            if not chunk:
                return "gone"
            self.said.append(chunk)
        return ""

    def last(self) -> str:
        """Return the first line of what the server said last, which is the reason as a rule."""
        text = b"".join(self.said).decode("utf-8", "replace").strip()
        if "Address already in use" in text or "BindException" in text:
            return TAKEN
        return text.splitlines()[0][:200] if text else "it ended at once"

    def stop(self) -> None:
        if self.server is not None:
            self.server.kill()
            self.server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def die_with_parent() -> None:
    """Ask Linux to kill the server when this process dies, however it dies."""
    import ctypes

    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)


def warm(port: int, body: str) -> None:
    """Send the first check without waiting for its answer: the server goes on by itself."""
    request = Request(f"http://127.0.0.1:{port}/v2/check", data=body.encode("ascii"))
    try:
        _direct.open(request, timeout=0.2).close()
    except (OSError, HTTPException):
        return


def main() -> None:
    reason = Watch(json.loads(sys.argv[1])).run()
    if reason != "end":
        print(f"failed {reason}", flush=True)


if __name__ == "__main__":
    main()
