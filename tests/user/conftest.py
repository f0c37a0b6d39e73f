"""What tests of the user's rules share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

Steps = Callable[[Callable[[], object]], int]


@pytest.fixture
def steps() -> Steps:
    """Count the lines of Python that a call runs: its work, however busy the machine is."""

    def counted(work: Callable[[], object]) -> int:
        count = 0

        def trace(_: FrameType, event: str, __: object) -> object:
            nonlocal count
            count += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            work()
        finally:
            sys.settrace(before)
        return count

    return counted
