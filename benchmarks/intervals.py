"""Intervals of a figure by a bootstrap over clusters: pages of one site resemble each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple

import numpy as np

from benchmarks.scoring import Page, Score

ROUNDS = 2_000
SEED = 20_261_122
COVER = 0.95
Interval = tuple[float, float]
Figures = Mapping[str, float | None]


def clusters(pages: Sequence[Page]) -> list[str]:
    """Return the cluster of each page: its site, or itself where all are of one site."""
    several = len({page.site for page in pages}) > 1
    return [page.site if several else page.id for page in pages]


def intervals(
    scores: Sequence[Score],
    names: Sequence[str],
    figures: Callable[[Score], Figures] = Score.figures,
) -> dict[str, Interval]:
    """Return a 95% interval of every figure; `names` are the clusters the scores belong to.

    Whole clusters are drawn with replacement, as many as there are. There is no interval where
    there is only one cluster, nor of a figure that a draw leaves undefined every time.
    """
    groups: dict[str, Score] = defaultdict(Score)
    for score, name in zip(scores, names, strict=True):
        groups[name] += score
    if len(groups) < 2:
        return {}
    counts = np.array([astuple(score) for score in groups.values()])
    draws = np.random.default_rng(SEED).integers(len(counts), size=(ROUNDS, len(counts)))
    drawn = [figures(Score(*row)) for row in counts[draws].sum(1).tolist()]
    values = {name: [v for f in drawn if (v := f[name]) is not None] for name in drawn[0]}
    edge = 50 * (1 - COVER)
    return {
        name: (float(np.percentile(found, edge)), float(np.percentile(found, 100 - edge)))
        for name, found in values.items()
        if found
    }
