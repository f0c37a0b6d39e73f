"""A server, and a fetcher that may reach it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from healthtext.fetch import Fetcher
from healthtext.settings import Settings
from tests.fetch.site import Site, running

NEAR = Settings(allow_private=True, delay=0.001, timeout=5.0)


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as found:
        yield found


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(NEAR) as found:
        yield found
