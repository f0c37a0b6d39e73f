"""Pairs of texts: a claim and a sentence of evidence, a question of a trial and its answer."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NEUTRAL, SUPPORT, CONTRADICT = range(3)
DIRECTIONS = ("no_difference", "decreased", "increased")
_CODES = {
    "no significant difference": 0, "significantly decreased": 1, "significantly increased": 2,
    "significantly increase": 2,
}  # fmt: skip
_SAID = (
    "{i} makes no difference to {o} compared with {c}.",
    "{i} reduces {o} compared with {c}.",
    "{i} increases {o} compared with {c}.",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and what the second says of the first."""

    first: str
    second: str
    label: int


def scifact(data: Path, part: str) -> list[Pair]:
    """Return the claims of a part of SciFact with their gold sentences, and with other ones.

    A cited abstract without evidence is neutral; of it the sentences nearest to the claim.
    """
    folder = data / "scifact_official/data"
    corpus = {row["doc_id"]: row["abstract"] for row in lines(folder / "corpus.jsonl")}
    found = []
    for claim in lines(folder / f"claims_{part}.jsonl"):
        for name in claim["cited_doc_ids"]:
            abstract = corpus[name]
            for evidence in claim["evidence"].get(str(name), ()):
                label = SUPPORT if evidence["label"] == "SUPPORT" else CONTRADICT
                chosen = " ".join(abstract[at].strip() for at in sorted(evidence["sentences"]))
                found.append(Pair(claim["claim"], chosen, label))
            if str(name) not in claim["evidence"]:
                near = nearest(claim["claim"], abstract, 2)
                found.append(Pair(claim["claim"], " ".join(near), NEUTRAL))
    return found


def nearest(claim: str, sentences: list[str], most: int) -> list[str]:
    """Return the sentences that share most words with a claim, in their order."""
    wanted = _words(claim)
    order = sorted(
        range(len(sentences)),
        key=lambda at: -len(wanted & _words(sentences[at])) / (8 + len(_words(sentences[at]))),
    )
    return [sentences[at].strip() for at in sorted(order[:most])]


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", text.lower()) if len(word) > 3)


def directions(data: Path, part: str) -> Iterator[Pair]:
    """Yield prompts of Evidence Inference with the annotated sentence and its direction."""
    for prompt, said, code in _annotated(data, part):
        yield Pair(asked(prompt), said, code)


def asked(prompt: dict[str, str]) -> str:
    """Put a prompt as the first text of a pair."""
    parts = (prompt["Outcome"], prompt["Intervention"], prompt["Comparator"])
    return "{}; {} versus {}".format(*(" ".join(part.split()) for part in parts))


def trials(data: Path, part: str) -> Iterator[Pair]:
    """Yield annotations of Evidence Inference as claims that are true, and as ones that are not.

    Every second one is put with the annotation of another prompt of the article, if it says
    nothing of its outcome, as a neutral pair.
    """
    rows = list(_annotated(data, part))
    for at, (prompt, said, code) in enumerate(rows):
        chosen = (code + at % 3) % 3 if at % 2 else code
        values = {"i": prompt["Intervention"], "o": prompt["Outcome"], "c": prompt["Comparator"]}
        claim = " ".join(_SAID[chosen].format(**values).split())
        yield Pair(claim, said, SUPPORT if chosen == code else CONTRADICT)
        other = rows[(at * 31 + 7) % len(rows)]
        if at % 2 and not _words(prompt["Outcome"]) & _words(other[1]):
            yield Pair(claim, other[1], NEUTRAL)


def _annotated(data: Path, part: str) -> Iterator[tuple[dict[str, str], str, int]]:
    folder = data / "evidence_inference"
    articles = set((folder / f"splits/{part}_article_ids.txt").read_text("utf-8").split())
    with (folder / "prompts_merged.csv").open(encoding="utf-8", newline="") as stream:
        prompts = {row["PromptID"]: row for row in csv.DictReader(stream)}
    seen = set()
    with (folder / "v2_annotations.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            key = (row["PromptID"], row["Annotations"])
            if row["PMCID"] in articles and row["Label"] in _CODES and key not in seen:
                seen.add(key)
                if 20 < len(row["Annotations"]) < 900:
                    yield prompts[row["PromptID"]], " ".join(row["Annotations"].split()), \
                        _CODES[row["Label"]]  # fmt: skip


def relations(data: Path) -> Iterator[Pair]:
    """Yield pairs of AbstRCT: a premise that supports a claim, one that attacks it, others."""
    folder = data / "abstrct/data/data_for_experiments/EN/argument_relations"
    labels = {"Support": SUPPORT, "Attack": CONTRADICT, "Partial-Attack": CONTRADICT}
    others = 0
    path = folder / "neoplasm_relations_train.tsv"
    for line in path.read_text("utf-8").splitlines():
        label, _, rest = line.removeprefix("__label__").partition("\t")
        one, _, two = rest.partition("\t")
        if label in labels and two:
            yield Pair(two.strip(), one.strip(), labels[label])
        elif two:
            others += 1
            if others % 8 == 0:
                yield Pair(two.strip(), one.strip(), NEUTRAL)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines."""
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)
