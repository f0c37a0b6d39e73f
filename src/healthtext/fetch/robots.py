"""robots.txt, as RFC 9309 has it: asked once a day for every site and always obeyed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from healthtext.fetch.results import Failed, Page, Result

if TYPE_CHECKING:
    from protego import Protego

PRODUCT = "healthtext"
LIMIT = 512_000  # bytes that are read of one
LONGEST_DELAY = 300.0
_DAY = 86_400.0
_SOON = 600.0  # seconds after which an unreachable one is asked for again
_SITES = 5_000  # kept


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site allows: rules, None where there are none, or the failure that hides them."""

    until: float
    rules: Protego | None = None
    failure: Failed | None = None

    def refusal(self, url: str) -> Failed | None:
        """Return why an address may not be fetched, None if it may."""
        if self.failure is not None:
            return self.failure
        if self.rules is not None and not self.rules.can_fetch(url, PRODUCT):
            problem = "may not be read by programs: the site's robots.txt forbids it"
            return Failed(url, "robots", problem, "leave it out, or ask the site for leave")
        return None

    @property
    def delay(self) -> float:
        """Seconds the site wants between two requests, 0 if it does not say."""
        wanted = self.rules.crawl_delay(PRODUCT) if self.rules is not None else None
        return min(max(float(wanted or 0.0), 0.0), LONGEST_DELAY)


class Robots:
    """The rules of every site that was asked."""

    def __init__(self, fetch: Callable[[str], Result]) -> None:
        self._fetch = fetch
        self._sites: dict[str, Rules] = {}

    def rules(self, origin: str) -> Rules:
        """Return the rules of an origin such as https://site.org, asking it if need be."""
        known = self._sites.pop(origin, None)
        if known is None or known.until < time.monotonic():
            known = self._asked(origin)
        self._sites[origin] = known  # last in, so that the first is the longest unused
        if len(self._sites) > _SITES:
            del self._sites[next(iter(self._sites))]
        return known

    def _asked(self, origin: str) -> Rules:
        url = f"{origin}/robots.txt"
        result = self._fetch(url)
        now = time.monotonic()
        if isinstance(result, Page):
            return Rules(now + _DAY, _parsed(result.body))
        if isinstance(result, Failed) and (result.temporary or result.code in _OF_THE_HOST):
            return Rules(now + _SOON, failure=_hidden(result))
        return Rules(now + _DAY)


# What is wrong with the host, and not with its robots.txt, keeps its name.
_OF_THE_HOST = frozenset(("private", "dns", "connect", "timeout", "tls", "rate-limited"))


def _hidden(result: Failed) -> Failed:
    """Return why nothing may be fetched: the rules exist but are out of reach."""
    if result.code in _OF_THE_HOST:
        return result
    problem = f"may not be read while the site's robots.txt cannot be had ({result.problem})"
    return replace(result, code="robots-unreachable", problem=problem)


def _parsed(body: bytes) -> Protego:
    from protego import Protego

    return Protego.parse(body[:LIMIT].decode("utf-8-sig", "replace"))
