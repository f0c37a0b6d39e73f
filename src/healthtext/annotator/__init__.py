"""The second network: it finds entities, says what a sentence claims, and weighs evidence.

A copy of the encoder, trained on from its weights (training/annotator/CARD.md) and stored without
the word embeddings, which are the encoder's. One pass reads a text whole: `load().read(text)`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from healthtext import assets, encoder, terms
from healthtext.annotator import names
from healthtext.annotator.names import NAMES
from healthtext.annotator.network import HEADS, NETWORK, Annotator, Pair
from healthtext.annotator.reading import GROUPS, Mention, Opinion, Reading
from healthtext.annotator.spans import SPANS, Spans, unpacked

__all__ = ["GROUPS", "HEADS", "NAMES", "NETWORK", "SPANS", "Annotator", "Mention", "Opinion",
           "Pair", "Reading", "load", "read"]  # fmt: skip


@cache
def load(folder: Path = assets.DATA) -> Annotator:
    """Load the packaged network. Raises AssetError when a file is missing or damaged."""
    network, heads, named = (assets.verified(folder, name) for name in (NETWORK, HEADS, NAMES))
    with np.load(heads) as table:
        arrays = {name: np.asarray(table[name]) for name in table.files}
    return Annotator(
        encoder.opened(network), encoder.load(), terms.load(), names.read(named), arrays,
        _spans(folder),
    )  # fmt: skip


def _spans(folder: Path) -> Spans | None:
    """Load what weighs spans; a network that has just been exported has none."""
    if SPANS not in assets.manifest(folder):
        return None
    with np.load(assets.verified(folder, SPANS)) as table:
        return unpacked(dict(table))


@lru_cache(maxsize=1)
def read(text: str) -> Reading:
    """Read a text by the packaged network; stages of one pipeline ask for the same one."""
    return load().read(text)
