"""Fit how much its neighbours say of a sentence's part in an argument.

python -m training.annotator.around --data FOLDER [--model FOLDER]

The network stays as it is. A multinomial logistic regression on what the head says of a sentence
and of two on either side learns AbstRCT's development part, which no weight was learned from, as if
every part were equally common; how large its weights may be is chosen there as well, by five folds
of neighbouring sentences. Run it again after every export, then `python -m training.manifest`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegressionCV
from sklearn.model_selection import KFold

from healthtext import annotator, assets
from healthtext.annotator import Annotator
from healthtext.annotator.wholes import Floats, Wholes, beside
from healthtext.records import Span
from training.annotator import corpora

PASSAGE = 40  # neighbouring sentences that are read as one text
DEVELOPMENT = "neoplasm_dev"
LOOSE = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0)  # inverse strengths of the penalty on weights
FOLDS = 5


def pooled(model: Annotator, texts: Sequence[str]) -> Floats:
    """Return the pooled pieces of sentences, read among their neighbours."""
    rows = []
    for at in range(0, len(texts), PASSAGE):
        some = texts[at : at + PASSAGE]
        reading = model.read("\n".join(some))
        rows += [reading.pooled(*span) for span in spans(some)]
    return np.stack(rows)


def spans(texts: Sequence[str]) -> list[Span]:
    """Return where texts stand that are joined by a line break."""
    ends = np.cumsum([len(text) + 1 for text in texts]).tolist()
    return [(end - 1 - len(text), end - 1) for text, end in zip(texts, ends, strict=True)]


def fitted(odds: Floats, labels: Sequence[int]) -> dict[str, npt.NDArray[np.float32]]:
    """Return the arrays that make the labels of neighbouring sentences likeliest."""
    model = LogisticRegressionCV(
        Cs=LOOSE, cv=KFold(FOLDS), scoring="f1_macro", class_weight="balanced", max_iter=3_000,
        l1_ratios=(0,), use_legacy_attributes=False,
    )  # fmt: skip
    model.fit(beside(odds), labels)
    return {"around.part": model.coef_.T.astype(np.float32),
            "level.part": model.intercept_.astype(np.float32)}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=assets.DATA, help="folder of the network")
    options = parser.parse_args()
    rows = corpora.abstrct(options.data, DEVELOPMENT)
    file = options.model / annotator.HEADS
    with np.load(file) as table:
        arrays = {name: table[name] for name in table.files}
    known = pooled(annotator.load(options.model), [text for text, _ in rows])
    odds = Wholes(arrays).scored("part", known)
    np.savez_compressed(file, **{**arrays, **fitted(odds, [label for _, label in rows])})
    print(f"{len(rows)} sentences, {file.stat().st_size / 1e6:.1f} MB  {file}")


if __name__ == "__main__":
    main()
