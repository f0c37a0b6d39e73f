"""Fit the heads on claims to consumer prose: what a sentence claims, and how strongly.

python -m training.annotator.prose --data FOLDER [--model FOLDER]

The network stays as it is. What its own head says is kept, and a linear layer beside it learns what
people said of the sentences in corpora/health_claims that rules may be chosen on (the half `dev`,
the list, the genres that are fitted on) and, counted less, of scientific sentences (Yu, Li and Wang
2019, four of five folds): these have a strength, and some kind that is not known. Run it again
after every export; what an earlier run added is left out first. The heads on advice and on sources,
which no training makes, are fitted by the same run (advice.py, unsourced.py).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from benchmarks import health_claims
from benchmarks.health_claims import LABELS, Label, Single
from healthtext import annotator, assets
from healthtext.annotator import Annotator
from healthtext.annotator.reading import KINDS, STRENGTHS
from healthtext.annotator.wholes import FITTED, Floats, Wholes
from healthtext.encoder.heads import gelu
from training.annotator import advice, corpora, unsourced
from training.annotator.export import manifest

HEADS: Mapping[str, Sequence[str]] = {"kind": KINDS, "strength": STRENGTHS}
WIDTH = 192  # of the layer that training made
# What a scientific sentence counts, against one of consumer prose, and how small the weights stay.
# Strength was learnt from such sentences: more freedom costs .02 of macro-F1 on those held out.
SCIENCE = {"kind": 0.1, "strength": 1.5}
DECAY = {"kind": 0.01, "strength": 0.3}
EFFECTS = 5  # kinds that have a strength: KINDS[1 : EFFECTS + 1]
STEPS = 300
Arrays = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Examples:
    """Pooled sentences, the labels that each may have (ones in its row), which are scientific."""

    pooled: Floats
    allowed: Mapping[str, Floats]
    science: npt.NDArray[np.bool_]


def told(model: Annotator) -> Iterator[tuple[Floats, Label]]:
    """Yield the sentences of consumer prose with their labels."""
    passages = health_claims.passages(half="dev")
    labels = health_claims.labels(LABELS, health_claims.passages())
    for passage in passages:
        rows = pooled(model, passage.text, passage.spans)
        yield from ((row, labels[passage.id, number]) for number, row in enumerate(rows))
    lists = health_claims.development, health_claims.wider, partial(health_claims.genres, "fit")
    yield from alone(model, chain.from_iterable(read() for read in lists))


def alone(model: Annotator, of: Iterable[Single]) -> Iterator[tuple[Floats, Label]]:
    """Yield sentences that stand alone with their labels."""
    for one in of:
        yield pooled(model, one.text, [(0, len(one.text))])[0], one.label


def pooled(model: Annotator, text: str, spans: Sequence[tuple[int, int]]) -> list[Floats]:
    reading = model.read(text)
    return [reading.pooled(*span) for span in spans]


def examples(model: Annotator, data: Path) -> Examples:
    """Read both sorts of sentences."""
    prose = list(told(model))
    every = corpora.strength(data)
    science = [every[at][:2] for at in corpora.folds(len(every), 0)[0]]
    rows = [pooled(model, text, [(0, len(text))])[0] for text, _ in science]
    kinds = [_one(KINDS, label.kind) for _, label in prose]
    kinds += [_some(strength > 0) for _, strength in science]
    strengths = [_one(STRENGTHS, label.strength) for _, label in prose]
    strengths += [np.eye(len(STRENGTHS))[strength] for _, strength in science]
    return Examples(
        np.stack([*(row for row, _ in prose), *rows]),
        {"kind": np.stack(kinds), "strength": np.stack(strengths)},
        np.r_[np.zeros(len(prose), bool), np.ones(len(science), bool)],
    )


def _one(names: Sequence[str], name: str) -> Floats:
    row = np.zeros(len(names), np.float32)
    row[names.index("none" if name == "-" else name)] = 1
    return row


def _some(asserts: bool) -> Floats:
    """Return the kinds that a scientific sentence may be of: those of an effect, or none."""
    row = np.zeros(len(KINDS), np.float32)
    row[slice(1, EFFECTS + 1) if asserts else 0] = 1
    return row


def base(arrays: Arrays, name: str) -> Arrays:
    """Return a head's arrays as training made them."""
    return {
        f"dense.{name}": arrays[f"dense.{name}"][:, :WIDTH],
        f"shift.{name}": arrays[f"shift.{name}"][:WIDTH],
        f"out.{name}": arrays[f"out.{name}"][:WIDTH],
    }


