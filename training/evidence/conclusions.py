"""Facts of conclusions/*.tsv: what people read in the conclusions of Cochrane reviews.

The columns are those of readings/*.tsv, with the number of the review instead of title, year and
identifier. silent.txt names the reviews that were read and say nothing of what a thing does. A
review that is labelled to measure the rules by is left to the rules.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from healthtext.errors import InputError
from training.evidence import readings, written
from training.evidence.facts import Fact

FOLDER = Path(__file__).with_name("conclusions")
SILENT = "silent.txt"
COLUMNS = (
    "review", "intervention", "outcome", "purpose", "effect", "certainty", "population",
    "comparator",
)  # fmt: skip
_REVIEW = re.compile(r"CD\d{6}"), "give the number of a review, such as CD000004"
LAYOUT = written.Layout(
    COLUMNS,
    needed=("review", "intervention", "outcome"),
    sets=readings.LAYOUT.sets,
    words=readings.LAYOUT.words,
    forms={"review": _REVIEW},
    key=("review", "intervention", "outcome", "purpose", "population", "comparator"),
)


def facts(folder: Path = FOLDER) -> Mapping[str, list[Fact]]:
    """Return the facts of every review in all tables; raises InputError at the first wrong line."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for table in sorted(folder.glob("*.tsv")):
        for row in written.rows(table.read_text("utf-8").splitlines(), table.name, LAYOUT):
            doi = f"10.1002/14651858.{row['review']}"
            found[row["review"]].append(readings.fact({**row, "year": "", "identifier": doi}))
    return found


def silent(folder: Path = FOLDER) -> frozenset[str]:
    """Return the reviews that were read and tell no fact; raises InputError at a wrong line."""
    table = folder / SILENT
    if not table.exists():
        return frozenset()
    lines = (line.split("#")[0].strip() for line in table.read_text("utf-8").splitlines())
    named = [line for line in lines if line]
    if wrong := next((line for line in named if not _REVIEW[0].fullmatch(line)), ""):
        raise InputError(str(table), f"{wrong} is no review", _REVIEW[1])
    return frozenset(named)
