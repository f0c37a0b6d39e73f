"""Trees that are followed all at once: the same as node by node."""

from __future__ import annotations

import numpy as np
import pytest

from healthtext.despin.ranker import BLOCK, Ranker, Trees

DRAWN = np.random.default_rng(5)
FEATURES, TREES = 4, 3


def grown(depth: int) -> dict[str, np.ndarray]:
    """Grow trees that are as deep on one side, with leaves at any depth."""
    size = 2 * depth + 1
    feature = np.full((TREES, size), -1, np.int64)
    child = np.zeros((TREES, size, 2), np.int64)
    for tree in range(TREES):
        for at in range(depth):  # nodes 2n are inner, one of the two below each goes on
            feature[tree, 2 * at] = DRAWN.integers(FEATURES)
            below = [2 * at + 1, 2 * at + 2]
            child[tree, 2 * at] = below if DRAWN.random() < 0.5 else below[::-1]
    return {
        "t_feature": feature, "t_child": child, "t_baseline": np.array(0.5),
        "t_threshold": DRAWN.normal(size=(TREES, size)),
        "t_value": DRAWN.normal(size=(TREES, size)),
    }  # fmt: skip


def followed(table: dict[str, np.ndarray], row: np.ndarray) -> float:
    logit = 0.5
    for tree in range(TREES):
        node = 0
        while (at := int(table["t_feature"][tree, node])) >= 0:
            above = row[at] > np.float32(table["t_threshold"][tree, node])
            node = int(table["t_child"][tree, node, int(above)])
        logit += float(table["t_value"][tree, node])
    return 1 / (1 + float(np.exp(-logit)))


@pytest.mark.parametrize("depth", [1, 2, 5, 8, 10])
@pytest.mark.parametrize("count", [0, 1, BLOCK + 1])
def test_all_at_once_is_as_node_by_node(depth: int, count: int) -> None:
    table = grown(depth)
    rows = DRAWN.normal(size=(count, FEATURES)).astype(np.float32)
    found = Trees(table, "t").probability(rows)
    assert found.tolist() == pytest.approx([followed(table, row) for row in rows], abs=1e-5)


def test_a_ranker_that_was_fitted_on_other_features_is_refused() -> None:
    with pytest.raises(ValueError, match="fitted on other features"):
        Ranker({"names": np.array(["gain", "luck"])})
