"""How often the abstract that a claim of SciFact cites is among the first ones found.

    python -m benchmarks.retrieval --data FOLDER [--part dev]

The 5,183 abstracts are added to a store as `healthtext evidence add` adds a RIS file, and every
claim is searched for as `healthtext evidence search` searches. Beside it stand published figures of
BM25 over the same abstracts and claims: nDCG@10 of Lucene (Anserini's regression beir-v1.0.0-
scifact-flat; BEIR's test part is SciFact's development part, with every cited abstract relevant).
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import tables
from healthtext.evidence import fulltext
from healthtext.library import Library, add

FIRST = (1, 3, 10)
PUBLISHED = {"nDCG@10": 0.6789}  # BM25 of Anserini


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with scifact_official/")
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    given = parser.parse_args()
    folder = given.data / "scifact_official" / "data"
    with TemporaryDirectory() as place, Library.writable(Path(place) / "store.sqlite") as library:
        file = Path(place) / "corpus.ris"
        file.write_text("".join(map(ris, lines(folder / "corpus.jsonl"))), "utf-8")
        add(library, [file], tell=lambda error: sys.exit(str(error)))
        found = [
            (claim, [number(one.ids) for one in library.records(
                [fulltext.words(claim["claim"])], max(FIRST))])
            for claim in lines(folder / f"claims_{given.part}.jsonl")
        ]  # fmt: skip
        held = library.holds().records
    show(f"{held:,} abstracts, {len(found)} claims of {given.part}", found)


def show(title: str, found: Sequence[tuple[Mapping[str, Any], Sequence[str]]]) -> None:
    """Print the figures of all claims, and of those that an abstract supports or contradicts."""
    rows: list[tuple[str | float, ...]] = []
    for name, key in (("every cited abstract", "cited_doc_ids"), ("those that decide", "evidence")):
        asked = [({*map(str, claim[key])}, order) for claim, order in found if claim[key]]
        figures = {f"R@{most}": mean(recall(gold, order[:most]) for gold, order in asked)
                   for most in FIRST}  # fmt: skip
        figures["hit@3"] = mean(float(bool(gold & {*order[:3]})) for gold, order in asked)
        figures["hit@10"] = mean(float(bool(gold & {*order})) for gold, order in asked)
        figures["nDCG@10"] = mean(gain(gold, order) for gold, order in asked)
        rows.append((name, len(asked), *figures.values()))
    rows.append(("published BM25", "", *(PUBLISHED.get(name, "-") for name in figures)))
    tables.show(title, ("relevant", "claims", *figures), rows)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSONL file."""
    with path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def ris(article: Mapping[str, Any]) -> str:
    """Write an article of the corpus as a reference with its number."""
    text = " ".join(" ".join(article["abstract"]).split())
    title = " ".join(article["title"].split())
    number_ = f"DB  - PubMed\nAN  - {article['doc_id']}"
    return f"TY  - JOUR\n{number_}\nTI  - {title}\nAB  - {text}\nER  - \n"


def number(ids: Sequence[str]) -> str:
    """Return the number of an article that was found."""
    return ids[0].partition(":")[2]


def recall(gold: set[str], found: Sequence[str]) -> float:
    """Return the share of the relevant ones that were found."""
    return len(gold & {*found}) / len(gold)


def gain(gold: set[str], found: Sequence[str], most: int = 10) -> float:
    """Return the normalised discounted cumulative gain of a ranking."""
    got = sum(1 / math.log2(at + 2) for at, one in enumerate(found[:most]) if one in gold)
    return got / sum(1 / math.log2(at + 2) for at in range(min(len(gold), most)))


def mean(values: Iterator[float]) -> float:
    """Return the mean."""
    every = list(values)
    return sum(every) / max(len(every), 1)


if __name__ == "__main__":
    main()
