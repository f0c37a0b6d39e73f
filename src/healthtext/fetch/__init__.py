"""Fetch from the web: politely, within limits, and never from a place it was not meant to reach.

A Fetcher gives one result for every address: a Page, Unchanged, Blocked or Failed. Nothing a
server does raises an exception here.
"""

from __future__ import annotations

from healthtext.fetch.client import Fetcher
from healthtext.fetch.pool import Get, Pool
from healthtext.fetch.results import Blocked, Failed, Page, Result, Unchanged

__all__ = ["Blocked", "Failed", "Fetcher", "Get", "Page", "Pool", "Result", "Unchanged"]
