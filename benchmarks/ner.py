"""Measure the entities of the report on annotated corpora, beside scispaCy's published figures.

python -m benchmarks.ner --data FOLDER [--part held] [--only CORPUS] [--json FILE]
python -m benchmarks.ner --spun GOLD.jsonl [--edits FILE]

FOLDER holds mtl_ner/. A mention counts when its span is exactly the corpus's. `vocabulary` is the
matcher alone, `network` the network alone, `report` both, merged, as a report has them. --part
held takes the share of the development parts that was not learned from, to choose by. --json
writes the figures of the report with digests of the test files, for benchmarks.gate.

With --spun: which entities of the gold-repaired text are found on the spun text and on the text as
we repair it. FILE of --edits is as benchmarks.despin has it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import healthtext
from benchmarks import scoring, systems, tables
from benchmarks.bench import TIERS, up_to
from benchmarks.gate import digest
from benchmarks.mapping import LABELS, OTHERS, SCISPACY, mapped
from healthtext import annotator, edits, entities
from healthtext.annotator import Reading
from healthtext.pipeline import Pipeline
from healthtext.read import from_text
from healthtext.records import Edit, Entity, Report
from healthtext.settings import Settings
from training.annotator import corpora
from training.annotator.examples import HELD
from training.annotator.score import Counts, Spans, chunks

ANNOTATE = frozenset(("clean", "user", "despin", "grammar", "claims", "evidence"))
SYSTEMS = ("vocabulary", "network", "report")


def texts(data: Path, corpus: str, part: str) -> Iterator[tuple[str, list[corpora.Labelled]]]:
    """Yield texts with their spans, of the test or of what is held of the development part."""
    if part == "held":
        devel = corpora.ner(data, corpus, "devel")
        return chunks(devel[round(len(devel) * (1 - HELD)) :])
    return chunks(corpora.ner(data, corpus, part))


def measure(pipeline: Pipeline, data: Path, corpus: str, part: str) -> dict[str, dict[str, Counts]]:
    """Return the counts of every label and system."""
    found: dict[str, dict[str, Counts]] = {
        label: {system: Counts() for system in SYSTEMS} for label in LABELS[corpus]
    }
    for text, spans in texts(data, corpus, part):
        proposals = _proposals(pipeline, text, corpus)
        for label, counts in found.items():
            wanted = {(s, e) for s, e, name in spans if name in LABELS[corpus][label]}
            for system, proposed in proposals.items():
                counts[system].add(wanted, proposed[label])
    return found


def _proposals(pipeline: Pipeline, text: str, corpus: str) -> dict[str, dict[str, Spans]]:
    """Return what each system proposes for a text, by label."""
    report, reading = reported(pipeline, text), annotator.read(text)
    alone = entities.find(pipeline.nlp.make_doc(text))
    return {
        "vocabulary": {label: mapped(alone, label, reading) for label in LABELS[corpus]},
        "network": {label: proposed(reading, label) for label in LABELS[corpus]},
        "report": {label: mapped(report, label, reading) for label in LABELS[corpus]},
    }


def proposed(reading: Reading, label: str) -> Spans:
    """Return the network's own mentions of a label."""
    group = {"Disease": "disease", "Chemical": "chemical"}.get(label, "anatomy")
    part = label if label in corpora.ANATOMY else ""
    return {(m.start, m.end) for m in reading.mentions(group) if part in ("", m.part)}


def reported(pipeline: Pipeline, text: str) -> tuple[Entity, ...]:
    """Return the entities of the report. Raises ValueError where there is none."""
    report = pipeline.run(from_text(text))
    if not isinstance(report, Report):
        raise ValueError(str(report))
    return report.entities


def show(corpus: str, found: dict[str, dict[str, Counts]]) -> None:
    """Print the rows of a corpus."""
    rows = []
    for label, counts in found.items():
        ours = counts["report"]
        rows.append((
            label, ours.there, *(counts[name].f1 for name in SYSTEMS), ours.precision,
            ours.recall, SCISPACY.get((corpus, label), "-"),
        ))  # fmt: skip
    columns = ("", "mentions", *(f"{name} F1" for name in SYSTEMS), "P", "R", "scispaCy F1")
    tables.show(corpus, columns, rows, width=120)


def joined(found: dict[str, dict[str, Counts]]) -> dict[str, Counts]:
    """Add up the labels of a corpus."""
    total = {system: Counts() for system in SYSTEMS}
    for counts in found.values():
        for system, counted in counts.items():
            total[system].join(counted)
    return total


def corpus_figures(options: argparse.Namespace) -> dict[str, Any]:
    """Print and return the figures of the report, with the digests of what was read."""
    figures: dict[str, float] = {}
    data: dict[str, str] = {}
    with healthtext.load(Settings(skip=ANNOTATE)) as pipeline:
        for corpus in [options.only] if options.only else LABELS:
            found = measure(pipeline, options.data, corpus, options.part)
            if corpus not in OTHERS:
                found |= {"all": joined(found)}
            show(corpus, found)
            figures |= {f"ner {corpus} {name}": c["report"].f1 for name, c in found.items()}
            name = f"mtl_ner/{corpus}-IOB/{'devel' if options.part == 'held' else 'test'}.tsv"
            data[name] = digest(options.data / name)
    return {"figures": figures, "data": data}


def spun(path: Path, ready: Path | None) -> None:
    """Print the entities of gold-repaired text that are found on the other texts."""
    pages = scoring.read(path)
    ours = systems.ready_made(ready) if ready else systems.ours()
    counts: dict[str, Counter[str]] = {}
    with healthtext.load(Settings(skip=ANNOTATE)) as pipeline:
        for page in pages:
            wanted = _named(pipeline, _gold(page))
            proposed = ours(page).edits
            versions = {"spun": page.text} | {
                f"ours, {tier}": edits.apply(page.text, up_to(tier, proposed)) for tier in TIERS
            }
            for name, text in {**versions, "gold": _gold(page)}.items():
                found = _named(pipeline, text)
                counts.setdefault(name, Counter()).update(
                    right=(found & wanted).total(), found=found.total(), there=wanted.total()
                )
    rows = [
        (name, c["there"], c["found"], c["right"] / c["there"], c["right"] / max(c["found"], 1))
        for name, c in counts.items()
    ]
    tables.show("Entities of gold-repaired text, by wording and type",
                ("text", "gold-repaired", "found", "recall", "precision"), rows)  # fmt: skip


def _gold(page: scoring.Page) -> str:
    """Return a page with every gold edit made, the free ones left out."""
    made = [
        Edit(
            gold.start, gold.end, page.text[gold.start : gold.end], gold.references[0], "gold",
            "gold",
        )
        for gold in page.gold
        if not gold.free
    ]  # fmt: skip
    return edits.apply(page.text, made)


def _named(pipeline: Pipeline, text: str) -> Counter[tuple[str, str]]:
    return Counter((one.text.lower(), one.type) for one in reported(pipeline, text))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path)
    parser.add_argument("--part", choices=("test", "held"), default="test")
    parser.add_argument("--only", choices=LABELS)
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--spun", type=Path, metavar="GOLD")
    parser.add_argument("--edits", type=Path, help="ready-made edits of every spun page")
    options = parser.parse_args(arguments)
    if options.data:
        found = corpus_figures(options)
        if options.json:
            options.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    if options.spun:
        spun(options.spun, options.edits)


if __name__ == "__main__":
    main()
