"""Tables of a batch made by hand: sources, months, families, a hostile article, failures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from healthtext.batch import tables
from healthtext.corpus import Measures, measure
from healthtext.edits import apply
from healthtext.records import (
    SCHEMA,
    Citation,
    Claim,
    Edit,
    Failure,
    Finding,
    Report,
    Source,
)
from tests.render.judged import MIXED, NOTHING, STORE

BAD = '<script>alert(1)</script>" onload="x'
STORIES = (
    "A walk every morning keeps old knees supple and lowers the pressure in the vessels of the leg",
    "Fresh herbs from the garden season a soup far better than salt and spare the heart as well",
    "Whoever sleeps seven hours forgets less and learns the names of new neighbours more easily",
)

AGAINST = replace(MIXED, value="contradicted", confidence=0.8)
VERDICTS = (AGAINST, NOTHING, AGAINST, replace(MIXED, value="supported"), None)

Make = Callable[..., Path]


def report(
    number: int, story: str, *, url: str = "", date: str = "", spun: bool = True,
    title: str = "", findings: tuple[Finding, ...] = (),
) -> Report:  # fmt: skip
    """Make a report with one spin (of an article that is spun) and one claim."""
    text = f"Spinal twine {number}. {story}."
    edit = Edit(0, 12, "Spinal twine", "Spinal cord", "despin", "despin-term", 0.9, "safe")
    made = (edit,) if spun else ()
    claim = Claim(
        0, 5, text[:5], "treatment", "direct_causal", "positive", "none", "vague",
        citations=(Citation(0, 1, "pmid", "1"),) if number % 2 else (),
        priority="high", verdict=VERDICTS[number],
    )  # fmt: skip
    source = Source(f"feeds/{number}.html", "html", url=url, title=title, date=date)
    return Report(
        SCHEMA, f"feeds/{number}.html", source, text, apply(text, made), made,
        claims=(claim,), findings=findings, scores={"despin.page": 0.9 if spun else 0.1},
        versions={"evidence": STORE},
    )  # fmt: skip


def results() -> list[Report | Failure]:
    finding = Finding(0, 3, "ABSOLUTE_WORDING", "error", "too much")
    first, second, third = STORIES
    gone = Failure("x", Source("x.html", "html"), "read", "empty", f"is empty {BAD}", "look")
    return [
        report(0, first, url="https://www.a.org/1", date="2025-11-03"),
        report(1, first, url="https://b.org/copy", date="2025-11-30T10:00:00Z", title=BAD),
        report(2, first, url="https://b.org/again", date="2026-02-01", findings=(finding,)),
        report(3, second, url="https://a.org/2?x=1", date="2026-02-02", spun=False),
        report(4, third, date="soon"),
        gone,
    ]


def write(folder: Path, found: list[Report | Failure], form: str = "parquet") -> Path:
    """Write results as `healthtext batch` does: a shard of each table, and its marker."""
    rows = tables.merge(tables.rows(number, result) for number, result in enumerate(found))
    for table in tables.TABLES:
        (folder / table).mkdir(parents=True)
        (folder / table / f"000000.{form}").write_bytes(tables.encode(table, rows[table], form))
    (folder / "shards").mkdir()
    (folder / "shards" / "000000.json").write_text("{}")
    return folder


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Write results into a folder."""
    return lambda found, form="parquet", name="out": write(tmp_path / name, found, form)


@pytest.fixture
def folder(make: Make) -> Path:
    return make(results())


@pytest.fixture(scope="session")
def found(tmp_path_factory: pytest.TempPathFactory) -> Measures:
    """What is measured of the folder, once for all tests that only look at it."""
    return measure(write(tmp_path_factory.mktemp("corpus") / "out", results()))
