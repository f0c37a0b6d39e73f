"""Arrays cut into segments: `bounds` say where each begins, and one more where the last ends."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
SEGMENTS, PLACES = 1 << 15, 1 << 16  # that fit in a whole number beside a value


def bounds_of(sizes: Ids) -> Ids:
    """Return the bounds of segments of the given sizes."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))


def owners(bounds: Ids) -> Ids:
    """Return the number of the segment of every element."""
    return np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))


def descending(values: Floats, bounds: Ids) -> Ids:
    """Return the elements of every segment from the highest down, alike ones as they stand.

    Segment, value and place in the segment make one whole number each: to sort these takes a
    fifth of the time that it takes to sort by two arrays.
    """
    sizes = np.diff(bounds)
    if len(sizes) > SEGMENTS or sizes.max(initial=0) > PLACES:
        return np.asarray(np.lexsort((-values, owners(bounds))), np.int64)
    bits = (0 - values.astype(np.float32)).view(np.int32).astype(np.int64)
    bits ^= (bits >> 63) & 0x7FFFFFFF  # whole numbers in the order of the floats
    starts = np.repeat(bounds[:-1], sizes)
    keys = (np.repeat(np.arange(len(sizes)), sizes) << 48) + ((bits + (1 << 31)) << 16)
    keys += np.arange(len(values)) - starts
    keys.sort()
    return np.asarray((keys & (PLACES - 1)) + starts, np.int64)


def ranks(values: Floats, bounds: Ids, order: Ids) -> Floats:
    """Return how many values of its segment are higher than each; `order` is descending."""
    owner, ranked, at = owners(bounds), values[order], np.arange(len(values))
    new = np.ones(len(values), bool)
    new[1:] = (ranked[1:] != ranked[:-1]) | (owner[1:] != owner[:-1])
    first = np.maximum.accumulate(np.where(new, at, 0)) - bounds[owner]
    found = np.empty(len(values), np.float32)
    found[order] = first
    return found


def margins(values: Floats, bounds: Ids, order: Ids, alone: float) -> Floats:
    """Return by how much each beats the best other value of its segment; `alone` without one."""
    owner = owners(bounds)
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
