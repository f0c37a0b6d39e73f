"""Write src/healthtext/data/terms/terms.tsv.gz from public vocabularies.

    python -m training.terms.build --data FOLDER

FOLDER holds the unpacked archives named in sources.py. One concept a line: id, type, preferred
name, wordings separated by |, each followed by > and its
normal form where that differs. The order is the priority: where two concepts of different
types share a wording, the first decides.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from healthtext.assets import DATA
from healthtext.terms import TABLE, keyed
from training.terms import combinations, sources
from training.terms.kinds import GENERAL
from training.terms.names import ascii_of, spoken, usable
from training.terms.sources import Row

VERSIONS = {
    "DOID": "Disease Ontology 2026-08-19, synonyms 2016-03-04",
    "SYMP": "Symptom Ontology 2026-07-30",
    "MESH": "MeSH 2015",
    "UBERON": "Uberon 2015-04-23",
    "DRUGBANK": "DrugBank names in Hetionet 1.0",
    "NDFRT": "NDF-RT class names in Hetionet 1.0",
    "UMLS": "UMLS concepts named by MedQuAD 2023-10-17 and SIDER in Hetionet 1.0",
    "MEDQUAD": "MedQuAD 2023-10-17",
    "PHRASE": "phrases of MedQuAD and OpenStax prose, by counts",
    "PART": "names of body parts combined with head words",
    "PUBHEALTH": "PUBHEALTH lexicon 2021-04-27",
}


def merged(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield each concept once, in order, with every usable wording once."""
    found: dict[str, tuple[str, str, dict[str, None]]] = {}
    for row in rows:
        wordings = [said for name in (row.name, *row.names) for said in spoken(name)]
        kind, name, names = found.setdefault(row.id, (row.type, tidy(row.name), {}))
        names.update((said.lower(), None) for said in map(lowered, wordings) if usable(said))
    for concept, (kind, name, names) in found.items():
        # An untyped word says nothing; an untyped phrase is known not to be a spinner's.
        kept = tuple(said for said in names if kind != GENERAL or _is_phrase(said))
        if kept:
            yield Row(concept, kind, name, kept)


def _is_phrase(said: str) -> bool:
    return " " in said and not re.match(r"(?:a|an|at|how|in|of|on|the|to|what|when|your?)\b", said)


def tidy(name: str) -> str:
    """Put a preferred name on one line of printable characters."""
    return re.sub(r"[\s|]+", " ", name).strip()


def lowered(name: str) -> str:
    """Write a wording in lower case; a single word keeps its capitals, so that acronyms show."""
    name = ascii_of(name)
    return name.lower() if " " in name else name


def text(rows: Iterable[Row]) -> str:
    """Return the table with its provenance header."""
    header = [f"# {key}\t{version}" for key, version in VERSIONS.items()]
    lines = [keyed("\t".join((r.id, r.type, r.name, "|".join(r.names)))) for r in rows]
    return "\n".join([*header, *lines]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of unpacked archives")
    data = parser.parse_args().data
    sources.check(data)
    read = (row for reader in sources.READERS for row in reader(data))
    rows = list(merged(chain(read, combinations.rows(data))))
    rows.sort(key=lambda row: row.type == GENERAL)  # stable: what has a type comes first
    packed = gzip.compress(text(rows).encode(), compresslevel=9, mtime=0)
    (DATA / TABLE).parent.mkdir(parents=True, exist_ok=True)
    (DATA / TABLE).write_bytes(packed)
    print(f"{len(rows)} concepts, {len(packed)} bytes; now run python -m training.manifest")


if __name__ == "__main__":
    main()
