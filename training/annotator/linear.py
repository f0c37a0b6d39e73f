"""A linear layer on pooled sentences, learnt beside a network that stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from healthtext.annotator.wholes import Floats

STEPS = 150
Row = tuple[Floats, int, float]  # pooled sentence, place of its label, what it counts


def fitted(made: Sequence[Row], labels: int, decay: float) -> tuple[Floats, Floats]:
    """Return the weights, kept small by `decay`, and the offset that make the labels likeliest."""
    pooled = np.stack([row for row, _, _ in made])
    mean, spread = pooled.mean(0), pooled.std(0) + 1e-4
    known = torch.tensor((pooled - mean) / spread)
    wanted = torch.tensor([at for _, at, _ in made])
    counted = torch.tensor([count for _, _, count in made])
    weights = torch.zeros(known.shape[1], labels, requires_grad=True)
    offset = torch.zeros(labels, requires_grad=True)
    chosen = torch.optim.LBFGS([weights, offset], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        chosen.zero_grad()
        odds = known @ weights + offset
        each = torch.nn.functional.cross_entropy(odds, wanted, reduction="none")
        total = (counted * each).sum() / counted.sum() + decay * (weights**2).sum()
        total.backward()
        return total

    chosen.step(loss)
    scaled = weights.detach().numpy() / spread[:, None]
    return scaled, offset.detach().numpy() - mean @ scaled


def arrays(name: str, weights: Floats, offset: Floats) -> dict[str, npt.NDArray[Any]]:
    """Return a linear layer as the arrays of a head: gelu(x) - gelu(-x) is x."""
    same = np.eye(len(offset))
    return {
        f"dense.{name}": np.concatenate((weights, -weights), 1).astype(np.float16),
        f"shift.{name}": np.zeros(2 * len(offset), np.float16),
        f"out.{name}": np.concatenate((same, -same)).astype(np.float16),
        f"offset.{name}": offset.astype(np.float32),
        f"heat.{name}": np.array(1.0),
    }
