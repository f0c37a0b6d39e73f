"""The reader of the tables of reviews that were read, and the form of the packaged ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from healthtext.errors import InputError
from healthtext.evidence.language import signs
from healthtext.records import kinds
from training.evidence import facts, guidance, readings, written
from training.evidence.readings import COLUMNS, FOLDER

HONEY = {
    "intervention": "honey", "outcome": "cough", "purpose": "relieve", "effect": "benefit",
    "certainty": "low", "population": "children", "comparator": "no treatment",
    "title": "Honey for cough", "year": "2018", "identifier": "10.1000/honey",
}  # fmt: skip


def table(*rows: dict[str, str]) -> str:
    lines = ("\t".join(row.values()) for row in rows)
    return "\n".join(("\t".join(COLUMNS), "# sweets", *lines)) + "\n"


def read(tmp_path: Path, *rows: dict[str, str]) -> list[facts.Fact]:
    (tmp_path / "sweets.tsv").write_text(table(*rows), "utf-8")
    return list(readings.facts(tmp_path))


def test_a_row_becomes_a_fact_of_a_review(tmp_path: Path) -> None:
    (made,) = read(tmp_path, HONEY)
    found = facts.row(made)
    row = found.evidence
    assert (row.intervention, row.outcome, row.comparator) == ("honey", "cough", "no treatment")
    assert (row.direction, row.effect, row.certainty) == ("decreased", "benefit", "low")
    assert (row.population, row.identifier, row.year) == ("children", "10.1000/honey", 2018)
    assert row.sentence == "" and kinds.is_review(row.study)
    assert "MESH:D006722" in found.interventions and "MESH:D003371" in found.outcomes


def test_what_a_row_is_asked_about_and_how_sure_it_is(tmp_path: Path) -> None:
    rows = ({**HONEY, "purpose": "prevent", "certainty": ""}, {**HONEY, "purpose": ""})
    said = [(one.outcome, one.certainty) for one in read(tmp_path, *rows)]
    assert said == [("prevention of cough", "not stated"), ("cough", "low")]
    (welcome,) = read(tmp_path, {**HONEY, "outcome": "sleep quality", "purpose": ""})
    assert (welcome.outcome, welcome.direction) == ("sleep quality", "increased")


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("10.1002/14651858.CD007094.pub5", "10.1002/14651858.CD007094"),
        ("10.1002/14651858.CD007094", "10.1002/14651858.CD007094"),
        ("10.1000/paper.pub2", "10.1000/paper.pub2"),
        ("PMC123456", "PMC123456"),
        ("PMID 1234567", "PMID:1234567"),
    ],
)
def test_an_identifier_is_as_the_store_has_it(tmp_path: Path, given: str, stored: str) -> None:
    (made,) = read(tmp_path, {**HONEY, "identifier": given})
    assert made.identifier == stored


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("intervention", ""), ("outcome", ""), ("title", ""), ("identifier", ""),
        ("identifier", "https://doi.org/10.1000/honey"), ("identifier", "PMC"),
        ("identifier", "10.1000/a b"), ("effect", "good"), ("effect", ""), ("purpose", "cure"),
        ("certainty", "sure"), ("year", "18"),
        ("comparator", "a spoonful of sugar water in a cup of tea"),
    ],
)  # fmt: skip
def test_a_broken_row_is_named_by_file_line_and_value(
    tmp_path: Path, column: str, value: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, HONEY, {**HONEY, "intervention": "x", column: value})
    assert str(caught.value).startswith(f"sweets.tsv: line 4: {column} = {value!r} is not right; ")


def test_a_row_is_told_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"line 4: row = .* line 3 says the same"):
        read(tmp_path, HONEY, {**HONEY, "intervention": "Honey", "effect": "none"})
    assert len(read(tmp_path, HONEY, {**HONEY, "identifier": "PMC123456"})) == 2


def packaged() -> list[dict[str, str]]:
    found = (one.read_text("utf-8").splitlines() for one in sorted(FOLDER.glob("*.tsv")))
    return [row for lines in found for row in written.rows(lines, "readings", readings.LAYOUT)]


def test_the_packaged_tables_are_well_formed() -> None:
    for row in packaged():
        assert all(value == " ".join(value.split()) for value in row.values()), row
        assert not any(row[one].endswith((".", ";")) for one in COLUMNS if one != "title"), row
        assert row["effect"] != "harm" or row["purpose"] in ("risk", ""), row


def test_an_identifier_has_one_title_and_year() -> None:
    titles = {(row["identifier"], row["title"], row["year"]) for row in packaged()}
    assert len(titles) == len({identifier for identifier, _, _ in titles})


def test_a_paper_counts_once() -> None:
    """Its DOI in one row and its number in PubMed Central in another would be two studies."""
    papers = {(row["title"].lower(), row["year"], row["identifier"]) for row in packaged()}
    counted = Counter((title, year) for title, year, _ in papers)
    assert len(papers) > 300 and [one for one, count in counted.items() if count > 1] == []


def test_no_two_tables_tell_the_same_of_a_paper() -> None:
    said: dict[tuple[str, ...], set[str]] = {}
    for one in sorted(FOLDER.glob("*.tsv")):
        for row in written.rows(one.read_text("utf-8").splitlines(), one.name, readings.LAYOUT):
            key = tuple(row[name].lower() for name in ("intervention", "outcome", "identifier"))
            said.setdefault(key, set()).add(one.name)
    assert [key for key, tables in said.items() if len(tables) > 1] == []


def test_nobody_is_kept_from_what_is_welcome() -> None:
    """A lower IQ is harm of an outcome that is good: "risk of child IQ" is said to be raised."""
    tables = [row for table in sorted(FOLDER.glob("*.tsv"))
              for row in written.rows(table.read_text("utf-8").splitlines(), table.name,
                                      readings.LAYOUT)]  # fmt: skip
    advice = [*guidance.rows(guidance.TABLE.read_text("utf-8").splitlines(), "guidance.tsv")]
    wrong = [
        (row["intervention"], row["outcome"]) for row in (*tables, *advice)
        if row["purpose"] in ("risk", "prevent") and row["effect"] in ("harm", "benefit")
        and signs.is_good(row["outcome"])
    ]  # fmt: skip
    assert wrong == []
