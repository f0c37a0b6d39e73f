"""The fit of the second look: what is read, what is stored, that it learns."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("sklearn")

from healthtext import retagger  # noqa: E402
from training.syntax import retag  # noqa: E402


def test_words_and_tags_of_trees_are_read(tmp_path: Path) -> None:
    file = tmp_path / "trees.ptb"
    file.write_text("(S1 (S (NP (JJ low-LRB-er-RRB-) (NNS doses)) (VP (VBD helped)) (. .)))\n\n")
    (found,) = retag.leaves(file)
    assert [(token.form, token.tag) for token in found] == [
        ("low(er)", "JJ"), ("doses", "NNS"), ("helped", "VBD"), (".", "."),
    ]  # fmt: skip


def test_what_speaks_against_all_tags_alike_is_not_stored() -> None:
    weights = torch.tensor([[-1.0, -1.0, -1.0, 2.0], [0.0, 0.1, 0.0, -0.1]])
    assert retag.stored(weights).tolist() == [[0, 0, 0, 60], [0, 0, 0, 0]]


def test_it_learns_what_a_feature_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retagger, "BUCKETS", 8)
    gold = np.array([0, 1] * 200)
    buckets = np.stack([gold + 2, np.full(400, 5)], axis=1).astype(np.uint32)
    unknown = np.where(np.arange(400) < 4, -1, gold)  # tags that the tagger has not
    found = retag.fit(dict.fromkeys(retag.WEIGHTS, (buckets, unknown)), 2)
    assert found.shape == (8, 2)
    assert found[2, 0] > found[2, 1] and found[3, 1] > found[3, 0]
