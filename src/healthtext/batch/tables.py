"""Reports and failures as flat tables, whose columns and types never depend on the data.

No column tells when, where or by whom an article was worked on, so that a disturbed run has the
same bytes as an undisturbed one. `article` is the number of the input in the run, from 0; together
with `number`, the place in the article's own list, it is the key of a row.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from healthtext.batch import flat
from healthtext.batch.flat import Row as Row
from healthtext.batch.flat import Rows as Rows
from healthtext.records import Failure, Report

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = ("parquet", "jsonl")

_KEY = {"article": "int64", "id": "string"}
_ITEM = {**_KEY, "number": "int64", "start": "int64", "end": "int64"}
_ORIGINAL = {"original_start": "int64", "original_end": "int64"}
_SOURCE = {
    "source": "string", "line": "int64", "kind": "string", "url": "string", "title": "string",
    "author": "string", "date": "string", "encoding": "string", "warnings": "string",
}  # fmt: skip
COLUMNS: dict[str, dict[str, str]] = {
    "reports": {
        **_KEY, **_SOURCE, "original_length": "int64", "repaired_length": "int64",
        "safe_edits": "int64", "review_edits": "int64", "suggest_edits": "int64",
        "entities": "int64", "claims": "int64", "findings": "int64", "scores": "string",
        "grammar": "string", "evidence": "string",
    },
    "texts": {**_KEY, "text": "string"},
    "edits": {
        **_ITEM, "old": "string", "new": "string", "step": "string", "rule": "string",
        "score": "float64", "safety": "string", "reason": "string", "alternatives": "string",
        "steps": "string",
    },
    "entities": {
        **_ITEM, **_ORIGINAL, "text": "string", "type": "string", "concept": "string",
        "name": "string", "concepts": "string", "link_score": "float64", "negated": "bool",
        "hedged": "bool", "subject": "string", "hypothetical": "bool", "historical": "bool",
        "population": "string", "inner": "string",
    },
    "hyponyms": {
        **_ITEM, **_ORIGINAL, "text": "string", "general": "string", "general_start": "int64",
        "general_end": "int64", "pattern": "string",
    },
    "quantities": {
        **_ITEM, **_ORIGINAL, "text": "string", "kind": "string", "low": "float64",
        "high": "float64", "unit": "string", "per": "string",
    },
    "claims": {
        **_ITEM, **_ORIGINAL, "text": "string", "kind": "string", "strength": "string",
        "polarity": "string", "hedge": "string", "attribution": "string", "citations": "string",
        "cues": "string", "subject": "string", "subject_concept": "string", "relation": "string",
        "object": "string", "object_concept": "string", "population": "string", "dose": "string",
        "figure": "string", "priority": "string", "priority_reason": "string",
        "verdict": "string", "confidence": "float64", "studies": "string", "looked_up": "string",
        "safer": "string",
    },
    "findings": {
        **_ITEM, **_ORIGINAL, "rule": "string", "severity": "string", "message": "string",
    },
    "failures": {
        **_KEY, **_SOURCE, "stage": "string", "code": "string", "message": "string",
        "remedy": "string",
    },
}  # fmt: skip
TABLES = tuple(COLUMNS)


def rows(number: int, result: Report | Failure) -> Rows:
    """Return the rows that input `number` adds to each table it adds any to."""
    found = flat.rows(number, result)
    return {table: [_writable(row) for row in table_rows] for table, table_rows in found.items()}


def _writable(row: Row) -> Row:
    """Write out what no file can hold: halves of characters, from names and titles."""
    return {
        name: value.encode("utf-8", "backslashreplace").decode()
        if isinstance(value, str) and not value.isascii() else value
        for name, value in row.items()
    }  # fmt: skip


def merge(parts: Iterable[Rows]) -> Rows:
    """Put the rows of many articles together, every table present."""
    merged: Rows = {table: [] for table in TABLES}
    for part in parts:
        for table, found in part.items():
            merged[table] += found
    return merged


def encode(table: str, found: Sequence[Row], form: str) -> bytes:
    """Return the rows of a table as the bytes of a file in one of FORMATS."""
    return parquet(table, found) if form == "parquet" else jsonl(found)


def jsonl(found: Iterable[Mapping[str, Any]]) -> bytes:
    """Return rows as JSON Lines, columns in their order."""
    lines = (json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in found)
    return "".join(lines).encode("utf-8", "backslashreplace")


def parquet(table: str, found: Sequence[Row]) -> bytes:
    """Return rows as Parquet; the same rows give the same bytes with the same pyarrow."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(
        pa.Table.from_pylist(list(found), schema=schema(table)), sink, version="2.6",
        compression="zstd", compression_level=3, data_page_version="1.0", use_dictionary=True,
        write_statistics=True, row_group_size=100_000,
    )  # fmt: skip
    return bytes(sink.getvalue())


def decode(data: bytes, name: str) -> list[Row]:
    """Return the rows of a file, Parquet or JSON Lines as its name says."""
    if name.endswith(".jsonl"):
        return [json.loads(line) for line in data.splitlines()]
    import pyarrow as pa
    import pyarrow.parquet as pq

    found: list[Row] = pq.read_table(pa.BufferReader(data)).to_pylist()
    return found


def schema(table: str) -> pa.Schema:
    """Return a table's columns as an Arrow schema."""
    import pyarrow as pa

    kinds = {
        "int64": pa.int64(), "string": pa.string(), "float64": pa.float64(), "bool": pa.bool_(),
    }  # fmt: skip
    return pa.schema([(name, kinds[kind]) for name, kind in COLUMNS[table].items()])


def count(data: bytes, form: str) -> int:
    """Count the rows in a file of one of FORMATS."""
    if form == "jsonl":
        return data.count(b"\n")
    import pyarrow as pa
    import pyarrow.parquet as pq

    return int(pq.read_metadata(pa.BufferReader(data)).num_rows)
