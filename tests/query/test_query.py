"""SQL over a batch: complete shards only, read only, and nothing else within reach."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.quick import report
from healthtext.batch import shards, tables
from healthtext.batch.inputs import Place, Shard
from healthtext.batch.storage import Folder
from healthtext.cli import cli
from healthtext.query import ask
from healthtext.read import from_text
from healthtext.records import Failure, Source
from tests.render.judged import MIXED, judged

Query = Callable[..., Result]


def write(out: str, formats: tuple[str, ...] = tables.FORMATS) -> Folder:
    """Write two shards as a run does, without a run."""
    folder = Folder(out)
    folder.write("manifest.json", json.dumps({"format": "healthtext-batch/1"}).encode())
    for number in (0, 1):
        article = from_text(f"Twine, twine {number} '=1+1' \x1b[31m", id=f"a{number}")
        failure = Failure("f", Source("f.txt"), "read", "empty", "no text", "give some")
        found = [tables.rows(2 * number, report(article)), tables.rows(2 * number + 1, failure)]
        shard = Shard(number, 2 * number, ("a", "f"), Place(number, 2), number == 1)
        shards.write(folder, shard, found, formats)
    return folder


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def query(tmp_path: Path) -> Query:
    write(str(tmp_path / "out"))

    def call(sql: str, *options: str) -> Result:
        found = CliRunner().invoke(cli, ["query", str(tmp_path / "out"), sql, *options])
        assert found.exception is None or isinstance(found.exception, SystemExit)
        return found

    return call


@pytest.mark.parametrize("formats", [("parquet", "jsonl"), ("jsonl",)])
def test_every_table_is_there_with_its_columns(formats: tuple[str, ...], tmp_path: Path) -> None:
    write(str(tmp_path), formats)
    for table in tables.TABLES:
        _has_its_columns(table, tmp_path)


def _has_its_columns(table: str, tmp_path: Path) -> None:
    with ask(str(tmp_path), f"SELECT * FROM {table}") as found:
        assert found.columns == tuple(tables.COLUMNS[table])
        assert len(list(found.rows)) == 2
    with ask(str(tmp_path), f"DESCRIBE {table}") as found:
        kinds = {"BIGINT": "int64", "VARCHAR": "string", "DOUBLE": "float64", "BOOLEAN": "bool"}
        assert {row[0]: kinds[row[1]] for row in found.rows} == tables.COLUMNS[table]


def test_the_example_of_the_docs_finds_what_studies_speak_against(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    folder.write("manifest.json", json.dumps({"format": "healthtext-batch/1"}).encode())
    made = report(from_text("Oils heal.", id="a"))
    (claim,) = made.claims
    against = judged(claim, replace(MIXED, value="contradicted"))
    claims = (claim, replace(against, priority="high"), judged(claim))
    rows = tables.rows(0, replace(made, claims=claims))
    shards.write(folder, Shard(0, 0, ("a",), Place(0, 1), True), [rows], tables.FORMATS)
    page = (Path(__file__).parents[2] / "docs/batch.md").read_text("utf-8")
    (sql,) = re.findall(r'healthtext query out "(SELECT id, text.*?)"\n', page, re.DOTALL)
    with ask(str(tmp_path), sql.replace("\\\n", " ")) as found:
        assert list(found.rows) == [("a", claim.text, 0.72, MIXED.studies[0].link)]


@pytest.mark.parametrize("form", tables.FORMATS)
def test_stores_behind_fsspec_are_asked_too(form: str, tmp_path: Path) -> None:
    url = f"memory://{tmp_path.name}"
    write(url, (form,))
    with ask(url, "SELECT count(*) FROM Edits JOIN reports USING (article)") as found:
        assert list(found.rows) == [(2,)]


def test_a_long_text_fits_into_json_lines(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    folder.write("manifest.json", json.dumps({"format": "healthtext-batch/1"}).encode())
    found = [tables.rows(0, report(from_text("long " * 600_000)))]
    shards.write(folder, Shard(0, 0, ("a",), Place(0, 1), True), found, ("jsonl",))
    with ask(str(tmp_path), "SELECT length(text) FROM texts") as answer:
        assert list(answer.rows) == [(3_000_000,)]


def test_only_complete_shards_are_asked(tmp_path: Path) -> None:
    folder = write(str(tmp_path))
    folder.remove("shards/000001.json")
    with ask(str(tmp_path), "SELECT article FROM reports") as found:
        assert list(found.rows) == [(0,)]


def test_a_batch_without_a_complete_shard_has_empty_tables(tmp_path: Path) -> None:
    folder = write(str(tmp_path))
    folder.remove("shards/000000.json")
    folder.remove("shards/000001.json")
    with ask(str(tmp_path), "SELECT * FROM reports JOIN failures USING (article)") as found:
        assert list(found.rows) == []


def test_formats(query: Query) -> None:
    sql = "SELECT id, old, start, score, NULL AS nothing, '=1,1' AS odd FROM edits ORDER BY id"
    rows = [json.loads(line) for line in query(sql, "--format", "jsonl").stdout.splitlines()]
    assert rows[0] == {"id": "a0", "old": "twine", "start": 7, "score": 0.9, "nothing": None,
                       "odd": "=1,1"}  # fmt: skip
    table = list(csv.reader(io.StringIO(query(sql, "--format", "csv").stdout)))
    assert table[0] == ["id", "old", "start", "score", "nothing", "odd"]
    assert table[1] == ["a0", "twine", "7", "0.9", "", "=1,1"]
    assert query(sql).stdout.splitlines()[0].split() == list(table[0])


def test_a_table_on_a_terminal_holds_no_escapes_and_is_cut(query: Query) -> None:
    shown = query("SELECT text FROM texts").stdout
    assert "\x1b" not in shown
    assert "…" in query("SELECT repeat('x', 99)").stdout
    many = query("SELECT * FROM range(1001)")
    assert "the first 1,000 rows" in many.stderr
    assert len(many.stdout.splitlines()) == 1_001
    assert len(query("SELECT * FROM range(1001)", "--format", "csv").stdout.splitlines()) == 1_002


def test_names_that_come_twice_and_values_json_has_not(query: Query) -> None:
    sql = "SELECT 1 AS a, 2 AS a, 'nan'::DOUBLE AS n, DATE '2020-01-02' AS d, [1, NULL] AS l"
    assert json.loads(query(sql, "--format", "jsonl").stdout) == {
        "a": 1, "a_2": 2, "n": None, "d": "2020-01-02", "l": [1, None],
    }  # fmt: skip


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM glob('/*')",
        "COPY reports TO '{file}'",
        "COPY (SELECT 1) TO '{file}'",
        "ATTACH '{file}'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "RESET enable_external_access",
        "SELECT * FROM folder",  # a variable of the Python code
        "EXPORT DATABASE '{file}'",
        "CREATE TABLE x AS SELECT 1",
        "DROP VIEW reports",
        "SELECT 1; SELECT 2",
        "SELECT * FROM read_parquet('https://example.org/x.parquet')",
        "EXPLAIN ANALYZE COPY reports TO '{file}'",
    ],
)
def test_nothing_but_the_tables_is_within_reach(sql: str, query: Query, tmp_path: Path) -> None:
    file = tmp_path / "secret.csv"
    file.write_text("a,b\nsecret,2\n")
    result = query(sql.format(file=file), "--format", "csv")
    assert result.exit_code == 2
    assert "secret,2" not in result.stdout
    assert result.stderr.startswith("healthtext: SQL: ")
    assert len(result.stderr.splitlines()) == 1
    assert file.read_text() == "a,b\nsecret,2\n"


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELEC 1", "syntax error"),
        ("", "holds 0 statements"),
        ("SELECT * FROM nope", "nope"),
        ("SELECT nope FROM edits", "nope"),
        ("SELECT 'x'::INT", "Could not convert"),
        ("SELECT id::INT FROM edits", "Could not convert"),
    ],
)
def test_bad_sql_is_one_line_that_helps(sql: str, said: str, query: Query) -> None:
    result = query(sql)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("content", [None, "{}", "no json"])
def test_a_folder_that_is_no_batch_says_so(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content)
    result = CliRunner().invoke(cli, ["query", str(tmp_path), "SELECT 1"])
    assert result.exit_code == 2
    assert "batch" in result.stderr
    assert result.stderr.startswith(f"healthtext: {tmp_path}")
