"""The public table of context: what it holds, and that healthtext reaches the floors on it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks import context as table

ROWS = tuple(table.rows())


def test_the_table_is_large_and_varied() -> None:
    assert len(ROWS) >= 150
    assert len({row.id for row in ROWS}) == len({row.text for row in ROWS}) == len(ROWS)
    assert all(number >= 20 for number in Counter(row.focus for row in ROWS).values())
    found = {label for row in ROWS for target in row.targets for label in target.labels}
    assert found == table.LABELS


def test_reported_failures_are_among_the_sentences() -> None:
    threads = {row.thread for row in ROWS if row.thread}
    assert len([thread for thread in threads if "medspacy" in thread]) >= 4
    assert len([thread for thread in threads if "negspacy" in thread]) >= 6


@pytest.mark.parametrize(("category", "scores"), list(table.figures(ROWS)))
def test_floors(category: str, scores: list[float]) -> None:
    floor, rules, held, every, *_ = scores
    assert every >= floor, f"{category}: {rules:.3f} where rules were chosen, {held:.3f} elsewhere"


def test_negation_beats_a_window_of_words() -> None:
    systems = {
        name: table.accuracy(table.judged(ROWS, labeller, "negation"))
        for name, labeller in (("ours", table.ours), ("negex", table.negex))
    }
    assert systems["ours"] > systems["negex"] + 0.1


def test_both_halves_hold_every_category() -> None:
    assert {(row.half, row.focus) for row in ROWS} == {
        (half, category) for half in ("rules", "held") for category in table.CATEGORIES
    }


@pytest.mark.parametrize(
    "line",
    ["x1\tnegation\tNo {fever|negatd}.\t", "x1\tnegation\tNo fever.\t", "x1\tmood\tNo {fever}.\t"],
)
def test_a_malformed_row_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "table.tsv"
    file.write_text(f"id\tfocus\tsentence\tthread\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match=r"table\.tsv:2"):
        list(table.rows(file))
