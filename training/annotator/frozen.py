"""Measure the cheaper layout whole: every head on the denoiser's states, its network as it is.

python -m training.annotator.frozen --data FOLDER --examples FOLDER [--most 30000] [--only tags]

The packaged denoiser reads what the annotator learns from (training.annotator.examples) and what
`training.annotator.evaluate` asks, in windows like the annotator's. On its states two learners are
fitted for every head: a linear layer, and a layer of 192 before it, which is the form of the
annotator's heads. Tags are learnt from the state of a word's first piece; the second learner is
also given the features of the piece, which the annotator has in its input. Of pairs, which are one
window, --most are learnt from; "apart" are the means of both texts, their difference and product.
The last column is the annotator: tags without the weighing of spans, parts without neighbours,
pairs asked once. Kinds are labelled by people in corpora/health_claims: neighbouring fifths of what
may be learnt from are left out in turn, and both networks get the linear layer of `prose`.
"""

from __future__ import annotations

import argparse
import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import numpy as np
from sklearn.linear_model import LogisticRegression, LogisticRegressionCV
from sklearn.metrics import f1_score
from sklearn.model_selection import KFold
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks import tables
from healthtext import annotator, assets, terms
from healthtext.annotator import Annotator, Pair, features
from healthtext.annotator.names import extended
from healthtext.annotator.reading import GROUPS, KINDS, Reading
from healthtext.annotator.wholes import Floats, Ids, Wholes
from training.annotator import around, calibrate, corpora, evaluate, pairs, prose, states
from training.annotator.batches import load
from training.annotator.examples import Maker
from training.annotator.model import TAGS

LAYER = 192
LOOSE = (0.001, 0.003, 0.01, 0.03, 0.1)  # inverse strengths of the penalty on weights
LEARNERS = ("linear", "layer")
TAGGED = GROUPS[:3]  # `gross` is measured by no test
KINDS_OF = "BioNLP13CG"  # whose whole is of kinds of anatomy, which are not learnt here
Row = tuple[str, float, float, float, int]  # a test, both learners, the annotator, its size
Learner = Any  # of scikit-learn
Sizes = dict[str, list[int]]  # how many weights each learner of a head has


def learner(name: str, *, wide: bool = False) -> Learner:
    """Return what learns labels of rows; of very many rows the penalty is not chosen."""
    if name == "layer":
        passes = 8 if wide else 60
        made: Learner = MLPClassifier(
            (LAYER,), early_stopping=True, max_iter=passes, n_iter_no_change=4, random_state=1
        )
    elif wide:
        made = LogisticRegression(max_iter=60)
    else:
        made = LogisticRegressionCV(
            Cs=LOOSE, cv=KFold(3, shuffle=True, random_state=1), scoring="f1_macro",
            max_iter=400, l1_ratios=(0,), use_legacy_attributes=False,
        )  # fmt: skip
    return make_pipeline(StandardScaler(), made)


def weights(fitted: Learner) -> int:
    """Return how many weights a learner has."""
    last = fitted[-1]
    parts = [last.coef_, last.intercept_] if hasattr(last, "coef_") else []
    return sum(part.size for part in parts or (*last.coefs_, *last.intercepts_))


def likely(fitted: Learner, rows: Floats, labels: int) -> Floats:
    """Return log P of every label, those that were never learnt far below."""
    found = np.full((len(rows), labels), -20.0, np.float32)
    found[:, fitted.classes_] = np.log(np.maximum(fitted.predict_proba(rows), 1e-8))
    return found


