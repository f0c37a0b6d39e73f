"""Two records of one article made one, and an article as a row."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from healthtext.library.records import OTHER, Record


def both(older: Record, newer: Record) -> Record:
    """Return the newer one of two records of an article, with what only the older one says."""
    return replace(
        newer, ids=tuple(dict.fromkeys((*older.ids, *newer.ids))),
        title=newer.title or older.title, sentences=newer.sentences or older.sentences,
        year=newer.year or older.year, kind=older.kind if newer.kind == OTHER else newer.kind,
        retracted=older.retracted or newer.retracted,
    )  # fmt: skip


def row_of(record: Record) -> tuple[Any, ...]:
    """Return what the table of articles keeps of one."""
    text = "\n".join(" ".join(one.split()) for one in record.sentences)
    return (record.title, text, record.year, record.kind, record.version, int(record.retracted))


def order(id_: str) -> tuple[int, str]:
    """Return what sorts the ids of an article, the best one first."""
    kinds = ("pmid", "doi", "pmc")
    kind = id_.partition(":")[0]
    return (kinds.index(kind) if kind in kinds else len(kinds)), id_
