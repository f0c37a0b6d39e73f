"""What is learned of a claim and its contrary, and the table of what is turned."""

from __future__ import annotations

import numpy as np

from healthtext import annotator, assets
from healthtext.annotator.turns import TURNS
from healthtext.annotator.wholes import Floats, Wholes, contrasted
from training.annotator import twice
from training.annotator.pairs import CONTRADICT, NEUTRAL, SUPPORT


def test_the_packaged_table_is_what_the_script_writes() -> None:
    assert (assets.DATA / TURNS).read_text("utf-8") == twice.table()


def test_a_bias_of_the_head_is_unlearned() -> None:
    chance = np.random.default_rng(3)
    labels = chance.permutation([NEUTRAL] * 200 + [SUPPORT] * 300 + [CONTRADICT] * 100)
    own, back = _said(labels, chance), _said(np.array([0, 2, 1])[labels], chance)
    with np.load(assets.DATA / annotator.HEADS) as table:
        arrays = {name: table[name] for name in table.files}
    made = Wholes({**arrays, **twice.fitted(contrasted(own, back), labels.tolist())})
    guess = made.twice(own, back).argmax(1)
    for label in (NEUTRAL, SUPPORT, CONTRADICT):
        alone, both = (np.mean(one[labels == label] == label) for one in (own.argmax(1), guess))
        assert both > 0.75, label
        assert label != CONTRADICT or both > alone + 0.2


def _said(labels: Floats, chance: np.random.Generator) -> Floats:
    """Return what a head would say that takes most for support."""
    logits = 1.5 * np.eye(3)[labels.astype(int)] + [0.0, 1.0, 0.0] + chance.normal(size=(600, 3))
    odds = np.exp(logits)
    return np.asarray(odds / odds.sum(1, keepdims=True), np.float32)
