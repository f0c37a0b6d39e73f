"""Train the denoiser on shards within a time budget; resumable.

python -m training.despin.train --shards FOLDER --out FOLDER --minutes 60

The learning rate follows the clock, not the steps: it falls to zero when the minutes are over.
Shards that appear in the folder while it runs are used; each is used once before any twice, by
one of the workers. `--base` goes on from the weights of another run.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from sklearn.metrics import roc_auc_score
from torch import Tensor, nn
from torch.nn import functional

from training import workers
from training.despin.examples import DELETE
from training.despin.model import Denoiser, pretrained

BATCH_PIECES = 2048
PEAK, WARM_UP = 2.5e-4, 0.03
HEADS = 4.0  # how much faster the new weights learn
COMMON, SAMPLED = 4000, 1500  # pieces whose score is always computed, and drawn of the others
KEEP = 0.04  # share of untouched pieces whose repair (themselves) is trained
REPORT_EVERY = 250_000
SAVE_EVERY = 480.0


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows; `spun` is -1 on padding."""

    pieces: Tensor
    mask: Tensor
    spun: Tensor
    target: Tensor
    longer: Tensor


def batches(path: Path, random: np.random.Generator) -> Iterator[Batch]:
    """Yield the windows of a shard, those of like length together, in random order."""
    with np.load(path) as table:
        columns = {name: table[name] for name in ("pieces", "spun", "target", "longer", "ends")}
    ends = columns.pop("ends")
    starts = np.r_[0, ends[:-1]]
    lengths = ends - starts
    order = np.argsort(lengths + random.uniform(0, 12, len(lengths)))
    groups: list[list[int]] = [[]]
    for row in order.tolist():
        if (len(groups[-1]) + 1) * lengths[row] > BATCH_PIECES and groups[-1]:
            groups.append([])
        groups[-1].append(row)
    for at in random.permutation(len(groups)).tolist():
        rows = groups[at]
        yield _padded([{k: c[starts[r] : ends[r]] for k, c in columns.items()} for r in rows])


def _padded(rows: list[dict[str, npt.NDArray[np.generic]]]) -> Batch:
    width = max(len(row["pieces"]) for row in rows)

    def column(name: str, fill: int) -> Tensor:
        table = np.full((len(rows), width), fill, np.int64)
        for at, row in enumerate(rows):
            table[at, : len(row[name])] = row[name]
        return torch.from_numpy(table)

    pieces = column("pieces", 0)
    return Batch(
        pieces, (pieces > 0).long(), column("spun", -1), column("target", 0), column("longer", 0)
    )


def repair_loss(model: Denoiser, hidden: Tensor, target: Tensor, order: Tensor) -> Tensor:
    """Return the cross-entropy over the common pieces, the targets and a sample of the rest.

    The sample stands for all the rest: its scores are raised by the log of how many each stands
    for (importance sampling), which costs a fifth of the whole vocabulary.
    """
    rest = torch.randint(COMMON, len(model.bias), (SAMPLED,))
    rest = order[rest]
    chosen, place = torch.unique(target, return_inverse=True)
    rest = rest[~torch.isin(rest, chosen)]
    always = order[:COMMON]
    always = always[~torch.isin(always, chosen)]
    rows = torch.cat((chosen, always, rest))
    raised = torch.zeros(len(rows))
    raised[len(chosen) + len(always) :] = math.log((len(model.bias) - COMMON) / len(rest))
    return functional.cross_entropy(model.repair(hidden, rows).float() + raised, place)


