"""Time of the annotate stage against one bare pass of the encoder, and memory, in one process.

python -m benchmarks.annotate [--texts FOLDER] [--rounds N]

Prints what each part takes as a share of the bare pass: tokens, the reading of the second network
with the vocabulary, entities, context, and kinds with the sentences that are parsed for
them. The bare pass is the shared encoder's network over the same
texts, pieces and windows included. The median of the rounds is printed; they take turns, so that
what else the machine does falls on all alike. PyTorch is kept out: only training needs it, and
spaCy loads it where it is there, which takes 700 MB.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from importlib.abc import MetaPathFinder
from pathlib import Path

import numpy as np

from benchmarks import tables
from healthtext import annotator, context, encoder, entities, syntax, terms
from healthtext.entities import hyponyms, linking
from healthtext.settings import Settings

CORPUS = Path(__file__).parents[1] / "corpora" / "spun_health" / "clean"
TARGET_PASSES, TARGET_MB = 1.5, 900
GENERATOR = "scispacy.candidate_generation"  # it imports scikit-learn and nmslib
PARTS = ("bare pass", "tokens", "reading", "entities", "context", "kinds")


class NoTorch(MetaPathFinder):
    """Say of PyTorch that it is not installed."""

    def find_spec(self, name: str, *_: object) -> None:
        """Raise ModuleNotFoundError for PyTorch, leave all else to the other finders."""
        if name.partition(".")[0] == "torch":
            raise ModuleNotFoundError(name)


def bare(text: str) -> None:
    """Run the encoder's network over a text."""
    shared = encoder.load()
    ids, offsets = shared.cut(text)
    shared._run(ids, shared.cuts(text, offsets[:, 0]))


def round_of(texts: Sequence[str]) -> dict[str, float]:
    """Return the seconds that each part takes for all texts."""
    nlp, network = syntax.load(Settings().model), annotator.load()
    spent, clock = np.zeros(len(PARTS)), time.perf_counter
    for text in texts:
        marks = [clock()]
        bare(text)
        marks.append(clock())
        doc = nlp(text)
        marks.append(clock())
        reading = network.read(text)
        marks.append(clock())
        found = entities.find(doc, reading)
        marks.append(clock())
        labelled = context.label(doc, found)
        marks.append(clock())
        hyponyms.find(doc, labelled)
        marks.append(clock())
        spent += np.diff(marks)
    return dict(zip(PARTS, spent.tolist(), strict=True))


def linking_loads() -> list[tuple[str, float, float]]:
    """Return what loading the linker takes behind all else: processor seconds and megabytes."""
    syntax.load(Settings().model), annotator.load(), terms.load()
    steps = (
        ("scispaCy's generator imported", partial(import_module, GENERATOR)),
        ("knowledge and index", linking.load),
    )
    rows = []
    for name, step in steps:
        began, before = time.process_time(), held()
        step()
        rows.append((name, time.process_time() - began, held() - before))
    return rows


def held() -> float:
    """Return the memory of the process in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, default=CORPUS, help="folder of .txt files")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    sys.meta_path.insert(0, NoTorch())
    texts = [path.read_text("utf-8") for path in sorted(options.texts.glob("*.txt"))]
    columns = ("linking, targets 1 s and 300 MB", "seconds", "MB")
    tables.show("Loading the linker", columns, linking_loads())
    round_of(texts[:1])
    rounds = [round_of(texts) for _ in range(options.rounds)]
    rows = [
        (part, statistics.median(spent[part] for spent in rounds),
         statistics.median(spent[part] / spent["bare pass"] for spent in rounds))
        for part in PARTS
    ]  # fmt: skip
    whole = sum(row[2] for row in rows[1:])
    rows.append((f"annotate, target {TARGET_PASSES}", sum(row[1] for row in rows[1:]), whole))
    words = sum(len(text.split()) for text in texts)
    tables.show(f"{words:,} words, seconds and bare passes", ("", "seconds", "passes"), rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB, target {TARGET_MB}")


if __name__ == "__main__":
    main()
