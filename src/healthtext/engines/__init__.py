"""Engines: who works on the articles of a batch. `local` is processes here, `cluster` is Ray.

Both turn shards into markers with the same bytes, and neither loses an article: one that breaks
the process it is worked on is tried once more in a fresh one, and is a Failure after that.
"""

from __future__ import annotations

from dataclasses import dataclass

from healthtext.settings import Settings

PIPELINE = "healthtext:load"


@dataclass(frozen=True, slots=True)
class Limits:
    """When a worker is ended: `seconds` for one article, `megabytes` of memory it may hold.

    After `recycle` articles a worker is replaced, so that what a library leaks is given back.
    """

    seconds: float = 300.0
    megabytes: int = 2_000
    recycle: int = 5_000


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker of a run has to know.

    `pipeline` is MODULE:FUNCTION; the function takes Settings and returns an object with `load()`,
    `run(article)` and `close()`, as `healthtext.load` does.
    """

    settings: Settings
    limits: Limits = LIMITS
    pipeline: str = PIPELINE
