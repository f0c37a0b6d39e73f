"""The evidence store: what goes in comes out, and broken files are named."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtext.errors import AssetError
from healthtext.evidence import fulltext, store
from healthtext.evidence.store import EvidenceStore, Row
from healthtext.records import Evidence

GINGER = Row(
    Evidence("ginger", "nausea", "placebo", "pregnant women", "benefit", "moderate",
             "A review of ginger", "10.1000/ginger", 2014),
    ("MESH:D020935", "TEST:1"), ("MESH:D009325",),
)  # fmt: skip
OLDER = Row(
    Evidence("ginger capsules", "nausea", "vitamin B6", "adults", "no difference", "low",
             "A trial of ginger", "10.1000/older", None),
    ("MESH:D020935",), ("MESH:D009325",),
)  # fmt: skip
MASSAGE = Row(
    Evidence("massage", "pain in the lower back", "no care", "adults", "benefit", "low",
             "A trial of massage", "10.1000/massage", 2015),
    ("MESH:D008405",), ("MESH:D017116",),
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "evidence.sqlite"
    with EvidenceStore.create(path, "2026-11-01") as made:
        assert made.add([OLDER, GINGER, MASSAGE]) == 3
    return path


@pytest.fixture
def opened(path: Path) -> Iterator[EvidenceStore]:
    with EvidenceStore.open(path) as opened:
        yield opened


def test_concepts_find_facts_newest_first(opened: EvidenceStore) -> None:
    found = opened.by_concepts("MESH:D020935", "MESH:D009325")
    assert found == (GINGER.evidence, OLDER.evidence)
    assert opened.by_concepts("TEST:1", "MESH:D009325") == (GINGER.evidence,)
    assert opened.by_concepts("MESH:D009325", "MESH:D020935") == ()


def test_text_finds_facts_best_first(opened: EvidenceStore) -> None:
    assert opened.search("lower back pains and massages")[0] == MASSAGE.evidence
    assert len(opened.search("ginger nausea", limit=1)) == 1
    assert opened.search("") == opened.search("...") == opened.search("ginger", limit=0) == ()


@pytest.mark.parametrize(
    "text", ['"', "ginger' OR 1=1 --", "NEAR(", "nausea*) AND (", "출장 İ 😀", "-"]
)
def test_any_text_can_be_searched(opened: EvidenceStore, text: str) -> None:
    assert len(opened.search(text)) <= 3


def test_a_large_index_is_ranked_by_its_rare_words(
    opened: EvidenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fulltext, "RANKED", 0)
    assert opened.search("pain of adults in the lower back, massage")[0] == MASSAGE.evidence
    assert opened.search("ginger capsules")[0] == OLDER.evidence
    assert opened.by_words(["ginger", "mint"], ["nausea"]) == (GINGER.evidence, OLDER.evidence)
    assert opened.by_words(["ginger"], ["pain"]) == opened.by_words(["mint"], ["pain"]) == ()
    assert opened.by_words(["massage"], ["adults"]) == (MASSAGE.evidence,)  # the population's
    assert len(opened.search("adults", limit=1)) == 1


def test_a_text_search_reads_no_more_of_a_large_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fulltext, "RANKED", 100)
    monkeypatch.setattr(fulltext, "EACH", 10)
    read = 0
    with EvidenceStore.empty() as made:
        made.add(Row(replace(MASSAGE.evidence, identifier=str(n))) for n in range(5_000))
        rows = made._rows

        def counted(sql: str, values: tuple[object, ...]) -> list[tuple[object, ...]]:
            nonlocal read
            found = rows(sql, values)
            read += len(found)
            return found

        monkeypatch.setattr(made, "_rows", counted)
        assert len(made.search("massage for lower back pain")) == 10
    assert read < 500


WRITTEN_OUT = "update concept set side = iif(side = 'i', 'intervention', 'outcome')"


@pytest.mark.parametrize("older", ["", WRITTEN_OUT])
def test_a_store_without_pairs_can_still_be_asked(path: Path, older: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.executescript(f"drop table pair; {older}")
    connection.close()
    with EvidenceStore.open(path) as opened:
        found = opened.by_concepts("MESH:D020935", "MESH:D009325")
    assert found == (GINGER.evidence, OLDER.evidence)


def test_info_says_what_the_store_is(opened: EvidenceStore, tmp_path: Path) -> None:
    info = opened.info()
    assert (info.schema, info.snapshot, info.facts) == (store.SCHEMA, "2026-11-01", 3)
    with EvidenceStore.create(tmp_path / "again.sqlite", "2026-11-01") as again:
        again.add([OLDER])
        assert again.info().digest != info.digest
        again.add([GINGER, MASSAGE])
        assert again.info() == info


def test_a_store_is_opened_for_reading_only(opened: EvidenceStore) -> None:
    with pytest.raises(AssetError, match="cannot be written"):
        opened.add([GINGER])
    assert opened.info().facts == 3


def test_a_failed_addition_adds_nothing(tmp_path: Path) -> None:
    with EvidenceStore.create(tmp_path / "new.sqlite", "") as made:
        broken = Row(Evidence(object(), "", "", "", "", "", "", ""))  # type: ignore[arg-type]
        with pytest.raises(AssetError):
            made.add([GINGER, broken])
        assert made.info().facts == 0


def test_the_packaged_store_is_open_for_reading_only() -> None:
    assert store.default() is store.default()
    with pytest.raises(AssetError, match="cannot be written"):
        store.default().add([GINGER])


def test_missing_damaged_and_foreign_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match="there is no such evidence store"):
        EvidenceStore.open(tmp_path / "none.sqlite")
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"no database at all" * 100)
    with pytest.raises(AssetError, match=r"damaged.sqlite: is damaged, or no"):
        EvidenceStore.open(damaged)
    foreign = tmp_path / "foreign.sqlite"
    with sqlite3.connect(foreign) as connection:
        connection.execute("create table meta (key, value)")
    connection.close()
    with pytest.raises(AssetError, match="has schema ''"):
        EvidenceStore.open(foreign)


def test_a_locked_file_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "TIMEOUT_S", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin exclusive")
    with pytest.raises(AssetError, match="locked by another program"):
        EvidenceStore.open(path)
    other.close()


def test_an_existing_file_is_not_overwritten(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(AssetError, match="is there already"):
        EvidenceStore.create(path, "2026-11-01")
    assert path.read_bytes() == before


@given(st.text(max_size=30))
def test_rows_come_back_as_they_went_in(text: str) -> None:
    name = text.encode("utf-8", "ignore").decode("utf-8")
    evidence = Evidence(name, name, "", "", "benefit", "low", "study", "id", 1999)
    with EvidenceStore.empty() as made:
        made.add([Row(evidence, (name,), (name,))])
        assert made.by_concepts(name, name) == (evidence,)
