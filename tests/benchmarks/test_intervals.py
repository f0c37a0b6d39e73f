"""The cluster bootstrap: it covers, it draws whole sites, it can be repeated."""

from __future__ import annotations

import numpy as np

from benchmarks.intervals import clusters, intervals
from benchmarks.scoring import Page, Score


def scores(touched: list[int]) -> list[Score]:
    return [
        Score(words=100, gold=10, edits=10, touched=n, exact=n // 2, needed=10) for n in touched
    ]


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    random, covered = np.random.default_rng(1), 0
    for _ in range(60):
        drawn = scores(random.binomial(10, 0.6, size=30).tolist())
        low, high = intervals(drawn, [str(n) for n in range(30)])["touched"]
        covered += low <= 0.6 <= high
    assert 51 <= covered <= 60


def test_pages_of_one_site_are_drawn_together() -> None:
    alike = scores([2] * 10 + [9] * 10)
    by_page = intervals(alike, [str(n) for n in range(20)])["touched"]
    by_site = intervals(alike, ["a"] * 10 + ["b"] * 10)["touched"]
    assert by_site == (0.2, 0.9)
    assert by_page[0] > 0.2 and by_page[1] < 0.9


def test_it_can_be_repeated() -> None:
    drawn, names = scores([1, 5, 9]), ["a", "b", "c"]
    assert intervals(drawn, names) == intervals(drawn, names)


def test_one_cluster_has_no_interval_and_nothing_edited_no_precision() -> None:
    assert intervals(scores([5]), ["a"]) == {}
    idle = [Score(words=100, gold=10, needed=10)] * 3
    found = intervals(idle, ["a", "b", "c"])
    assert found["touched"] == (0, 0)
    assert "precision" not in found


def test_sites_are_the_clusters_unless_there_is_only_one() -> None:
    pages = [Page(str(n), "S", "", (), site) for n, site in enumerate("aab")]
    assert clusters(pages) == ["a", "a", "b"]
    assert clusters(pages[:2]) == ["0", "1"]
