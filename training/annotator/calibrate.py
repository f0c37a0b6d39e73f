"""Fit what is set after training, on development parts only: tags' bias, heads' temperatures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar

from healthtext.annotator import Annotator, Pair
from healthtext.annotator.reading import GROUPS
from training.annotator import corpora, pairs
from training.annotator.examples import HELD
from training.annotator.score import Counts, chunks, gold

BIASES = (-1.0, -0.6, -0.3, 0.0, 0.3, 0.6, 1.0, 1.4, 1.8)
# What each group is fitted on.
_FITTED_ON = {
    "disease": (("BC5CDR", "Disease"), ("NCBI-disease", "Disease")),
    "chemical": (("BC5CDR", "Chemical"),),
    "anatomy": (("AnatEM", "Anatomy"),),
    "gross": (("BioNLP13CG", ""),),
}


def fitted(model: Annotator, data: Path) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays that change."""
    bias = np.zeros_like(model._bias)
    for at, group in enumerate(GROUPS):
        bias[3 * at] = _bias(model, data, group)
    heats: dict[str, npt.NDArray[Any]] = {f"heat.{name}": np.array(_heat(model, data, name))
             for name in ("entailment", "direction")}  # fmt: skip
    print({group: float(bias[3 * at]) for at, group in enumerate(GROUPS)}, heats)
    return {"bias": bias, **heats}


def _bias(model: Annotator, data: Path, group: str) -> float:
    """Return what to add to the logit of O so that F1 on the held part of devel is highest."""
    counts = {bias: Counts() for bias in BIASES}
    at = 3 * GROUPS.index(group)
    for corpus, label in _FITTED_ON[group]:
        devel = corpora.ner(data, corpus, "devel")
        for text, spans in chunks(devel[round(len(devel) * (1 - HELD)) :]):
            wanted = gold(spans, corpus, group) if not label else {
                (s, e) for s, e, name in spans if name == label
            }  # fmt: skip
            reading = model.read(text)
            plain = reading._tags[:, at].copy()
            for bias, found in counts.items():
                reading._tags[:, at] = plain + bias
                found.add(wanted, {(m.start, m.end) for m in reading.mentions(group)})
    return max(BIASES, key=lambda bias: (counts[bias].f1, -abs(bias)))


def _heat(model: Annotator, data: Path, name: str) -> float:
    """Return the temperature that makes log loss least on Evidence Inference's validation part."""
    made = (pairs.directions if name == "direction" else pairs.trials)(data, "validation")
    chosen: Sequence[pairs.Pair] = list(made)[:400]
    odds = model.pairs(name, [Pair(pair.first, pair.second) for pair in chosen])
    logits = np.log(np.maximum(odds, 1e-7))
    truth = np.array([pair.label for pair in chosen])

    def loss(heat: float) -> float:
        scaled = logits / heat
        norm = np.log(np.exp(scaled).sum(1))
        return float((norm - scaled[np.arange(len(truth)), truth]).mean())

    return float(minimize_scalar(loss, bounds=(0.3, 5.0), method="bounded").x)
