"""Fit the second look at unsure tags, and put it into the packaged pipeline.

python -m training.syntax.retag --data FOLDER [--dry]

Run it behind `training.syntax.export`; `python -m training.manifest` afterwards. It learns from the
train parts of GENIA and EWT and all of CRAFT's, where the tagger is not quite sure. How likely the
tagger finds a tag is not learned from: on its own train parts it is too sure. The two opinions have
the same weight. --dry prints what it does to the development parts and writes nothing.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import spacy
import srsly
import torch
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc

import healthtext.spacy_components  # noqa: F401, the pipeline's factories
from healthtext import assets, retagger, syntax
from healthtext.retagger import Array, Retagger
from healthtext.spacy_components import RETAGGER
from training import files
from training.syntax import conllu, prepare, reconcile
from training.syntax.conllu import Sentence, Token

# What a word of each train part counts; chosen on the development parts.
WEIGHTS = {"genia": 2.0, "ewt": 1.0, "craft": 0.3}
TRAIN = {"ewt": "ud_ewt/en_ewt-ud-train.rebuilt.conllu", "craft": "craft/craft_train.conllu"}
DEV = {"genia": "genia_dep/dev.conllu", "ewt": "ud_ewt/en_ewt-ud-dev.conllu"}
LEARNED = 0.999  # words of which the tagger is less sure than this are learned from
EPOCHS, RATE, BATCH, DROPPED = 6, 0.1, 256, 0.3
SMALL = 0.2  # weights below it are left out
_LEAF = re.compile(r"\((\S+) ([^()\s]+)\)")
Pairs = list[tuple[Doc, list[str]]]
Rows = tuple[Array, Array]  # buckets of features, gold tags


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=assets.DATA / syntax.FOLDER)
    parser.add_argument("--dry", action="store_true")
    given = parser.parse_args()
    files.check(given.data, files.SYNTAX)
    nlp = spacy.load(given.model, exclude=[RETAGGER])
    made = untaught(nlp)
    read = {name: tagged(nlp, found) for name, found in train(given.data).items()}
    made.genres = genres(read)
    kept = {name: rows(made, pairs, LEARNED) for name, pairs in read.items()}
    made.weights = stored(fit(kept, len(made.labels)))
    for name, path in DEV.items():
        pairs = tagged(nlp, prepare.read(name, given.data / path))
        print(name, *weigh(made, pairs))
    if not given.dry:
        package(nlp, made, given.model)


def untaught(nlp: Language) -> Retagger:
    """Return the component with the tagger's labels and layer, without weights."""
    tagger = nlp.get_pipe("tagger")
    layer = tagger.model.get_ref("softmax")  # type: ignore[attr-defined]
    made = Retagger()
    made.labels = tuple(tagger.labels)  # type: ignore[attr-defined]
    made.layer, made.bias = layer.get_param("W").T.copy(), layer.get_param("b").copy()
    return made


def train(data: Path) -> dict[str, list[Sentence]]:
    """Read the train parts, less what is in a part that is measured on."""
    read = {name: prepare.read(name, data / path) for name, path in TRAIN.items()}
    read["genia"] = [reconcile.genia(one) for one in leaves(data / prepare.TREES)]
    return {name: [*prepare.unseen(read[name], data)] for name in WEIGHTS}


def leaves(path: Path) -> Iterator[Sentence]:
    """Yield the words and tags of bracketed trees, one a line; heads are not asked for."""
    for line in path.read_text("utf-8").splitlines():
        found = _LEAF.findall(line)
        if found:
            yield [Token(conllu.plain(form), form, tag, 0, "dep", True) for tag, form in found]


def tagged(nlp: Language, found: Sequence[Sentence]) -> Pairs:
    """Return sentences as the tagger reads them, each beside the tags that it should have."""
    gold = [prepare.document(nlp.vocab, [one]) for one in found]
    with nlp.select_pipes(enable=["tok2vec", "tagger"]):
        made = [*nlp.pipe(Doc(nlp.vocab, [token.text for token in doc]) for doc in gold)]
    return [*zip(made, ([token.tag_ for token in doc] for doc in gold), strict=True)]