@dataclass(slots=True)
class Tagger:
    """Tags of every piece by a learner for each group, as a reading that `evaluate` can ask."""

    fitted: Mapping[str, Learner] = field(default_factory=dict)
    shown: bool = False
    bias: Mapping[str, float] = field(default_factory=dict)

    def read(self, text: str) -> Reading:
        """Read a text by the denoiser, and tag it."""
        offsets, hidden = states.read(text)
        named = annotator.load()._named.find(text)
        known = extended(terms.load().find(text), named)
        described, first = features.describe(text, offsets, known)
        tags = np.zeros((len(first), sum(TAGS)), np.float32)
        if len(first):
            self._tag(tags, states.beside(hidden, described, shown=self.shown))
        return Reading(offsets, first, tags, hidden.astype(np.float32), _NONE)

    def _tag(self, tags: Floats, rows: Floats) -> None:
        for group, fitted in self.fitted.items():
            at = 3 * GROUPS.index(group)
            tags[:, at : at + 3] = likely(fitted, rows, 3)
            tags[:, at] += self.bias.get(group, 0.0)

    def asked(self) -> Annotator:
        """Return this in the place of the annotator, whose `read` alone is used."""
        return cast(Annotator, self)


_NONE = Wholes.__new__(Wholes)  # no sentence is judged by a reading


def tagger(name: str, made: states.Words, data: Path) -> Tagger:
    """Fit the tags of every group, then what is added to O, on the held sentences."""
    found = Tagger({}, name == "layer")
    fitted = {}
    for group in TAGGED:
        column = made.labels[:, GROUPS.index(group)]
        known = column >= 0
        rows = states.beside(made.hidden[known], made.described[known], shown=found.shown)
        fitted[group] = learner(name, wide=True).fit(rows, column[known])
    found.fitted = fitted
    found.bias = {group: calibrate._bias(found.asked(), data, group) for group in TAGGED}
    return found


def tags(options: argparse.Namespace, sizes: Sizes) -> Iterator[Row]:
    """Yield F1 of exact spans on the tests of entities."""
    made, columns = states.words(options.examples), []
    for name in LEARNERS:
        found = tagger(name, made, options.data)
        sizes.setdefault("tags", []).append(sum(map(weights, found.fitted.values())))
        columns.append(list(evaluate.ner(found.asked(), options.data)))
    plain = copy.copy(annotator.load())
    plain._spans = None
    columns.append(list(evaluate.ner(plain, options.data)))
    for rows in zip(*columns, strict=True):
        if rows[0].title != KINDS_OF and rows[0].title.split()[-1] not in corpora.ANATOMY:
            one, two, three = (row.figures["F1"] for row in rows)
            yield rows[0].title, one, two, three, rows[0].count


def both(rows: Floats, labels: Ids) -> list[Learner]:
    """Fit both learners."""
    return [learner(name).fit(rows, labels) for name in LEARNERS]


def judged(
    title: str, fitted: Sequence[Learner], rows: Floats, truth: Sequence[int], said: Floats
) -> Row:
    """Return macro-F1 of both learners on a test, beside what the annotator says."""
    one, two = (_f1(truth, one.predict(rows)) for one in fitted)
    return title, one, two, _f1(truth, said.argmax(1).tolist()), len(truth)


def _f1(truth: Sequence[int], guess: Sequence[int]) -> float:
    return float(f1_score(truth, guess, average="macro"))


def strength(options: argparse.Namespace, sizes: Sizes) -> Iterator[Row]:
    """Yield the figure of strength on the fold held out."""
    every = corpora.strength(options.data)
    held = [every[at] for at in corpora.folds(len(every), 0)[1]]
    texts, truth = [text for text, *_ in held], [label for _, label, _ in held]
    fitted = both(*states.texts(options.examples / "strength.npz", states.apart))
    sizes["strength"] = [*map(weights, fitted)]
    rows = np.stack([states.pooled(states.read(text)[1].astype(np.float32)) for text in texts])
    said = np.array(evaluate.strengths(annotator.load(), texts))
    yield judged("strength, held-out fifth", fitted, rows, truth, said)


def arguments(options: argparse.Namespace, sizes: Sizes) -> Iterator[Row]:
    """Yield the figures of parts on AbstRCT's tests."""
    fitted = both(*states.texts(options.examples / "part.npz", states.together))
    sizes["part"] = [*map(weights, fitted)]
    model = annotator.load()
    for name in ("neoplasm_test", "glaucoma_test", "mixed_test"):
        argued = corpora.abstrct(options.data, name)
        texts, truth = [text for text, _ in argued], [label for _, label in argued]
        said = model._wholes.scored("part", around.pooled(model, texts))
        rows = around.pooled(Tagger().asked(), texts)
        yield judged(f"part, {name}", fitted, rows, truth, said)


