"""Causal strength by five folds, each judged by a network that never saw it.

python -m training.annotator.folds --data FOLDER --base denoiser.pt --out FILE.json [--epochs 5]
    [--folds 5] [--seed 0] [--adversarial] [--words 0.2]

Each fold's network starts from the denoiser and learns strength alone, so that the five together
take an hour of one core; the packaged one learns seven things at once and leaves out the first fold
only. FILE keeps the labels of the folds that are done: the same command goes on where it ended.
With one fold and other seeds it says how much of a figure is chance. With --adversarial every batch
is learned a second time, made harder (adversarial.py), and with --words a logistic regression on
words and pairs of words, learned from the same folds, is asked beside the network.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline

from benchmarks import tables
from training.annotator import adversarial, corpora
from training.annotator.batches import Batch, batches, padded, windows
from training.annotator.examples import Example, Maker
from training.annotator.model import Annotator
from training.annotator.train import begun, learn, optimiser_of, whole_logits

FOLDS = 5
TOGETHER = 16  # held-out sentences judged at once, each by itself
ORIGINS = ("pubmed", "eureka")
SLIGHT = 1e-6  # added to a probability before its logarithm is taken
WORD = r"[A-Za-z]+|[0-9.%<>=]+"
Guesses = dict[int, int]  # the label of each held-out sentence by its place
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a fold is learned: how often it is read, whether made harder, what words weigh beside."""

    epochs: int = 5
    adversarial: bool = False
    words: float = 0.0


def train(examples: Sequence[Example], base: Path, recipe: Recipe, seed: int) -> Annotator:
    """Return a network that has read the examples as often as asked, at a rate that falls to 0."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    model = begun(base)
    optimiser = optimiser_of(model)
    model.train()
    harder = adversarial.Harder(model) if recipe.adversarial else None
    for epoch in range(recipe.epochs):
        whole = list(_epoch(examples, random))
        for at, batch in enumerate(whole):
            done = (epoch + at / len(whole)) / recipe.epochs
            if harder:
                adversarial.learn(model, optimiser, harder, "strength", batch, done)
            else:
                learn(model, optimiser, "strength", batch, done)
        print(f"  {epoch + 1} of {recipe.epochs} epochs", flush=True)
    if harder:
        harder.remove()
    model.eval()
    return model


def _epoch(examples: Sequence[Example], random: np.random.Generator) -> Iterator[Batch]:
    drawn = [examples[at] for at in random.permutation(len(examples)).tolist()]
    yield from batches(windows(drawn, random), random)


def judged(model: Annotator, examples: Sequence[Example]) -> Floats:
    """Return the probability of every strength for each example, of shape (examples, strengths)."""
    random = np.random.default_rng(0)
    found: list[Floats] = []
    for at in range(0, len(examples), TOGETHER):
        batch = padded([[one] for one in examples[at : at + TOGETHER]], random)
        with torch.no_grad():
            hidden = model.encode(batch.pieces, batch.features, batch.mask, batch.types)
            found.append(
                whole_logits(model, "strength", hidden, batch)[0].softmax(-1).double().numpy()
            )
    return np.vstack(found)


def worded(learned: Sequence[tuple[str, int]], held: Sequence[str]) -> Floats:
    """Return what a regression on words and pairs of words makes of each held-out sentence."""
    counted = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=WORD)
    model = make_pipeline(counted, LogisticRegression(C=3, class_weight="balanced", max_iter=300))
    model.fit([text for text, _ in learned], [label for _, label in learned])
    found: Floats = model.predict_proba(held)
    return found


def fold(data: Path, base: Path, number: int, recipe: Recipe, seed: int) -> Guesses:
    """Train without a fold and judge it."""
    said, maker = corpora.strength(data), Maker()
    learned, held = corpora.folds(len(said), number, FOLDS)
    model = train([maker.text(*said[at][:2]) for at in learned], base, recipe, seed)
    odds = np.log(judged(model, [maker.text(*said[at][:2]) for at in held]) + SLIGHT)
    if recipe.words:
        beside = worded([said[at][:2] for at in learned], [said[at][0] for at in held])
        odds = odds + recipe.words * np.log(beside + SLIGHT)
    return dict(zip(held, odds.argmax(-1).tolist(), strict=True))


def show(data: Path, done: Sequence[Guesses]) -> None:
    """Print macro-F1 of every fold that is done and the mean, in all and by origin."""
    said = corpora.strength(data)
    scores = [_scores(said, guesses) for guesses in done]
    rows: list[Sequence[str | float]] = [
        [f"{n}", len(done[n - 1]), *row] for n, row in enumerate(scores, 1)
    ]
    rows.append(["mean", sum(map(len, done)), *np.mean(scores, 0).tolist()])
    headings = ["fold", "sentences", "all", *ORIGINS]
    tables.show("Causal strength, macro-F1", headings, rows)


def _scores(said: Sequence[tuple[str, int, str]], guesses: Guesses) -> list[float]:
    found = []
    for origins in (ORIGINS, *((one,) for one in ORIGINS)):
        places = [at for at in guesses if said[at][2] in origins]
        truth, guess = [said[at][1] for at in places], [guesses[at] for at in places]
        found.append(float(f1_score(truth, guess, average="macro")))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="the denoiser's checkpoint")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--folds", type=int, default=FOLDS, help="how many of the five")
    parser.add_argument("--seed", type=int, default=0, help="of the first fold, then one more each")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--adversarial", action="store_true", help="learn batches made harder too")
    parser.add_argument("--words", type=float, default=0.0, help="what words weigh beside it: .2")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    recipe = Recipe(options.epochs, options.adversarial, options.words)
    kept = json.loads(options.out.read_text()) if options.out.exists() else []
    for number in range(len(kept), options.folds):
        print(f"fold {number + 1} of {FOLDS}", flush=True)
        seed = options.seed + number
        found = fold(options.data, options.base, number, recipe, seed)
        kept.append([[at, guess] for at, guess in found.items()])
        options.out.write_text(json.dumps(kept))
        show(options.data, [dict(one) for one in kept])


if __name__ == "__main__":
    main()
