"""Train the annotator on examples, for some minutes or some pieces; resumable.

python -m training.annotator.train --examples FOLDER --base denoiser.pt --out FOLDER --minutes 75
python -m training.annotator.train ... --pieces 16000000 --workers 1

Every step is a batch of one task, drawn by its weight. The learning rate falls to zero when the
minutes are over or the pieces are seen. With --pieces, one worker and one thread a run depends on
nothing but its examples, its base and its seed, if it is not interrupted: what is drawn next is
not kept with the weights.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training import workers
from training.annotator.batches import HIDDEN, Batch, batches, load, windows
from training.annotator.examples import COLUMNS
from training.annotator.model import TAGS, WHOLES, Annotator
from training.despin.model import Denoiser, pretrained

PEAK, WARM_UP = 2e-4, 0.05
DROPOUT = 0.1
HEADS = 5.0  # how much faster the new weights learn
SAVE_EVERY, REPORT_EVERY = 300.0, 100_000
# How often a task's batch is drawn. `ner_` files are one task: their windows go together.
WEIGHTS = {
    "ner": 0.50, "prose": 0.03, "strength": 0.07, "part": 0.04, "kind": 0.02, "entailment": 0.20,
    "direction": 0.14,
}  # fmt: skip
COLUMN_WEIGHT = {"gross": 0.5, "type": 0.3, "part": 0.5}
GROUPED = ("prose", "part")  # their sentences stay among their neighbours
OF_WHOLES = 0.5  # the weight of a sentence's label against a window's tags


def tag_loss(model: Annotator, hidden: Tensor, labels: Tensor) -> Tensor:
    """Return the cross-entropies of all columns, each over the pieces it labels."""
    total = hidden.sum() * 0
    logits = model.tags(model.drop(hidden)).split(TAGS, -1)
    for at, name in enumerate(COLUMNS):
        column = labels[..., at]
        if (column >= 0).any():
            loss = functional.cross_entropy(
                logits[at].flatten(0, 1).float(), column.flatten(), ignore_index=-1
            )
            total = total + COLUMN_WEIGHT.get(name, 1.0) * loss
    return total


def whole_loss(model: Annotator, name: str, hidden: Tensor, batch: Batch) -> Tensor:
    """Return the cross-entropy of a head over the sentences of a batch."""
    logits, target = whole_logits(model, name, hidden, batch)
    return functional.cross_entropy(logits.float(), target)


def whole_logits(
    model: Annotator, name: str, hidden: Tensor, batch: Batch
) -> tuple[Tensor, Tensor]:
    """Return a head's logits for every sentence of a batch, and their targets."""
    count = len(batch.target)
    rows = torch.zeros(count, dtype=torch.long)
    known = batch.owner >= 0
    rows[batch.owner[known]] = torch.nonzero(known)[:, 0]
    inside = batch.owner[rows] == torch.arange(count)[:, None]
    return model.whole(name, hidden[rows], inside), batch.target


@dataclass(slots=True)
class Stream:
    """Endless batches of one task."""

    files: list[Path]
    random: np.random.Generator
    grouped: bool = False
    hide: float = 0.0
    waiting: list[Batch] = field(default_factory=list)

    def next(self) -> Batch:
        if not self.waiting:
            self.waiting = list(self._epoch())
        return self.waiting.pop()

    def _epoch(self) -> Iterator[Batch]:
        packed = []
        for path in self.files:
            examples = load(path)
            if not self.grouped:
                self.random.shuffle(examples)  # type: ignore[arg-type]
            if examples[0].second:
                packed += [[example] for example in examples]
            else:
                packed += windows(examples, self.random)
        yield from batches(packed, self.random, hide=self.hide)


def streams(folder: Path, random: np.random.Generator) -> dict[str, Stream]:
    """Return the streams of all tasks that the folder has examples of."""
    ner = sorted(folder.glob("ner_*.npz"))
    found = {"ner": Stream(ner, random, grouped=True, hide=HIDDEN)}
    for name in WEIGHTS.keys() - {"ner"}:
        if (folder / f"{name}.npz").exists():
            found[name] = Stream([folder / f"{name}.npz"], random, grouped=name in GROUPED)
    return found


def begun(base: Path) -> Annotator:
    """Return the annotator on a denoiser's weights; its word embeddings stay as they are."""
    denoiser: Denoiser = pretrained(attention="eager")
    denoiser.load_state_dict(torch.load(base, weights_only=True)["model"])
    return dropping(Annotator(denoiser.bert))


def dropping(model: Annotator) -> Annotator:
    """Let hidden values be dropped: examples come around many times, unlike the denoiser's.

    Attention keeps all.
    """
    for name, part in model.bert.named_modules():
        if isinstance(part, nn.Dropout) and ".self." not in name:
            part.p = DROPOUT
    return model


def freeze(model: Annotator, layers: int) -> None:
    """Leave the lowest layers and what is below them as they are: a third more pieces a second."""
    if layers:
        for part in (model.bert.embeddings, model.features, model.bert.encoder.layer[:layers]):
            part.requires_grad_(False)