def tests(data: Path) -> dict[str, dict[str, list[pairs.Pair]]]:
    """Return the tests of each head on pairs."""
    return {
        "entailment": {"SciFact dev": pairs.scifact(data, "dev"),
                       "trials": list(pairs.trials(data, "test"))},
        "direction": {"Evidence Inference": list(pairs.directions(data, "test"))},
    }  # fmt: skip


def paired(options: argparse.Namespace, sizes: Sizes) -> Iterator[Row]:
    """Yield the figures of pairs, asked once: in one window, then with the texts apart."""
    model, maker = annotator.load(), Maker()
    for head, asked in tests(options.data).items():
        examples = load(options.examples / f"{head}.npz")[: options.most]
        target = np.array([one.target for one in examples])
        fitted = [both(rows, target) for rows in states.pairs(examples)]
        sizes[head], sizes[f"{head}, apart"] = ([*map(weights, form)] for form in fitted)
        for title, some in asked.items():
            truth = [pair.label for pair in some]
            said = model.pairs(head, [Pair(pair.first, pair.second) for pair in some])
            known = states.pairs([maker.pair(pair) for pair in some])
            for form, by, rows in zip(("", ", apart"), fitted, known, strict=True):
                yield judged(f"{head}{form}, {title}", by, rows, truth, said)


def kinds(options: argparse.Namespace, sizes: Sizes) -> Iterator[Row]:
    """Yield how well kinds of consumer prose are told, with each network's states."""
    with np.load(assets.path(annotator.HEADS)) as table:
        arrays = {name: table[name] for name in table.files}
    made = prose.examples(Tagger().asked(), options.data)
    theirs = prose.examples(annotator.load(), options.data)
    fitted = both(*states.texts(options.examples / "kind.npz", states.apart))
    sizes["kind"] = [weights(one) + made.pooled.shape[1] * len(KINDS) for one in fitted]
    said = [crossed(made, likely(one, made.pooled, len(KINDS))) for one in fitted]
    said.append(crossed(theirs, prose.logits(arrays, "kind", theirs.pooled)))
    truth = made.allowed["kind"][~made.science].argmax(1).tolist()
    one, two, three = (_f1(truth, guess) for guess in said)
    yield "kind, consumer prose", one, two, three, len(truth)


def crossed(made: prose.Examples, said: Floats) -> list[int]:
    """Return the kinds of consumer prose that are told with neighbouring fifths left out."""
    people, found = np.flatnonzero(~made.science), []
    for _, held in KFold(5).split(people):
        kept = np.setdiff1d(np.arange(len(said)), people[held])
        some = prose.Examples(
            made.pooled[kept], {"kind": made.allowed["kind"][kept]}, made.science[kept]
        )
        beside, offset = prose.fitted(some, "kind", said[kept])
        odds = said[people[held]] + made.pooled[people[held]] @ beside + offset
        found += odds.argmax(1).tolist()
    return found


PARTS = {"tags": tags, "strength": strength, "part": arguments, "kind": kinds, "pairs": paired}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--most", type=int, default=30_000, help="pairs of a head to learn from")
    parser.add_argument("--only", choices=PARTS)
    options = parser.parse_args()
    sizes: Sizes = {}
    for name, part in PARTS.items():
        if options.only in (None, name):
            headings = [name, *LEARNERS, "annotator", "of"]
            tables.show("F1, of labels macro-F1", headings, part(options, sizes))
    kept: list[list[str | float]] = [
        [name, *(2 * size / 1e3 for size in some)] for name, some in sizes.items()
    ]
    tables.show("kB at two bytes a weight", ["head", *LEARNERS], kept)
    for name in (annotator.NETWORK, annotator.HEADS):
        print(f"{assets.path(name).stat().st_size / 1e6:.1f} MB  {name}")


if __name__ == "__main__":
    main()
