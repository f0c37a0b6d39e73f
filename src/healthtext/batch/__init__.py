"""Batches: any number of articles in shards, each done once, whatever ends a run before its time.

inputs (a stream of items that can be entered anywhere) ─> shards ─> an engine ─> tables ─> storage,
and a marker for each shard that is complete. `run` is the whole of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from healthtext.batch.runs import Options, Progress, Summary, run

__all__ = ["Options", "Progress", "Summary", "run"]


def __getattr__(name: str) -> Any:
    """Import `runs` when something of it is asked for: workers only ever need the tables."""
    if name not in __all__:
        raise AttributeError(name)
    from healthtext.batch import runs

    return getattr(runs, name)
