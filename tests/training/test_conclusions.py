"""The tables of conclusions that people read, and that they stand instead of what rules read."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthtext.errors import InputError
from healthtext.records import kinds
from training.evidence import conclusions, measure, written
from training.evidence.conclusions import COLUMNS, FOLDER

ZINC = {
    "review": "CD900001", "intervention": "zinc", "outcome": "common cold", "purpose": "treat",
    "effect": "benefit", "certainty": "low", "population": "", "comparator": "placebo",
}  # fmt: skip


def write(folder: Path, *rows: dict[str, str]) -> Path:
    lines = ("\t".join(row.values()) for row in rows)
    (folder / "colds.tsv").write_text("\n".join(("\t".join(COLUMNS), *lines)) + "\n", "utf-8")
    return folder


def test_the_rows_of_a_review_become_its_facts(tmp_path: Path) -> None:
    other = {**ZINC, "outcome": "nausea", "purpose": "risk", "effect": "harm", "certainty": ""}
    found = conclusions.facts(write(tmp_path, ZINC, other, {**ZINC, "review": "CD900002"}))
    assert [*found] == ["CD900001", "CD900002"]
    first, second = found["CD900001"]
    assert (first.outcome, first.direction) == ("treatment of common cold", "decreased")
    assert (first.certainty, second.certainty) == ("low", "not stated")
    assert (second.outcome, second.direction) == ("risk of nausea", "increased")
    assert first.identifier == second.identifier == "10.1002/14651858.CD900001"
    assert kinds.is_review(first.study) and first.year is None


@pytest.mark.parametrize(
    ("column", "value"),
    [("review", "CD12"), ("review", "10.1002/14651858.CD900001"), ("effect", "good"),
     ("purpose", "cure"), ("certainty", "some"), ("intervention", ""), ("outcome", "")],
)  # fmt: skip
def test_a_broken_row_is_named_by_file_line_and_value(
    tmp_path: Path, column: str, value: str
) -> None:
    with pytest.raises(InputError) as caught:
        conclusions.facts(write(tmp_path, ZINC, {**ZINC, "effect": "none", column: value}))
    assert "colds.tsv: line 3: " in str(caught.value)


def packaged() -> list[dict[str, str]]:
    tables = (one.read_text("utf-8").splitlines() for one in sorted(FOLDER.glob("*.tsv")))
    return [row for lines in tables for row in written.rows(lines, "table", conclusions.LAYOUT)]


def test_the_packaged_tables_are_well_formed() -> None:
    rows = packaged()
    assert len({row["review"] for row in rows}) > 1000
    for row in rows:
        assert all(value == " ".join(value.split()) for value in row.values()), row
        assert not any(value.endswith((".", ";")) for value in row.values()), row


def test_a_review_is_in_one_table() -> None:
    tables = [{line.split("\t")[0] for line in one.read_text("utf-8").splitlines()[1:]}
              for one in sorted(FOLDER.glob("*.tsv"))]  # fmt: skip
    assert sum(map(len, tables)) == len(set().union(*tables))


def test_reviews_that_rules_are_measured_by_are_left_to_rules() -> None:
    lines = measure.REVIEWS.read_text("utf-8").splitlines()
    labelled = {line.split("\t")[0] for line in lines if not line.startswith("#")}
    assert len(labelled) > 90
    assert labelled.isdisjoint(row["review"] for row in packaged())


def test_a_review_that_tells_nothing_is_named(tmp_path: Path) -> None:
    assert conclusions.silent(tmp_path) == frozenset()
    (tmp_path / conclusions.SILENT).write_text("# read\nCD900001  # empty\n\nCD900002\n", "utf-8")
    assert conclusions.silent(tmp_path) == {"CD900001", "CD900002"}


def test_a_wrong_number_of_a_silent_review_is_named(tmp_path: Path) -> None:
    (tmp_path / conclusions.SILENT).write_text("CD900001\nCD12\n", "utf-8")
    with pytest.raises(InputError, match=r"silent\.txt.*CD12.*give the number"):
        conclusions.silent(tmp_path)


def test_no_review_both_tells_something_and_nothing() -> None:
    told = conclusions.facts(FOLDER)
    assert conclusions.silent(FOLDER).isdisjoint(told)
