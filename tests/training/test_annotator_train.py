"""Training of the annotator: rate and end, frozen layers, what a seed decides."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")

from training.annotator import batches, train  # noqa: E402
from training.annotator.examples import COLUMNS, Example, saved  # noqa: E402
from training.annotator.model import Annotator  # noqa: E402


@pytest.fixture
def model() -> Annotator:
    torch.manual_seed(0)
    return small()


def small() -> Annotator:
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


def test_a_run_by_pieces_takes_no_note_of_the_clock() -> None:
    by_pieces = Namespace(pieces=1000, minutes=None)
    assert train.progressed(by_pieces, 250, 1e6) == 0.25
    assert train.progressed(by_pieces, 1500, 0.0) == 1
    by_clock = Namespace(pieces=None, minutes=2.0)
    assert train.progressed(by_clock, 10**9, 30.0) == 0.25
    assert train.progressed(by_clock, 0, 500.0) == 1


@pytest.fixture
def examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Examples of three tasks; what is trained on is a small network that drops values."""
    monkeypatch.setattr(train, "begun", lambda _: train.dropping(small()))
    folder = tmp_path / "examples"
    folder.mkdir()
    for name in ("ner_BC5CDR", "strength", "direction"):
        second = 6 if name == "direction" else 0
        saved(folder / f"{name}.npz", [example(at % 3, second) for at in range(120)])
    return folder


def run(examples: Path, out: Path, seed: int) -> dict[str, torch.Tensor]:
    """Train on 4,000 pieces and return the weights."""
    out.mkdir()
    train.train(
        Namespace(examples=examples, base=out, out=out, pieces=4000, minutes=None, workers=1,
                  threads=1, frozen=0, seed=seed), 0,
    )  # fmt: skip
    kept = torch.load(out / "last.pt", weights_only=True)
    least, most = 4000, 4000 + train.workers.TOGETHER * batches.BATCH_PIECES
    assert least <= kept["state"][1] <= most
    return kept["model"]  # type: ignore[no-any-return]


def test_a_seed_decides_the_weights_of_a_run_by_pieces(examples: Path, tmp_path: Path) -> None:
    first, second, other = (
        run(examples, tmp_path / name, seed) for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert all(torch.equal(first[name], second[name]) for name in first)
    assert not torch.equal(first["tags.weight"], other["tags.weight"])
