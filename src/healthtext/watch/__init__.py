"""Watch feeds: every new item becomes a report or a failure, exactly once, and finds its family."""

from __future__ import annotations

from healthtext.watch.loop import Watch

__all__ = ["Watch"]
