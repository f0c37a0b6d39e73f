"""SQL over the tables of a batch, by DuckDB: reading only, and nothing but those tables.

The tables are Arrow data sets over the files that the markers of complete shards name, so that a
folder may be queried while a run still writes to it. Of other stores than local ones those tables
are loaded that the SQL names. The SQL cannot reach files, the network,
Python's variables or DuckDB's settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from healthtext.batch import manifest, shards, tables
from healthtext.batch.storage import Folder
from healthtext.errors import SettingsError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    import pyarrow.dataset as ds

ROWS = 1_000  # fetched at once
BLOCK = 1 << 20  # bytes that Arrow takes of a JSON Lines file at once, if no file is longer
_LOCKED = {
    "enable_external_access": "false", "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false", "python_enable_replacements": "false",
    "lock_configuration": "true",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """The columns of an answer and its rows, which come as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def ask(out: str, sql: str) -> Iterator[Result]:
    """Answer one SELECT over the tables in the folder `out`.

    Raises SettingsError for a folder that is no batch output and for SQL that does not work.
    """
    import duckdb

    folder = Folder(out)
    found = _views(folder, sql)
    connection = duckdb.connect(":memory:")
    try:
        for table, data in found.items():
            connection.register(table, data)
        for name, value in _LOCKED.items():
            connection.execute(f"SET {name}={value}")
        with _told(duckdb):
            cursor = connection.execute(_select(duckdb, sql))
        columns = tuple(column[0] for column in cursor.description or ())
        yield Result(columns, _fetch(duckdb, cursor))
    finally:
        connection.close()


def _select(duckdb: Any, sql: str) -> Any:
    """Return the one statement, which has to be one that reads."""
    statements = duckdb.extract_statements(sql)
    if len(statements) != 1:
        problem = f"holds {len(statements)} statements"
        raise SettingsError("SQL", problem, "give one SELECT")
    if statements[0].type not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
        kind = statements[0].type.name
        raise SettingsError("SQL", f"is no SELECT but {kind}", "batches are only ever read")
    return statements[0]


def _fetch(duckdb: Any, cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    with _told(duckdb):
        while rows := cursor.fetchmany(ROWS):
            yield from rows


@contextmanager
def _told(duckdb: Any) -> Iterator[None]:
    """Make one line of what DuckDB says about the SQL."""
    try:
        yield
    except duckdb.Error as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        problem = " ".join(line for line in lines if set(line) != {"^"})[:300]
        remedy = f"tables: {', '.join(tables.TABLES)}; `DESCRIBE edits` shows a table's columns"
        raise SettingsError("SQL", problem, remedy) from None


def _views(folder: Folder, sql: str) -> dict[str, ds.Dataset | pa.Table]:
    """Return every table over the files of complete shards, each as something DuckDB reads."""
    if manifest.load(folder) is None:
        remedy = "give the folder that was --out of `healthtext batch`"
        raise SettingsError(folder.url, "holds no batch", remedy)
    markers = shards.done(folder).values()
    files = {name: size for marker in markers for name, size in marker.files.items()}
    form = "parquet" if any(name.endswith(".parquet") for name in files) else "jsonl"
    by_table = {
        table: {
            name: size
            for name, size in sorted(files.items())
            if name.startswith(f"{table}/") and name.endswith(form)
        }
        for table in tables.TABLES
    }
    if folder.local is not None:
        return {table: _dataset(folder, table, names, form) for table, names in by_table.items()}
    return {
        table: _loaded(folder, table, names)
        for table, names in by_table.items() if table in sql.casefold()
    }  # fmt: skip


def _dataset(folder: Folder, table: str, names: Mapping[str, int], form: str) -> ds.Dataset:
    """Return a local table, which is read as far as the SQL asks for it."""
    import pyarrow.dataset as ds
    from pyarrow import fs, json

    block = max(BLOCK, *names.values(), 0)  # a row has to fit into it, however long its text
    lines = ds.JsonFileFormat(read_options=json.ReadOptions(block_size=block))
    return ds.dataset(
        [folder.path(name) for name in names], schema=tables.schema(table),
        format="parquet" if form == "parquet" else lines, filesystem=fs.LocalFileSystem(),
    )  # fmt: skip


def _loaded(folder: Folder, table: str, names: Iterable[str]) -> pa.Table:
    """Return a table of another store, read whole.

    Arrow's threads that read through Python's fsspec while DuckDB waits for them stand still.
    """
    import pyarrow as pa

    found = [row for name in names for row in tables.decode(folder.read(name), name)]
    return pa.Table.from_pylist(found, schema=tables.schema(table))
