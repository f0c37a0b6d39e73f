"""Measure the packaged syntax pipeline beside scispaCy's published figures.

python -m benchmarks.syntax --data FOLDER [--part dev] [--model NAME] [--json FILE]

FOLDER holds genia_dep/, ud_ewt/ and ud_gum/. Words are given as the treebanks have them, one
sentence at a time, without its bounds; tags and dependencies are counted as spaCy's scorer does,
without punctuation, in the scheme of docs/decisions/0011-syntax.md. Sentence bounds are measured on
eight neighbours run together, beside the rules that divide texts without a model. GENIA's test
part is what scispaCy reports on. --part dev takes the development parts, to choose by. --json
writes the figures with digests of the test files, for benchmarks.gate.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from benchmarks import tables
from benchmarks.gate import digest
from healthtext import syntax
from training.syntax import prepare
from training.syntax.conllu import Sentence

FILES = {
    "genia": "genia_dep/{}.conllu",
    "ewt": "ud_ewt/en_ewt-ud-{}.conllu",
    "gum": "ud_gum/en_gum-ud-{}.conllu",
}
# https://allenai.github.io/scispacy: GENIA's test part, by the models it publishes.
SCISPACY = {
    "en_core_sci_sm": {"tags": 0.9818, "uas": 0.8918, "las": 0.8715},
    "en_core_sci_md": {"tags": 0.9846, "uas": 0.9008, "las": 0.8816},
}
NEIGHBOURS = 8
MEASURES = ("tags", "uas", "las", "parts", "lemmas")


def sentences(data: Path, corpus: str, part: str) -> list[Sentence]:
    """Read a treebank in the common scheme."""
    return prepare.read("genia" if corpus == "genia" else "ewt", data / FILES[corpus].format(part))


def measure(nlp: Language, found: Sequence[Sentence], corpus: str) -> dict[str, float]:
    """Return the accuracy of tags, heads and labels, and where the treebank has them of lemmas."""
    gold = [prepare.document(nlp.vocab, [one]) for one in found]
    made = list(nlp.pipe([_bare(nlp.vocab, doc) for doc in gold]))
    scores = Scorer(nlp).score(list(map(Example, made, gold)))
    figures = {"tags": scores["tag_acc"], "uas": scores["dep_uas"], "las": scores["dep_las"]}
    if corpus != "genia":
        rows = [row for one in found for row in one]
        pairs = list(zip((token for doc in made for token in doc), rows, strict=True))
        figures["parts"] = sum(token.pos_ == row.upos for token, row in pairs) / len(pairs)
        figures["lemmas"] = sum(token.lemma_ == row.lemma for token, row in pairs) / len(pairs)
    return figures


def bounds(nlp: Language, found: Sequence[Sentence]) -> dict[str, float]:
    """Return F1 of sentence starts of the model and of the rules, on neighbours run together."""
    gold = list(_runs(nlp.vocab, found))
    plain = syntax.load()
    made = {"model": [nlp(_bare(nlp.vocab, doc)) for doc in gold],
            "rules": [plain(_bare(plain.vocab, doc)) for doc in gold]}  # fmt: skip
    return {name: _f1(gold, docs) for name, docs in made.items()}


def _runs(vocab: Vocab, found: Sequence[Sentence]) -> Iterator[Doc]:
    for at in range(0, len(found), NEIGHBOURS):
        yield prepare.document(vocab, found[at : at + NEIGHBOURS])


def _bare(vocab: Vocab, doc: Doc) -> Doc:
    return Doc(vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])


def _f1(gold: Sequence[Doc], made: Sequence[Doc]) -> float:
    """Return F1 of the starts inside documents; the first is given."""
    wanted, proposed = (
        {(n, sent.start) for n, doc in enumerate(docs) for sent in doc.sents if sent.start}
        for docs in (gold, made)
    )
    return 2 * len(wanted & proposed) / max(len(wanted) + len(proposed), 1)


def seconds(nlp: Language, found: Sequence[Sentence]) -> dict[str, float]:
    """Return seconds of one core per 1,000 words of every component, tokens already made."""
    docs = [_bare(nlp.vocab, doc) for doc in _runs(nlp.vocab, found)]
    words = sum(token.is_alpha for doc in docs for token in doc)
    taken = {}
    for name, component in nlp.pipeline:
        start = time.process_time()
        docs = [component(doc) for doc in docs]
        taken[name] = (time.process_time() - start) * 1000 / words
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", choices=("test", "dev"), default="test")
    parser.add_argument("--model", default=syntax.CORE)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    nlp = syntax.load(given.model)
    corpora = {name: sentences(given.data, name, given.part) for name in FILES}
    figures = {name: measure(nlp, found, name) for name, found in corpora.items()}
    starts = {name: bounds(nlp, found) for name, found in corpora.items()}
    rows = [[name, *(found.get(key) for key in MEASURES)] for name, found in figures.items()]
    rows += [
        [f"genia, {name} (published)", *(published.get(key) for key in MEASURES)]
        for name, published in SCISPACY.items()
    ]
    tables.show(f"Syntax, {given.part} parts", ["treebank", *MEASURES], rows)
    tables.show(
        "Sentence starts, F1", ["treebank", "model", "rules"],
        [[name, found["model"], found["rules"]] for name, found in starts.items()],
    )  # fmt: skip
    taken = seconds(nlp, corpora["gum"])
    taken["all"] = sum(taken.values())
    tables.show(
        "Milliseconds of one core per 1,000 words", ["component", "ms"],
        [[name, value * 1000] for name, value in taken.items()],
    )  # fmt: skip
    if given.json:
        _write(given.json, given.data, given.part, figures, starts)


def _write(
    path: Path, data: Path, part: str,
    figures: dict[str, dict[str, float]], starts: dict[str, dict[str, float]],
) -> None:  # fmt: skip
    named = {
        f"syntax {corpus} {key}": value
        for corpus, found in figures.items()
        for key, value in [*found.items(), ("sentences", starts[corpus]["model"])]
    }
    digests = {name: digest(data / name) for name in (FILES[c].format(part) for c in FILES)}
    path.write_text(json.dumps({"figures": named, "data": digests}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
