"""Heads fitted to consumer prose: what training made stays, and a second run starts from it."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs healthtext[train]")

from healthtext import annotator, assets  # noqa: E402
from training.annotator import prose  # noqa: E402

WIDTH = 768


@pytest.fixture(scope="module")
def arrays() -> prose.Arrays:
    with np.load(assets.DATA / annotator.HEADS) as table:
        return {name: table[name] for name in table.files}


@pytest.fixture(scope="module")
def made() -> prose.Examples:
    random = np.random.default_rng(0)
    pooled = random.normal(0, 1, (80, WIDTH)).astype(np.float32)
    asserts = pooled[:, 0] > 0
    allowed = {
        name: np.eye(len(names), dtype=np.float32)[asserts.astype(int)]
        for name, names in prose.HEADS.items()
    }
    return prose.Examples(pooled, allowed, np.arange(80) >= 70)


def test_what_is_added_moves_the_head_to_what_people_said(
    arrays: prose.Arrays, made: prose.Examples
) -> None:
    said = prose.logits(arrays, "kind", made.pooled)
    weights, offset = prose.fitted(made, "kind", said)
    found = (said + made.pooled @ weights + offset).argmax(1)
    assert (found == made.allowed["kind"].argmax(1))[~made.science].all()
    assert (found != said.argmax(1)).any()


def test_weights_of_strength_stay_small(arrays: prose.Arrays, made: prose.Examples) -> None:
    size = {
        name: float(np.abs(prose.fitted(made, name, 0 * said)[0]).sum())
        for name in prose.HEADS
        for said in [prose.logits(arrays, name, made.pooled)]
    }
    assert size["strength"] < size["kind"] / 2


def test_a_second_run_gives_the_same_heads(arrays: prose.Arrays, made: prose.Examples) -> None:
    once = prose.refitted(arrays, made)
    again = prose.refitted(once, made)
    assert all(np.array_equal(once[name], again[name]) for name in once)
    assert np.array_equal(
        once["dense.kind"][:, : prose.WIDTH], prose.base(arrays, "kind")["dense.kind"]
    )
