"""Training of the denoiser: workers share the shards out, a step learns."""

from __future__ import annotations

from argparse import Namespace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs healthtext[train]")
transformers = pytest.importorskip("transformers", reason="training needs healthtext[train]")

from training import workers  # noqa: E402
from training.despin import train  # noqa: E402
from training.despin.examples import DELETE  # noqa: E402
from training.despin.model import Denoiser, tiny  # noqa: E402

PIECES = 12


def shard(folder: Path, number: int, name: str = "") -> None:
    """Write one window whose pieces tell which shard it is of."""
    pieces = np.full(PIECES, 1000 + number, np.uint16)
    spun = np.array([-1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, -1], np.int8)
    target = np.where(spun == 1, 2000 + number, pieces).astype(np.uint16)
    np.savez(
        folder / f"{name or format(number, '03')}.npz", pieces=pieces, spun=spun, target=target,
        longer=np.zeros(PIECES, np.int8), ends=np.array([PIECES]), kinds=np.zeros(1, np.int8),
    )  # fmt: skip


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    for number in range(4):
        shard(tmp_path, number)
    return tmp_path


def seen(folder: Path, rank: int, every: int, count: int) -> list[int]:
    source = train.stream(folder, train.State(), np.random.default_rng(0), rank, every)
    return [int(batch.pieces[0, 0]) - 1000 for batch in islice(source, count)]


def test_every_shard_is_one_worker_s(shards: Path) -> None:
    assert (seen(shards, 0, 2, 3), seen(shards, 1, 2, 3)) == ([0, 2, 0], [1, 3, 1])
    assert seen(shards, 0, 1, 5) == [0, 1, 2, 3, 0]


def test_a_shard_that_appears_while_it_runs_is_used(shards: Path) -> None:
    source = train.stream(shards, train.State(), np.random.default_rng(0), 0, 1)
    next(source)
    shard(shards, 4)
    assert [int(next(source).pieces[0, 0]) - 1000 for _ in range(4)] == [1, 2, 3, 4]


def test_a_step_learns_from_detector_and_repairer(shards: Path) -> None:
    torch.manual_seed(0)
    model = Denoiser(transformers.BertModel(tiny(DELETE), add_pooling_layer=False))
    weights = list(model.parameters())
    optimiser = torch.optim.AdamW(weights, lr=5e-3)
    vocabulary = torch.argsort(-train.counts(shards), stable=True)
    batch = next(train.batches(shards / "000.npz", np.random.default_rng(0)))
    found = [train.step(model, optimiser, weights, batch, vocabulary) for _ in range(60)]
    assert found[-1][0] < found[0][0] / 4
    assert found[-1][2] < found[0][2] / 4


def small(_: Namespace) -> Denoiser:
    """Return a small model to train, its word embeddings frozen."""
    model = Denoiser(transformers.BertModel(tiny(DELETE), add_pooling_layer=False))
    model.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    return model


def test_a_run_that_was_cut_off_goes_on_from_its_checkpoint(
    shards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shard(shards, 0, "held")
    options = Namespace(shards=shards, out=shards, minutes=5.0, threads=1, workers=1)
    learn, order = train.step, list[int]()

    def step(*given: Any, most: int) -> list[float]:
        if len(order) == most:
            raise KeyboardInterrupt
        order.append(int(given[3].pieces[0, 0]) - 1000)
        return learn(*given)

    monkeypatch.setattr(train, "begun", small)
    monkeypatch.setattr(train, "SAVE_EVERY", 0.0)
    monkeypatch.setattr(train, "step", partial(step, most=19))
    with pytest.raises(KeyboardInterrupt):
        train.train(options, 0)
    cut = torch.load(shards / "last.pt", weights_only=True)
    assert cut["state"][0] == 19 * PIECES
    assert not (shards / "done").exists()

    options.minutes = 1e-9  # the time is over: what is trained on for a few steps learns nothing
    monkeypatch.setattr(train, "step", partial(step, most=99))
    train.train(options, 0)
    after = torch.load(shards / "last.pt", weights_only=True)
    assert order[18:] == [(18 + n) % 4 for n in (0, *range(workers.TOGETHER))]
    assert after["state"][0] == (19 + workers.TOGETHER) * PIECES
    assert after["state"][1] > cut["state"][1]
    assert all(torch.equal(kept, cut["model"][name]) for name, kept in after["model"].items())
    steps = {int(one["step"]) for one in after["optimiser"]["state"].values()}
    assert steps == {19 + workers.TOGETHER}
    assert (shards / "done").exists()


def test_the_rate_falls_to_nothing_when_the_time_is_over() -> None:
    assert train.rate(0.0) == 0
    assert train.rate(train.WARM_UP) == pytest.approx(train.PEAK)
    assert train.rate(0.5) < train.PEAK
    assert train.rate(1.0) == train.rate(1.1) == 0
