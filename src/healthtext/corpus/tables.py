"""The tables of a batch or a watch, asked in SQL by DuckDB.

Of a batch only complete shards count, so that a folder can be looked at while a run writes to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from healthtext.batch import tables
from healthtext.errors import SettingsError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_ITEMS = {"article": "int64", "family": "int64"}  # of a watch
_REMEDY = "give the folder that `healthtext batch --out` or `healthtext watch` wrote"


class Corpus:
    """The tables of one folder; `has_families` says that a watch has found families already."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, has_families: bool) -> None:
        self._connection = connection
        self.has_families = has_families

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows that a query of ours gives."""
        return self._connection.execute(sql, values).fetchall()

    def pieces(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query as they are fetched; ask nothing else in between."""
        found = self._connection.execute(sql)
        while rows := found.fetchmany(500):
            yield from rows

    def add(self, name: str, columns: dict[str, str], rows: list[tuple[Any, ...]]) -> None:
        """Add a table of our own."""
        import pyarrow as pa

        values = [dict(zip(columns, row, strict=True)) for row in rows]
        self._connection.register(name, pa.Table.from_pylist(values, _schema(columns)))


@contextmanager
def opened(folder: Path) -> Iterator[Corpus]:
    """Open the tables of a folder; raises SettingsError for none and for damaged ones."""
    import duckdb
    import pyarrow as pa

    if not folder.is_dir():
        raise SettingsError(str(folder), "is no folder", _REMEDY)
    connection = duckdb.connect(":memory:", config={"enable_external_access": "false"})
    try:
        for name, columns in tables.COLUMNS.items():
            _register(connection, folder, name, columns)
        _register(connection, folder, "items", _ITEMS)
        has_families = bool(_files(folder, "items"))
        yield Corpus(connection, has_families=has_families)
    except (duckdb.Error, pa.ArrowException) as error:
        problem = f"holds a damaged table ({' '.join(str(error).split())[:200]})"
        raise SettingsError(str(folder), problem, "run the batch again: it mends it") from None
    finally:
        connection.close()


def _register(
    connection: duckdb.DuckDBPyConnection, folder: Path, name: str, columns: dict[str, str]
) -> None:
    """Make a view of a table's files; one without files is empty."""
    import pyarrow.dataset as ds

    schema, files = _schema(columns), _files(folder, name)
    if name == "reports" and not files:
        raise SettingsError(str(folder), "holds no table of reports", _REMEDY)
    if not files:
        connection.register(name, schema.empty_table())
        return
    form = "parquet" if files[0].suffix == ".parquet" else "json"
    full = [str(path) for path in files if path.stat().st_size]  # JSON of nothing has no columns
    data = ds.dataset(full, schema=schema, format=form) if full else schema.empty_table()
    connection.register(name, data)


def _files(folder: Path, table: str) -> list[Path]:
    """Return the files of a table: of a batch's complete shards, or the one of a watch."""
    shards = _shards(folder)
    for suffix in (".parquet", ".jsonl"):
        found = sorted((folder / table).glob(f"*{suffix}"))
        found = [path for path in found if shards is None or path.stem in shards]
        if found:
            return found
    single = folder / f"{table}.jsonl"
    return [single] if single.is_file() and not (folder / table).is_dir() else []


def _shards(folder: Path) -> frozenset[str] | None:
    """Return the names of the complete shards, None where nothing marks them."""
    markers = folder / "shards"
    return frozenset(path.stem for path in markers.glob("*.json")) if markers.is_dir() else None


def _schema(columns: dict[str, str]) -> pa.Schema:
    import pyarrow as pa

    kinds = {
        "int64": pa.int64(), "string": pa.string(), "float64": pa.float64(), "bool": pa.bool_(),
    }  # fmt: skip
    return pa.schema([(name, kinds[kind]) for name, kind in columns.items()])
