"""Export a checkpoint: the network as int8 ONNX, the heads as arrays, the vocabulary.

python -m training.despin.export --checkpoint last.pt --shards SHARDS --out FOLDER

The word embeddings stay outside the network: they are its input and the repairer's output, and
are stored once, as int8 with a scale a row. Writes a manifest beside the files, so that the
folder can be read by healthtext.encoder.load(FOLDER).
"""

from __future__ import annotations

import argparse
import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from sklearn.linear_model import LogisticRegression
from torch import Tensor, nn

from healthtext import assets, encoder
from training.channel.embed import model_folder
from training.despin import train
from training.despin.attention import fuse
from training.despin.model import Denoiser, pretrained
from training.despin.rowwise import even
from training.despin.unguarded import unguard

COMMON = 3000  # pieces the repairer's probabilities are normed over


class Network(nn.Module):  # type: ignore[misc]
    """The part that runs on ONNX Runtime: embedded pieces to hidden states and logits."""

    def __init__(self, model: Denoiser) -> None:
        super().__init__()
        self.model = model

    def forward(self, embedded: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.model.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return hidden, self.model.detector(hidden)


def network(model: Denoiser, path: Path) -> None:
    """Write the network in full precision."""
    width = model.bert.config.hidden_size
    example = (torch.zeros(2, 7, width), torch.ones(2, 7, dtype=torch.int64))
    axes = {name: {0: "windows", 1: "pieces"} for name in ("embedded", "mask", "hidden", "logits")}
    torch.onnx.export(
        Network(model).eval(),
        example,
        str(path),
        input_names=["embedded", "mask"],
        output_names=["hidden", "logits"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantised(full: Path, small: Path, heads: int) -> None:
    """Write the network with int8 weights, a scale a column; put in both what runs faster."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True)
    for path in (full, small):
        unguard(path)
        fuse(path, heads)


def heads(
    model: Denoiser, frequency: Tensor, calibration: tuple[float, float]
) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays healthtext.encoder.unpacked reads."""
    with torch.no_grad():
        words = model.bert.embeddings.word_embeddings.weight
        table = torch.cat((words, model.delete)).float().numpy()
    scales = np.maximum(np.abs(table).max(1), 1e-4) / 127
    scales = scales.astype(np.float16).astype(np.float32)
    dense, norm = model.transform[0], model.transform[2]
    common = torch.argsort(-frequency, stable=True)[: min(COMMON, len(table))]
    return {
        "table": np.clip(np.round(table / scales[:, None]), -127, 127).astype(np.int8),
        "scales": scales.astype(np.float16),
        "bias": _half(model.bias),
        "weight": _half(dense.weight.T),
        "shift": _half(dense.bias),
        "gain": _half(norm.weight),
        "offset": _half(norm.bias),
        "scale": np.float32(model.scale.item()),
        "common": np.sort(common.numpy()).astype(np.uint16),
        "calibration": np.array(calibration, np.float32),
    }


def _half(weights: Tensor) -> npt.NDArray[np.float16]:
    return np.asarray(weights.detach().numpy(), np.float16)


def calibration(model: Denoiser, held: Path) -> tuple[float, float]:
    """Return slope and offset that make P(spun) right on held-out simulated pages."""
    logits, truth = [], []
    model.eval()
    with torch.no_grad():
        for batch in list(train.batches(held, np.random.default_rng(1)))[:20]:
            known = batch.spun >= 0
            found = model.detector(model.encode(batch.pieces, batch.mask)[known])[:, 0]
            logits.append(found)
            truth.append(batch.spun[known])
    fitted = LogisticRegression(C=1e6).fit(torch.cat(logits)[:, None].numpy(), torch.cat(truth))
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def manifest(folder: Path) -> None:
    """Write the lengths and digests the loader checks."""
    names = (encoder.NETWORK, encoder.HEADS, encoder.VOCABULARY)
    files = {name: asdict(assets.describe(folder / name)) for name in names}
    (folder / assets.MANIFEST).write_text(json.dumps({"files": files}, indent=1), "utf-8")


def export(model: Denoiser, frequency: Tensor, fitted: tuple[float, float], out: Path) -> None:
    """Write everything but the vocabulary."""
    small = out / encoder.NETWORK
    small.parent.mkdir(parents=True, exist_ok=True)
    full = out / "encoder.fp32.onnx"
    network(model, full)
    quantised(full, small, model.bert.config.num_attention_heads)
    even(small)
    np.savez_compressed(out / encoder.HEADS, **heads(model, frequency, fitted))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--shards", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    model = pretrained()
    model.load_state_dict(torch.load(options.checkpoint, weights_only=True)["model"])
    model.eval()
    fitted = calibration(model, options.shards / "held.npz")
    export(model, train.counts(options.shards), fitted, options.out)
    shutil.copyfile(model_folder() / "vocab.txt", options.out / encoder.VOCABULARY)
    manifest(options.out)
    for file in sorted(options.out.rglob("*.*")):
        print(f"{file.stat().st_size / 1e6:6.1f} MB  {file}")


if __name__ == "__main__":
    main()