def logits(arrays: Arrays, name: str, rows: Floats) -> Floats:
    """Return what the head that training made says of pooled rows, without its offset."""
    dense, shift, out = (np.asarray(one, np.float32) for one in base(arrays, name).values())
    return np.asarray(gelu(rows @ dense + shift) @ out, np.float32)


def fitted(made: Examples, name: str, said: Floats) -> tuple[Floats, Floats]:
    """Return weights and offset that, added to what the head says, make the labels likeliest."""
    mean, spread = made.pooled.mean(0), made.pooled.std(0) + 1e-4
    rows = torch.tensor((made.pooled - mean) / spread)
    allowed = torch.log(torch.tensor(made.allowed[name], dtype=torch.float32) + 1e-12)
    counted = torch.tensor(np.where(made.science, SCIENCE[name], 1).astype(np.float32))
    known = torch.tensor(said)
    weights = torch.zeros(rows.shape[1], said.shape[1], requires_grad=True)
    offset = torch.zeros(said.shape[1], requires_grad=True)
    chosen = torch.optim.LBFGS([weights, offset], max_iter=STEPS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        chosen.zero_grad()
        odds = torch.log_softmax(known + rows @ weights + offset, 1)
        likely = (counted * torch.logsumexp(odds + allowed, 1)).sum() / counted.sum()
        total = DECAY[name] * (weights**2).sum() - likely
        total.backward()
        return total

    chosen.step(loss)
    scaled = weights.detach().numpy() / spread[:, None]
    return scaled, offset.detach().numpy() - mean @ scaled


def beside(arrays: Arrays, name: str, weights: Floats, offset: Floats) -> Arrays:
    """Return a head's arrays with a linear layer beside: gelu(x) - gelu(-x) is x."""
    kept, same = base(arrays, name), np.eye(len(offset))
    return {
        f"dense.{name}": _half(kept[f"dense.{name}"], weights, -weights, axis=1),
        f"shift.{name}": _half(kept[f"shift.{name}"], 0 * offset, 0 * offset, axis=0),
        f"out.{name}": _half(kept[f"out.{name}"], same, -same, axis=0),
        f"offset.{name}": offset.astype(np.float32),
        f"heat.{name}": np.array(1.0),
    }


def _half(*parts: npt.NDArray[Any], axis: int) -> npt.NDArray[np.float16]:
    return np.asarray(np.concatenate(parts, axis), np.float16)


def refitted(arrays: Arrays, made: Examples) -> Arrays:
    """Return all arrays, those of the two heads fitted."""
    fitted_here = tuple(f".{name}" for name in FITTED)
    found = {name: array for name, array in arrays.items() if not name.endswith(fitted_here)}
    for name in HEADS:
        weights, offset = fitted(made, name, logits(arrays, name, made.pooled))
        found |= beside(arrays, name, weights, offset)
    Wholes(found)  # that it can be read
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the unpacked corpora")
    parser.add_argument("--model", type=Path, default=assets.DATA, help="folder of the network")
    options = parser.parse_args()
    file = options.model / annotator.HEADS
    with np.load(file) as table:
        arrays = {name: table[name] for name in table.files}
    model = annotator.load(options.model)
    made = examples(model, options.data)
    heard = chain(told(model), alone(model, health_claims.voices()))
    added = advice.head(model, options.data) | unsourced.head(heard)
    np.savez_compressed(file, **refitted(arrays, made), **added)
    if options.model != assets.DATA:
        manifest(options.model)
    print(f"{len(made.science)} sentences, {file.stat().st_size / 1e6:.1f} MB  {file}")


if __name__ == "__main__":
    main()
