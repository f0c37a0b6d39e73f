"""Package a trained pipeline: `python -m training.syntax.export --model FOLDER/model-best`.

Adds what is not trained (line breaks, parts of speech, lemmas) and leaves out the words seen in
training, of which only labels are needed. Run `python -m training.manifest` afterwards.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from healthtext import syntax
from healthtext.assets import DATA
from healthtext.spacy_components import LEMMAS, LINES
from training.syntax import parts

VERSION = "0.1.0"
TRAINED = ("tok2vec", "tagger", "parser")
META = {
    "name": "healthtext_core",
    "version": VERSION,
    "description": "Tags, dependencies (Universal Dependencies 1), sentences and lemmas of English "
    "health prose",
    "author": "The healthtext team",
    "license": "GPL-3.0-or-later",
    "sources": [
        {"name": "GENIA treebank", "license": "GENIA Project Licence"},
        {"name": "UD English EWT", "license": "CC BY-SA 4.0"},
        {"name": "CRAFT", "license": "CC BY 3.0"},
    ],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=DATA / syntax.FOLDER)
    given = parser.parse_args()
    nlp = packaged(spacy.load(given.model))
    shutil.rmtree(given.out, ignore_errors=True)
    nlp.to_disk(given.out)
    (given.out / "vocab" / "strings.json").write_text(json.dumps(needed(nlp)), "utf-8")
    size = sum(file.stat().st_size for file in given.out.rglob("*") if file.is_file())
    print(f"{given.out}: {size / 1e6:.1f} MB")


def packaged(trained: Language) -> Language:
    """Return the pipeline as it is shipped."""
    nlp = spacy.blank("en")
    for name in TRAINED:
        nlp.add_pipe(name, source=trained)
    nlp.add_pipe(LINES, first=True)
    nlp.add_pipe("attribute_ruler").add_patterns(parts.patterns())  # type: ignore[attr-defined]
    nlp.add_pipe(LEMMAS)
    nlp.meta.update(META)
    return nlp


def needed(nlp: Language) -> list[str]:
    """Return the words that its labels and rules are made of."""
    tagger: Any = nlp.get_pipe("tagger")
    parser: Any = nlp.get_pipe("parser")
    rules = {
        string
        for tag, labelled, words, part, features in parts.ROWS
        for string in (tag, *labelled, *words, part, features, *features.split("|"))
    }
    arcs = {move.rpartition("-")[2] for move in parser.move_names}
    labels = {*tagger.labels, *parser.labels, *arcs, "ROOT"}
    return sorted({*spacy.blank("en").vocab.strings, *labels, *rules} - {""})


if __name__ == "__main__":
    main()
