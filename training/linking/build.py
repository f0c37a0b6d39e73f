"""Build the index that mentions are linked by, from the packaged vocabulary, and fit its curve.

python -m training.linking.build [--out FILE]

The curve is fitted on wordings taken out of the vocabulary: one wording of a concept that has
several is asked for while it is hidden, and in a third of the cases all wordings of its concept
are, so that the right answer is none. Half of the cases fit the curve, the other half measure it.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from healthtext import assets
from healthtext.entities import linking
from healthtext.entities.linking import Linker

CASES = 6000
LEAST = 10  # wordings that a trigram must be in, as in scispaCy's own index
SEED = 3


@dataclass(frozen=True, slots=True)
class Case:
    """A hidden wording: what was proposed for it, and whether that is its concept."""

    row: npt.NDArray[np.float32]
    right: bool


def arrays(aliases: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    """Return the postings of every trigram, as steps between rows, with weights in 255ths."""
    vectorizer = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 3), min_df=LEAST, dtype=np.float32
    )
    columns = vectorizer.fit_transform(aliases).tocsc()
    columns.sort_indices()
    steps = np.diff(columns.indices.astype(np.int64), prepend=0)
    firsts = columns.indptr[:-1]
    steps[firsts] = columns.indices[firsts]
    return {
        "grams": np.frombuffer("\n".join(vectorizer.get_feature_names_out()).encode(), np.uint8),
        "idf": vectorizer.idf_.astype(np.float32),
        "counts": np.diff(columns.indptr).astype(np.int32),
        "steps": steps.astype(np.int32),
        "weights": np.rint(columns.data * 255).astype(np.uint8),
        "size": np.array(len(aliases)),
        "curve": np.zeros(6, np.float32),
    }


def cases(linker: Linker, names: Iterable[str]) -> Iterator[Case]:
    """Yield hidden wordings with what is proposed for them."""
    draw = random.Random(SEED)
    known = linker._known
    several = sorted(name for name in names if len(known.wordings(name)) > 1)
    for at, name in enumerate(draw.sample(several, min(CASES, len(several)))):
        asked = draw.choice(sorted(known.wordings(name)))
        hidden = {*known.wordings(name)} if at % 3 == 0 else {asked}
        kind = known.concept(name)[1]
        candidates = linker._generator([asked], k=linking.NEAREST + len(hidden))[0]
        ranked = _without(linker, asked, kind, candidates, hidden)
        if ranked:
            yield Case(linker.features(asked, ranked), linker.same(ranked[0][1], name))


def _without(
    linker: Linker, asked: str, kind: str, candidates: Sequence[Any], hidden: set[str]
) -> list[tuple[float, str, str]]:
    """Return the ranking as if the hidden wordings were not known."""
    kept = []
    for candidate in candidates:
        pairs = [(a, s) for a, s in zip(candidate.aliases, candidate.similarities, strict=True)
                 if a not in hidden]  # fmt: skip
        if pairs:
            names, likeness = zip(*pairs, strict=True)
            kept.append(type(candidate)(candidate.concept_id, list(names), list(likeness)))
    return linker.ranked(asked, kind, kept)


def fitted(known: Sequence[Case]) -> npt.NDArray[np.float32]:
    """Return the weights of the logistic curve."""
    rows = np.stack([case.row for case in known])
    model = LogisticRegression(C=10.0, fit_intercept=False, max_iter=2000)
    model.fit(rows, [case.right for case in known])
    return np.asarray(model.coef_[0], np.float32)


def told(curve: npt.NDArray[np.float32], held: Sequence[Case]) -> Iterator[str]:
    """Yield how sure and how right links are on the held half, for several floors."""
    scores = np.array([linking.weighed(curve, case.row) for case in held])
    right = np.array([case.right for case in held])
    for floor in (0.5, 0.6, 0.7, 0.8, 0.9):
        chosen = scores >= floor
        share, precision = chosen.mean(), right[chosen].mean() if chosen.any() else 0.0
        recall = right[chosen].sum() / max(right.sum(), 1)
        yield f"floor {floor}: linked {share:.3f}, right {precision:.3f}, found {recall:.3f}"
    yield f"Brier {np.mean((scores - right) ** 2):.3f}, of the base rate {right.var():.3f}"


def build(out: Path) -> Iterator[str]:
    """Write the index and yield lines about it."""
    base = linking.knowledge()
    table = arrays(base.aliases)
    known = list(cases(linking.made(table, base), base.concepts))
    table["curve"] = fitted(known[::2])
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out, **table)
    size = out.stat().st_size / 1e6
    yield f"{len(base.aliases):,} wordings, {len(list(base.concepts)):,} concepts, {size:.1f} MB"
    yield from told(table["curve"], known[1::2])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=assets.DATA / linking.INDEX)
    for line in build(parser.parse_args().out):
        print(line, flush=True)


if __name__ == "__main__":
    main()
