"""Fit the head on claims that want a source: NO_CITATION of the guideline, or not.

`python -m training.annotator.prose` calls it with the sentences that the heads on claims learn from
and the list of voices. The network stays as it is. Which of the sentences that the head is sure of
are reported, words decide as well (healthtext.evidence.firmness.unsourced).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy.typing as npt

from benchmarks.health_claims import Label
from healthtext.annotator.reading import SOURCES
from healthtext.annotator.wholes import Floats
from training.annotator import linear

DECAY = 0.2  # .04 to .2 make no difference on genres left out


def head(told: Iterable[tuple[Floats, Label]]) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays of the head, learnt from pooled sentences and their labels."""
    rows = [(row, int("NO_CITATION" in label.findings), 1.0) for row, label in told]
    return linear.arrays("unsourced", *linear.fitted(rows, len(SOURCES), DECAY))
