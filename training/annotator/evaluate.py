"""Measure the annotator on the official tests, beside published figures.

python -m training.annotator.evaluate --data FOLDER [--model FOLDER] [--only ner]

The figures of entities are those of the network alone; benchmarks/ner.py measures the report.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import accuracy_score, f1_score

from healthtext import annotator, assets
from healthtext.annotator import Annotator, Pair
from training.annotator import corpora, pairs
from training.annotator.score import Counts, chunks, gold

PUBLISHED = {
    "BC5CDR": "scispaCy .8428", "NCBI-disease": "scispaCy .8165", "AnatEM": "scispaCy .8414",
    "BioNLP13CG": "", "strength": "BioBERT .883 macro-F1", "abstrct": "published .87 macro-F1",
    "scifact": "MultiVerS .725 (with retrieval)", "direction": "BioBERT .84 accuracy",
}  # fmt: skip
ANY = "any anatomy"
_GROUPS = {"Disease": "disease", "Chemical": "chemical", "Anatomy": "anatomy"}


def ner(model: Annotator, data: Path) -> Iterator[tuple[str, str]]:
    """Yield a line for every label of every corpus."""
    for corpus in ("BC5CDR", "NCBI-disease", "AnatEM", "BioNLP13CG"):
        counts: dict[str, Counts] = {}
        for text, spans in chunks(corpora.ner(data, corpus, "test")):
            reading = model.read(text)
            if corpus == "BioNLP13CG":
                _parts(counts, spans, reading.mentions("anatomy"))
                continue
            for label in {"BC5CDR": ("Disease", "Chemical"), "AnatEM": ("Anatomy",)}.get(
                corpus, ("Disease",)
            ):
                found = {(m.start, m.end) for m in reading.mentions(_GROUPS[label])}
                wanted = {(s, e) for s, e, name in spans if name == label}
                counts.setdefault(label, Counts()).add(wanted, found)
        total = Counts()
        for label, counted in sorted(counts.items()):
            yield f"{corpus} {label}", str(counted)
            if label == ANY:
                continue
            total.join(counted)
        yield corpus, f"{total}  {PUBLISHED[corpus]}"


def _parts(
    counts: dict[str, Counts], spans: Sequence[corpora.Labelled],
    mentions: Sequence[annotator.Mention],
) -> None:  # fmt: skip
    for name in corpora.ANATOMY:
        wanted = {(s, e) for s, e, label in spans if label == name}
        found = {(m.start, m.end) for m in mentions if m.part == name}
        counts.setdefault(name, Counts()).add(wanted, found)
    whole = counts.setdefault(ANY, Counts())
    whole.add(gold(spans, "BioNLP13CG", "anatomy"), {(m.start, m.end) for m in mentions})


def sentences(model: Annotator, texts: Sequence[str], field: str) -> list[list[float]]:
    """Return a head's probabilities for sentences that are read each by itself."""
    found = []
    for text in texts:
        opinion = model.read(text).opinions([(0, len(text))])[0]
        found.append(list(getattr(opinion, field).values()))
    return found


def strength(model: Annotator, data: Path) -> Iterator[tuple[str, str]]:
    """Yield the figures on the fold that was not learned from."""
    said = corpora.strength(data)
    held = [said[at] for at in corpora.folds(len(said), 0)[1]]
    odds = sentences(model, [text for text, *_ in held], "strengths")
    truth, guess = [label for _, label, _ in held], np.argmax(odds, 1)
    yield "strength, held-out fifth", _classes(truth, guess.tolist(), PUBLISHED["strength"])
    for origin in ("pubmed", "eureka"):
        at = [i for i, row in enumerate(held) if row[2] == origin]
        rows = [truth[i] for i in at], [int(guess[i]) for i in at]
        yield f"strength, {origin}", _classes(*rows, "")


def _classes(truth: Sequence[int], guess: Sequence[int], published: str) -> str:
    macro, right = f1_score(truth, guess, average="macro"), accuracy_score(truth, guess)
    return f"macro-F1 {macro:.4f}  accuracy {right:.4f}  ({len(truth)})  {published}"


def arguments(model: Annotator, data: Path) -> Iterator[tuple[str, str]]:
    """Yield the figures on AbstRCT's tests, and on claim sentences of another corpus."""
    for name in ("neoplasm_test", "glaucoma_test", "mixed_test"):
        rows = corpora.abstrct(data, name)
        odds = sentences(model, [text for text, _ in rows], "arguments")
        guess = np.argmax(odds, 1).tolist()
        yield f"abstrct {name}", _classes([k for _, k in rows], guess, PUBLISHED["abstrct"])
    path = data / "scientific_claim_extraction/dataset/test_labels.json"
    texts, truth = [], []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        texts += row["sentences"]
        truth += [int(label) for label in row["labels"]]
    odds = sentences(model, texts, "arguments")
    guess = [int(row[1] > row[0]) for row in odds]
    score = f1_score(truth, guess)
    yield "scientific_claims (never learned from)", f"claim F1 {score:.4f}  ({len(truth)})"


def entailment(model: Annotator, data: Path) -> Iterator[tuple[str, str]]:
    """Yield the figures on pairs, each with the sentences that annotators chose."""
    scifact = pairs.scifact(data, "dev")
    yield "scifact dev", _pairs(model, "entailment", scifact, PUBLISHED["scifact"])
    judged = [pair for pair in scifact if pair.label != pairs.NEUTRAL]
    yield "scifact dev, with evidence only", _pairs(model, "entailment", judged, "")
    yield "trials", _pairs(model, "entailment", list(pairs.trials(data, "test")), "")
    asked = list(pairs.directions(data, "test"))
    yield "direction", _pairs(model, "direction", asked, PUBLISHED["direction"])
    folder = data / "multivers_target/data/healthver"
    if folder.exists():
        made = list(_healthver(folder))
        yield "healthver (never learned from)", _pairs(model, "entailment", made, "")


def _pairs(model: Annotator, head: str, made: Sequence[pairs.Pair], published: str) -> str:
    odds = model.pairs(head, [Pair(pair.first, pair.second) for pair in made])
    return _classes([pair.label for pair in made], odds.argmax(1).tolist(), published)


def _healthver(path: Path) -> Iterator[pairs.Pair]:
    corpus = {str(row["doc_id"]): row["abstract"] for row in pairs.lines(path / "corpus.jsonl")}
    for claim in pairs.lines(next(iter(path.glob("*test*.jsonl")))):
        for name in claim["doc_ids"]:
            said = claim["evidence"].get(str(name), ())
            label = {"SUPPORT": 1, "CONTRADICT": 2}.get(said[0]["label"], 0) if said else 0
            near = pairs.nearest(claim["claim"], corpus[str(name)], 2)
            yield pairs.Pair(claim["claim"], " ".join(near), label)


PARTS = {"ner": ner, "strength": strength, "arguments": arguments, "entailment": entailment}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=assets.DATA)
    parser.add_argument("--only", choices=PARTS)
    options = parser.parse_args()
    model = annotator.load(options.model)
    for name, part in PARTS.items():
        if options.only in (None, name):
            for title, figures in part(model, options.data):
                print(f"{title:40} {figures}", flush=True)


if __name__ == "__main__":
    main()
