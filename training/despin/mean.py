"""The mean of the weights of two checkpoints, one of which was trained on from the other.

python -m training.despin.mean BASE.pt OTHER.pt --share .4 --out MEAN.pt

A run on pages of another make learns these and forgets some of what it knew; between the two lies a
network that does both as well or better (Wortsman et al. 2022, arXiv:2109.01903).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor


def mean(base: dict[str, Tensor], other: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """Return weights that are `share` (0 to 1) of the other's and the rest of the base's.

    Raises ValueError where the two are not of one network.
    """
    if base.keys() != other.keys():
        odd = sorted(base.keys() ^ other.keys())
        raise ValueError(f"the checkpoints are of different networks: {', '.join(odd[:3])}")
    return {
        name: torch.lerp(base[name].float(), value.float(), share)
        if value.is_floating_point()
        else value
        for name, value in other.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("--share", type=float, default=0.4, help="of the other, 0 to 1")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    both = [torch.load(path, weights_only=True)["model"] for path in (options.base, options.other)]
    torch.save({"model": mean(both[0], both[1], options.share)}, options.out)


if __name__ == "__main__":
    main()
