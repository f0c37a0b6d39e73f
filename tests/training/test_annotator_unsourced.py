"""The head on sources: what it learns, and that its arrays say the same."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs healthtext[train]")

from benchmarks.health_claims import Label
from healthtext import annotator, assets
from healthtext.annotator.wholes import Wholes
from training.annotator import unsourced

WANTED = Label(True, "treatment", "direct_causal", "positive", frozenset({"NO_CITATION"}))


def test_claims_that_want_a_source_are_told_from_others() -> None:
    rows = np.random.default_rng(0).normal(0, 1, (90, 768)).astype(np.float32)
    wanted = rows[:, 0] > 0
    told = [(row, WANTED if one else Label(False)) for row, one in zip(rows, wanted, strict=True)]
    with np.load(assets.DATA / annotator.HEADS) as table:
        kept = {name: table[name] for name in table.files if not name.endswith(".unsourced")}
    assert not Wholes(kept).has("unsourced")
    scored = Wholes(kept | unsourced.head(told)).scored("unsourced", rows)
    assert ((scored[:, 1] > 0.5) == wanted).all()