def losses(model: Denoiser, batch: Batch, order: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return the losses of the detector, of `longer` and of the repairer."""
    hidden = model.encode(batch.pieces, batch.mask)
    known = batch.spun >= 0
    logits = model.detector(hidden[known])
    truth = batch.spun[known].float()
    detect = functional.binary_cross_entropy_with_logits(logits[:, 0].float(), truth)
    spun = truth > 0
    longer = functional.binary_cross_entropy_with_logits(
        logits[spun, 1].float(), batch.longer[known][spun].float()
    ) if spun.any() else detect * 0  # fmt: skip
    wanted = (batch.spun == 1) | (known & (torch.rand(known.shape) < KEEP))
    return detect, longer, repair_loss(model, hidden[wanted], batch.target[wanted], order)


@torch.no_grad()  # type: ignore[untyped-decorator]
def measure(model: Denoiser, held: Path, most: int = 12) -> dict[str, float]:
    """Return AUROC of the detector and accuracy of the repairer on held-out simulated pages."""
    model.eval()
    truth, score, first, five, loss = [], [], [], [], []
    for batch in list(batches(held, np.random.default_rng(0)))[:most]:
        with torch.autocast("cpu", torch.bfloat16):
            hidden = model.encode(batch.pieces, batch.mask)
            known, spun = batch.spun >= 0, batch.spun == 1
            score.append(model.detector(hidden[known])[:, 0].float())
            repair = model.repair(hidden[spun]).float()
        truth.append(batch.spun[known])
        target = batch.target[spun]
        loss.append(functional.cross_entropy(repair, target, reduction="none"))
        best = repair.topk(5).indices == target[:, None]
        first.append(best[:, 0])
        five.append(best.any(1))
    model.train()
    scores, truths = torch.cat(score), torch.cat(truth)
    return {
        "auroc": float(roc_auc_score(truths, scores)),
        "detector_loss": float(functional.binary_cross_entropy_with_logits(scores, truths.float())),
        "repair_loss": float(torch.cat(loss).mean()),
        "top1": float(torch.cat(first).float().mean()),
        "top5": float(torch.cat(five).float().mean()),
    }


def rate(progress: float) -> float:
    """Return the learning rate at a share of the time."""
    return (
        PEAK * min(progress / WARM_UP, (1 - progress) / (1 - WARM_UP), 1.0) if progress < 1 else 0
    )


@dataclass(slots=True)
class State:
    """What a checkpoint holds besides weights."""

    pieces: int = 0
    elapsed: float = 0.0
    used: int = 0


def stream(
    folder: Path, state: State, random: np.random.Generator, rank: int, every: int
) -> Iterator[Batch]:
    """Yield batches of every such shard in order, those that have appeared since included."""
    while True:
        shards = sorted(p for p in folder.glob("[0-9]*.npz") if "partial" not in p.name)
        yield from batches(shards[(state.used + rank) % len(shards)], random)
        state.used += every


def counts(folder: Path) -> Tensor:
    """Return how often the first shard has each piece, and DELETE, as a spun piece's target."""
    with np.load(sorted(folder.glob("[0-9]*.npz"))[0]) as table:
        spun = table["spun"] == 1
        found = np.bincount(table["target"][spun], minlength=DELETE + 1)
        everywhere = np.bincount(table["target"], minlength=DELETE + 1)
    return torch.from_numpy(found + 0.05 * everywhere + 0.05)


def train(options: argparse.Namespace, rank: int) -> None:
    torch.set_num_threads(options.threads)
    torch.manual_seed(1 + rank)
    model, state = begun(options), State()
    vocabulary = torch.argsort(-counts(options.shards), stable=True)
    heads = [p for name, p in model.named_parameters() if not name.startswith("bert.")]
    inner = [p for name, p in model.bert.named_parameters() if "word_embeddings" not in name]
    optimiser = torch.optim.AdamW([{"params": inner}, {"params": heads}], lr=PEAK,
                                  weight_decay=0.01, betas=(0.9, 0.98), fused=True)  # fmt: skip
    _resume(options.out / "last.pt", model, optimiser, state)
    weights = [p for p in model.parameters() if p.requires_grad]
    random = np.random.default_rng([state.pieces, rank])
    begin, saved, reported_at = time.monotonic() - state.elapsed, time.monotonic(), state.pieces
    seen: list[list[float]] = []
    source = stream(options.shards, state, random, rank, options.workers)
    for steps, batch in enumerate(source, 1):
        state.elapsed = time.monotonic() - begin
        progress = min(state.elapsed / (options.minutes * 60), 1.0)
        for group, faster in zip(optimiser.param_groups, (1.0, HEADS), strict=True):
            group["lr"] = rate(progress) * faster
        parts = step(model, optimiser, weights, batch, vocabulary)
        state.pieces += int(batch.mask.sum()) * options.workers
        if steps % workers.TOGETHER == 0 and workers.joined(weights, progress) >= 1:
            break
        if rank:
            continue
        seen.append(parts)
        if state.pieces - reported_at >= REPORT_EVERY:
            reported_at = state.pieces
            _log(options.out, state, seen, measure(model, options.shards / "held.npz"))
            seen = []
        if time.monotonic() - saved > SAVE_EVERY:
            saved = time.monotonic()
            _save(options.out / "last.pt", model, optimiser, state)
    if not rank:
        _save(options.out / "last.pt", model, optimiser, state)
        _log(options.out, state, seen, measure(model, options.shards / "held.npz", 100))
        (options.out / "done").touch()


def begun(options: argparse.Namespace) -> Denoiser:
    """Return the denoiser to train: on the weights of `base`, or on the official encoder's."""
    model = pretrained(options.frozen, attention="eager")
    if options.base:
        model.load_state_dict(torch.load(options.base, weights_only=True)["model"])
    else:
        frequency = counts(options.shards)
        model.bias.data = torch.log(frequency / frequency.sum()).float()
    return model


def step(
    model: Denoiser,
    optimiser: torch.optim.Optimizer,
    weights: list[nn.Parameter],
    batch: Batch,
    vocabulary: Tensor,
) -> list[float]:
    """Learn from a batch; return the losses of detector, `longer` and repairer."""
    with torch.autocast("cpu", torch.bfloat16):
        parts = losses(model, batch, vocabulary)
    (2.0 * parts[0] + 0.2 * parts[1] + parts[2]).backward()
    torch.nn.utils.clip_grad_norm_(weights, 1.0)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return [float(part.detach()) for part in parts]


def _log(out: Path, state: State, seen: list[list[float]], found: dict[str, float]) -> None:
    means = np.mean(seen or [[0.0] * 3], 0).tolist()
    row = {"pieces": state.pieces, "seconds": round(state.elapsed), "used": state.used,
           "train": [round(m, 4) for m in means]}  # fmt: skip
    row |= {name: round(value, 4) for name, value in found.items()}
    with (out / "log.jsonl").open("a") as stream:
        stream.write(json.dumps(row) + "\n")


def _save(path: Path, model: Denoiser, optimiser: torch.optim.Optimizer, state: State) -> None:
    partial = path.with_suffix(".partial")
    torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(),
                "state": [state.pieces, state.elapsed, state.used]}, partial)  # fmt: skip
    partial.rename(path)


def _resume(path: Path, model: Denoiser, optimiser: torch.optim.Optimizer, state: State) -> None:
    if path.exists():
        saved = torch.load(path, weights_only=True)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        state.pieces, state.elapsed, state.used = saved["state"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shards", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--base", type=Path, help="a checkpoint to start from")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1, help="of each worker")
    parser.add_argument("--frozen", type=int, default=0, help="lowest layers left as they are")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    workers.spawn(partial(train, options), options.workers)


if __name__ == "__main__":
    main()
