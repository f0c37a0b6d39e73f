"""Hold the spun-health corpus to its own description."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2] / "corpora" / "spun_health"
HEADER = "title: T\ntopic: t\ndialect: S\nauthor: a\n\n"
Article = dict[str, Any]


def read_gold() -> list[Article]:
    """Read gold.jsonl."""
    lines = (ROOT / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


ARTICLES = read_gold()
each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])


def read_version(version: str, article: Article) -> str:
    """Read the clean or the spun file of an article, line ends as they are."""
    return (ROOT / version / f"{article['id']}.txt").read_bytes().decode("utf-8")


def restore(article: Article) -> str:
    """Apply the gold edits to the spun text, last first."""
    text: str = article["text"]
    for edit in reversed(article["edits"]):
        text = text[: edit["start"]] + edit["gold"] + text[edit["end"] :]
    return text


def run_build(root: Path) -> subprocess.CompletedProcess[str]:
    """Run `build.py --check` in a corpus folder."""
    command = [sys.executable, str(root / "build.py"), "--check"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def copy_build(root: Path, source: str) -> None:
    """Make a corpus folder with the build script and one article."""
    (root / "source").mkdir()
    (root / "source" / "S01_test.txt").write_text(source, encoding="utf-8")
    (root / "build.py").write_bytes((ROOT / "build.py").read_bytes())


def test_outputs_are_up_to_date() -> None:
    result = run_build(ROOT)
    assert result.returncode == 0, result.stderr


def test_stale_output_is_reported(tmp_path: Path) -> None:
    copy_build(tmp_path, HEADER + "A {{coronary heart||heart}} beats.\n")
    result = run_build(tmp_path)
    assert result.returncode == 1
    assert "stale: gold.jsonl" in result.stderr


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("One.\n\nTwo {{spun|gold}}.\n", 8, "no '||'"),
        ("One {{spun||gold.\n", 6, "stray '{{'"),
        ("One spun||gold.\n", 6, "stray '||'"),
        ("One\n{{spun||\ngold}}.\n", 7, "stray '{{'"),
        ("One {{same||same}}.\n", 6, "the same text twice"),
        ("One {{spun||}} two.\n", 6, "bad spacing in the clean version"),
    ],
)
def test_broken_markup_names_file_and_line(tmp_path: Path, body: str, line: int, what: str) -> None:
    copy_build(tmp_path, HEADER + body)
    result = run_build(tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith(f"error: S01_test.txt:{line}: {what}")
    assert result.stderr.count("\n") == 1


def test_three_dialects_and_twelve_articles() -> None:
    assert {article["dialect"] for article in ARTICLES} == {"S", "P", "Q"}
    assert len(ARTICLES) >= 12


def test_ids_and_topics_are_different() -> None:
    for key in ("id", "topic"):
        assert len({article[key] for article in ARTICLES}) == len(ARTICLES)


@each_article
def test_gold_edits_turn_spun_into_clean(article: Article) -> None:
    assert article["text"] == read_version("spun", article)
    assert restore(article) == read_version("clean", article)


@each_article
def test_offsets_are_valid_ordered_and_do_not_overlap(article: Article) -> None:
    end = 0
    for edit in article["edits"]:
        assert end <= edit["start"] <= edit["end"] <= len(article["text"])
        assert article["text"][edit["start"] : edit["end"]] == edit["spun"]
        end = edit["end"]


@each_article
def test_targets_differ_from_what_stands_there(article: Article) -> None:
    for edit in article["edits"]:
        assert edit["certainty"] in {"sure", "likely", "unclear"}
        assert edit["spun"] not in {edit["gold"], *edit["alternatives"]}


@each_article
def test_article_has_at_least_400_words(article: Article) -> None:
    assert len(article["text"].split()) >= 400
    assert len(read_version("clean", article).split()) >= 400
