"""The Fetcher: hops, robots, rates, limits, and one result for everything that can happen."""

from __future__ import annotations

import re
import threading
import time
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

from healthtext import __version__
from healthtext.fetch import problems, unpack
from healthtext.fetch.challenge import is_challenge
from healthtext.fetch.network import Deadline
from healthtext.fetch.results import Blocked, Failed, Page, Result, Unchanged
from healthtext.fetch.robots import PRODUCT, Robots
from healthtext.fetch.transport import Transport
from healthtext.read.files import shown
from healthtext.settings import Settings

HOPS = 5
_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"
_MAX_AGE = re.compile(r"max-age\s*=\s*\"?(\d{1,9})")


class Stopped(BaseException):
    """Whoever waits was told to stop. It is no error, and nothing that catches errors holds it."""


class Fetcher:
    """Fetch addresses one after the other. Use it in a `with` block and in one thread.

    `stop` ends a wait for a host's turn with Stopped, the one exception that leaves `get`.
    """

    def __init__(self, settings: Settings, stop: threading.Event | None = None) -> None:
        self._settings = settings
        self._stop = stop or threading.Event()
        self._deadline = Deadline()
        self._robots = Robots(lambda url: self._follow(url, {}, robots=False))
        self._turns: dict[str, float] = {}  # host -> when it may be asked again
        self._pauses: dict[str, float] = {}  # host -> until when it asked to be left alone
        transport = Transport(self._deadline, allow_private=settings.allow_private)
        self._client = httpx.Client(
            transport=transport, timeout=settings.timeout, follow_redirects=False, trust_env=False,
            headers={"User-Agent": user_agent(settings), "Accept": _ACCEPT,
                     "Accept-Encoding": unpack.PACKED},
        )  # fmt: skip

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(
        self, url: str, *, etag: str = "", modified: str = "", limit: int = 0, robots: bool = True
    ) -> Result:
        """Fetch an address, if it changed since `etag` or `modified`; up to `limit` bytes.

        Without a limit it is the setting `max_bytes`. Without `robots` the site's robots.txt is
        not asked: for services that are made for programs.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        given = {key: value for key, value in conditions.items() if value.isprintable() and value}
        return self._follow(url, given, limit=limit, robots=robots)

    def _follow(
        self, url: str, headers: dict[str, str], *, robots: bool = True, limit: int = 0
    ) -> Result:
        """Follow redirects; every hop is checked as if it had been asked for."""
        self._client.cookies.clear()
        seen: list[str] = []
        while len(seen) <= HOPS:
            refused = _refused(url) or (self._robots.rules(_origin(url)).refusal(url)
                                        if robots else None)  # fmt: skip
            if refused is not None:
                return refused
            answer = self._ask(url, headers, limit or self._settings.max_bytes, robots=robots)
            if not isinstance(answer, _Redirect):
                return answer
            seen.append(url)
            url = _joined(url, answer.to)
            if seen.count(url) > 1:  # once may be for a cookie
                break
        circle = "in a circle" if url in seen else f"more than {HOPS} times"
        return Failed(url, "redirects", f"is redirected {circle}", "give the address it is to be")

    def _ask(
        self, url: str, headers: dict[str, str], limit: int, *, robots: bool
    ) -> Result | _Redirect:
        host = urlsplit(url).netloc.lower()
        paused = self._pauses.get(host, 0.0) - time.monotonic()
        if paused > 0:
            problem = f"asks to be left alone for {paused:,.0f} s more"
            return Failed(url, "rate-limited", problem, problems.LATER, paused)
        self._wait_for_turn(url, host, robots=robots)
        self._deadline.set(self._settings.timeout)
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                result = self._result(url, response, limit)
        except Exception as error:  # whatever a server does has a name
            result = problems.of_error(url, error)
        finally:
            self._deadline.set(float("inf"))
            self._turns[host] = time.monotonic() + self._settings.delay
        if isinstance(result, Failed) and result.retry_after:
            self._pauses[host] = time.monotonic() + result.retry_after
        return result

    def _wait_for_turn(self, url: str, host: str, *, robots: bool) -> None:
        delay = self._robots.rules(_origin(url)).delay - self._settings.delay if robots else 0.0
        wait = self._turns.get(host, 0.0) + max(delay, 0.0) - time.monotonic()
        if self._stop.wait(max(wait, 0.0)):
            raise Stopped
        if len(self._turns) > 10_000:
            now = time.monotonic()
            self._turns = {host: at for host, at in self._turns.items() if at > now}
            self._pauses = {host: at for host, at in self._pauses.items() if at > now}

    def _result(self, url: str, response: httpx.Response, limit: int) -> Result | _Redirect:
        status, headers = response.status_code, response.headers
        max_age = _max_age(headers.get("Cache-Control", ""))
        if status == 304:
            return Unchanged(url, max_age)
        if status in (301, 302, 303, 307, 308) and "Location" in headers:
            return _Redirect(headers["Location"])
        if status not in (200, 203):
            return problems.of_answer(url, response)
        body = unpack.unpacked(response.iter_raw(), headers.get("Content-Encoding", ""), limit)
        if is_challenge(status, headers, body):
            return Blocked(url)
        return Page(
            url, body, headers.get("Content-Type", ""), headers.get("ETag", ""),
            headers.get("Last-Modified", ""), max_age,
        )  # fmt: skip


class _Redirect:
    """Where an answer sends its reader."""

    def __init__(self, to: str) -> None:
        self.to = to


def user_agent(settings: Settings) -> str:
    """Say who is asking, and how to reach whoever runs it."""
    contact = re.sub(r"[^\x20-\x7e]|[()]", "", settings.contact)
    about = f"; {contact}" if contact else ""
    return f"{PRODUCT}/{__version__} (checks health articles{about})"


def _refused(url: str) -> Failed | None:
    """Refuse what is no address of a page."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1) > 0
        httpx.URL(url)
    except (ValueError, httpx.InvalidURL):
        good = False
    if good and "@" not in parts.netloc:
        return None
    problem = "is no address that can be fetched"
    return Failed(shown(url), "address", problem, "give one such as https://site.org/feed.xml")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _joined(url: str, to: str) -> str:
    """Return the address a redirect leads to; of nonsense, the nonsense, which is then refused."""
    try:
        parts = urlsplit(urljoin(url, to.strip()))
    except ValueError:
        return to
    return urlunsplit(parts._replace(fragment=""))


def _max_age(header: str) -> float:
    match = _MAX_AGE.search(header.lower())
    return float(match[1]) if match else 0.0
