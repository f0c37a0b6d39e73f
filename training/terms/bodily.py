"""Write src/healthtext/data/terms/bodily.txt.gz: single words that name parts of bodies.

    python -m training.terms.bodily --data FOLDER

They are the words of names and synonyms of Uberon, of the cellular components of the Gene Ontology
(in Hetionet) and of the anatomy of MeSH, of four letters and more. `everyday.txt` has those that
mean something else as often; it was read against what the network then took for anatomy in 120,000
words of health pages.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from healthtext.assets import DATA
from healthtext.entities.bodily import TABLE, form_of
from training import files
from training.terms import sources

EVERYDAY = Path(__file__).parent / "everyday.txt"
HEADER = """\
# Uberon 2015-04-23 (CC BY 3.0), cellular components of the Gene Ontology in Hetionet 1.0 (CC0)
# and MeSH 2015 (National Library of Medicine): single words of their names
"""
_WORD = re.compile(r"[a-z]{4,}")


def names(data: Path) -> Iterator[str]:
    """Yield the names and synonyms of the three vocabularies."""
    for row in sources._table(data / sources.UBERON.path):
        yield row["name"]
        for synonym in row["synonyms"].split("|"):
            told = re.fullmatch(r"(.*?)(?:@\w+)? \[(?:EXACT|RELATED|NARROW)\]", synonym)
            if told:
                yield told[1]
    for _, name, kind in sources._nodes(data):
        if kind == "Cellular Component":
            yield name
    for row in sources._table(data / sources.MESH.path):
        if row["mesh_tree_number"].startswith("A"):
            yield row["mesh_name"]


def words(said: Iterable[str], everyday: Iterable[str]) -> list[str]:
    """Return the words of names in order, each once in its normal form, everyday ones left out."""
    found = {form_of(word) for name in said for word in _WORD.findall(name.lower())}
    return sorted(found - {form_of(word) for word in everyday})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of unpacked archives")
    data = parser.parse_args().data
    files.check(data, (sources.UBERON, sources.HETIONET, sources.MESH))
    everyday = [line for line in EVERYDAY.read_text("utf-8").splitlines() if line[:1] != "#"]
    kept = words(names(data), everyday)
    text = HEADER + "".join(f"{word}\n" for word in kept)
    packed = gzip.compress(text.encode(), compresslevel=9, mtime=0)
    (DATA / TABLE).write_bytes(packed)
    print(f"{len(kept)} words, {len(packed)} bytes; now run python -m training.manifest")


if __name__ == "__main__":
    main()
