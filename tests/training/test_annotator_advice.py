"""The head on advice: what it learns, and that its arrays say the same."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs healthtext[train]")

from benchmarks.health_claims import Label  # noqa: E402
from healthtext import annotator, assets  # noqa: E402
from healthtext.annotator.wholes import Wholes  # noqa: E402
from training.annotator import advice, linear, prose  # noqa: E402

WIDTH = 768


def test_dangerous_goes_before_natural() -> None:
    both = frozenset(("NATURAL_MEANS_SAFE", "DANGEROUS_ADVICE"))
    natural = frozenset(("NATURAL_MEANS_SAFE",))
    labels = [Label(False), Label(False, findings=both), Label(False, findings=natural)]
    assert [advice.place(label) for label in labels] == [0, 1, 2]


def test_a_linear_layer_is_learnt_and_read_back() -> None:
    random = np.random.default_rng(0)
    rows = random.normal(0, 1, (90, WIDTH)).astype(np.float32)
    places = rows[:, :3].argmax(1)
    weights, offset = linear.fitted(
        [(row, int(at), 1.0) for row, at in zip(rows, places, strict=True)], 3, advice.DECAY
    )
    with np.load(assets.DATA / annotator.HEADS) as table:
        wholes = Wholes({**{name: table[name] for name in table.files},
                         **linear.arrays("advice", weights, offset)})  # fmt: skip
    scored = wholes.scored("advice", rows)
    assert (scored.argmax(1) == places).all()
    said = rows @ weights + offset
    wanted = np.exp(said) / np.exp(said).sum(1, keepdims=True)
    assert np.abs(scored - wanted).max() < 0.02


def test_what_counts_less_gives_way() -> None:
    row = np.ones(WIDTH, np.float32)
    weights, offset = linear.fitted(
        [(row, 0, 0.1), (row, 1, 1.0), (0 * row, 0, 1.0)], 3, advice.DECAY
    )
    assert (row @ weights + offset).argmax() == 1


def test_a_second_run_leaves_the_heads_of_the_first_out() -> None:
    with np.load(assets.DATA / annotator.HEADS) as table:
        arrays = {name: table[name] for name in table.files}
    assert {"dense.advice", "dense.unsourced"} <= set(arrays)
    random = np.random.default_rng(0)
    pooled = random.normal(0, 1, (9, WIDTH)).astype(np.float32)
    allowed = {name: np.ones((9, len(of)), np.float32) for name, of in prose.HEADS.items()}
    kept = prose.refitted(arrays, prose.Examples(pooled, allowed, np.zeros(9, bool)))
    assert not any(name.endswith((".advice", ".unsourced")) for name in kept)
    assert not Wholes(kept).has("advice")
