"""From how likely words are outside, begin or go on a mention to the mentions themselves."""

from __future__ import annotations

import numpy as np

from healthtext.annotator.wholes import Floats, Ids

OUTSIDE, BEGINS, GOES_ON = range(3)
CERTAIN = 0.999  # how likely outside a word is that no other path is looked for beyond it
# What a step from one tag to the next costs: nothing goes on from outside.
_STEPS = np.zeros((3, 3), np.float32)
_STEPS[OUTSIDE, GOES_ON] = -np.inf


def best(likely: Floats) -> Ids:
    """Return the likeliest tags in which every mention begins, given the probabilities of words.

    Each word by itself may go on from one that is outside: whether the mention begins there or
    does not exist is for the words around to say (Viterbi).
    """
    tags = np.asarray(likely.argmax(1), np.int64)
    before = np.r_[OUTSIDE, tags[:-1]]
    orphans = np.flatnonzero((tags == GOES_ON) & (before == OUTSIDE))
    bounds = np.r_[-1, np.flatnonzero(likely[:, OUTSIDE] > CERTAIN), len(tags)]
    for place in np.unique(np.searchsorted(bounds, orphans)).tolist():
        low, high = int(bounds[place - 1]) + 1, int(bounds[place])
        tags[low:high] = _path(np.log(np.maximum(likely[low:high], np.float32(1e-9))))
    return tags


def _path(logs: Floats) -> Ids:
    """Return the likeliest tags of words before and after which all is outside."""
    came = np.zeros(logs.shape, np.int64)
    score = _STEPS[OUTSIDE] + logs[0]
    for at in range(1, len(logs)):
        steps = score[:, None] + _STEPS
        came[at] = steps.argmax(0)
        score = steps.max(0) + logs[at]
    tags = np.full(len(logs), score.argmax(), np.int64)
    for at in range(len(logs) - 1, 0, -1):
        tags[at - 1] = came[at, tags[at]]
    return tags


def runs(tags: Ids) -> list[tuple[int, int]]:
    """Return the spans of words from each that begins a mention to the last that goes on."""
    starts = np.flatnonzero(tags == BEGINS)
    stops = np.flatnonzero(np.r_[tags, OUTSIDE] != GOES_ON)
    ends = stops[np.searchsorted(stops, starts, "right")]
    return list(zip(starts.tolist(), ends.tolist(), strict=True))
