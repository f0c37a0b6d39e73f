"""Read the corpora the annotator learns from, each as texts with spans, in character offsets.

Tokens of IOB files are put together as prose, so that the vocabulary is looked up in what a
reader would see; sentences stay in the files' order, since neighbours are context.
"""

from __future__ import annotations

import csv
import json
import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# The twelve types of BioNLP13CG that are anatomy (AnatEM has the same ones as a single type).
ANATOMY = (
    "Anatomical_system", "Cancer", "Cell", "Cellular_component", "Developing_anatomical_structure",
    "Immaterial_anatomical_entity", "Multi-tissue_structure", "Organ", "Organism_subdivision",
    "Organism_substance", "Pathological_formation", "Tissue",
)  # fmt: skip
GROSS = frozenset(ANATOMY) - {"Cancer", "Cell", "Cellular_component", "Pathological_formation"}
GROUPS = ("disease", "chemical", "anatomy", "gross")
STRENGTHS = ("none", "direct_causal", "conditional_causal", "correlational")
PARTS = ("none", "claim", "premise")

Labelled = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its labelled spans, and the groups of GROUPS its corpus annotates."""

    text: str
    spans: tuple[Labelled, ...]
    groups: tuple[str, ...]


def iob(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Yield tokens and tags of every sentence of a two-column file."""
    tokens: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        token, _, tag = line.rstrip().rpartition("\t" if "\t" in line else " ")
        if token:
            tokens.append(token)
            tags.append(tag)
        elif tokens:
            yield tokens, tags
            tokens, tags = [], []


_LEFT = frozenset(",.;:)]}%'’?!/-–")
_RIGHT = frozenset("([{/-–'’")


def prose(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Join tokens as prose and return where each lies."""
    text, places = "", []
    for at, token in enumerate(tokens):
        apart = bool(text) and token[0] not in _LEFT and not (
            at and tokens[at - 1][-1] in _RIGHT and len(tokens[at - 1]) == 1
        )  # fmt: skip
        text += " " if apart else ""
        places.append((len(text), len(text) + len(token)))
        text += token
    return text, places


def spans(tags: Sequence[str], places: Sequence[tuple[int, int]]) -> tuple[Labelled, ...]:
    """Return the spans of IOB tags in character offsets."""
    found: list[Labelled] = []
    for tag, (start, end) in zip(tags, places, strict=True):
        kind = tag[2:]
        if tag[:2] == "B-" or (tag[:2] == "I-" and (not found or found[-1][2] != kind)):
            found.append((start, end, kind))
        elif tag[:2] == "I-":
            found[-1] = (found[-1][0], end, kind)
    return tuple(found)


_GROUP: dict[str, dict[str, tuple[str, ...]]] = {
    "BC5CDR": {"Disease": ("disease",), "Chemical": ("chemical",)},
    "NCBI-disease": {"Disease": ("disease",)},
    "AnatEM": {"Anatomy": ("anatomy",)},
    "BioNLP13CG": {
        name: (("anatomy", "gross") if name in GROSS else ("anatomy",)) for name in ANATOMY
    },
}
_ANNOTATED = {
    "BC5CDR": ("disease", "chemical"), "NCBI-disease": ("disease",), "AnatEM": ("anatomy",),
    "BioNLP13CG": ("anatomy", "gross"),
}  # fmt: skip


def ner(data: Path, corpus: str, part: str) -> list[Sentence]:
    """Read a part (train, devel, test) of a corpus of _GROUP; spans have their own labels."""
    found = []
    for tokens, tags in iob(data / "mtl_ner" / f"{corpus}-IOB" / f"{part}.tsv"):
        text, places = prose(tokens)
        kept = tuple(span for span in spans(tags, places) if span[2] in _GROUP[corpus])
        found.append(Sentence(text, kept, _ANNOTATED[corpus]))
    return found


def grouped(corpus: str, label: str) -> tuple[str, ...]:
    """Return the groups that a corpus's label counts for."""
    return ("gross",) if corpus == "CRAFT" else _GROUP[corpus][label]


def craft(data: Path, most: int) -> Iterator[Sentence]:
    """Yield paragraphs of the first articles of CRAFT with their Uberon spans.

    No figure is taken on CRAFT's entities, so its split does not matter here.
    """
    folder = data / "craft"
    for path in sorted((folder / "articles/txt").glob("*.txt"))[:most]:
        name, text = path.stem, path.read_text("utf-8")
        found = sorted(_uberon(folder, name))
        for match in re.finditer(r"[^\n]+", text):
            lo, hi = match.span()
            inside = _outermost([(s - lo, e - lo, "Uberon") for s, e in found if lo <= s < e <= hi])
            yield Sentence(match.group(), inside, ("gross",))


def _uberon(folder: Path, name: str) -> Iterator[tuple[int, int]]:
    path = folder / f"concept-annotation/UBERON/UBERON/knowtator/{name}.txt.knowtator.xml"
    for annotation in ET.parse(path).getroot().iter("annotation"):
        parts = [(int(s.attrib["start"]), int(s.attrib["end"])) for s in annotation.iter("span")]
        if len(parts) == 1:
            yield parts[0]


def _outermost(found: Sequence[Labelled]) -> tuple[Labelled, ...]:
    kept: list[Labelled] = []
    for span in sorted(found, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return tuple(kept)


def strength(data: Path) -> list[tuple[str, int, str]]:
    """Return sentences, the place in STRENGTHS of each, and where it is from.

    The second file has the codes 1 and 3 the other way round.
    """
    folder, found = data / "causal_language", []
    first = folder / "data/pubmed_causal_language_use.csv"
    second = folder / "exaggeration/data/annotated_eureka.csv"
    for path, codes, origin in ((first, (0, 1, 2, 3), "pubmed"), (second, (0, 3, 2, 1), "eureka")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream)
            found += [(row["sentence"], codes[int(row["label"])], origin) for row in rows]
    return found


def folds(count: int, fold: int, of: int = 5) -> tuple[list[int], list[int]]:
    """Return the places to learn from and those held out; the order is drawn once and for all."""
    order = random.Random(5).sample(range(count), count)
    held = set(order[fold::of])
    return [at for at in range(count) if at not in held], sorted(held)


def abstrct(data: Path, part: str) -> list[tuple[str, int]]:
    """Return the sentences of an AbstRCT file with the place in PARTS of each."""
    folder = data / "abstrct/data/data_for_experiments/EN/argument_components/original_data"
    found = []
    for tokens, tags in iob(folder / f"{part}.tsv"):
        kinds = [tag[2:].lower() for tag in tags if tag != "O"]
        kind = max(set(kinds), key=kinds.count) if kinds else "none"
        found.append((prose(tokens)[0], PARTS.index(kind)))
    return found


def answers(data: Path, most: int) -> Iterator[str]:
    """Yield answers of MedQuAD, every so many, for weak labels on consumer prose."""
    path = data / "medquad/medquad_answers.jsonl"
    lines = path.read_text("utf-8").splitlines()
    for line in lines[:: max(len(lines) // most, 1)]:
        yield json.loads(line)["answer"]
