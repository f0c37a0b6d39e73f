"""Flat tables: the same columns and types whatever is in them, and the same bytes each time."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.quick import report
from healthtext.batch import tables
from healthtext.read import from_text
from healthtext.records import Context, Failure, Source
from tests.render.judged import MIXED, judged, suggestion

FAILURE = Failure("b", Source("b.txt", line=4), "read", "empty", "holds no text", "give another")


def rows() -> tables.Rows:
    found = report(from_text("The spinal twine, 척추 😀\u2028end", id="a"))
    return tables.merge((tables.rows(0, found), tables.rows(1, FAILURE)))


@pytest.mark.parametrize("table", tables.TABLES)
def test_every_row_has_every_column_in_its_place(table: str) -> None:
    assert rows()[table]
    assert all(list(row) == list(tables.COLUMNS[table]) for row in rows()[table])


@pytest.mark.parametrize("table", tables.TABLES)
def test_types_do_not_depend_on_what_is_there(table: str) -> None:
    for found in ([], rows()[table]):
        read = pq.read_table(io.BytesIO(tables.parquet(table, found)))
        assert read.schema.equals(tables.schema(table))
        assert read.to_pylist() == found


@pytest.mark.parametrize("table", tables.TABLES)
def test_the_same_rows_give_the_same_bytes(table: str) -> None:
    assert tables.parquet(table, rows()[table]) == tables.parquet(table, rows()[table])


def test_json_lines_hold_the_same() -> None:
    data = tables.jsonl(rows()["texts"])
    assert [json.loads(line) for line in data.decode().split("\n")[:-1]] == rows()["texts"]
    assert tables.count(data, "jsonl") == 1


def judged_rows() -> tables.Rows:
    found = report(from_text("Twine heals at once.", id="a"))
    context = Context(hypothetical=True, historical=True, population="children")
    entity = replace(found.entities[0], context=context)
    (claim,) = found.claims
    claims = (judged(replace(claim, end=20, text="Twine heals at once.")), claim)
    found = replace(found, entities=(entity,), claims=claims, versions={"evidence": "a store"})
    return tables.rows(0, suggestion(found, "heals", "may help"))


def test_entities_say_how_they_are_spoken_of() -> None:
    (entity,) = judged_rows()["entities"]
    assert (entity["hypothetical"], entity["historical"]) == (True, True)
    assert entity["population"] == "children"


def test_quantities_have_a_table() -> None:
    (quantity,) = rows()["quantities"]
    assert (quantity["kind"], quantity["low"], quantity["high"]) == ("count", 2.0, None)


def test_kinds_have_a_table() -> None:
    (kind,) = rows()["hyponyms"]
    assert (kind["text"], kind["general"], kind["pattern"]) == ("The", "The", "such_as")


def test_claims_have_their_sides_verdicts_and_studies() -> None:
    found = judged_rows()
    assert found["reports"][0]["evidence"] == "a store"
    first, second = found["claims"]
    assert (first["subject"], first["subject_concept"], first["object"]) == (
        "Twine",
        "X:1",
        "agony",
    )
    assert (first["dose"], first["figure"], first["population"]) == ("2 g", "9 percent", "adults")
    assert (first["priority"], first["verdict"], first["confidence"]) == ("medium", "mixed", 0.72)
    studies = json.loads(first["studies"])
    assert [study["identifier"] for study in studies] == [
        s.evidence.identifier for s in MIXED.studies
    ]
    assert [study["retracted"] for study in studies] == [False, False, True]
    assert studies[0] | {"link": MIXED.studies[0].link, "effect": "benefit"} == studies[0]
    assert first["looked_up"] == MIXED.looked_up
    assert first["safer"] == "Twine may help at once."
    assert (second["verdict"], second["confidence"], second["studies"]) == ("", None, "[]")
    assert (second["safer"], second["subject_concept"]) == ("", "")


def test_no_column_tells_of_times_or_workers() -> None:
    names = {name for columns in tables.COLUMNS.values() for name in columns}
    assert not {"time", "seconds", "began", "worker", "pid", "host", "run"} & names


def test_every_table_can_be_joined() -> None:
    for columns in tables.COLUMNS.values():
        assert list(columns)[:2] == ["article", "id"]


def test_rows_are_counted_in_what_was_written() -> None:
    assert tables.count(tables.parquet("failures", rows()["failures"]), "parquet") == 1
    with pytest.raises(pa.ArrowInvalid):
        tables.count(tables.parquet("failures", rows()["failures"])[:-9], "parquet")


def test_halves_of_characters_can_be_written() -> None:
    failure = Failure("a\ud800", Source("\udcff.txt"), "read", "x", "y", "z")
    found = tables.rows(0, failure)["failures"]
    assert found[0]["id"] == "a\\ud800"
    assert json.loads(tables.jsonl(found)) == found[0]
    assert tables.decode(tables.parquet("failures", found), "x.parquet") == found
