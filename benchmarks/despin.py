"""Measure the repair of spun text against everything else that could do it.

python -m benchmarks.despin [--gold GOLD.jsonl] [--clean FILE] [--edits FILE] [--json FILE]
python -m benchmarks.despin --list-safe FILE [--gold GOLD.jsonl] [--edits FILE]

GOLD (default corpora/spun_health/gold.jsonl) holds spun pages with gold edits. FILE of --clean is
clean prose: a folder of .txt files, or JSON lines with `text` or `answer` (of answers, only topics
that no training saw). FILE of --edits holds ready-made edits, a page a line, in place of the
packaged step's: a ranker that was fitted on GOLD must be measured by trees that saw no page of
the site. --list-safe writes the safe edits that are neither right by the gold nor judged in
acceptable.tsv and rejected.tsv, and measures nothing else.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks import detection, judging, systems, tables
from benchmarks.bench import CORPUS, FIGURES, TIERS, answers, up_to
from benchmarks.intervals import Interval, clusters, intervals
from benchmarks.scoring import Page, read, score, total
from benchmarks.systems import System
from healthtext.records import Edit, Proposal

GOLD = CORPUS / "gold.jsonl"
CLEAN = CORPUS / "clean"
WIDE = 150  # figures with their intervals need it
SAFE_TARGET, SHARE_TARGET = 0.95, 0.5
FITTED = (
    "The packaged ranker was fitted on the 43 real pages of dev.jsonl. Figures on them count only"
    " where --edits names edits by trees that saw no page of the site (training.ranker.fit)."
)


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one system on one dialect, each with its interval where there is one."""

    dialect: str
    system: str
    gold: int
    edits: int
    figures: dict[str, float | None]
    intervals: dict[str, Interval]


def row(dialect: str, name: str, pages: Sequence[Page], edits: Sequence[Sequence[Edit]]) -> Row:
    """Score the edits of one system on some pages."""
    scores = [score(page, found) for page, found in zip(pages, edits, strict=True)]
    counts = total(scores)
    return Row(
        dialect, name, counts.gold, counts.edits, counts.figures(),
        intervals(scores, clusters(pages)),
    )  # fmt: skip


def compare(pages: Sequence[Page], found: Mapping[str, Sequence[Sequence[Edit]]]) -> list[Row]:
    """Return a row for each dialect and system; `found` are the edits of each system by page."""
    rows = []
    for dialect in (*sorted({page.dialect for page in pages}), "all"):
        places = [at for at, page in enumerate(pages) if dialect in (page.dialect, "all")]
        for name, edits in found.items():
            mine = [pages[at] for at in places]
            rows.append(row(dialect, name, mine, [edits[at] for at in places]))
    return rows


def repairs(
    pages: Sequence[Page], mine: Sequence[Proposal], others: Mapping[str, System]
) -> dict[str, list[Sequence[Edit]]]:
    """Return the edits of every system, ours by tier."""
    found: dict[str, list[Sequence[Edit]]] = {
        name: [system(page).edits for page in pages] for name, system in others.items()
    }
    for tier in TIERS[:2]:
        found[f"ours, {tier}"] = [up_to(tier, proposal.edits) for proposal in mine]
    return found


def safe_places(pages: Sequence[Page], mine: Sequence[Proposal]) -> list[judging.Place]:
    """Return the places of the safe edits, alone on their page."""
    return [
        place
        for page, proposal in zip(pages, mine, strict=True)
        for place in judging.places(page, up_to("safe", proposal.edits))
    ]


def safe_tier(rows: Sequence[Row], places: Sequence[judging.Place]) -> dict[str, Any]:
    """Return what the safe tier holds and leaves out, beside its targets."""
    found = judging.verdicts(places, judging.lists())
    safe, both = (
        next(r for r in rows if r.dialect == "all" and r.system == f"ours, {tier}")
        for tier in TIERS[:2]
    )
    exact = both.figures["exact"]
    share = (safe.figures["exact"] or 0.0) / exact if exact else None
    return {**asdict(found), **found.shares, "share of exact": share}


def clean_rates(texts: Sequence[Page], ours: System) -> dict[str, float]:
    """Return the edits in 1,000 words of clean text, tier by tier."""
    found = [ours(page).edits for page in texts]
    words = sum(len(page.text.split()) for page in texts)
    rates: dict[str, float] = {"texts": len(texts), "words": words}
    for tier in ("safe", "review"):
        count = sum(edit.safety == tier for edits in found for edit in edits)
        rates[f"{tier}/1k"] = 1000 * count / max(1, words)
    return rates


