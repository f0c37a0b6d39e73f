"""Write train.spacy and dev.spacy: `python -m training.syntax.prepare --data FOLDER --out FOLDER`.

GENIA's train part is published as trees only. Stanford's converter makes dependencies of them, as
it did of the published test part: give its jar (edu.stanford.nlp:stanford-corenlp:3.8.0, the last
line with version 1 of Universal Dependencies) with `--jar`.
"""

from __future__ import annotations

import argparse
import itertools
import random
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training import files
from training.syntax import conllu
from training.syntax.conllu import Sentence, Token
from training.syntax.reconcile import SCHEMES

CONVERTER = "edu.stanford.nlp.trees.UniversalEnglishGrammaticalStructure"
TREES = "genia_dep/genia_train_trees_from_xml.ptb"
CRAFT_SHARE = 0.45  # mouse biology in full: enough of it to learn split hyphens, no more
LONGEST = 8  # sentences of one training document
MEASURED = {
    "genia": "genia_dep/test.conllu",
    "ewt": "ud_ewt/en_ewt-ud-test.conllu",
    "gum": "ud_gum/en_gum-ud-test.conllu",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--jar", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    files.check(given.data, files.SYNTAX)
    given.out.mkdir(parents=True, exist_ok=True)
    trees = given.out / "genia_train.conllx"
    if not trees.exists():
        convert(given.jar, given.data / TREES, trees)
    chance = random.Random(given.seed)
    kept = [
        *unseen(read("genia", trees), given.data),
        *unseen(read("ewt", given.data / "ud_ewt/en_ewt-ud-train.rebuilt.conllu"), given.data),
        *sample(unseen(read("craft", given.data / "craft/craft_train.conllu"), given.data), chance),
    ]
    held = [
        *read("genia", given.data / "genia_dep/dev.conllu"),
        *read("ewt", given.data / "ud_ewt/en_ewt-ud-dev.conllu"),
    ]
    for name, sentences in (("train", kept), ("dev", held)):
        docs = list(documents(sentences, chance))
        DocBin(docs=docs).to_disk(given.out / f"{name}.spacy")
        print(name, len(docs), "documents", sum(map(len, docs)), "tokens")


def convert(jar: Path, trees: Path, out: Path) -> None:
    """Let Stanford's converter write the dependencies of bracketed trees as CoNLL-X."""
    command = ["java", "-mx2g", "-cp", str(jar), CONVERTER, "-basic", "-conllx", "-keepPunct"]
    with out.open("wb") as stream:
        subprocess.run([*command, "-treeFile", str(trees)], stdout=stream, check=True)


def read(corpus: str, path: Path) -> list[Sentence]:
    """Read a file of one corpus in the common scheme; GUM's scheme is EWT's."""
    return [SCHEMES[corpus](sentence) for sentence in conllu.read(path)]


def unseen(sentences: Iterable[Sentence], data: Path) -> Iterator[Sentence]:
    """Leave out sentences of five words or more that are in a part that is measured on."""
    known = {words(one) for path in MEASURED.values() for one in conllu.read(data / path)}
    return (one for one in sentences if len(one) < 5 or words(one) not in known)


def words(sentence: Sentence) -> str:
    """Return what makes two sentences the same: their letters and digits, in lower case."""
    return "".join(filter(str.isalnum, "".join(token.form for token in sentence).lower()))


def sample(sentences: Iterable[Sentence], chance: random.Random) -> Iterator[Sentence]:
    """Keep a share of them in runs of neighbours, as they stand in articles."""
    waiting = iter(sentences)
    while run := [*itertools.islice(waiting, LONGEST)]:
        if chance.random() < CRAFT_SHARE:
            yield from run


def documents(sentences: Iterable[Sentence], chance: random.Random) -> Iterator[Doc]:
    """Put neighbours together as documents of one to eight sentences.

    Their spaces are unknown: spaCy would cut a text anew in training, and no word with a hyphen
    would be learned whole.
    """
    vocab = spacy.blank("en").vocab
    waiting = iter(sentences)
    while run := list(itertools.islice(waiting, chance.randint(1, LONGEST))):
        yield document(vocab, [*broken(run, chance)], spaced=False)


def broken(run: list[Sentence], chance: random.Random) -> Iterator[Sentence]:
    """Set line breaks behind some sentences, and behind most of those that end without a dot."""
    for sentence in run[:-1]:
        ended = sentence[-1].tag in (".", "''", "-RRB-")
        if chance.random() < (0.15 if ended else 0.6):
            sentence[-1].spaced = False
            space = Token(chance.choice(("\n", "\n\n")), "", "_SP", len(sentence) - 1, "dep", False)
            sentence = [*sentence, space]
        yield sentence
    yield run[-1]


def document(vocab: Vocab, run: Sequence[Sentence], *, spaced: bool = True) -> Doc:
    """Make a document of sentences in a row, with the spaces between words or without."""
    rows = [*itertools.chain.from_iterable(run)]
    begins = [*itertools.accumulate((len(one) for one in run), initial=0)][:-1]
    heads = [
        begin + token.head for begin, one in zip(begins, run, strict=True) for token in one
    ]  # fmt: skip
    starts = [place == 0 for one in run for place in range(len(one))]
    doc = Doc(
        vocab,
        words=[row.form for row in rows],
        spaces=[row.spaced for row in rows] if spaced else None,
        tags=[row.tag for row in rows],
        heads=heads,
        deps=["ROOT" if row.label == "root" else row.label for row in rows],
    )
    assert [token.is_sent_start for token in doc] == starts
    return doc


if __name__ == "__main__":
    main()
