"""Clean health prose from the data folder: paragraphs, with a slice that no training sees.

The folder holds the unpacked archives. Licences: medquad, openstax and cochrane_pls CC BY 4.0;
pil distributed with permission; evidence_inference articles from the PMC open access subset;
ud_ewt CC BY-SA 4.0. Only counts and weights are made from it.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from hashlib import sha1
from pathlib import Path

HELD_OUT = 20  # one topic in this many is never trained on

_OPENSTAX = (
    "openstax_anatomy/ccby_version/openstax_anatomy_ccby.txt",
    "openstax_microbiology/ccby_version/openstax_microbiology_ccby.txt",
    "openstax_health/nursing_nutrition_pharmacology_population.txt",
    "openstax_health/psychology.txt",
)


def held_out(topic: str) -> bool:
    """Tell whether everything about this topic is kept for measuring."""
    return sha1(topic.casefold().encode()).digest()[0] % HELD_OUT == 0


def consumer(data: Path) -> Iterator[tuple[str, str]]:
    """Yield (topic, paragraph) of prose written for patients, each paragraph once."""
    seen: set[str] = set()
    for topic, text in (*_medquad(data), *_pil(data), *_openstax(data), *_plain_language(data)):
        for paragraph in _paragraphs(text):
            key = re.sub(r"\W+", " ", paragraph).casefold()
            if key not in seen:
                seen.add(key)
                yield topic, paragraph


def general(data: Path) -> Iterator[tuple[str, str]]:
    """Yield (document, sentence) of general web English."""
    path = data / "ud_ewt" / "en_ewt-ud-train.rebuilt.conllu"
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# text = "):
            yield "ewt", line[9:]


def abstracts(data: Path) -> Iterator[tuple[str, str]]:
    """Yield (article, paragraph) of trial abstracts."""
    for line in (data / "evidence_inference" / "abstracts.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        for text in record["sections"].values():
            yield record["pmcid"], text


def full_texts(data: Path) -> Iterator[tuple[str, str]]:
    """Yield (article, paragraph) of trial full texts."""
    for path in sorted((data / "evidence_inference" / "txt_files").glob("*.txt")):
        for paragraph in _paragraphs(path.read_text("utf-8", "replace")):
            yield path.stem, paragraph


def _medquad(data: Path) -> Iterator[tuple[str, str]]:
    for line in (data / "medquad" / "medquad_answers.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        yield record["focus"] or record["file"], record["answer"]


def _openstax(data: Path) -> Iterator[tuple[str, str]]:
    for name in _OPENSTAX:
        for part in re.split(r"(?m)^# ", (data / name).read_text("utf-8")):
            title, _, text = part.partition("\n")
            yield title, text


def _pil(data: Path) -> Iterator[tuple[str, str]]:
    archive = zipfile.ZipFile(data / "nltk_data_subset" / "packages" / "corpora" / "pil.zip")
    for name in sorted(archive.namelist()):
        if name.endswith(".sgml"):
            text = archive.read(name).decode("latin-1")
            yield name, re.sub(r"<[^>]+>", "\n", text)


def _plain_language(data: Path) -> Iterator[tuple[str, str]]:
    folder = data / "cochrane_pls" / "data" / "data-1024"
    for name in ("val.target", "test.target"):
        for number, line in enumerate((folder / name).open(encoding="utf-8")):
            yield f"{name}:{number}", line


def _paragraphs(text: str) -> Iterator[str]:
    """Yield running prose: bullets lose their mark, headings and stubs fall out."""
    for block in re.split(r"\n\s*\n|\n(?=\s*[-*•])", text):
        paragraph = re.sub(r"\s+", " ", block).strip(" -*•")
        if len(paragraph.split()) >= 6:
            yield paragraph
