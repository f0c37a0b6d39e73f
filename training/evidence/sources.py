"""The files that the evidence base is made from, as records."""

from __future__ import annotations

import csv
import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.files import PROSE, TRIALS, File

_CONCLUSIONS = "bwallace/RCT-summarization-data on GitHub, commit de10c271; only facts are taken"
_SUMMARIES = "AshOlogn/Paragraph-level-Simplification-of-Medical-Texts on GitHub (CC BY 4.0)"
_PROMPTS = "jayded/evidence-inference on GitHub, commit b9831b6c (MIT)"
PAGES = PROSE[0]  # answers of American public bodies
FILES = (
    File(
        "cochrane_conclusions/dev-targets.csv",
        "ca8062280ffa8c12293ee20e34c142c1a3e315f06aed7b5c166c32c09a358bd1",
        _CONCLUSIONS,
    ),
    File(
        "cochrane_conclusions/test-targets.csv",
        "b11f08cb9e7a8006ae561598bbe4b0dd622872650f59b916c07f032ff3d9cd84",
        _CONCLUSIONS,
    ),
    File(
        "cochrane_conclusions/train-targets.csv",
        "558718e9588c714de4159b3817d52faf51114f0a8babd8b312e64bd7910ba28e",
        _CONCLUSIONS,
    ),
    File(
        "cochrane_pls/data/data-1024/test.doi",
        "2ac652dad21bf6f69c64eda7c09a0ad6b28cf36797e7a5e8f4b8cdcd1c626150",
        _SUMMARIES,
    ),
    File(
        "cochrane_pls/data/data-1024/test.source",
        "953644e1a14a484c50fc3697433d772155ce3f117843d2005ee35e94ee39814f",
        _SUMMARIES,
    ),
    File(
        "cochrane_pls/data/data-1024/val.doi",
        "8a4820c2f6e2c040d6b0edf4fc1c26529ad2718c36250b25f95cd4e7fa3a06b8",
        _SUMMARIES,
    ),
    File(
        "cochrane_pls/data/data-1024/val.source",
        "101957b3b773ff0ff7e6b62a1b23a345d2dd98304874c0a4021dd48edb09447d",
        _SUMMARIES,
    ),
    File(
        "evidence_inference/prompts_merged.csv",
        "0d70d9e1e78d113fdbbd4919310eab7768d6a328368f7d8f9d5a3b48f99c25d3",
        _PROMPTS,
    ),
    File(
        "evidence_inference/v2_annotations.csv",
        "aa77fa384dac276d3f0be1d40e914422ca4298c7fd1c5e5fe79703acab99127a",
        _PROMPTS,
    ),
    *TRIALS,
    PAGES,
)
_PARTS = ("train", "dev", "test")
_CODES = {
    "no significant difference": "no_difference", "significantly decreased": "decreased",
    "significantly increased": "increased", "significantly increase": "increased",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Review:
    """What a review concluded; `abstract` is empty where there is none in the data."""

    id: str
    conclusion: str
    abstract: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """An article about a trial: its title, its abstract, its sections by heading, all its text."""

    id: str
    title: str
    abstract: str
    sections: tuple[tuple[str, str], ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a trial compared; `label` is a direction where people gave one, else empty."""

    id: int
    trial: str
    outcome: str
    intervention: str
    comparator: str
    label: str = ""


def reviews(data: Path) -> list[Review]:
    """Return the reviews in order of their ids."""
    abstracts = _abstracts(data / "cochrane_pls/data/data-1024")
    found = {}
    for part in _PARTS:
        path = data / f"cochrane_conclusions/{part}-targets.csv"
        for row in _rows(path):
            name = row["ReviewID"]
            found[name] = Review(name, row["Target"], abstracts.pop(name, ""))
    for name, abstract in abstracts.items():
        found[name] = Review(name, concluding(abstract), abstract)
    return [found[name] for name in sorted(found)]


def concluding(abstract: str) -> str:
    """Return the end of an abstract, where it concludes: what follows its last number or test."""
    sentences = re.split(r"(?<=[.?!])\s+(?=[A-Z])", abstract)
    numbered = [at for at, said in enumerate(sentences) if re.search(r"\d+%|\bCI\b|= ?\d", said)]
    start = max(numbered, default=-1) + 1
    kept = sentences[start:] or sentences[-3:]
    return " ".join(kept[-8:])


def _abstracts(folder: Path) -> dict[str, str]:
    found = {}
    for part in ("val", "test"):
        names = (folder / f"{part}.doi").read_text("utf-8").split()
        texts = (folder / f"{part}.source").read_text("utf-8").splitlines()
        for name, text in zip(names, texts, strict=True):
            found[name.split(".")[2]] = text
    return found


def prompts(data: Path) -> list[Prompt]:
    """Return the prompts of Evidence Inference, with the label that most annotators gave."""
    folder = data / "evidence_inference"
    labels = _labels(folder / "v2_annotations.csv")
    rows = _rows(folder / "prompts_merged.csv")
    found = [
        Prompt(int(row["PromptID"]), row["PMCID"], _plain(row["Outcome"]),
               _plain(row["Intervention"]), _plain(row["Comparator"]),
               labels.get(row["PromptID"], ""))
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda prompt: prompt.id)


def _plain(text: str) -> str:
    """Return a text of a web page as it reads: "5&nbsp;mg" is "5 mg"; some was escaped twice."""
    return " ".join(html.unescape(html.unescape(text)).split())


def _labels(path: Path) -> dict[str, str]:
    """Return the label of each prompt that more valid annotations have than any other."""
    votes: dict[str, Counter[str]] = {}
    for row in _rows(path):
        if row["Label"] in _CODES and row["Valid Label"] == "True":
            votes.setdefault(row["PromptID"], Counter())[_CODES[row["Label"]]] += 1
    found = {}
    for name, counts in votes.items():
        (label, most), *others = counts.most_common()
        if not others or others[0][1] < most:
            found[name] = label
    return found


def trials(data: Path, wanted: frozenset[str]) -> Iterator[Trial]:
    """Yield the articles of the wanted ids, read from their full texts, in order of the ids."""
    folder = data / "evidence_inference"
    stored = {}
    for line in (folder / "abstracts.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        stored[record["pmcid"]] = record
    for name in sorted(wanted, key=int):
        path = folder / f"txt_files/PMC{name}.txt"
        text = path.read_text("utf-8", "replace") if path.is_file() else ""
        record = stored.get(name, {"title": "", "sections": {}})
        title, abstract, sections = read(text)
        abstract = " ".join(record["sections"].values()) or abstract
        yield Trial(name, record["title"] or title, abstract, sections, text)


_HEAD = re.compile(r"(?m)^\s*(TITLE|ABSTRACT[\w./ ,&-]*|BODY[^\n:]*):[ \t]*\n?")


def read(text: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """Return the title, the abstract and the other sections of a full text with headings."""
    parts = _HEAD.split(text)
    title, abstract, sections = "", [], []
    for name, part in zip(parts[1::2], parts[2::2], strict=True):
        body = " ".join(part.split())
        if name == "TITLE":
            title = body
        elif name.startswith("ABSTRACT"):
            abstract.append(body)
        else:
            sections.append((name.upper(), body))
    return title, " ".join(abstract), tuple(sections)


def parts(data: Path) -> dict[str, frozenset[str]]:
    """Return the articles of Evidence Inference that are to train, to choose and to measure on."""
    folder = data / "evidence_inference/splits"
    names = ("train", "validation", "test")
    return {
        name: frozenset((folder / f"{name}_article_ids.txt").read_text("utf-8").split())
        for name in names
    }


def marked(data: Path) -> list[tuple[Prompt, str, str]]:
    """Return (prompt, the passage that an annotator marked, the direction it gives), each once."""
    folder = data / "evidence_inference"
    known = {str(prompt.id): prompt for prompt in prompts(data)}
    found: dict[tuple[str, str], tuple[Prompt, str, str]] = {}
    for row in _rows(folder / "v2_annotations.csv"):
        said, label = " ".join(row["Annotations"].split()), _CODES.get(row["Label"])
        if label and row["Valid Label"] == "True" and 20 < len(said) < 900:
            key = row["PromptID"], said
            found.setdefault(key, (known[row["PromptID"]], said, label))
    return list(found.values())


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