def genres(read: dict[str, Pairs]) -> Array:
    """Return what tells from the mean vector of a text which corpus it is like."""
    texts = np.stack([retagger.mean(doc.tensor) for pairs in read.values() for doc, _ in pairs])
    which = np.repeat(np.arange(len(read)), [len(pairs) for pairs in read.values()])
    learned = LogisticRegression(max_iter=200, class_weight="balanced", fit_intercept=False)
    learned.fit(texts, which)
    print("genre right in", round(learned.score(texts, which), 3))
    return np.asarray(learned.coef_.T, np.float32)


def rows(made: Retagger, pairs: Pairs, unsure: float) -> Rows:
    """Return what the component sees of sentences, and the tags they should have."""
    parts: list[Rows] = []
    for doc, tags in pairs:
        look = made.look(doc, unsure)
        if look is not None:
            gold = np.array([_label(made, tags[place]) for place in look.at.tolist()])
            parts.append((look.buckets, gold))
    buckets, gold = (np.concatenate(each) for each in zip(*parts, strict=True))
    return buckets, gold


def _label(made: Retagger, tag: str) -> int:
    return made.labels.index(tag) if tag in made.labels else -1


def fit(kept: dict[str, Rows], labels: int) -> torch.Tensor:
    """Return the weight of each tag by bucket: logistic regression, some features dropped."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    known = {name: part[1] >= 0 for name, part in kept.items()}
    seen = np.concatenate([part[0][known[name]] for name, part in kept.items()]).astype(np.int64)
    gold = torch.from_numpy(np.concatenate([part[1][known[n]] for n, part in kept.items()]))
    worth = torch.cat([torch.full((int(ok.sum()),), WEIGHTS[n]) for n, ok in known.items()])
    # Bucket 0 of the table is for what is dropped.
    table = torch.nn.EmbeddingBag(
        retagger.BUCKETS + 1, labels, mode="sum", padding_idx=0, sparse=True
    )
    torch.nn.init.zeros_(table.weight)
    steps = torch.optim.Adagrad(table.parameters(), lr=RATE)
    shifted = torch.from_numpy(seen + 1)
    for _ in range(EPOCHS):
        for at in torch.randperm(len(gold)).split(BATCH):
            some = shifted[at] * (torch.rand(len(at), shifted.shape[1]) > DROPPED)
            losses = torch.nn.functional.cross_entropy(table(some), gold[at], reduction="none")
            steps.zero_grad()
            (losses * worth[at]).mean().backward()
            steps.step()
    return table.weight.detach()[1:]


def stored(weights: torch.Tensor) -> Array:
    """Return weights as bytes; most are left out.

    What a feature says against all tags alike decides nothing: its middle weight is made zero.
    """
    sparse = weights - weights.median(dim=1, keepdim=True).values
    sparse[sparse.abs() < SMALL] = 0
    steps = (sparse / float(retagger.STEP)).round().clamp(-127, 127)
    return np.asarray(steps.to(torch.int8).numpy())


def weigh(made: Retagger, pairs: Pairs) -> tuple[int, int, int]:
    """Return how many words are unsure, and how many of them are right before and after."""
    looks = [(look, tags) for doc, tags in pairs if (look := made.look(doc)) is not None]
    gold = np.array([_label(made, tags[at]) for look, tags in looks for at in look.at.tolist()])
    before = np.concatenate([look.likely.argmax(axis=1) for look, _ in looks])
    after = np.concatenate([made.decide(look) for look, _ in looks])
    return len(gold), int((before == gold).sum()), int((after == gold).sum())


def package(nlp: Language, made: Retagger, folder: Path) -> None:
    """Write the component beside the others, and its name into the pipeline's settings."""
    if not nlp.has_pipe(RETAGGER):
        nlp.add_pipe(RETAGGER, after="parser")
    nlp.config.to_disk(folder / "config.cfg")
    srsly.write_json(folder / "meta.json", nlp.meta)
    made.to_disk(folder / RETAGGER)


if __name__ == "__main__":
    main()
