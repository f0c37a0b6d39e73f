"""Tell for how many well-known pairs of intervention and condition a store has a row.

    python -m training.evidence.lookups [--store FILE]

A pair counts by concepts when `by_concepts` finds a row, by words when a row of the first ten of
the text search names a word of both sides.
"""

from __future__ import annotations

import argparse
from itertools import product
from pathlib import Path

from healthtext.evidence import store
from healthtext.evidence.language.sides import side
from healthtext.evidence.store import EvidenceStore
from healthtext.evidence.weighing import match
from training.evidence import linking
from training.evidence.passages import content

TABLE = Path(__file__).with_suffix(".tsv")


def pairs() -> list[tuple[str, str]]:
    """Return the pairs of the table."""
    rows = (line.split("\t") for line in TABLE.read_text("utf-8").splitlines())
    return [(row[0], row[1]) for row in rows if not row[0].startswith("#")]


def by_concepts(opened: EvidenceStore, acts: str, condition: str) -> int:
    """Return how many rows share a concept with either side of a pair."""
    ids = product(linking.acting([acts]), linking.suffered([condition]))
    return len({row for one, other in ids for row in opened.by_concepts(one, other)})


def by_words(opened: EvidenceStore, acts: str, condition: str) -> int:
    """Return how many of the first ten rows found by words name a word of either side."""
    found = opened.search(f"{acts} {condition}", 10)
    return sum(
        bool(content(acts) & content(row.intervention))
        and bool(content(condition) & content(f"{row.outcome} {row.population}"))
        for row in found
    )


def matched(opened: EvidenceStore, acts: str, condition: str) -> int:
    """Return how many rows a verdict would rest on."""
    return len(match.studies(side(acts), side(condition), opened))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="a store other than the packaged one")
    path = parser.parse_args().store
    opened = EvidenceStore.open(path) if path else store.default()
    hits = [0, 0, 0]
    for acts, condition in pairs():
        found = [look(opened, acts, condition) for look in (by_concepts, by_words, matched)]
        hits = [hit + bool(rows) for hit, rows in zip(hits, found, strict=True)]
        print(f"{acts}\t{condition}\t" + "\t".join(map(str, found)))
    print(f"{len(pairs())} pairs\tby concepts {hits[0]}\tby words {hits[1]}\tmatched {hits[2]}")


if __name__ == "__main__":
    main()
