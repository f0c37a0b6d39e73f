"""Arrays cut into segments: `bounds` say where each begins, and one more where the last ends."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


def bounds_of(sizes: Ids) -> Ids:
    """Return the bounds of segments of the given sizes."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))


def owners(bounds: Ids) -> Ids:
    """Return the number of the segment of every element."""
    return np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))


def ranks(values: Floats, bounds: Ids) -> Floats:
    """Return how many values of its segment are higher than each."""
    owner = owners(bounds)
    order = np.lexsort((-values, owner))
    ranked, at = values[order], np.arange(len(values))
    new = np.ones(len(values), bool)
    new[1:] = (ranked[1:] != ranked[:-1]) | (owner[order][1:] != owner[order][:-1])
    first = np.maximum.accumulate(np.where(new, at, 0)) - bounds[owner[order]]
    found = np.empty(len(values), np.float32)
    found[order] = first
    return found


def margins(values: Floats, bounds: Ids, alone: float) -> Floats:
    """Return by how much each beats the best other value of its segment; `alone` without one."""
    owner = owners(bounds)
    order = np.lexsort((-values, owner))
    best = values[order[bounds[:-1]]]
    single = np.diff(bounds) == 1
    second = values[order[np.where(single, bounds[:-1], bounds[:-1] + 1)]]
    is_best = np.zeros(len(values), bool)
    is_best[order[bounds[:-1]]] = True
    found = values - np.where(is_best, second[owner], best[owner])
    return np.where(single[owner], np.float32(alone), found).astype(np.float32)


def before_each(counts: npt.NDArray[np.bool_]) -> Ids:
    """Return how many are true before every element, and in all at the end."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)))
