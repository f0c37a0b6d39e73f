"""`check --baseline`: only what is new counts, wherever lines have moved to."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

pytestmark = pytest.mark.usefixtures("small")
Run = Callable[..., Result]


@pytest.fixture
def baseline(run: Run, article: Path, tmp_path: Path) -> Path:
    result = run("check", "--baseline", "known.json", "--write-baseline", article.name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "healthtext: 4 problems in the baseline known.json\n"
    return tmp_path / "known.json"


def entries(path: Path) -> list[dict[str, object]]:
    known: list[dict[str, object]] = json.loads(path.read_text("utf-8"))["known"]
    return known


def test_what_is_known_is_not_listed_and_does_not_fail(
    run: Run, article: Path, baseline: Path
) -> None:
    result = run("check", "--baseline", baseline.name, article.name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "healthtext: 4 problems of the baseline left out\n"


def test_moved_lines_change_nothing(run: Run, article: Path, baseline: Path) -> None:
    article.write_text("New.\r\n\r\n" + article.read_text("utf-8").replace(" and ", "\nand\n"))
    assert run("check", "--baseline", baseline.name, article.name).exit_code == 0


def test_only_what_is_new_is_listed(run: Run, article: Path, baseline: Path) -> None:
    article.write_text(article.read_text("utf-8").replace("agony", "pain"), "utf-8")
    (baseline.parent / "b.txt").write_text("agony")
    result = run("check", "--baseline", baseline.name, article.name, "b.txt")
    assert result.exit_code == 1
    assert result.stdout.startswith("b.txt:1:1: warning despin-word")
    assert result.stdout.count("\n") == 1


def test_more_of_the_same_is_new(run: Run, tmp_path: Path) -> None:
    record = '{"id": "a", "text": "A miracle."}\n'
    path = tmp_path / "a.jsonl"
    path.write_text(record)
    run("check", "--baseline", "known.json", "--write-baseline", "a.jsonl")
    path.write_text(record * 2)
    result = run("check", "--baseline", "known.json", "a.jsonl")
    assert result.stdout == "a.jsonl:2:3: error MIRACLE no miracle\n"


def test_a_file_is_the_same_from_another_folder(
    run: Run, article: Path, baseline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = baseline.parent / "below"
    below.mkdir()
    monkeypatch.chdir(below)
    assert run("check", "--baseline", "../known.json", article).exit_code == 0
    assert run("check", "--baseline", baseline, f"../{article.name}").exit_code == 0


def test_writing_again_keeps_files_that_were_not_checked(
    run: Run, article: Path, baseline: Path
) -> None:
    folder = baseline.parent
    for name in ("b.txt", "c.txt"):
        (folder / name).write_text("agony")
        run("check", "--baseline", baseline.name, "--write-baseline", name)
    (folder / "c.txt").unlink()
    article.write_text("A miracle.")
    run("check", "--baseline", baseline.name, "--write-baseline", article.name)
    assert [(item["file"], item["rule"]) for item in entries(baseline)] == [
        ("article.txt", "MIRACLE"), ("b.txt", "despin-word"),
    ]  # fmt: skip


def test_it_reads_well_and_stays_the_same(run: Run, article: Path, baseline: Path) -> None:
    before = baseline.read_bytes()
    assert b'"file": "article.txt", "rule": "MIRACLE", "words": "miracle", "count": 1}' in before
    run("check", "--baseline", baseline.name, "--write-baseline", article.name)
    assert baseline.read_bytes() == before


def test_a_missing_one_is_an_error_that_names_the_remedy(run: Run, article: Path) -> None:
    result = run("check", "--baseline", "none.json", article)
    assert result.exit_code == 2
    assert result.stderr == (
        "healthtext: none.json: there is no such baseline; write it with --write-baseline\n"
    )


@pytest.mark.parametrize(
    "content",
    [
        "", "[]", "{", "null", '{"schema": "healthtext-baseline/2", "known": []}',
        '{"schema": "healthtext-baseline/1", "known": [{"file": "a"}]}',
        '{"schema": "healthtext-baseline/1", "known": [{"identity": "a", "file": "a", "rule": "R",'
        ' "words": "w", "count": "1"}]}',
        "[" * 100_000, "\xff",
    ],
)  # fmt: skip
def test_a_damaged_one_is_an_error_that_names_the_file(
    run: Run, article: Path, content: str
) -> None:
    Path("known.json").write_text(content, "latin-1")
    for more in ((), ("--write-baseline",)):
        result = run("check", "--baseline", "known.json", article, *more)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("healthtext: known.json: ")
    assert Path("known.json").read_text("latin-1") == content


def test_a_folder_is_no_baseline(run: Run, article: Path, tmp_path: Path) -> None:
    assert "cannot be read (" in run("check", "--baseline", tmp_path, article).stderr


def test_writing_needs_a_name(run: Run, article: Path) -> None:
    result = run("check", "--write-baseline", article)
    assert "--write-baseline needs --baseline FILE to write to" in result.stderr


def test_a_failed_input_still_fails_the_run(run: Run, article: Path, baseline: Path) -> None:
    result = run("check", "--baseline", baseline.name, "gone.txt", article.name)
    assert result.exit_code == 2


def test_standard_input_has_a_name_of_its_own(run: Run) -> None:
    run("check", "--baseline", "known.json", "--write-baseline", "-", stdin=b"agony")
    assert run("check", "--baseline", "known.json", "-", stdin=b"New agony").exit_code == 0


@pytest.mark.parametrize("form", ["json", "sarif", "jsonl", "github"])
def test_it_holds_in_every_format(run: Run, article: Path, baseline: Path, form: str) -> None:
    result = run("check", "--format", form, "--baseline", baseline.name, article.name)
    assert result.exit_code == 0
    assert "out of place" not in result.stdout  # the reason of every edit
