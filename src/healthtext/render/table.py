"""One flat table of everything found, a row a record, for spreadsheets and data frames.

Every article has a row of its own (`record` is `article`), so that one without findings is there
too; then its edits, entities, kinds, quantities, claims and findings. Of an entity
`score` is how probably it means its concepts, 0 if it is not linked; of a kind `object` is what the
text calls it a kind of; of an article `evidence` names what claims were looked up in, and says that
it is no medical advice; of a claim `score` is the verdict's confidence, `message` what was looked
up and `new` the sentence in a safer wording.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from healthtext.records import Claim, Entity, Finding, Hyponym, Quantity, Report
from healthtext.render.sides import Change, changes
from healthtext.render.verdicts import read, reworded, safer, stores

if TYPE_CHECKING:
    import pyarrow as pa

# Offsets count code points; start and end are in the repaired text.
COLUMNS = {
    "article": str, "source": str, "source_line": int, "record": str, "type": str, "text": str,
    "start": int, "end": int, "original_start": int, "original_end": int, "new": str, "made": bool,
    "tier": str, "severity": str, "score": float, "concepts": str, "negated": bool,
    "hedged": bool, "hypothetical": bool, "historical": bool, "subject": str, "population": str,
    "strength": str, "polarity": str, "attribution": str, "citations": str, "relation": str,
    "object": str, "dose": str, "figure": str, "priority": str, "verdict": str, "evidence": str,
    "message": str, "low": float, "high": float, "unit": str, "per": str,
}  # fmt: skip
ROWS = 10_000  # of a group in a Parquet file: what is held in memory
Row = dict[str, Any]
# What a spreadsheet takes for a formula, or for the apostrophe that says it is none.
_FORMULA = re.compile("'*[=+\\-@＝＋－＠\t\r\n]")
_NO_UTF8 = re.compile("[\ud800-\udfff]")


def rows(report: Report) -> Iterator[Row]:
    """Yield the rows of a report; what a record does not have is left out of its row."""
    source = report.source
    head: Row = {"article": report.id, "source": source.name, "source_line": source.line}
    about = {"record": "article", "type": source.kind, "text": source.title, "message": source.url,
             "evidence": stores(report)}  # fmt: skip
    yield head | about
    for change in changes(report):
        yield head | _of_edit(change)
    for entity in report.entities:
        yield head | _places(entity) | _of_entity(entity)
    for kind in report.hyponyms:
        yield head | _places(kind) | _of_kind(kind)
    for quantity in report.quantities:
        yield head | _places(quantity) | _of_quantity(quantity)
    for claim, wordings in zip(report.claims, safer(report), strict=True):
        new = reworded(report.repaired, claim, wordings)
        yield head | _places(claim) | _of_claim(claim) | _of_verdict(claim) | {"new": new}
    for finding in report.findings:
        words = report.repaired[max(finding.start, 0) : max(finding.end, 0)]
        yield head | _places(finding) | _of_finding(finding, words)


def _places(record: Entity | Hyponym | Quantity | Claim | Finding) -> Row:
    return {
        "start": record.start, "end": record.end,
        "original_start": record.original_start, "original_end": record.original_end,
    }  # fmt: skip


def _of_edit(change: Change) -> Row:
    edit, (start, end) = change.edit, change.place
    return {
        "record": "edit", "type": edit.rule, "text": edit.old, "new": edit.new,
        "start": start, "end": end, "original_start": edit.start, "original_end": edit.end,
        "made": change.made, "tier": edit.safety, "score": edit.score, "message": edit.reason,
    }  # fmt: skip


def _of_entity(entity: Entity) -> Row:
    context = entity.context
    return {
        "record": "entity", "type": entity.type, "text": entity.text,
        "concepts": " ".join(concept.id for concept in entity.concepts),
        "score": entity.link_score,
        "negated": context.negated, "hedged": context.hedged, "subject": context.subject,
        "hypothetical": context.hypothetical, "historical": context.historical,
        "population": context.population,
    }  # fmt: skip


def _of_kind(kind: Hyponym) -> Row:
    return {"record": "kind", "type": kind.pattern, "text": kind.text, "object": kind.general}


def _of_quantity(quantity: Quantity) -> Row:
    return {
        "record": "quantity", "type": quantity.kind, "text": quantity.text,
        "low": quantity.low, "high": quantity.high, "unit": quantity.unit, "per": quantity.per,
    }  # fmt: skip


def _of_claim(claim: Claim) -> Row:
    return {
        "record": "claim", "type": claim.kind, "text": claim.text, "strength": claim.strength,
        "polarity": claim.polarity, "attribution": claim.attribution,
        "hedged": claim.hedge != "none",
        "citations": " ".join(citation.value for citation in claim.citations),
        "subject": claim.subject.text if claim.subject else "", "relation": claim.relation,
        "object": claim.object.text if claim.object else "", "population": claim.population,
        "concepts": " ".join(
            party.concepts[0].id for party in (claim.subject, claim.object)
            if party and party.concepts
        ),
        "dose": claim.dose, "figure": claim.number, "priority": claim.priority,
    }  # fmt: skip


def _of_verdict(claim: Claim) -> Row:
    """Return a verdict, where its studies can be read, and what was looked up."""
    verdict = claim.verdict
    if verdict is None:
        return {}
    return {
        "verdict": verdict.value, "score": verdict.confidence, "evidence": " ".join(read(verdict)),
        "message": verdict.looked_up,
    }  # fmt: skip


def _of_finding(finding: Finding, words: str) -> Row:
    return {
        "record": "finding", "type": finding.rule, "text": words,
        "severity": finding.severity, "message": finding.message,
    }  # fmt: skip


def to_csv(reports: Iterable[Report]) -> Iterator[str]:
    """Yield CSV as RFC 4180 has it, a header and then the rows of each report.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front; `plain` takes
    it away again.
    """
    for number, report in enumerate(reports):
        stream = io.StringIO()
        writer = csv.DictWriter(stream, COLUMNS, restval="")
        if not number:
            writer.writeheader()
        for row in rows(report):
            writer.writerow({name: _cell(value) for name, value in row.items()})
        yield stream.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        value = _NO_UTF8.sub("\ufffd", value)
        return f"'{value}" if _FORMULA.match(value) else value
    return "" if value is None else value


def plain(cell: str) -> str:
    """Return what a cell of the CSV was before it was made harmless."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def schema() -> pa.Schema:
    """Return the Arrow schema of the table."""
    import pyarrow as pa

    kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    return pa.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])


def to_parquet(reports: Iterable[Report]) -> Iterator[bytes]:
    """Yield a Parquet file piece by piece; nothing for no report."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = _Pieces()
    writer = None
    every = (_whole(row) for report in reports for row in rows(report))
    while group := list(islice(every, ROWS)):
        writer = writer or pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema())
        writer.write_table(pa.Table.from_pylist(group, schema()))
        yield sink.taken()
    if writer:
        writer.close()
        yield sink.taken()


def _whole(row: Row) -> Row:
    return {
        name: _NO_UTF8.sub("\ufffd", value) if isinstance(value, str) else value
        for name, value in row.items()
    }


class _Pieces(io.RawIOBase):
    """A stream that hands on what was written to it."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._data += data
        self._size += len(data)
        return len(data)

    def tell(self) -> int:
        return self._size

    def taken(self) -> bytes:
        """Return what came since the last time."""
        data = bytes(self._data)
        self._data.clear()
        return data
