"""What takes minutes: hundreds of kills, ten thousand done articles, growth, two workers."""

from __future__ import annotations

import pytest

from benchmarks.batch import memory, resume, workers
from benchmarks.kills import kills

pytestmark = pytest.mark.soak


def test_two_hundred_kills_lose_and_repeat_nothing() -> None:
    found = kills(200, articles=500)
    assert (found["kills"], found["lost"], found["repeated"]) == (200, 0, 0)


def test_ten_thousand_done_articles_are_passed_over_in_two_seconds() -> None:
    assert resume(10_000) < 2


def test_memory_does_not_grow_over_twenty_thousand_articles() -> None:
    assert max(memory(20_000, quick=True)) < 1.0  # MB in 1,000 articles


def test_models_do_not_grow() -> None:
    assert max(memory(4_000, quick=False)) < 5.0  # caches of words still fill


def test_dealing_out_articles_leaves_most_of_the_second_worker() -> None:
    assert workers(1, quick=True) >= 1.8


def test_two_workers_do_almost_twice_the_work_of_one() -> None:
    assert workers(3, quick=False) >= 1.8
