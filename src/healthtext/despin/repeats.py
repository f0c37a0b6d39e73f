"""One sense a page: what the places where the same words stand say of each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from healthtext.despin.features import Choices
from healthtext.despin.forms import lemma
from healthtext.despin.options import Lattice
from healthtext.despin.stock import Floats

SHARED = 0.75  # weight of all places of the same words against the place itself
_SMALL = 1e-6  # keeps the odds of what is certain finite


def pooled(spun: Floats, lattice: Lattice, choices: Choices) -> Floats:
    """Return P(spun) of every place, swayed by the other places of the page with the same words.

    Forms of one word count as the same. The odds are means of the places' odds (geometric).
    """
    options = lattice.options.rows(choices.options[choices.first])
    spans = zip(options.start.tolist(), options.end.tolist(), strict=True)
    keys = [tuple([lemma(word.form) for word in lattice.words[lo:hi]]) for lo, hi in spans]
    own, same = np.log(spun + _SMALL) - np.log1p(_SMALL - spun), _numbered(keys)
    mean = np.bincount(same, own) / np.bincount(same)
    return np.asarray(1 / (1 + np.exp(-(1 - SHARED) * own - SHARED * mean[same])), np.float32)


def _numbered(keys: Sequence[tuple[str, ...]]) -> list[int]:
    numbers: dict[tuple[str, ...], int] = {}
    return [numbers.setdefault(key, len(numbers)) for key in keys]
