"""Print what healthtext repairs, what it spoils, and what it costs: `make bench [DATA=FOLDER]`.

python -m benchmarks.bench [--data FOLDER] [--articles N]

Without a folder everything is measured on corpora/spun_health. A folder may add spun/dev.jsonl
(real spun pages with gold edits) and medquad/medquad_answers.jsonl (clean answers; only topics
that no packaged table or model was made from are read), scifact_official/ with multivers_target/
(claims with abstracts). A store of 10,000 and of 100,000 made rows is asked in any case; larger
ones by `python -m benchmarks.evidence_store` and `make soak`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import healthtext
from benchmarks import tables
from benchmarks.scoring import Page, Score, read, score, total
from healthtext.pipeline import Pipeline
from healthtext.read import from_text
from healthtext.records import SAFETIES, Edit, Report
from healthtext.settings import Settings
from training.corpus import held_out

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpora" / "spun_health"
TIERS = ("safe", "safe+review", "all")
FIGURES = ("touched", "precision", "exact", "net", "wrong/1k")
ANSWERS = 200
ANSWER_WORDS = (80, 1_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with spun/dev.jsonl, medquad/ or both")
    parser.add_argument("--articles", type=int, default=200, help="articles to time")
    options = parser.parse_args()
    with healthtext.load(Settings()) as pipeline:
        pipeline.load()
        print(f"grammar: {pipeline.grammar.status if pipeline.grammar else 'off'}", flush=True)
        quality(options.data, pipeline)
    speed(options.articles)
    evidence(options.data)


def quality(data: Path | None, pipeline: Pipeline) -> None:
    """Print what is repaired, what could be, and what is spoilt."""
    golds = dict(_golds(data))
    for name, path in golds.items():
        repair_quality(name, read(path), pipeline)
    for name, path in golds.items():
        ceiling(name, path)
        rivals(name, path)
    tables.show(
        "Edits in 1,000 words of clean text",
        ("text", "words", *TIERS),
        [clean_text(name, texts, pipeline) for name, texts in _clean(data)],
    )


def repair_quality(name: str, pages: Sequence[Page], pipeline: Pipeline) -> None:
    """Print how well spun pages are repaired, by dialect and tier."""
    edits = [repairs(pipeline, page.text) for page in pages]
    rows = []
    for dialect in (*sorted({page.dialect for page in pages}), "all"):
        for tier in TIERS:
            counts = total(
                score(page, up_to(tier, found))
                for page, found in zip(pages, edits, strict=True)
                if dialect in (page.dialect, "all")
            )
            rows.append((f"{dialect} {tier}", counts.gold, counts.edits, *_figures(counts)))
    tables.show(f"Repair of {name}", ("dialect, tier", "gold", "edits", *FIGURES), rows)


def ceiling(name: str, gold: Path) -> None:
    """Print the share of gold edits that the candidates can express."""
    print(f"Ceiling of the candidates on {name}: no choice among them gets past it", flush=True)
    subprocess.run([sys.executable, "-m", "benchmarks.ceiling", gold], cwd=ROOT, check=True)


def rivals(name: str, gold: Path) -> None:
    """Print what else could repair the same pages, and how far the safe edits can be trusted."""
    print(f"The despin step alone on {name}, beside what else could repair it", flush=True)
    command = [sys.executable, "-m", "benchmarks.despin", "--gold", str(gold)]
    subprocess.run(command, cwd=ROOT, check=True)


def clean_text(name: str, texts: Iterable[str], pipeline: Pipeline) -> tuple[str | float, ...]:
    """Return a row: edits in 1,000 words where nothing is to be repaired."""
    words, edits = 0, [0, 0, 0]
    for text in texts:
        found = repairs(pipeline, text)
        words += len(text.split())
        edits = [n + len(up_to(tier, found)) for n, tier in zip(edits, TIERS, strict=True)]
    return (name, words, *(1000 * n / words for n in edits))


def speed(articles: int) -> None:
    """Print time and memory of the whole pipeline, from a process of its own."""
    command = [sys.executable, "-m", "benchmarks.speed", str(articles)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    measured = json.loads(done.stdout)
    rows = [
        ("articles", measured["articles"]),
        ("words", measured["words"]),
        ("seconds to load", measured["load seconds"]),
        ("articles a second", measured["articles"] / measured["seconds"]),
        ("words a second", round(measured["words"] / measured["seconds"])),
        (
            "time, spaCy's tokeniser and sentencizer = 1",
            measured["seconds"] / measured["peer seconds"],
        ),
        ("peak memory, MB", round(measured["peak MB"])),
        ("peak memory of the grammar server, MB", round(measured["server peak MB"])),
    ]
    rows += [(f"despin, {name}, bare passes", value) for name, value in measured["passes"].items()]
    rows.append(("all but grammar, LanguageTool with every rule = 1", measured["LanguageTool = 1"]))
    tables.show("Cost of the whole pipeline, one process", ("", "measured"), rows)


def evidence(data: Path | None) -> None:
    """Print how stores of evidence are searched, how well, and what sentences are taken to say."""
    commands = [["evidence_store", "--rows", "10000,100000"]]
    if data and _there(data / "scifact_official" / "data" / "corpus.jsonl"):
        commands += [["retrieval", "--data", str(data)]]
        if _there(data / "multivers_target" / "data" / "healthver" / "claims_test.jsonl"):
            commands += [["entailment", "--data", str(data)]]
    for name, *rest in commands:
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *rest], cwd=ROOT, check=True)


def repairs(pipeline: Pipeline, text: str) -> tuple[Edit, ...]:
    """Return the edits of every tier; a refused text ends the benchmark."""
    result = pipeline.run(from_text(text))
    if not isinstance(result, Report):
        sys.exit(f"no report: {result}")
    return result.edits


def up_to(tier: str, edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits of a tier and of those before it."""
    kept = SAFETIES[: TIERS.index(tier) + 1]
    return [edit for edit in edits if edit.safety in kept]


def _figures(counts: Score) -> list[float | None]:
    figures = counts.figures()
    return [figures[name] for name in FIGURES]


def _golds(data: Path | None) -> Iterator[tuple[str, Path]]:
    yield "corpora/spun_health", CORPUS / "gold.jsonl"
    if data and _there(data / "spun" / "dev.jsonl"):
        yield "spun/dev.jsonl", data / "spun" / "dev.jsonl"


def _clean(data: Path | None) -> Iterator[tuple[str, Iterable[str]]]:
    files = sorted((CORPUS / "clean").glob("*.txt"))
    yield "corpora/spun_health/clean", (path.read_text("utf-8") for path in files)
    if data and _there(data / "medquad" / "medquad_answers.jsonl"):
        path = data / "medquad" / "medquad_answers.jsonl"
        yield f"{ANSWERS} held-out medquad answers", answers(path)


def answers(path: Path) -> Iterator[str]:
    """Yield answers of a usual length on topics that no training saw, from all over the file."""
    records = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    answers = [r["answer"] for r in records if held_out(r["focus"] or r["file"])]
    low, high = ANSWER_WORDS
    usual = [answer for answer in answers if low <= len(answer.split()) <= high]
    yield from usual[:: max(1, len(usual) // ANSWERS)][:ANSWERS]


def _there(path: Path) -> bool:
    """Say so when a part of the data folder is missing, and go on without it."""
    if not path.is_file():
        print(f"{path}: not there, left out", file=sys.stderr)
    return path.is_file()


if __name__ == "__main__":
    main()