def clean_pages(path: Path) -> list[Page]:
    """Read clean texts from a folder of .txt files, one such file, or JSON lines."""
    return [Page(f"clean-{at}", "", text, ()) for at, text in enumerate(_texts(path))]


def _texts(path: Path) -> Iterator[str]:
    if path.suffix != ".jsonl":
        files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
        yield from (file.read_text("utf-8") for file in files)
        return
    first, _, _ = path.read_text("utf-8").partition("\n")
    if "answer" in json.loads(first):
        yield from answers(path)
    else:
        lines = path.read_text("utf-8").splitlines()
        yield from (json.loads(line)["text"] for line in lines if line)


def measure(options: argparse.Namespace, stack: ExitStack) -> dict[str, Any]:
    """Return every figure."""
    pages, clean, packaged = read(options.gold), clean_pages(options.clean), systems.ours()
    others: dict[str, System] = {
        "leaving it alone": systems.nothing,
        "tortured phrases": systems.dictionary,
    }
    notes = [FITTED] if options.gold.name == "dev.jsonl" and not options.edits else []
    language_tool = systems.language_tool(stack)
    if isinstance(language_tool, str):
        notes.append(f"LanguageTool was left out: {language_tool}")
    else:
        others["LanguageTool"] = language_tool
    others["n-grams alone"] = systems.n_grams
    ours = systems.ready_made(options.edits) if options.edits else packaged
    mine = [ours(page) for page in pages]
    rows = compare(pages, repairs(pages, mine, others))
    return {
        "gold": str(options.gold), "clean": str(options.clean), "edits": str(options.edits or ""),
        "rows": [asdict(one) for one in rows], "safe": safe_tier(rows, safe_places(pages, mine)),
        "detection": detection.figures(pages, mine, clean, packaged, bool(options.edits)),
        "clean text": clean_rates(clean, packaged), "notes": notes,
    }  # fmt: skip


def show(results: Mapping[str, Any]) -> None:
    """Print the tables."""
    tables.show(
        f"Repair of {results['gold']}, 95% intervals over sites, or pages of one site",
        ("dialect, system", "gold", "edits", *FIGURES),
        [
            (f"{r['dialect']} {r['system']}", r["gold"], r["edits"],
             *(_with_interval(r["figures"][f], r["intervals"].get(f)) for f in FIGURES))
            for r in results["rows"]
        ],
        width=WIDE,
    )  # fmt: skip
    safe = results["safe"]
    tables.show(
        f"Safe edits: right is to be {SAFE_TARGET}, the share of exact repairs {SHARE_TARGET}",
        tuple(safe), [tuple(safe.values())], width=WIDE,
    )  # fmt: skip
    tables.show("Detection, AUROC", detection.COLUMNS, detection.rows(results["detection"]))
    rates = results["clean text"]
    tables.show(
        f"Edits in clean text, {Path(results['clean']).name}", tuple(rates), [tuple(rates.values())]
    )
    for note in results["notes"]:
        print(note)


def _with_interval(value: float | None, interval: Interval | None) -> str | None:
    if value is None:
        return None
    places = 3 if abs(value) < 10 else 1  # of what is counted in 1,000 words one is enough
    around = f" ({interval[0]:.2f} {interval[1]:.2f})" if interval else ""
    return f"{value:.{places}f}{around}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--clean", type=Path, default=CLEAN)
    parser.add_argument("--edits", type=Path, help="ready-made edits of every page")
    parser.add_argument("--json", type=Path, help="write all figures here, - for stdout")
    parser.add_argument("--list-safe", type=Path, metavar="FILE", help="write what is unjudged")
    options = parser.parse_args()
    for path in filter(None, (options.gold, options.clean, options.edits)):
        if not path.exists():
            parser.error(f"{path}: not there")
    if options.list_safe:
        list_safe(options)
        return
    with ExitStack() as stack:
        results = measure(options, stack)
    if str(options.json) == "-":
        json.dump(results, sys.stdout, indent=1)
        return
    show(results)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", "utf-8")


def list_safe(options: argparse.Namespace) -> None:
    """Write the safe edits that are neither right by the gold nor judged."""
    pages = read(options.gold)
    ours = systems.ready_made(options.edits) if options.edits else systems.ours()
    found = safe_places(pages, [ours(page) for page in pages])
    count = judging.write_unread(options.list_safe, found, judging.lists())
    print(f"{options.list_safe}: {count} wordings to judge")


if __name__ == "__main__":
    main()
