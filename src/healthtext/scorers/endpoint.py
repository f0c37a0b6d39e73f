"""An endpoint that speaks the OpenAI protocol: one request in, the text of one answer out.

GET {URL}/models and POST {URL}/chat/completions are used, as llama.cpp, Ollama and vLLM have them.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

from healthtext.errors import SettingsError

if TYPE_CHECKING:
    import httpx

KEY = "HEALTHTEXT_SCORER_KEY"
PIP = "python -m pip install httpx"
FIRST = 10.0  # seconds that the address may take to answer at all
MOST = 1_000_000  # bytes of an answer
TOKENS = 1_500  # of an answer
_LOCAL = ("localhost", "127.0.0.1", "::1")
_NO_LIST = (404, 405, 501)  # servers without a list of models


class EndpointError(Exception):
    """A request without a usable answer: what happened, in words that follow `it`."""


@dataclass(frozen=True)
class Endpoint:
    """An address and a model; `seconds` are what one request may take."""

    url: str
    model: str
    seconds: float
    key: str = field(default="", repr=False)

    @classmethod
    def connect(cls, address: str, seconds: float) -> Endpoint:
        """Return the endpoint at URL#MODEL once it has answered.

        Raises SettingsError that says what happened and what to do about it.
        """
        if find_spec("httpx") is None:
            raise _refusal(address, "needs httpx, which is not installed", PIP)
        found = cls(*_parts(address), seconds, _key())
        try:
            status, answer = found._send("GET", "models", None, min(FIRST, seconds))
            _check(status, found)
            if status not in _NO_LIST:
                _check_model(answer, found)
        except EndpointError as error:
            remedy = "start the server, or mend the address in `scorer`"
            raise _refusal(address, f"it {error}", remedy) from None
        return found

    def ask(self, system: str, user: str) -> str:
        """Return the text of the model's answer. Raises EndpointError."""
        body = {
            "model": self.model, "temperature": 0, "max_tokens": TOKENS, "stream": False,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": system}, {"role": "user", "content": user},
            ],
        }  # fmt: skip
        status, answer = self._send("POST", "chat/completions", body, self.seconds)
        if status != 200:
            raise EndpointError(f"answered with status {status}{_said(answer)}")
        match _json(answer):
            case {"choices": [{"message": {"content": str(content)}}, *_]}:
                return content
        raise EndpointError("gave an answer that is not of the OpenAI protocol")

    def _send(self, method: str, route: str, body: Any, seconds: float) -> tuple[int, bytes]:
        """Return the status and the content of an answer, which has so many seconds in all."""
        import httpx

        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        parts = urlsplit(self.url)
        client = httpx.Client(  # certificates take a second to load: only where there are some
            timeout=seconds, trust_env=parts.hostname not in _LOCAL, verify=parts.scheme == "https"
        )
        deadline = time.monotonic() + seconds
        try:
            with (
                client,
                client.stream(method, f"{self.url}/{route}", json=body, headers=headers) as answer,
            ):
                return answer.status_code, _content(answer, deadline, seconds)
        except httpx.TimeoutException:
            raise EndpointError(f"did not answer within {seconds:g} s") from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise EndpointError(f"cannot be reached ({reason})") from None


def _content(answer: httpx.Response, deadline: float, seconds: float) -> bytes:
    content = b""
    for part in answer.iter_bytes():
        content += part
        if len(content) > MOST:
            raise EndpointError(f"gave an answer of more than {MOST:,} bytes")
        if time.monotonic() > deadline:
            raise EndpointError(f"did not answer within {seconds:g} s")
    return content


def _parts(address: str) -> tuple[str, str]:
    """Return the base address and the model of URL#MODEL."""
    url, _, model = address.partition("#")
    parts = _split(url, address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _refusal(address, "is no address", "give openai:http://localhost:8080/v1#MODEL")
    if parts.username or parts.password or parts.query:
        problem = "holds more than an address"
        raise _refusal(address, problem, f"put a key into the environment variable {KEY}")
    if not model:
        raise _refusal(address, "names no model", "write its name behind a #")
    path = parts.path.rstrip("/").removesuffix("/chat/completions") or "/v1"
    return f"{parts.scheme}://{parts.netloc}{path}", model


def _split(url: str, address: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise _refusal(address, f"is no address ({error})", "mend it") from None
    return parts


def _key() -> str:
    key = os.environ.get(KEY, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise SettingsError(KEY, "holds characters that no key has", "set it again")
    return key


def _check(status: int, endpoint: Endpoint) -> None:
    if status in (401, 403):
        raise _refusal(endpoint.url, f"refuses the request ({status})", f"set {KEY} to its key")
    if status != 200 and status not in _NO_LIST:
        raise EndpointError(f"answered GET {endpoint.url}/models with status {status}")


def _check_model(answer: bytes, endpoint: Endpoint) -> None:
    match _json(answer):
        case {"data": [*entries]}:
            names = [
                str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry
            ]
        case _:
            raise EndpointError(f"does not speak the OpenAI protocol at {endpoint.url}/models")
    if endpoint.model not in names and f"{endpoint.model}:latest" not in names:
        known = ", ".join(names[:8]) or "none"
        problem = f"has no model {endpoint.model!r}"
        raise _refusal(endpoint.url, problem, f"load it, or name one of its own: {known}")


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise EndpointError("gave an answer that is no JSON") from None


def _said(content: bytes) -> str:
    """Return what the server says about an error, on one short line."""
    try:
        match json.loads(content):
            case {"error": {"message": str(message)}} | {"error": str(message)}:
                said = "".join(char if char.isprintable() else " " for char in message)
                return f" ({' '.join(said.split())[:120]})"
    except (ValueError, RecursionError):
        return ""
    return ""


def _refusal(address: str, problem: str, remedy: str) -> SettingsError:
    return SettingsError(f"openai:{address}", problem, remedy)
