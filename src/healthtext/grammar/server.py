"""One LanguageTool server a run: started when first needed, shared by port, never outliving it.

The server is started by us and only asked through language-tool-python, whose own start sets no
memory limit, no time-out below five minutes and leaves the server behind on SIGKILL.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode, urlsplit

from healthtext.errors import SettingsError, StepError
from healthtext.grammar import install, java, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from language_tool_python import Match

MEMORY = "384m"  # -Xmx: 320m is the least that costs no speed, see docs/decisions/0004-grammar.md
FLAGS = ("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError")
READY = 60  # seconds until a server must have started; 3 on an idle machine
TIMEOUT = 60.0  # seconds for one request of at most policy.CHUNK characters; 1 on an idle machine
RESTARTS = 1
PUBLIC = ("languagetool.org", "languagetool.com", "languagetoolplus.com")
NO_PROXY: dict[str, Any] = {"http": None, "https": None, "all": None}
WATCH = Path(__file__).with_name("watch.py")
CONFIG = Path(__file__).parents[1] / "data" / "languagetool" / "server.properties"
LOST, REFUSED = "server-lost", "text-refused"  # codes of StepErrors: for good, for one text
SETUP = "run: healthtext setup languagetool"


class Server:
    """A LanguageTool server of this run, of another process of it, or of the user's."""

    def __init__(self, options: Mapping[str, frozenset[str]], url: str = "") -> None:
        """Remember what to ask for: `options` are attributes of the wrapper's LanguageTool.

        Raises SettingsError when `url` is none or is the public API.
        """
        self._options = dict(options)
        self._given = checked(url) if url else ""
        self._url = self._given
        self._watch: subprocess.Popen[bytes] | None = None
        self._owner = self._watch_pid = 0
        self._clients: dict[str, Any] = {}
        self.version = "LanguageTool"

    def __reduce__(self) -> tuple[object, ...]:
        """Send the port, not the process: whoever unpickles it uses the same server."""
        return _shared, (self._options, self._given, self.url, self._watch_pid, self.version)

    @property
    def url(self) -> str:
        """The address of the server, which is started if need be. Raises StepError."""
        if not self._url:
            self.start()
            self._url = f"http://127.0.0.1:{self._port()}"
        return self._url

    def missing(self) -> str:
        """Say in one line what a server of ours lacks on this machine, or ''."""
        if self._url or self._watch is not None:
            return ""
        if shutil.which("java") is None:
            return java.problem()
        folder = install.find()
        if folder is None:
            return f"LanguageTool is not installed; {SETUP}"
        self.version = folder.name.replace("-", " ")
        return ""

    def start(self) -> None:
        """Start the server and do not wait for it. Raises StepError when there is none."""
        if self._url or self._watch is not None:
            return
        missing = self.missing()
        if missing:
            raise _off(*missing.split("; ", 1))
        folder, java_path = install.find(), shutil.which("java")
        assert folder is not None and java_path is not None
        orders = {
            "command": command(java_path, folder), "ready": READY, "restarts": RESTARTS,
            "warm": urlencode({"text": "This is a first sentence.", "language": "en-US"}),
        }  # fmt: skip
        self._watch = subprocess.Popen(
            [sys.executable, "-I", "-S", str(WATCH), json.dumps(orders)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        self._owner, self._watch_pid = os.getpid(), self._watch.pid
        atexit.register(self.close)

    def close(self) -> None:
        """End the server, if it is ours: a worker's copy leaves it to its owner."""
        if self._watch is None or self._owner != os.getpid():
            return
        for stream in (self._watch.stdin, self._watch.stdout):
            if stream is not None:
                stream.close()
        self._watch.wait(timeout=30)
        self._watch, self._url = None, ""
        self._clients.clear()
        atexit.unregister(self.close)

    def check(self, text: str, variant: str) -> list[Match]:
        """Return the matches in a text of at most some thousand characters.

        A server that fails is asked once more, after a restart where it is ours. Raises StepError
        when that does not help either.
        """
        try:
            return self._ask(text, variant)
        except _UnansweredError as first:
            if first.hung and not self._watch_pid:  # nobody to restart it: it would hang again
                raise _off(f"the server {first}", self._remedy()) from None
            self._recover(hung=first.hung)
        try:
            return self._ask(text, variant)
        except _UnansweredError as second:
            code = REFUSED if healthy(self.url) and not second.hung else LOST
            raise _off(f"the server {second}", self._remedy(), code) from None

    def _ask(self, text: str, variant: str) -> list[Match]:
        from language_tool_python.exceptions import LanguageToolError
        from requests import Timeout

        url = self.url
        try:
            client = self._clients.get(variant) or self._client(url, variant)
            return cast("list[Match]", client.check(text))
        except LanguageToolError as error:
            hung = isinstance(error.__cause__, Timeout)
            raise _UnansweredError("does not answer in time" if hung else "failed", hung) from error
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise _UnansweredError("gives answers that are not LanguageTool's", False) from error

    def _client(self, url: str, variant: str) -> Any:
        client = _client_class()(variant, remote_server=url, proxies=NO_PROXY)
        for name, value in self._options.items():
            setattr(client, name, set(value))
        self._clients[variant] = client
        return client

    def _recover(self, *, hung: bool) -> None:
        """Have a hanging server restarted, and wait until one answers again."""
        if hung and self._watch_pid:
            _signal(self._watch_pid)
            time.sleep(1)
        deadline = time.monotonic() + (READY if self._watch_pid else 0)
        while not healthy(self.url) and time.monotonic() < deadline:
            if self._owner == os.getpid() and self._watch and self._watch.poll() is not None:
                return
            time.sleep(0.2)

    def _port(self) -> int:
        """Wait for the port of the server. Raises StepError with the reason when there is none."""
        assert self._watch is not None and self._watch.stdout is not None
        heard, _, _ = select.select([self._watch.stdout], [], [], READY + 10)
        line = self._watch.stdout.readline().decode("utf-8", "replace") if heard else ""
        word, _, rest = line.strip().partition(" ")
        if word == "ready":
            return int(rest)
        self.close()
        silent = f"the server did not start ({rest or 'no answer'}); {SETUP}"
        raise _off(*(java.problem() or silent).split("; ", 1))

    def _remedy(self) -> str:
        if self._given:
            return f"see whether {self._given} is a LanguageTool server"
        return "run it again, or leave the step out with --skip grammar"


class _UnansweredError(Exception):
    """One request without a usable answer; `hung` when it ran into the time-out."""

    def __init__(self, problem: str, hung: bool) -> None:
        self.hung = hung
        super().__init__(problem)


def checked(url: str) -> str:
    """Return a server's address. Raises SettingsError for what is none, and for the public API."""
    parts = urlsplit(url if "//" in url else f"http://{url}")
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in ("http", "https") or not host:
        raise SettingsError(
            "languagetool_url", f"{url!r} is no address", "give one such as http://localhost:8081"
        )
    if any(host == name or host.endswith(f".{name}") for name in PUBLIC):
        raise SettingsError(
            "languagetool_url", f"{url!r} is the public API, which texts are never sent to",
            "give a server of your own",
        )  # fmt: skip
    return parts.geturl().removesuffix("/").removesuffix("/v2")


def command(java_path: str, folder: Path) -> list[str]:
    """Return the command that serves a folder's LanguageTool to this machine only."""
    jar = next(folder / name for name in install.JARS if (folder / name).is_file())
    list_of_words = words.overlay(folder)
    path = os.pathsep.join(str(part) for part in (list_of_words, jar) if part)
    main = ("org.languagetool.server.HTTPServer", "--port", "{port}", "--config", str(CONFIG))
    return [java_path, f"-Xmx{MEMORY}", *FLAGS, "-cp", path, *main]


def healthy(url: str) -> bool:
    """Tell whether a LanguageTool server answers there."""
    import requests

    try:
        answer = requests.get(f"{url}/v2/healthcheck", timeout=2, proxies=NO_PROXY)
    except requests.RequestException:
        return False
    return answer.ok and answer.text.strip() == "OK"


def _client_class() -> Callable[..., Any]:
    from language_tool_python import LanguageTool

    class Client(LanguageTool):
        """The wrapper with our time-out; whether to try again is decided by the Server."""

        _TIMEOUT = TIMEOUT  # type: ignore[assignment]

        def _query_server(
            self, url: str, params: Any = None, num_tries: int = 1, method: Any = "get"
        ) -> Any:
            del num_tries
            return super()._query_server(url, params, 1, method)

    return Client


def _signal(pid: int) -> None:
    """Ask for a restart; nobody to ask is no error, the next request will tell."""
    try:
        os.kill(pid, signal.SIGUSR1)
    except ProcessLookupError:
        return


def _shared(
    options: Mapping[str, frozenset[str]], given: str, url: str, watch_pid: int, version: str
) -> Server:
    server = Server(options, given)
    server._url, server._watch_pid, server.version = url, watch_pid, version
    return server


def _off(problem: str, remedy: str, code: str = LOST) -> StepError:
    return StepError("grammar", problem, remedy, code=code)
