"""`healthtext query`: SQL over the tables that `healthtext batch` wrote."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

import click

from healthtext.cli.terminal import note, put
from healthtext.query import Result, ask
from healthtext.render.text import count, seen, table

FORMATS = ("table", "jsonl", "csv")
WIDTH = 60  # characters of a cell in a table
MOST = 1_000  # rows of a table; jsonl and csv have no end


@click.command("query", short_help="Ask the tables of a batch in SQL.")
@click.argument("folder", metavar="DIR")
@click.argument("sql")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True,
    help="A table to look at, or all of it for programs.",
)  # fmt: skip
def query(*, folder: str, sql: str, form: str) -> None:
    """Ask the tables of a batch in SQL.

    DIR is what --out of `healthtext batch` was; the batch may still be running, then the shards
    that are complete are asked. The tables are reports, texts, edits, entities, hyponyms,
    quantities, claims, findings and failures; `article` joins them. The SQL is DuckDB's and can
    only read them. A table is cut after 1,000 rows and 60 characters a cell; jsonl and csv are
    complete.

    \b
    Example:
      healthtext query out "SELECT rule, count(*) AS n FROM findings GROUP BY rule ORDER BY n DESC"
      healthtext query out "SELECT verdict, count(*) AS n FROM claims GROUP BY verdict"
      healthtext query out "SELECT id, code, message FROM failures" --format csv
      healthtext query out "DESCRIBE edits"
    """
    with ask(folder, sql) as result:
        for line in {"table": _table, "jsonl": _jsonl, "csv": _csv}[form](result):
            put(line)


def _table(result: Result) -> Iterator[str]:
    rows = list(islice(result.rows, MOST))
    yield from (f"{line}\n" for line in table([result.columns, *map(_cells, rows)]))
    if next(result.rows, None) is not None:
        note(f"the first {count(MOST, 'row')}; --format csv or jsonl gives all")


def _cells(row: Iterable[Any]) -> tuple[str, ...]:
    return tuple(_cell(value) for value in row)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = seen(f"{value:.6g}" if isinstance(value, float) else str(value))
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"


def _jsonl(result: Result) -> Iterator[str]:
    names = list(_unique(result.columns))
    for row in result.rows:
        values = dict(zip(names, map(_plain, row), strict=True))
        yield json.dumps(values, ensure_ascii=False, allow_nan=False) + "\n"


def _unique(names: Iterable[str]) -> Iterator[str]:
    """Number names that come again, since an object has each only once."""
    taken: set[str] = set()
    for name in names:
        unique, number = name, 1
        while unique in taken:
            number += 1
            unique = f"{name}_{number}"
        taken.add(unique)
        yield unique


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; what it has not, such as dates, as text."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value - value != 0:  # infinite or no number
        return None
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def _csv(result: Result) -> Iterator[str]:
    for row in chain((result.columns,), result.rows):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(row)
        yield line.getvalue()
