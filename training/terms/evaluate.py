"""Print how many mentions of annotated corpora the vocabulary finds.

    python -m training.terms.evaluate --data FOLDER

Information, no gate: the corpora are abstracts of biomedical papers, not health pages. A mention
is found exactly (same span), in part (any overlap), and by an entity of an allowed type.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from spacy.lang.en import English

from healthtext import entities
from healthtext.records import Span

SETS = {
    "BC5CDR-IOB/test.tsv": {
        "Chemical": {"DRUG", "CHEMICAL", "NUTRIENT"},
        "Disease": {"CONDITION", "SYMPTOM"},
    },
    "NCBI-disease-IOB/test.tsv": {"Disease": {"CONDITION", "SYMPTOM"}},
    "AnatEM-IOB/test.tsv": {"Anatomy": {"ANATOMY"}},
}
TIGHT = "-/'"


def sentences(path: Path) -> Iterator[tuple[str, list[tuple[Span, str]]]]:
    """Yield the text of each sentence, tokens joined as prose has them, and its mentions."""
    for block in path.read_text("utf-8").strip().split("\n\n"):
        text, mentions = "", []
        for token, tag in (line.split("\t")[:2] for line in block.splitlines()):
            tight = not text or token in TIGHT or text[-1] in TIGHT
            text += token if tight else " " + token
            start, end = len(text) - len(token), len(text)
            if tag.startswith("B-"):
                mentions.append(((start, end), tag[2:]))
            elif tag.startswith("I-") and mentions:
                (first, _), kind = mentions[-1]
                mentions[-1] = ((first, end), kind)
        yield text, mentions


def counts(path: Path, allowed: dict[str, set[str]]) -> dict[str, list[int]]:
    """Count, by kind of mention: mentions, exactly found, found in part; entities, right ones."""
    nlp = English()
    total = {kind: [0, 0, 0, 0, 0] for kind in allowed}
    for text, mentions in sentences(path):
        found = entities.find(nlp.make_doc(text))
        for kind, row in total.items():
            spans = {(e.start, e.end) for e in found if e.type in allowed[kind]}
            gold = {span for span, mentioned in mentions if mentioned == kind}
            row[0] += len(gold)
            row[1] += len(gold & spans)
            row[2] += sum(any(s < end and start < e for s, e in spans) for start, end in gold)
            row[3] += len(spans)
            row[4] += sum(any(s < end and start < e for s, e in gold) for start, end in spans)
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of unpacked archives")
    data = parser.parse_args().data
    print("set\tkind\tmentions\texact\tin part\tentities\tprecision in part")
    for name, allowed in SETS.items():
        for kind, (gold, exact, part, found, right) in counts(
            data / "mtl_ner" / name, allowed
        ).items():
            shares = f"{exact / gold:.3f}\t{part / gold:.3f}\t{found}\t{right / found:.3f}"
            print(f"{name.split('/')[0]}\t{kind}\t{gold}\t{shares}")


if __name__ == "__main__":
    main()
