"""The store that the benchmark fills in bulk is the one that rows are added to."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from benchmarks import evidence_store
from healthtext.evidence.store import EvidenceStore


def test_in_bulk_the_store_is_the_same(tmp_path: Path) -> None:
    with (
        evidence_store.build(tmp_path / "bulk.sqlite", 400) as bulk,
        EvidenceStore.create(tmp_path / "added.sqlite", "2026-01-01") as added,
    ):
        added.add(islice(evidence_store.rows(), 400))
        assert bulk.facts() == added.facts()
        for look in (("I:0", "O:0"), ("I:2", "O:1"), ("I:7", "O:3")):
            assert bulk.by_concepts(*look) == added.by_concepts(*look)
        assert bulk.by_concepts("I:0", "O:0")
        words = (["drug1", "pain"], ["state2", "adults"], 10)
        assert bulk.by_words(*words) == added.by_words(*words) != ()
        assert bulk.by_identifier("PMID:9") == added.by_identifier("PMID:9") != ()
        made = "select name, sql from sqlite_master order by name"
        assert bulk._rows(made, ()) == added._rows(made, ())


@pytest.mark.soak
def test_look_ups_hardly_grow_with_the_store(tmp_path: Path) -> None:
    """A hundred times the rows: a look-up takes at most ten times as long."""
    few, many = (
        evidence_store.measured(tmp_path / f"{rows}.sqlite", rows) for rows in (10_000, 1_000_000)
    )
    assert many.pair.median < max(10 * few.pair.median, 1)
    assert many.text.median < 10 * few.text.median
