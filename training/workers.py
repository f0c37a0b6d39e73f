"""Train as several processes on one machine, each on its own core, by averaging their weights.

Each worker learns by itself and all of them take the mean of their weights every few steps
(local SGD): threads that wait for each other at every operation stand still on a machine that has
something else to do.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Sequence

import torch
from torch import Tensor, distributed, multiprocessing, nn

TOGETHER = 8  # steps after which the workers take the mean of their weights


def spawn(work: Callable[[int], None], count: int) -> None:
    """Run `work` with every rank below `count`; in this process where there is one."""
    if count == 1:
        work(0)
    else:
        multiprocessing.spawn(_member, (work, count, _free_port()), count)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _member(rank: int, work: Callable[[int], None], count: int, port: int) -> None:
    os.setsid()  # Linux shares the cores out by session: a worker is to count as one
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}
    distributed.init_process_group("gloo", rank=rank, world_size=count)
    work(rank)
    distributed.destroy_process_group()


@torch.no_grad()  # type: ignore[untyped-decorator]
def joined(weights: Sequence[Tensor], progress: float) -> float:
    """Give all workers the mean of their weights; return how far the farthest is."""
    if not distributed.is_initialized():
        return progress
    vector = nn.utils.parameters_to_vector(weights)
    distributed.all_reduce(vector)
    nn.utils.vector_to_parameters(vector / distributed.get_world_size(), weights)
    farthest = torch.tensor(progress)
    distributed.all_reduce(farthest, distributed.ReduceOp.MAX)
    return float(farthest)
