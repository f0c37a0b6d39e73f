"""Learning from a batch as it is and from one that is a step harder: the fast gradient method.

The embedded pieces are moved a short way up the loss and the batch is learned again, so that what
is learned holds around an example too (Miyato, Dai and Goodfellow 2017, "Adversarial training
methods for semi-supervised text classification"). A step costs twice as much.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.annotator.batches import Batch
from training.annotator.model import Annotator
from training.annotator.train import move, step

AFTER = 0.2  # share of a run from which batches are made harder: first something must be known
FAR = 0.6  # length of the step of a window, for every square root of a piece


class Harder:
    """Moves the embedded pieces of a network, (windows, pieces, size), by what `uphill` found."""

    def __init__(self, model: Annotator) -> None:
        self._seen: Tensor | None = None
        self._moved: Tensor | None = None
        self._hook = model.bert.embeddings.register_forward_hook(self._add)

    def _add(self, _network: nn.Module, _given: object, output: Tensor) -> Tensor:
        if self._moved is not None:
            return output + self._moved
        if output.requires_grad:
            output.retain_grad()
        self._seen = output
        return output

    def uphill(self, mask: Tensor) -> None:
        """Find where the last loss rises; padding stays where it is."""
        assert self._seen is not None and self._seen.grad is not None, "nothing was learned yet"
        rise = self._seen.grad * mask[..., None].to(self._seen.grad.dtype)
        length = rise.flatten(1).norm(dim=1)[:, None, None] + 1e-8
        pieces = mask.sum(1).clamp(min=1).float().sqrt()[:, None, None]
        self._moved = (rise / length * (pieces * FAR)).detach()

    def level(self) -> None:
        """Leave the pieces as they are."""
        self._moved = None

    def remove(self) -> None:
        """Take the hook off the network."""
        self._hook.remove()


def learn(
    model: Annotator, optimiser: torch.optim.Optimizer, harder: Harder, name: str, batch: Batch,
    progress: float,
) -> float:  # fmt: skip
    """Learn a task's batch, from AFTER on twice, and return its loss as it is."""
    loss = step(model, name, batch)
    loss.backward()
    if progress >= AFTER:
        harder.uphill(batch.mask)
        step(model, name, batch).backward()
        harder.level()
    move(optimiser, progress)
    return float(loss.detach())
