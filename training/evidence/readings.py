"""Facts of readings/*.tsv: what systematic reviews conclude whose abstracts people have read.

The columns are those of guidance.tsv, with the paper's own title, year and identifier: a DOI, or a
number of PubMed Central or PubMed. An empty purpose leaves the outcome as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.evidence import guidance, written
from training.evidence.facts import REVIEW, Fact

FOLDER = Path(__file__).with_name("readings")
COLUMNS = (
    "intervention", "outcome", "purpose", "effect", "certainty", "population", "comparator",
    "title", "year", "identifier",
)  # fmt: skip
_IDENTIFIER = re.compile(r"10\.\d{4,9}/[^\s;<>\"']+|PMC\d{4,9}|PMID \d{4,9}")
# Editions of a Cochrane review are one study.
_EDITION = re.compile(r"(?<=\.CD\d{6})\.pub\d+$")
_REMEDY = "give a DOI (10.…), PMC and a number, or PMID and a number"
LAYOUT = written.Layout(
    COLUMNS,
    needed=("intervention", "outcome", "title"),
    sets={name: guidance.SETS[name] for name in ("effect", "certainty")}
    | {"purpose": (*guidance.SETS["purpose"], "")},
    words=guidance.WORDS | {"comparator": 8},
    forms={"identifier": (_IDENTIFIER, _REMEDY), "year": guidance.YEAR},
    key=("intervention", "outcome", "purpose", "population", "comparator", "identifier"),
)


def facts(folder: Path = FOLDER) -> Iterator[Fact]:
    """Yield the facts of all tables by their names; raises InputError at the first wrong line."""
    for table in sorted(folder.glob("*.tsv")):
        for row in written.rows(table.read_text("utf-8").splitlines(), table.name, LAYOUT):
            yield fact(row)


def fact(row: dict[str, str]) -> Fact:
    """Make a fact of a row; the direction follows from the effect where it can."""
    return Fact(
        row["intervention"], guidance.aimed(row["outcome"], row["purpose"]), row["comparator"],
        row["population"], "",
        guidance.direction(row["outcome"], row["purpose"] or "relieve", row["effect"]),
        row["effect"],
        row["certainty"] or "not stated", REVIEW, identifier(row["identifier"]),
        int(row["year"]) if row["year"] else None,
    )  # fmt: skip


def identifier(written_so: str) -> str:
    """Return an identifier as the store has it: PMID:123, and a Cochrane review without edition."""
    return _EDITION.sub("", written_so.replace("PMID ", "PMID:"))
