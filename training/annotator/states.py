"""What the packaged denoiser makes of texts, to fit heads on: states of pieces, pooled texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from healthtext import encoder
from healthtext.annotator import features
from healthtext.annotator.reading import GROUPS
from healthtext.annotator.wholes import Floats, Ids
from training.annotator.batches import load
from training.annotator.examples import Example

CORPORA = ("BC5CDR", "NCBI-disease", "AnatEM", "BioNLP13CG")


@lru_cache(maxsize=20_000)
def read(text: str) -> tuple[Ids, npt.NDArray[np.float16]]:
    """Return where the pieces of a text lie, and their states."""
    shared = encoder.load()
    ids, offsets = shared.cut(text)
    hidden, _ = shared._run(ids, shared.cuts(text, offsets[:, 0]))
    return offsets, hidden.astype(np.float16)


def together(examples: Sequence[Example]) -> list[Floats]:
    """Return the states of sentences, read in windows of neighbours."""
    ends = np.cumsum([len(one.pieces) for one in examples]).tolist()
    ids = np.concatenate([one.pieces for one in examples])
    hidden, _ = encoder.load()._run(ids, list(encoder.windows(ends)))
    return np.split(hidden, ends[:-1])


def apart(examples: Sequence[Example]) -> list[Floats]:
    """Return the states of sentences, each read by itself."""
    run = encoder.load()._run
    return [run(one.pieces, [(0, len(one.pieces))])[0] for one in examples]


def pooled(states: Floats) -> Floats:
    """Return what the annotator's heads read: the mean and the maximum of the pieces."""
    return np.concatenate((states.mean(0), states.max(0)))


def paired(one: Example) -> tuple[Floats, Floats]:
    """Return the pooled pieces of a pair in one window, and what its texts have apart."""
    shared, cut = encoder.load(), one.second
    ids = np.r_[one.pieces[:cut], shared.mark("[SEP]"), one.pieces[cut:]]
    states = np.delete(shared._run(ids, [(0, len(ids))])[0], cut, 0)
    first, second = states[:cut].mean(0), states[cut:].mean(0)
    near = first, second, np.abs(first - second), first * second
    return pooled(states), np.concatenate(near)


def pairs(examples: Sequence[Example]) -> tuple[Floats, Floats]:
    """Return the rows of pairs in both forms of `paired`."""
    one, two = zip(*map(paired, examples), strict=True)
    return np.stack(one), np.stack(two)


def beside(hidden: npt.NDArray[Any], described: Ids, *, shown: bool) -> Floats:
    """Return states as rows to learn from, features beside them if they are to be shown."""
    rows = hidden.astype(np.float32)
    if not shown:
        return rows
    return np.concatenate((rows, np.eye(features.FEATURES, dtype=np.float32)[described]), 1)


@dataclass(frozen=True, slots=True)
class Words:
    """First pieces of words: states, features, tags of GROUPS (-1: not annotated)."""

    hidden: npt.NDArray[np.float16]
    described: Ids
    labels: Ids


def words(folder: Path) -> Words:
    """Read the corpora of entities."""
    parts = []
    for corpus in CORPORA:
        examples = load(folder / f"ner_{corpus}.npz")
        hidden = np.concatenate([one.astype(np.float16) for one in together(examples)])
        labels = np.concatenate([one.labels for one in examples])[:, : len(GROUPS)]
        known = (labels >= 0).any(1)
        described = np.concatenate([one.features for one in examples])
        parts.append((hidden[known], described[known], labels[known]))
    return Words(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def texts(path: Path, read: Callable[[Sequence[Example]], list[Floats]]) -> tuple[Floats, Ids]:
    """Return the pooled sentences of a file, read so, and their labels."""
    examples = load(path)
    target = np.array([one.target for one in examples])
    return np.stack([pooled(states) for states in read(examples)]), target
