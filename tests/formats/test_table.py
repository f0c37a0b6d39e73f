"""The flat table: CSV that no spreadsheet runs, Parquet with types, one row a record."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pyarrow.parquet as pq
import pytest

from healthtext.records import Report, Source
from healthtext.render import table
from tests.render.judged import LOOKED_UP, MIXED, suggestion


def read(*reports: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(table.to_csv(reports)), newline="")))


def test_every_record_is_a_row_and_every_article_too(tricky: Report, empty: Report) -> None:
    rows = read(tricky, empty)
    kinds = [row["record"] for row in rows]
    assert kinds == [
        "article",
        *["edit"] * 4,
        *["entity"] * 5,
        "claim",
        *["finding"] * 2,
        "article",
    ]
    assert rows[-1]["article"] == "none.txt"
    twine = rows[2]
    assert (twine["text"], twine["new"], twine["made"]) == ("spinal twine", "spinal cord", "true")
    start, end = int(twine["start"]), int(twine["end"])
    assert tricky.repaired[start:end] == "spinal cord"
    start, end = int(twine["original_start"]), int(twine["original_end"])
    assert tricky.original[start:end] == "spinal twine"


def test_a_claim_has_its_sides_its_verdict_and_where_to_read_why(tricky: Report) -> None:
    (claim,) = (row for row in read(tricky) if row["record"] == "claim")
    assert (claim["subject"], claim["relation"], claim["object"]) == ("The", "heal", "agony")
    assert (claim["concepts"], claim["dose"], claim["figure"]) == ("X:1", "2 g", "9 percent")
    assert (claim["population"], claim["priority"]) == ("adults", "medium")
    assert (claim["verdict"], claim["score"]) == ("mixed", "0.72")
    first, second, _ = (study.link for study in MIXED.studies)
    assert claim["evidence"].split() == [first, second, f"RETRACTED:{second}"]
    assert claim["message"] == LOOKED_UP


def test_a_claim_has_its_safer_wording_and_one_without_verdict_nothing(tricky: Report) -> None:
    (claim,) = tricky.claims
    bare = replace(claim, verdict=None, subject=None, object=None)
    worded = suggestion(replace(tricky, claims=(claim, bare)), "heals in", "may help in")
    first, second = (row for row in read(worded) if row["record"] == "claim")
    assert first["new"] == claim.text.replace("heals", "may help")
    assert (second["verdict"], second["score"], second["evidence"], second["subject"]) == ("",) * 4


def test_no_cell_is_a_formula_and_each_can_be_had_back(tricky: Report) -> None:
    rows, plain = read(tricky), list(table.rows(tricky))
    numbers = {name for name, kind in table.COLUMNS.items() if kind is not str}
    for row, before in zip(rows, plain, strict=True):
        for name, cell in row.items():
            if name not in numbers:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
                assert table.plain(cell) == (before.get(name) or "")
    assert rows[1]["text"].startswith("'=2+5 Posted by 🤖\r\n")
    assert rows[4]["message"] == "'=HYPERLINK(1)"
    assert rows[-1]["message"] == "'@nobody is cited\nanywhere"


@pytest.mark.parametrize("text", ["'=x", "''-", "'word", "'", "", "a=b", "-1", "\t=x", "＠x"])
def test_an_apostrophe_of_the_article_stays_its_own(text: str) -> None:
    cell = table._cell(text)
    assert table.plain(cell) == text
    assert not cell.startswith(tuple("=+-@＝＋－＠\t"))


def test_parquet_has_the_same_rows_with_types(tricky: Report, empty: Report) -> None:
    data = b"".join(table.to_parquet([tricky, empty]))
    read_back = pq.read_table(io.BytesIO(data))
    assert read_back.schema.equals(table.schema())
    for row, before in zip(read_back.to_pylist(), _all(tricky, empty), strict=True):
        assert {name: value for name, value in row.items() if value is not None} == {
            name: value for name, value in before.items() if value is not None
        }


def test_a_large_table_comes_in_groups(tricky: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "ROWS", 10)
    pieces = list(table.to_parquet([tricky] * 3))
    assert len(pieces) == 5
    file = pq.ParquetFile(io.BytesIO(b"".join(pieces)))
    assert (file.num_row_groups, file.metadata.num_rows) == (4, 39)


def test_no_report_is_no_table() -> None:
    assert not list(table.to_parquet([]))
    assert not list(table.to_csv([]))


def test_what_utf_8_cannot_hold_is_replaced(empty: Report) -> None:
    broken = replace(empty, source=Source("a", title="half \ud800"))
    assert read(broken)[0]["text"] == "half \ufffd"
    data = b"".join(table.to_parquet([broken]))
    assert pq.read_table(io.BytesIO(data)).to_pylist()[0]["text"] == "half \ufffd"


def _all(*reports: Report) -> list[table.Row]:
    return [row for report in reports for row in table.rows(report)]
