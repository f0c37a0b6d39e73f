"""Reports and failures as flat tables, whose columns and types never depend on the data.

No column tells when, where or by whom an article was worked on, so that a disturbed run has the
same bytes as an undisturbed one. `article` is the number of the input in the run, from 0; together
with `number`, the place in the article's own list, it is the key of a row.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from healthtext.records import (
    SAFETIES,
    Claim,
    Edit,
    Entity,
    Failure,
    Finding,
    Party,
    Quantity,
    Report,
    Source,
    Verdict,
)
from healthtext.render.verdicts import reworded, safer, values

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
Rows = dict[str, list[Row]]
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
        "name": "string", "concepts": "string", "negated": "bool", "hedged": "bool",
        "subject": "string", "hypothetical": "bool", "historical": "bool",
        "population": "string",
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
    found = _rows(number, result)
    return {table: [_writable(row) for row in table_rows] for table, table_rows in found.items()}


def _writable(row: Row) -> Row:
    """Write out what no file can hold: halves of characters, from names and titles."""
    return {
        name: value.encode("utf-8", "backslashreplace").decode()
        if isinstance(value, str) and not value.isascii() else value
        for name, value in row.items()
    }  # fmt: skip


def _rows(number: int, result: Report | Failure) -> Rows:
    key = {"article": number, "id": result.id}
    if isinstance(result, Failure):
        return {"failures": [{**key, **_source(result.source), **_failure(result)}]}
    return {
        "reports": [{**key, **_source(result.source), **_report(result)}],
        "texts": [{**key, "text": result.repaired}],
        "edits": [{**key, **_edit(*pair)} for pair in enumerate(result.edits)],
        "entities": [{**key, **_entity(*pair)} for pair in enumerate(result.entities)],
        "quantities": [{**key, **_quantity(*pair)} for pair in enumerate(result.quantities)],
        "claims": [{**key, **row} for row in _claims(result)],
        "findings": [{**key, **_finding(*pair)} for pair in enumerate(result.findings)],
    }


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


def _source(source: Source) -> Row:
    return {
        "source": source.name, "line": source.line, "kind": source.kind, "url": source.url,
        "title": source.title, "author": source.author, "date": source.date,
        "encoding": source.encoding, "warnings": "\n".join(source.warnings),
    }  # fmt: skip


def _report(report: Report) -> Row:
    tiers = [edit.safety for edit in report.edits]
    return {
        "original_length": len(report.original), "repaired_length": len(report.repaired),
        **{f"{tier}_edits": tiers.count(tier) for tier in SAFETIES},
        "entities": len(report.entities), "claims": len(report.claims),
        "findings": len(report.findings), "scores": _json(report.scores),
        "grammar": report.versions.get("grammar", ""),
        "evidence": report.versions.get("evidence", ""),
    }  # fmt: skip


def _failure(failure: Failure) -> Row:
    return {
        "stage": failure.stage, "code": failure.code, "message": failure.message,
        "remedy": failure.remedy,
    }  # fmt: skip


def _edit(number: int, edit: Edit) -> Row:
    return {
        "number": number, "start": edit.start, "end": edit.end, "old": edit.old, "new": edit.new,
        "step": edit.step, "rule": edit.rule, "score": float(edit.score), "safety": edit.safety,
        "reason": edit.reason, "alternatives": _json(edit.alternatives),
        "steps": ",".join(edit.steps),
    }  # fmt: skip


def _entity(number: int, entity: Entity) -> Row:
    first = entity.concepts[0] if entity.concepts else None
    context = entity.context
    return {
        **_placed(number, entity), "text": entity.text, "type": entity.type,
        "concept": first.id if first else "", "name": first.name if first else "",
        "concepts": _json([concept.id for concept in entity.concepts]),
        "negated": context.negated, "hedged": context.hedged, "subject": context.subject,
        "hypothetical": context.hypothetical, "historical": context.historical,
        "population": context.population,
    }  # fmt: skip


def _quantity(number: int, quantity: Quantity) -> Row:
    return {
        **_placed(number, quantity), "text": quantity.text, "kind": quantity.kind,
        "low": None if quantity.low is None else float(quantity.low),
        "high": None if quantity.high is None else float(quantity.high),
        "unit": quantity.unit, "per": quantity.per,
    }  # fmt: skip


def _claims(report: Report) -> Iterator[Row]:
    for number, (claim, wordings) in enumerate(zip(report.claims, safer(report), strict=True)):
        yield {
            **_claim(number, claim), **_sides(claim), **_judged(claim.verdict),
            "safer": reworded(report.repaired, claim, wordings),
        }  # fmt: skip


def _claim(number: int, claim: Claim) -> Row:
    return {
        **_placed(number, claim), "text": claim.text, "kind": claim.kind,
        "strength": claim.strength, "polarity": claim.polarity, "hedge": claim.hedge,
        "attribution": claim.attribution,
        "citations": _json([asdict(citation) for citation in claim.citations]),
        "cues": _json([asdict(cue) for cue in claim.cues]),
    }  # fmt: skip


def _sides(claim: Claim) -> Row:
    return {
        "subject": claim.subject.text if claim.subject else "",
        "subject_concept": _concept(claim.subject), "relation": claim.relation,
        "object": claim.object.text if claim.object else "",
        "object_concept": _concept(claim.object), "population": claim.population,
        "dose": claim.dose, "figure": claim.number, "priority": claim.priority,
        "priority_reason": claim.priority_reason,
    }  # fmt: skip


def _concept(party: Party | None) -> str:
    return party.concepts[0].id if party and party.concepts else ""


def _judged(verdict: Verdict | None) -> Row:
    """Return a verdict with its studies as JSON; a claim that was not looked up has none."""
    if verdict is None:
        return {"verdict": "", "confidence": None, "studies": "[]", "looked_up": ""}
    known = values(verdict)
    return {
        "verdict": verdict.value, "confidence": float(verdict.confidence),
        "studies": _json(known["studies"]), "looked_up": verdict.looked_up,
    }  # fmt: skip


def _finding(number: int, finding: Finding) -> Row:
    return {
        **_placed(number, finding), "rule": finding.rule, "severity": finding.severity,
        "message": finding.message,
    }  # fmt: skip


def _placed(number: int, item: Entity | Quantity | Claim | Finding) -> Row:
    return {
        "number": number, "start": item.start, "end": item.end,
        "original_start": item.original_start, "original_end": item.original_end,
    }  # fmt: skip


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
