"""Write src/healthtext/data/terms/broader.tsv.gz: the next broader concepts of known concepts.

    python -m training.broader.build --data FOLDER

FOLDER holds the unpacked Disease Ontology (is_a of doid.obo) and MeSH (tree numbers). A line is a
concept and its next broader concepts, separated by |. Only concepts of the term table count, on
both sides, and of MeSH only diseases, drugs, therapies, behaviour and food. One source, one file:
the same bytes for the same sources.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from healthtext import assets, terms
from healthtext.assets import DATA
from training.files import check
from training.terms.sources import DOID_OBO, MESH

TABLE = "terms/broader.tsv.gz"
HEADER = "# is_a of the Disease Ontology 2016-03-04 (CC0); trees of MeSH 2015 (NLM)\n"
TREES = ("C", "D", "E02", "E04", "F", "G11", "I03", "J02", "HP")
Pair = tuple[str, str]


def diseases(obo: str) -> Iterator[Pair]:
    """Yield each disease with a broader one."""
    for stanza in obo.split("\n[Term]\n")[1:]:
        concept = stanza.partition("\n")[0].removeprefix("id: ")
        if "\nis_obsolete: true" not in stanza:
            for parent in re.findall(r"^is_a: (\S+)", stanza, re.M):
                yield concept, parent


def headings(rows: list[dict[str, str]]) -> Iterator[Pair]:
    """Yield each heading with the one above it in a tree."""
    owner = {row["mesh_tree_number"]: f"MESH:{row['mesh_id']}" for row in rows}
    for number, concept in owner.items():
        above = owner.get(number.rpartition(".")[0])
        if above and above != concept and number.startswith(TREES):
            yield concept, above


def known() -> frozenset[str]:
    """Return the concepts of the packaged term table."""
    with gzip.open(assets.path(terms.TABLE), "rt", encoding="utf-8") as stream:
        return frozenset(line.partition("\t")[0] for line in stream)


def table(pairs: list[Pair], concepts: frozenset[str]) -> str:
    """Return the table of all pairs of known concepts."""
    above: dict[str, set[str]] = defaultdict(set)
    for concept, parent in pairs:
        if concept in concepts and parent in concepts:
            above[concept].add(parent)
    lines = (f"{concept}\t{'|'.join(sorted(above[concept]))}\n" for concept in sorted(above))
    return HEADER + "".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of unpacked archives")
    data = parser.parse_args().data
    check(data, (DOID_OBO, MESH))
    with (data / MESH.path).open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    pairs = [*diseases((data / DOID_OBO.path).read_text("utf-8")), *headings(rows)]
    text = table(pairs, known())
    (DATA / TABLE).write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{TABLE}: {text.count(chr(10)) - 1:,} concepts")


if __name__ == "__main__":
    main()
