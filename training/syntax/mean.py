"""Take the mean of the weights of pipelines that were trained on from one another.

python -m training.syntax.mean RUN/model-best RUN2/model-last --out FOLDER

Runs that start from one another lie so close that what is between them is no worse than either.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language


def mean(pipelines: Sequence[Language]) -> Language:
    """Return the first pipeline with the mean of all weights; all are of the same layers."""
    for name in pipelines[0].pipe_names:
        for same in zip(*(_layers(one, name) for one in pipelines), strict=True):
            for weight in same[0].param_names:
                if same[0].has_param(weight):
                    every = [layer.get_param(weight) for layer in same]
                    same[0].set_param(weight, np.mean(every, axis=0, dtype=np.float32))
    return pipelines[0]


def _layers(nlp: Language, name: str) -> Iterator[Any]:
    pipe: Any = nlp.get_pipe(name)
    yield from pipe.model.walk()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    mean([spacy.load(model) for model in options.models]).to_disk(options.out)


if __name__ == "__main__":
    main()
