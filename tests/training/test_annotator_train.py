"""Training of the annotator: the rate follows the clock, frozen layers stay."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from training.annotator import batches, train  # noqa: E402
from training.annotator.examples import COLUMNS, Example  # noqa: E402
from training.annotator.model import Annotator  # noqa: E402


@pytest.fixture
def model() -> Annotator:
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=300, hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=64, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    return Annotator(transformers.BertModel(config, add_pooling_layer=False), dropout=0.0)


def example(target: int, second: int = 0) -> Example:
    labels = np.full((12, len(COLUMNS)), -1, np.int64)
    labels[:, 0] = [0, 1, 2, *[0] * 9]
    return Example(np.arange(200, 212), np.zeros(12, np.int64), labels, target, second)


def test_the_rate_falls_to_nothing_when_the_time_is_over() -> None:
    assert train.rate(0.0) == 0
    assert train.rate(train.WARM_UP) == pytest.approx(train.PEAK)
    assert train.rate(0.5) < train.PEAK
    assert train.rate(1.0) == train.rate(1.1) == 0


def test_frozen_layers_do_not_learn(model: Annotator) -> None:
    train.freeze(model, 1)
    learning = {name for name, weight in model.named_parameters() if weight.requires_grad}
    assert not any("embeddings" in name or name.startswith("features") for name in learning)
    assert not any("layer.0." in name for name in learning)
    assert any("layer.1." in name for name in learning)
    assert "tags.weight" in learning


def test_nothing_is_frozen_unasked(model: Annotator) -> None:
    train.freeze(model, 0)
    assert all(weight.requires_grad for weight in model.parameters())


def test_hidden_values_are_dropped_and_attention_is_not(model: Annotator) -> None:
    rates = {
        name: part.p
        for name, part in train.dropping(model).bert.named_modules()
        if isinstance(part, torch.nn.Dropout)
    }
    kept = {name for name, rate in rates.items() if rate == 0}
    assert kept and all(".self." in name for name in kept)
    assert {rate for name, rate in rates.items() if name not in kept} == {train.DROPOUT}


@pytest.mark.parametrize("name", ["ner", "strength", "direction"])
def test_a_step_learns_from_every_kind_of_task(model: Annotator, name: str) -> None:
    rows = [[example(1, 6 if name == "direction" else 0)] for _ in range(3)]
    batch = batches.padded(rows, np.random.default_rng(0))
    optimiser = torch.optim.AdamW(model.parameters(), lr=1e-2)
    found = []
    for _ in range(8):
        loss = train.step(model, name, batch)
        loss.backward()
        optimiser.step()
        optimiser.zero_grad()
        found.append(float(loss.detach()))
    assert found[-1] < found[0] / 2
