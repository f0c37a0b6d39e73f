"""Facts of guidance.tsv: what public bodies state of treatments, of prevention and of risks.

`effect` is what the body says of the intervention for people: `harm` of a risk is that the risk is
raised. `checked` says whether the page was read when the row was written, or recalled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from healthtext.records.kinds import guidance_of
from training.evidence import written
from training.evidence.facts import Fact
from training.evidence.outcomes import BAD, GOOD, UNKNOWN, polarity

TABLE = Path(__file__).with_name("guidance.tsv")
COLUMNS = (
    "intervention", "outcome", "purpose", "effect", "certainty", "population", "body", "title",
    "year", "url", "checked",
)  # fmt: skip
SETS = {
    "purpose": ("treat", "prevent", "relieve", "risk"),
    "effect": ("benefit", "none", "harm", "unclear"),
    "certainty": ("high", "moderate", "low", "very low", ""),
    "checked": ("read", "recalled"),
}
WORDS = {"intervention": 8, "outcome": 6, "population": 8}
YEAR = re.compile(r"(?:(?:19|20)\d\d)?"), "give a year such as 2021, or nothing"
_URL = re.compile(r"https?://[a-z0-9.-]+\.[a-z]{2,}(?:/[^\s;<>\"']*)?", re.I)
LAYOUT = written.Layout(
    COLUMNS,
    needed=("intervention", "outcome", "body", "title"),
    sets=SETS,
    words=WORDS,
    forms={"url": (_URL, "give an address that starts with https://"), "year": YEAR},
    key=("intervention", "outcome", "purpose", "population", "url"),
)
# What an outcome is asked about, in front of it: prevention of colds, treatment of colds.
_AIMS = {"treat": "treatment of", "prevent": "prevention of", "risk": "risk of"}
_COUNTED = re.compile(
    r"^(?:risk|incidence|treatment|prevention|symptoms?|severity|duration|frequency) of\b"
    r"|\b(?:risk|incidence|severity|duration)$",
    re.I,
)


def facts(table: Path = TABLE) -> Iterator[Fact]:
    """Yield the facts of a table, in its order; raises InputError at the first wrong line."""
    for row in rows(table.read_text("utf-8").splitlines(), table.name):
        yield fact(row)


def rows(lines: Iterable[str], name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as its columns; raises InputError at the first that is wrong."""
    return written.rows(lines, name, LAYOUT)


def fact(row: dict[str, str]) -> Fact:
    """Make a fact of a row; the direction follows from the effect where it can."""
    return Fact(
        row["intervention"], aimed(row["outcome"], row["purpose"]), "", row["population"], "",
        direction(row["outcome"], row["purpose"], row["effect"]), row["effect"],
        certainty(row), guidance_of(row["body"], read=row["checked"] == "read"),
        row["url"], int(row["year"]) if row["year"] else None,
    )  # fmt: skip


def certainty(row: dict[str, str]) -> str:
    """Return how certain the body is; nobody who has not read it may say that it is certain."""
    said, read = row["certainty"], row["checked"] == "read"
    return said if said in ("low", "very low") or (said and read) else "not stated"


def aimed(outcome: str, purpose: str) -> str:
    """Return an outcome with what it is asked about, unless it says so itself or is welcome."""
    aim = _AIMS.get(purpose)
    welcome = purpose == "treat" and polarity(outcome) == GOOD
    return outcome if not aim or welcome or _COUNTED.search(outcome) else f"{aim} {outcome}"


def direction(outcome: str, purpose: str, effect: str) -> str:
    """Return what becomes of an outcome that gets better, worse or neither."""
    if effect == "none":
        return "no_difference"
    if effect not in ("benefit", "harm"):
        return "unknown"
    sign = polarity(outcome) if purpose in ("treat", "relieve") else BAD
    if sign == UNKNOWN:
        return "unknown"
    return "increased" if (sign == GOOD) == (effect == "benefit") else "decreased"
