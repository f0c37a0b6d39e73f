"""Export a checkpoint of the annotator: the network as int8 ONNX, the heads as arrays.

python -m training.annotator.export --checkpoint last.pt --out FOLDER --data FOLDER [--raw]

The word embeddings are the encoder's and are not written. The names that corpora mark are. The
tags' bias and the heads' temperatures are fitted on development parts; with --raw they do nothing.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from healthtext import annotator, assets
from healthtext.annotator.wholes import NAMES
from training.annotator.examples import learned
from training.annotator.model import TAGS, Annotator
from training.annotator.names import CORPORA, Names, write
from training.despin.export import quantised
from training.despin.model import pretrained


class Network(nn.Module):  # type: ignore[misc]
    """The part that runs on ONNX Runtime: embedded pieces to hidden states and tags."""

    def __init__(self, model: Annotator) -> None:
        super().__init__()
        self.model = model

    def forward(self, embedded: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.model.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return hidden, self.model.tags(hidden)


def network(model: Annotator, path: Path) -> None:
    """Write the network in full precision."""
    width = model.bert.config.hidden_size
    example = (torch.zeros(2, 7, width), torch.ones(2, 7, dtype=torch.int64))
    names = ("embedded", "mask", "hidden", "tags")
    torch.onnx.export(
        Network(model).eval(), example, str(path), input_names=list(names[:2]),
        output_names=list(names[2:]), opset_version=17, dynamo=False,
        dynamic_axes={name: {0: "windows", 1: "pieces"} for name in names},
    )  # fmt: skip


def heads(model: Annotator) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays healthtext.annotator reads, nothing calibrated yet."""
    types = model.bert.embeddings.token_type_embeddings.weight
    arrays: dict[str, npt.NDArray[Any]] = {
        "features": _half(model.features.weight),
        "second": _half(types[1] - types[0]),
        "bias": np.zeros(sum(TAGS), np.float32),
    }
    for name in NAMES:
        dense, out = model.dense[name], model.wholes[name]
        arrays |= {
            f"dense.{name}": _half(dense.weight.T), f"shift.{name}": _half(dense.bias),
            f"out.{name}": _half(out.weight.T), f"offset.{name}": _half(out.bias),
            f"heat.{name}": np.array(1.0),
        }  # fmt: skip
    return arrays


def _half(weights: Tensor) -> npt.NDArray[np.float16]:
    return np.asarray(weights.detach().numpy(), np.float16)


def checkpoint(path: Path) -> Annotator:
    """Read a checkpoint."""
    model = Annotator(pretrained().bert)
    model.load_state_dict(torch.load(path, weights_only=True)["model"])
    model.eval()
    return model


def manifest(folder: Path) -> None:
    """Write the lengths and digests the loader checks."""
    packaged = (annotator.NETWORK, annotator.HEADS, annotator.NAMES)
    files = {name: asdict(assets.describe(folder / name)) for name in packaged}
    (folder / assets.MANIFEST).write_text(json.dumps({"files": files}, indent=1), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--raw", action="store_true", help="fit nothing")
    options = parser.parse_args()
    model = checkpoint(options.checkpoint)
    (options.out / annotator.NETWORK).parent.mkdir(parents=True, exist_ok=True)
    full, layers = options.out / "network.fp32.onnx", model.bert.config
    network(model, full)
    quantised(full, options.out / annotator.NETWORK, layers.num_attention_heads)
    arrays = heads(model)
    np.savez_compressed(options.out / annotator.HEADS, **arrays)
    parts = [(corpus, learned(options.data, corpus)) for corpus in CORPORA]
    write(Names(parts), options.out / annotator.NAMES)
    manifest(options.out)
    if not options.raw:
        from training.annotator import calibrate

        arrays |= calibrate.fitted(annotator.load(options.out), options.data)
        np.savez_compressed(options.out / annotator.HEADS, **arrays)
        manifest(options.out)
    for file in sorted(options.out.rglob("*.*")):
        print(f"{file.stat().st_size / 1e6:6.1f} MB  {file}")


if __name__ == "__main__":
    main()