def progressed(options: argparse.Namespace, pieces: int, seconds: float) -> float:
    """Return the share of a run that is done, by what it stops by: pieces, or else the clock."""
    share = pieces / options.pieces if options.pieces else seconds / (options.minutes * 60)
    return float(min(share, 1.0))


def rate(progress: float) -> float:
    """Return the learning rate at a share of the run."""
    return max(PEAK * min(progress / WARM_UP, (1 - progress) / (1 - WARM_UP), 1.0), 0.0)


def optimiser_of(model: Annotator) -> torch.optim.Optimizer:
    """Return the optimiser of all but word embeddings, the network and new weights apart."""
    inner = [p for n, p in model.bert.named_parameters() if "word_embeddings" not in n]
    outer = [p for n, p in model.named_parameters() if not n.startswith("bert.")]
    return torch.optim.AdamW([{"params": inner}, {"params": outer}], lr=PEAK,
                             weight_decay=0.01, betas=(0.9, 0.98), fused=True)  # fmt: skip


def learned(optimiser: torch.optim.Optimizer) -> list[Tensor]:
    """Return the weights that an optimiser changes."""
    return [weight for group in optimiser.param_groups for weight in group["params"]]


def learn(
    model: Annotator, optimiser: torch.optim.Optimizer, name: str, batch: Batch, progress: float
) -> float:
    """Learn a task's batch at the rate of a share of the run, and return its loss."""
    loss = step(model, name, batch)
    loss.backward()
    move(optimiser, progress)
    return float(loss.detach())


def move(optimiser: torch.optim.Optimizer, progress: float) -> None:
    """Change the weights by their gradients, at the rate of a share of the run."""
    for group, faster in zip(optimiser.param_groups, (1.0, HEADS), strict=True):
        group["lr"] = rate(progress) * faster
    torch.nn.utils.clip_grad_norm_(learned(optimiser), 1.0)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)


def train(options: argparse.Namespace, rank: int) -> None:
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    random = np.random.default_rng([options.seed, rank])
    model = begun(options.base)
    tasks = streams(options.examples, random)
    names = sorted(tasks)
    odds = np.array([WEIGHTS[name] for name in names])
    optimiser = optimiser_of(model)
    spent, pieces = _resumed(options.out / "last.pt", model, optimiser)
    freeze(model, options.frozen)
    model.train()
    since, saved, reported = time.monotonic() - spent, time.monotonic(), pieces
    seen: dict[str, list[float]] = {name: [] for name in names}
    steps, over = 0, False
    while not over:
        progress = progressed(options, pieces, time.monotonic() - since)
        name = names[random.choice(len(names), p=odds / odds.sum())]
        batch = tasks[name].next()
        seen[name].append(learn(model, optimiser, name, batch, progress))
        pieces += int(batch.mask.sum()) * options.workers
        steps += 1
        if steps % workers.TOGETHER == 0:
            over = workers.joined(learned(optimiser), progress) >= 1
        if rank:
            continue
        if pieces - reported >= REPORT_EVERY:
            reported = pieces
            _log(options.out, pieces, time.monotonic() - since, seen)
        if time.monotonic() - saved > SAVE_EVERY:
            saved = time.monotonic()
            _save(options.out / "last.pt", model, optimiser, saved - since, pieces)
    if not rank:
        _save(options.out / "last.pt", model, optimiser, time.monotonic() - since, pieces)
        (options.out / "done").touch()


def step(model: Annotator, name: str, batch: Batch) -> Tensor:
    """Return the loss of a task's batch."""
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model.encode(batch.pieces, batch.features, batch.mask, batch.types)
        if name in WHOLES:
            return OF_WHOLES * whole_loss(model, name, hidden, batch)
        return tag_loss(model, hidden, batch.labels)


def _log(out: Path, pieces: int, seconds: float, seen: dict[str, list[float]]) -> None:
    row = {"pieces": pieces, "seconds": round(seconds)}
    row |= {name: round(float(np.mean(v)), 4) for name, v in seen.items() if v}  # type: ignore[misc]
    with (out / "log.jsonl").open("a") as stream:
        stream.write(json.dumps(row) + "\n")
    for losses in seen.values():
        losses.clear()


def _save(
    path: Path, model: Annotator, optimiser: torch.optim.Optimizer, seconds: float, pieces: int
) -> None:
    partial = path.with_suffix(".partial")
    torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(),
                "state": [seconds, pieces]}, partial)  # fmt: skip
    partial.rename(path)


def _resumed(path: Path, model: Annotator, optimiser: torch.optim.Optimizer) -> tuple[float, int]:
    if not path.exists():
        return 0.0, 0
    saved = torch.load(path, weights_only=True)
    model.load_state_dict(saved["model"])
    optimiser.load_state_dict(saved["optimiser"])
    return float(saved["state"][0]), int(saved["state"][1])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="the denoiser's checkpoint")
    parser.add_argument("--out", type=Path, required=True)
    until = parser.add_mutually_exclusive_group(required=True)
    until.add_argument("--minutes", type=float, help="stop by the clock")
    until.add_argument("--pieces", type=int, help="stop by the pieces that were seen")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1, help="of each worker")
    parser.add_argument("--frozen", type=int, default=0, help="lowest layers left as they are")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    workers.spawn(partial(train, options), options.workers)


if __name__ == "__main__":
    main()
