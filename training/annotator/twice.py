"""Fit what the head `entailment` says of a claim and of its contrary together.

python -m training.annotator.twice --data FOLDER [--model FOLDER]

The network stays as it is. What it knows of SciFact's training part it knows by heart, so its own
answers there say little of how far they can be trusted; the mean of what it says of a claim and,
with support and contradiction exchanged, of the claim turned round says more. A multinomial
logistic regression on that mean learns the training part, as if every label were equally common.
Writes the table of wordings that are turned as well (poles.tsv, inflected). Run it again after
every export, then `python -m training.manifest`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from healthtext import annotator, assets
from healthtext.annotator import Pair
from healthtext.annotator.turns import TURNS
from healthtext.annotator.wholes import Floats, contrasted
from training.annotator import pairs
from training.annotator.turned import POLES, Poles
from training.channel.inflect import inflections
from training.manifest import build

LOOSE = 0.3  # inverse strength of the penalty on weights
VERB, DENIAL, OTHER = range(3)  # what is turned first
HEAD = (
    "# wordings, what they are turned to, and which goes first: 0 verbs, 1 denials, 2 others\n"
    "# provenance: training/annotator/poles.tsv, written for healthtext, inflected; licence "
    "GPL-3.0-or-later\n"
)


def table() -> str:
    """Write the table that `healthtext.annotator.turns` reads."""
    poles, ranks = Poles(), _ranks()
    rows = (f"{one}\t{far[0]}\t{ranks.get(one, OTHER)}\n" for one, far in poles.other.items())
    return HEAD + "".join(sorted(rows))


def _ranks() -> dict[str, int]:
    found: dict[str, int] = {}
    for line in POLES.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        part, *sides = line.split("\t")
        if part == "VERB":
            words = (word for side in sides for word in side.split(" "))
            found |= {form: VERB for word in words for form in inflections(word, part).values()}
        elif part == "fixed" and {"not", "no", "cannot"} & {*sides[1].split(" ")}:
            found |= {side: found.get(side, DENIAL) for side in sides}
    return found


def fitted(said: Floats, labels: Sequence[int]) -> dict[str, npt.NDArray[np.float32]]:
    """Return the arrays that make the labels likeliest, each label counted alike."""
    model = LogisticRegression(C=LOOSE, class_weight="balanced", max_iter=3_000)
    model.fit(said, labels)
    return {"twice.entailment": model.coef_.T.astype(np.float32),
            "level.entailment": model.intercept_.astype(np.float32)}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=assets.DATA, help="folder of the network")
    options = parser.parse_args()
    if options.model == assets.DATA:  # the table is the same for every network
        (assets.DATA / TURNS).write_text(table(), "utf-8")
        (assets.DATA / assets.MANIFEST).write_text(build(), "utf-8")
    file = options.model / annotator.HEADS
    with np.load(file) as stored:
        arrays = {name: stored[name] for name in stored.files}
    made = pairs.scifact(options.data, "train")
    asked = annotator.load(options.model).asked([Pair(one.first, one.second) for one in made])
    said = contrasted(*asked)
    np.savez_compressed(file, **{**arrays, **fitted(said, [one.label for one in made])})
    print(f"{len(made)} pairs, {file.stat().st_size / 1e6:.1f} MB  {file}")


if __name__ == "__main__":
    main()
