"""The figures of a corpus: what is counted where, in every form the tables come in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from healthtext.batch import tables
from healthtext.corpus import Measures, families, measure, measures
from healthtext.corpus.measures import Counted, Group, Term
from healthtext.corpus.page import months
from healthtext.edits import apply
from healthtext.errors import SettingsError
from tests.corpus.conftest import STORIES, report
from tests.render.judged import LOOKED_UP, STORE

Make = Callable[..., Path]


def test_everything_is_counted_once(found: Measures) -> None:
    total = found.total
    assert (total.articles, total.spun, total.spins, total.claims) == (5, 4, 4, 5)
    assert (total.uncited, total.findings, total.errors) == (3, 1, 1)
    assert total.share == 0.8
    assert total.rate == pytest.approx(1000 * 4 / total.words)
    assert found.failures == (
        Counted("read: empty", 1, 1, 'is empty <script>alert(1)</script>" onload="x'),
    )


def test_a_source_is_a_site_or_a_folder(found: Measures) -> None:
    assert [(group.name, group.articles, group.spun) for group in found.sources] == [
        ("a.org", 2, 1), ("b.org", 2, 2), ("feeds", 1, 1),
    ]  # fmt: skip
    assert sum(group.words for group in found.sources) == found.total.words


def test_months_are_those_of_the_dates_that_are_dates(found: Measures) -> None:
    assert [(group.name, group.articles) for group in found.months] == [
        ("2025-11", 2), ("2026-02", 2),
    ]  # fmt: skip
    assert found.undated == 1
    assert [group.name for group in months(found.months)] == [
        "2025-11", "2025-12", "2026-01", "2026-02",
    ]  # fmt: skip
    assert months(()) == ()
    wild = (Group("0001-01", 1), Group("9999-12", 1))
    assert months(wild) == wild


def test_wrong_terms_come_with_their_most_frequent_mending(found: Measures) -> None:
    assert found.terms == (Term("spinal twine", "spinal cord", 4, 4),)


def test_a_wrong_term_counts_in_every_article_whatever_it_should_be_there(make: Make) -> None:
    made = [report(number, STORIES[0]) for number in range(3)]
    (edit,) = made[2].edits
    other = replace(edit, new="Spinal column")
    made[2] = replace(made[2], edits=(other,), repaired=apply(made[2].original, [other]))
    assert measure(make(made)).terms == (Term("spinal twine", "spinal cord", 3, 3),)


def test_claims_are_counted_by_what_the_tables_have(found: Measures) -> None:
    assert found.claims["strength"] == (Counted("direct_causal", 5, 5),)
    assert found.claims["attribution"] == (Counted("vague", 5, 5),)
    assert found.claims["priority"] == (Counted("high", 5, 5),)
    assert [(row.name, row.times) for row in found.claims["verdict"]] == [
        ("contradicted", 2), ("nothing_found", 1), ("supported", 1),
    ]  # fmt: skip
    assert found.findings == (Counted("ABSOLUTE_WORDING", 1, 1, "error"),)


def test_verdicts_are_counted_by_source_and_month(found: Measures) -> None:
    assert found.total.verdicts == {
        "supported": 1, "mixed": 0, "contradicted": 2, "insufficient": 0, "nothing_found": 1,
        "not_checkable": 0,
    }  # fmt: skip
    assert found.total.judged == 4  # one of five was not looked up
    assert [(g.name, g.contradicted, g.nothing_found, g.supported) for g in found.sources] == [
        ("a.org", 1, 0, 1), ("b.org", 1, 1, 0), ("feeds", 0, 0, 0),
    ]  # fmt: skip
    assert [(g.name, g.contradicted, g.judged) for g in found.months] == [
        ("2025-11", 1, 2), ("2026-02", 1, 2),
    ]  # fmt: skip


def test_what_studies_speak_against_is_named_with_them(found: Measures) -> None:
    (claim,) = found.against
    assert (claim.text, claim.times, claim.articles, claim.confidence) == ("Spina", 2, 2, 0.8)
    assert claim.studies == ("10.1002/14651858.CD000001", "PMC1234567")  # not the retracted one
    assert (claim.found, claim.looked_up) == (2, LOOKED_UP)
    assert found.evidence == (STORE,)


def test_tables_of_before_there_were_verdicts_are_read(folder: Path) -> None:
    for table, gone in (("claims", 15), ("reports", 1)):
        file = folder / table / "000000.parquet"
        old = pq.read_table(file)
        pq.write_table(old.select(old.column_names[: old.num_columns - gone]), file)
    earlier = measure(folder)
    assert (earlier.total.claims, earlier.total.judged) == (5, 0)
    assert (earlier.against, earlier.evidence) == ((), ())
    assert "verdict" not in earlier.claims


def test_copies_are_one_family(found: Measures) -> None:
    (family,) = found.families
    assert [member.article for member in family.members] == [0, 1, 2]
    assert family.members[0].similarity is None
    assert all((member.similarity or 0) > 0.5 for member in family.members[1:])


def test_a_corpus_too_large_to_compare_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(families, "MOST", 4)
    found = measure(folder)
    assert not found.compared and found.families == ()


def test_json_lines_give_the_same(folder: Path, found: Measures) -> None:
    rows = {
        table: pq.read_table(folder / table / "000000.parquet").to_pylist()
        for table in tables.TABLES
    }
    lines = folder.parent / "lines"
    watch = folder.parent / "watch"
    for table, content in rows.items():
        (lines / table).mkdir(parents=True)
        (lines / table / "000000.jsonl").write_bytes(tables.jsonl(content))
        watch.mkdir(exist_ok=True)
        if content:
            (watch / f"{table}.jsonl").write_bytes(tables.jsonl(content))
    assert measure(lines) == found
    items = [{"article": number, "family": number // 2 * 2, "id": "x"} for number in range(5)]
    (watch / "items.jsonl").write_text("".join(json.dumps(item) + "\n" for item in items))
    watched = measure(watch)
    assert replace(watched, families=()) == replace(found, families=())
    assert [[member.article for member in family.members] for family in watched.families] == [
        [0, 1], [2, 3],
    ]  # fmt: skip


def test_only_complete_shards_count(folder: Path, found: Measures) -> None:
    for table in tables.TABLES:
        data = (folder / table / "000000.parquet").read_bytes()
        (folder / table / "000001.parquet").write_bytes(data)
    assert measure(folder).total == found.total
    (folder / "shards" / "000001.json").write_text("{}")
    assert measure(folder).total.articles > found.total.articles


def test_no_article_is_no_error(make: Make) -> None:
    found = measure(make([]))
    assert found.total == Group("all")
    assert (found.sources, found.months, found.terms, found.families) == ((), (), (), ())


def test_many_sources_end_in_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "SOURCES", 1)
    first, rest = measure(folder).sources
    assert first.name == "a.org"
    assert (rest.name, rest.articles, rest.spun) == ("2 others", 3, 3)


def damaged(folder: Path) -> Path:
    (folder / "edits" / "000000.parquet").write_bytes(b"PAR1 nonsense")
    return folder


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda folder: folder / "none", "is no folder"),
        (lambda folder: folder / "shards", "holds no table of reports"),
        (damaged, "holds a damaged table"),
    ],
)
def test_a_folder_without_good_tables_is_named(
    folder: Path, spoil: Callable[[Path], Path], problem: str
) -> None:
    wrong = spoil(folder)
    with pytest.raises(SettingsError) as caught:
        measure(wrong)
    assert str(caught.value).startswith(f"{wrong}: {problem}")


def test_values_are_plain(found: Measures) -> None:
    value: Any = json.loads(json.dumps(asdict(found)))
    assert value["total"]["articles"] == 5
