"""Figures of a ranking."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import retrieval
from healthtext.library import bibliography

GOLD = {"1", "2"}


def test_recall_is_the_share_that_is_found() -> None:
    assert retrieval.recall(GOLD, ["3", "2"]) == 0.5
    assert retrieval.recall(GOLD, []) == 0


def test_gain_is_one_for_the_best_order_and_less_behind() -> None:
    assert retrieval.gain(GOLD, ["2", "1", "3"]) == pytest.approx(1)
    assert 0 < retrieval.gain(GOLD, ["3", "1", "2"]) < 1
    assert retrieval.gain(GOLD, ["3", "1", "2"], most=1) == 0


def test_an_article_keeps_its_number_through_ris(tmp_path: Path) -> None:
    article = {"doc_id": 42, "title": "Ginger\nhelps", "abstract": ["It helps.", "It is safe."]}
    (tmp_path / "a.ris").write_text(retrieval.ris(article), "utf-8")
    (record,) = bibliography.ris(tmp_path / "a.ris")
    assert (record.title, record.sentences) == ("Ginger helps", ("It helps.", "It is safe."))
    assert retrieval.number(record.ids) == "42"
