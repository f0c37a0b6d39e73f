"""Measure the annotator on the official tests, beside published figures.

python -m training.annotator.evaluate --data FOLDER [--model FOLDER] [--only ner] [--json FILE]

The figures of entities are those of the network alone; benchmarks/ner.py measures the report.
--json writes the figures of the heads with digests of the test files, for benchmarks.gate.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from sklearn.metrics import accuracy_score, f1_score

from benchmarks.gate import digest
from healthtext import annotator, assets
from healthtext.annotator import Annotator, Pair
from healthtext.annotator.wholes import Floats
from training.annotator import around, corpora, pairs
from training.annotator.score import Counts, chunks, gold

PUBLISHED = {
    "BC5CDR": "scispaCy .8428", "NCBI-disease": "scispaCy .8165", "AnatEM": "scispaCy .8414",
    "BioNLP13CG": "", "strength": "BioBERT .883 macro-F1", "abstrct": "published .87 macro-F1",
    "scifact": "MultiVerS .725 (with retrieval)", "direction": "BioBERT .84 accuracy",
}  # fmt: skip
ANY = "any anatomy"
TESTS = (
    "causal_language/data/pubmed_causal_language_use.csv",
    "causal_language/exaggeration/data/annotated_eureka.csv",
    *(f"abstrct/data/data_for_experiments/EN/argument_components/original_data/{name}_test.tsv"
      for name in ("neoplasm", "glaucoma", "mixed")),
    "scientific_claim_extraction/dataset/test_labels.json",
    "scifact_official/data/claims_dev.jsonl",
    "scifact_official/data/corpus.jsonl",
    "evidence_inference/splits/test_article_ids.txt",
    "evidence_inference/prompts_merged.csv",
    "evidence_inference/v2_annotations.csv",
    "multivers_target/data/healthver/corpus.jsonl",
    "multivers_target/data/healthver/claims_test.jsonl",
)  # fmt: skip
Judge = Callable[[Sequence[Pair]], Floats]
_GROUPS = {"Disease": "disease", "Chemical": "chemical", "Anatomy": "anatomy"}


@dataclass(frozen=True, slots=True)
class Row:
    """Figures by name, what they were counted on, and what others published."""

    title: str
    figures: dict[str, float]
    count: int
    published: str = ""

    def __str__(self) -> str:
        figures = "  ".join(f"{name} {value:.4f}" for name, value in self.figures.items())
        return f"{self.title:40} {figures}  ({self.count})  {self.published}"


def ner(model: Annotator, data: Path) -> Iterator[Row]:
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
            yield _found(f"{corpus} {label}", counted)
            if label == ANY:
                continue
            total.join(counted)
        yield _found(corpus, total, PUBLISHED[corpus])


def _found(title: str, counted: Counts, published: str = "") -> Row:
    figures = {"P": counted.precision, "R": counted.recall, "F1": counted.f1}
    return Row(title, figures, counted.there, published)


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


def strengths(model: Annotator, texts: Sequence[str]) -> list[list[float]]:
    """Return the probabilities of STRENGTHS for sentences, each read by itself."""
    opinions = (model.read(text).opinions([(0, len(text))])[0] for text in texts)
    return [list(opinion.strengths.values()) for opinion in opinions]


def parts(model: Annotator, texts: Sequence[str]) -> list[list[float]]:
    """Return the probabilities of ARGUMENTS for sentences, each read among its neighbours."""
    found = []
    for at in range(0, len(texts), around.PASSAGE):
        some = texts[at : at + around.PASSAGE]
        read = model.read("\n".join(some)).arguments(around.spans(some))
        found += [list(one.values()) for one in read]
    return found


def strength(model: Annotator, data: Path) -> Iterator[Row]:
    """Yield the figures on the fold that was not learned from."""
    said = corpora.strength(data)
    held = [said[at] for at in corpora.folds(len(said), 0)[1]]
    odds = strengths(model, [text for text, *_ in held])
    truth, guess = [label for _, label, _ in held], np.argmax(odds, 1)
    yield _classes("strength, held-out fifth", truth, guess.tolist(), PUBLISHED["strength"])
    for origin in ("pubmed", "eureka"):
        at = [i for i, row in enumerate(held) if row[2] == origin]
        rows = [truth[i] for i in at], [int(guess[i]) for i in at]
        yield _classes(f"strength, {origin}", *rows)


def _classes(title: str, truth: Sequence[int], guess: Sequence[int], published: str = "") -> Row:
    macro, right = f1_score(truth, guess, average="macro"), accuracy_score(truth, guess)
    figures = {"macro-F1": float(macro), "accuracy": float(right)}
    return Row(title, figures, len(truth), published)


def arguments(model: Annotator, data: Path) -> Iterator[Row]:
    """Yield the figures on AbstRCT's tests, and on claim sentences of another corpus."""
    for name in ("neoplasm_test", "glaucoma_test", "mixed_test"):
        rows = corpora.abstrct(data, name)
        guess = np.argmax(parts(model, [text for text, _ in rows]), 1).tolist()
        yield _classes(f"abstrct {name}", [k for _, k in rows], guess, PUBLISHED["abstrct"])
    path = data / "scientific_claim_extraction/dataset/test_labels.json"
    texts, truth = [], []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        texts += row["sentences"]
        truth += [int(label) for label in row["labels"]]
    guess = [int(row[1] > row[0]) for row in parts(model, texts)]
    score = f1_score(truth, guess)
    title = "scientific_claims (never learned from)"
    yield Row(title, {"F1": float(score)}, len(truth))


def entailment(model: Annotator, data: Path) -> Iterator[Row]:
    """Yield the figures on pairs, each with the sentences that annotators chose.

    Claims of people are asked twice, as `Annotator.judged` does, and so are those made of trials in
    a row of their own: "no difference" contradicts a claim and its contrary.
    """
    scifact = pairs.scifact(data, "dev")
    yield _pairs(model.judged, "scifact dev", scifact, PUBLISHED["scifact"])
    judged = [pair for pair in scifact if pair.label != pairs.NEUTRAL]
    yield _pairs(model.judged, "scifact dev, with evidence only", judged)
    made = list(pairs.trials(data, "test"))
    yield _pairs(partial(model.pairs, "entailment"), "trials", made)
    yield _pairs(model.judged, "trials, asked twice", made)
    asked = list(pairs.directions(data, "test"))
    yield _pairs(partial(model.pairs, "direction"), "direction", asked, PUBLISHED["direction"])
    folder = data / "multivers_target/data/healthver"
    if folder.exists():
        yield _pairs(model.judged, "healthver (never learned from)", list(_healthver(folder)))


def _pairs(judge: Judge, title: str, made: Sequence[pairs.Pair], published: str = "") -> Row:
    odds = judge([Pair(pair.first, pair.second) for pair in made])
    return _classes(title, [pair.label for pair in made], odds.argmax(1).tolist(), published)


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
    parser.add_argument("--json", type=Path, help="write the figures of the heads here")
    options = parser.parse_args()
    model = annotator.load(options.model)
    heads: dict[str, float] = {}
    for name, part in PARTS.items():
        if options.only in (None, name):
            for row in part(model, options.data):
                print(row, flush=True)
                if name != "ner":
                    heads |= {f"{row.title} {key}": value for key, value in row.figures.items()}
    if options.json:
        data = {name: digest(options.data / name) for name in TESTS}
        made = {"figures": heads, "data": data}
        options.json.write_text(json.dumps(made, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
