"""Write the figures on the sets of this repository, with their digests, for benchmarks.gate.

python -m benchmarks.own --json FILE [--only NAME]

Context on the whole table, claims and findings on the half held of corpora/health_claims, verdicts
on the half held of corpora/efficacy, and repairs of corpora/spun_health by the steps that need no
Java. Nothing is chosen by these figures.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import healthtext
from benchmarks import bench, claims, context, health_claims, scoring, verdicts
from benchmarks.gate import digest
from healthtext import annotator
from healthtext.evidence import store
from healthtext.settings import Settings

ROOT = bench.ROOT
Figures = Iterator[tuple[str, float]]
TEXT_ONLY = frozenset(("grammar", "entities", "claims", "evidence"))


def contexts() -> Figures:
    """Yield the accuracy of every category on the rows written for it."""
    for category, (_, _, _, every, *_) in context.figures(tuple(context.rows())):
        yield category, every


def stated() -> Figures:
    """Yield F1 of claims and precision of findings, half held."""
    labels = health_claims.labels(health_claims.LABELS, health_claims.passages())
    held = claims.measure(claims.reader(annotator.load()), labels, "held")
    yield "claim F1", held.claim.f1 or 0.0
    yield "finding precision", held.findings.precision or 0.0


def judged() -> Figures:
    """Yield what share of questions is answered and the balanced accuracy of it, half held."""
    rows = [row for row in verdicts.judged(store.default(), verdicts.TABLE) if row.half == "held"]
    for name in verdicts.FLOORS:
        yield name, verdicts.MEASURES[name](rows)


def repaired() -> Figures:
    """Yield touched, precision and exact of safe edits, and of safe and review ones."""
    pages = scoring.read(bench.CORPUS / "gold.jsonl")
    with healthtext.load(Settings(skip=TEXT_ONLY)) as pipeline:
        edits = [bench.repairs(pipeline, page.text) for page in pages]
    for tier in bench.TIERS[:2]:
        pairs = zip(pages, edits, strict=True)
        counts = scoring.total(scoring.score(page, bench.up_to(tier, own)) for page, own in pairs)
        for name in ("touched", "precision", "exact"):
            yield f"{tier} {name}", counts.figures()[name] or 0.0


SETS: dict[str, tuple[Callable[[], Figures], tuple[Path, ...]]] = {
    "context": (contexts, (context.TABLE,)),
    "claims held": (stated, (health_claims.LABELS, health_claims.LABELS.with_name(
        "passages.jsonl"))),
    "verdicts held": (judged, (verdicts.TABLE,)),
    "repair": (repaired, (bench.CORPUS / "gold.jsonl",)),
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", type=Path, required=True)
    parser.add_argument("--only", choices=SETS)
    options = parser.parse_args()
    figures: dict[str, float] = {}
    data: dict[str, str] = {}
    for name, (measure, files) in SETS.items():
        if options.only in (None, name):
            figures |= {f"{name} {what}": value for what, value in measure()}
            data |= {file.relative_to(ROOT).as_posix(): digest(file) for file in files}
    options.json.write_text(json.dumps({"figures": figures, "data": data}, indent=1) + "\n")


if __name__ == "__main__":
    main()
