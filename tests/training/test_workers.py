"""Workers that train as one: they take the mean of their weights, and the farthest decides."""

from functools import partial
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs healthtext[train]")

from training import workers  # noqa: E402


def meet(folder: Path, rank: int) -> None:
    weight = torch.nn.Parameter(torch.tensor([1.0, 10.0]) * (1 + 2 * rank))
    farthest = workers.joined([weight], 0.25 + 0.5 * rank)
    text = f"{weight.tolist()} {farthest}"
    (folder / str(rank)).write_text(text)


def test_two_workers_take_the_mean_and_the_farthest(tmp_path: Path) -> None:
    workers.spawn(partial(meet, tmp_path), 2)
    assert {path.read_text() for path in tmp_path.iterdir()} == {"[2.0, 20.0] 0.75"}


def test_one_worker_stays_itself_in_this_process(tmp_path: Path) -> None:
    workers.spawn(partial(meet, tmp_path), 1)
    assert (tmp_path / "0").read_text() == "[1.0, 10.0] 0.25"
