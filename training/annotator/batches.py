"""Batches of examples: windows of neighbouring sentences for tags, single texts for labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from healthtext.annotator.features import CASES
from training.annotator.examples import COLUMNS, Example

BATCH_PIECES = 1024  # half of it costs no speed, and learns more from as many pieces
LONGEST = 250  # pieces of a text that are learned from
CLS, SEP, MASK = 101, 102, 103
FADED = 0.15  # share of sentences whose vocabulary is not shown, so that context is learned from
HIDDEN = 0.05  # share of pieces that tags are learned without


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows. `owner` is the place of the sentence a piece belongs to, -1 for none."""

    pieces: Tensor
    features: Tensor
    mask: Tensor
    types: Tensor
    labels: Tensor
    owner: Tensor
    target: Tensor


def load(path: Path) -> list[Example]:
    """Read a file that training.annotator.examples wrote."""
    with np.load(path) as table:
        columns = {name: table[name] for name in table.files}
    starts = np.r_[0, columns["ends"][:-1]]
    return [
        Example(
            columns["pieces"][lo:hi].astype(np.int64), columns["features"][lo:hi].astype(np.int64),
            columns["labels"][lo:hi].astype(np.int64), int(columns["target"][at]),
            int(columns["second"][at]),
        )
        for at, (lo, end) in enumerate(zip(starts.tolist(), columns["ends"].tolist(), strict=True))
        for hi in (min(end, lo + LONGEST),)
    ]  # fmt: skip


def windows(
    examples: Sequence[Example], random: np.random.Generator, most: int = 200
) -> list[list[Example]]:
    """Pack neighbours into windows of random length, up to `most` pieces."""
    found: list[list[Example]] = [[]]
    room = 0
    for example in examples:
        if len(example.pieces) > room and found[-1]:
            found.append([])
        if not found[-1]:
            room = int(random.integers(40, most))
        found[-1].append(example)
        room -= len(example.pieces)
    return [window for window in found if window]


def batches(
    packed: Sequence[list[Example]], random: np.random.Generator, *, fade: float = FADED,
    hide: float = 0.0,
) -> Iterator[Batch]:  # fmt: skip
    """Yield windows, those of like length together, in random order."""
    lengths = np.array([sum(len(e.pieces) for e in window) + 2 for window in packed])
    order = np.argsort(lengths + random.uniform(0, 12, len(lengths)))
    groups: list[list[int]] = [[]]
    for row in order.tolist():
        if groups[-1] and (len(groups[-1]) + 1) * lengths[row] > BATCH_PIECES:
            groups.append([])
        groups[-1].append(row)
    for at in random.permutation(len(groups)).tolist():
        batch = padded([packed[row] for row in groups[at]], random, fade)
        unseen = torch.from_numpy(random.random(batch.pieces.shape) < hide) & (batch.owner >= 0)
        batch.pieces[unseen] = MASK
        yield batch


def padded(rows: Sequence[list[Example]], random: np.random.Generator, fade: float = 0.0) -> Batch:
    """Put windows into arrays; a window's texts lie between one [CLS] and one [SEP].

    A pair has a [SEP] between its texts too, and the second is of token type 1.
    """
    made = [_window(window, random, fade) for window in rows]
    width = max(len(pieces) for pieces, *_ in made)
    shape = (len(made), width)
    arrays = [np.full(shape, fill, np.int64) for fill in (0, 0, 0, -1)]
    labels = np.full((*shape, len(COLUMNS)), -1, np.int64)
    owner, mask = arrays[3], np.zeros(shape, np.int64)
    base, targets = 0, []
    for at, (pieces, described, types, own, tags) in enumerate(made):
        n = len(pieces)
        arrays[0][at, :n], arrays[1][at, :n], arrays[2][at, :n] = pieces, described, types
        labels[at, :n], mask[at, :n] = tags, 1
        owner[at, :n] = np.where(own >= 0, own + base, -1)
        base += len(rows[at])
        targets += [example.target for example in rows[at]]
    a, b, c, d, e, f = (
        torch.from_numpy(one) for one in (*arrays[:2], mask, arrays[2], labels, owner)
    )
    return Batch(a, b, c, d, e, f, torch.tensor(targets))


def _window(
    window: Sequence[Example], random: np.random.Generator, fade: float
) -> tuple[npt.NDArray[np.int64], ...]:
    pieces, described, types, owner = [CLS], [0], [0], [-1]
    tags = [np.full((1, len(COLUMNS)), -1, np.int64)]
    for at, example in enumerate(window):
        seen = example.features % len(CASES) if random.random() < fade else example.features
        cut = example.second or len(example.pieces)
        parts = ((0, cut, 0), (cut, len(example.pieces), 1)) if example.second else ((0, cut, 0),)
        for low, high, kind in parts:
            if kind:
                pieces, described = [*pieces, SEP], [*described, 0]
                types, owner = [*types, 0], [*owner, -1]
                tags.append(np.full((1, len(COLUMNS)), -1, np.int64))
            pieces += example.pieces[low:high].tolist()
            described += seen[low:high].tolist()
            types += [kind] * (high - low)
            owner += [at] * (high - low)
            tags.append(example.labels[low:high])
    tags.append(np.full((1, len(COLUMNS)), -1, np.int64))
    return (
        np.array([*pieces, SEP]), np.array([*described, 0]), np.array([*types, types[-1]]),
        np.array([*owner, -1]), np.concatenate(tags),
    )  # fmt: skip
