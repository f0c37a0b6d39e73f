"""When a feed is asked again: no oftener than anyone wants it to be."""

from __future__ import annotations

from dataclasses import replace

from healthtext.fetch import Failed
from healthtext.watch.state import FeedState

DAY = 86_400.0
TRIES = 5  # of an item whose trouble may pass
_SLOWEST = 7 * DAY


def answered(
    feed: FeedState, now: float, every: float, *, minutes: float = 0.0, max_age: float = 0.0
) -> FeedState:
    """Return a feed that has answered: due after the longest of what we, it and HTTP ask for."""
    wait = max(every, min(max(60.0 * minutes, max_age), DAY))
    return replace(feed, due=now + wait, rest=0.0, errors=0)


def failed(feed: FeedState, now: float, every: float, result: Failed) -> FeedState:
    """Return a feed that has not: due after twice as long each time, or when the host says.

    What will hardly pass, such as 403 or 410, is asked for once a day.
    """
    wait = min(every * 2.0**feed.errors, DAY) if result.temporary else DAY
    wait = min(max(wait, every, result.retry_after), _SLOWEST)
    rest = now + min(result.retry_after, _SLOWEST) if result.retry_after else 0.0
    return replace(feed, due=now + wait, rest=rest, errors=min(feed.errors + 1, 20))


def again(now: float, every: float, tries: int, retry_after: float = 0.0) -> float:
    """Return when an item that failed for the time being is tried again."""
    return now + min(max(every * 2.0**tries, retry_after), _SLOWEST)


def latest(now: float, every: float) -> float:
    """Return the latest time that anything can be due; a clock that went back leaves later ones."""
    return now + max(_SLOWEST, every)
