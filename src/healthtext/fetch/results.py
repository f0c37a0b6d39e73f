"""What fetching an address can come to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from time import time
from typing import TypeAlias

LONGEST_WAIT = 7 * 86_400.0
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
# Worth another try later: the reason may pass.
_TEMPORARY = frozenset(
    ("timeout", "connect", "dns", "cut-off", "rate-limited", "robots-unreachable", "http-5xx")
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered. `url` is the address after all redirects, `body` is unpacked."""

    url: str
    body: bytes
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    max_age: float = 0.0

    @property
    def charset(self) -> str:
        """The encoding that the Content-Type names, or ""."""
        match = _CHARSET.search(self.content_type)
        return match[1] if match else ""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that it is as it was."""

    url: str
    max_age: float = 0.0


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is nothing: a short code, the problem and the remedy, as in a Failure.

    `retry_after` is how many seconds the server asks to be left alone, 0 if it did not say.
    """

    url: str
    code: str
    problem: str
    remedy: str
    retry_after: float = 0.0

    @property
    def temporary(self) -> bool:
        """Whether another try later may go better."""
        return self.code in _TEMPORARY


@dataclass(frozen=True, slots=True)
class Blocked(Failed):
    """The server answers, but not to programs: 403 or a challenge. It is no error of the page."""

    code: str = field(default="blocked", init=False)
    problem: str = "does not let programs read it"
    remedy: str = "ask the site for leave, or save the page from a browser and give the file"


Result: TypeAlias = Page | Unchanged | Failed


def seconds(value: str) -> float:
    """Return what a Retry-After header asks for, in seconds or as a date; 0 for nonsense."""
    value = value.strip()
    if value.isdecimal():
        return min(float(value[:12]), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value).timestamp()
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return min(max(moment - time(), 0.0), LONGEST_WAIT)
