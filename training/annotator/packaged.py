"""Make a checkpoint of the denoiser from the packaged weights, so that anyone can train on.

python -m training.annotator.packaged --out denoiser.pt

The packaged weights are int8: what comes out is what the program runs on, not what was trained.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from healthtext import assets, encoder

Arrays = dict[str, npt.NDArray[Any]]
_PREFIX, _QUANTISED = "model.", "_quantized"


def network(path: Path) -> dict[str, Tensor]:
    """Return the weights of an int8 network by the names PyTorch has for them."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    stored: Arrays = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    plain = {name: value for name, value in stored.items() if name.startswith(_PREFIX)}
    found = {_own(name): value for name, value in _tables(plain)}
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            name = node.name.removesuffix("/MatMul_quant").split("/")
            found[".".join(_path(name)) + ".weight"] = _full(stored, node.input[1]).T
    return {name: torch.from_numpy(value.copy()) for name, value in found.items()}


def _tables(plain: Arrays) -> Iterator[tuple[str, npt.NDArray[Any]]]:
    """Yield what is stored under its own name: vectors as they are, tables made whole."""
    for name, value in plain.items():
        if name.endswith(_QUANTISED):
            yield name.removesuffix(_QUANTISED), _full(plain, name)
        elif not name.endswith(("_scale", "_zero_point")):
            yield name, value


def _full(stored: Arrays, name: str) -> npt.NDArray[np.float32]:
    root = name.removesuffix(_QUANTISED)
    value = stored[name].astype(np.float32) - stored[f"{root}_zero_point"].astype(np.float32)
    return np.asarray(value * stored[f"{root}_scale"], np.float32)


def _own(name: str) -> str:
    return name.removeprefix(_PREFIX)


def _path(parts: list[str]) -> Iterator[str]:
    """Yield the parts of a node's scope; `/detector/detector.0` names the module twice."""
    named = [part for part in parts if part]
    if len(named) == 2 and named[1].startswith(f"{named[0]}."):
        named = named[1:]
    yield from named


def heads(table: Arrays) -> dict[str, Tensor]:
    """Return the embeddings and the repairer by the names PyTorch has for them."""
    full = {name: np.asarray(value, np.float32) for name, value in table.items()}
    rows = full["table"] * full["scales"][:, None]
    found = {
        "bert.embeddings.word_embeddings.weight": rows[:-1], "delete": rows[-1:],
        "bias": full["bias"], "scale": full["scale"], "transform.0.weight": full["weight"].T,
        "transform.0.bias": full["shift"], "transform.2.weight": full["gain"],
        "transform.2.bias": full["offset"],
    }  # fmt: skip
    return {name: torch.from_numpy(np.array(value)) for name, value in found.items()}


def state(folder: Path = assets.DATA) -> dict[str, Tensor]:
    """Return a state that training.despin.model.Denoiser loads. Raises AssetError."""
    weights = network(assets.verified(folder, encoder.NETWORK))
    with np.load(assets.verified(folder, encoder.HEADS)) as table:
        return weights | heads(dict(table))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.save({"model": state()}, options.out)
    print(f"{options.out.stat().st_size / 1e6:.1f} MB  {options.out}")


if __name__ == "__main__":
    main()
