"""The mean of two checkpoints lies between them and is one of theirs at either end."""

import pytest

torch = pytest.importorskip("torch", reason="training needs healthtext[train]")

from training.despin import mean  # noqa: E402

BASE = {"a": torch.tensor([1.0, 2.0]), "n": torch.tensor(3)}
OTHER = {"a": torch.tensor([2.0, 0.0]), "n": torch.tensor(4)}


@pytest.mark.parametrize(
    ("share", "value"), [(0.0, [1.0, 2.0]), (0.25, [1.25, 1.5]), (1.0, [2.0, 0.0])]
)
def test_the_mean_lies_between_both(share: float, value: list[float]) -> None:
    found = mean.mean(BASE, OTHER, share)
    assert found["a"].tolist() == value
    assert found["n"].item() == 4  # counters are no weights


def test_of_two_networks_there_is_no_mean() -> None:
    with pytest.raises(ValueError, match="different networks: b"):
        mean.mean(BASE, {**OTHER, "b": torch.tensor([1.0])}, 0.5)
