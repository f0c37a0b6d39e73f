"""`healthtext check`: lines, places, severities, exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

pytestmark = pytest.mark.usefixtures("small")
Run = Callable[..., Result]


def test_every_edit_and_finding_is_one_line_in_the_order_of_the_text(
    run: Run, article: Path
) -> None:
    result = run("check", article.name)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "article.txt:1:5: warning despin-term “spinal twine” should be “spinal cord”: "
        "out of place [safe]",
        "article.txt:1:22: warning despin-word “agony” should be “pain”: out of place [review]",
        "article.txt:2:3: error MIRACLE no miracle",
        "article.txt:2:15: info despin-page “irritation” should be “inflammation”: "
        "out of place [suggest]",
    ]
    assert result.stderr == "healthtext: 1 error, 2 warnings, 1 info\n"


def test_nothing_found_is_silence_and_status_0(run: Run) -> None:
    result = run("check", "-", stdin=b"The spinal cord.")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_columns_count_in_the_original_text_behind_earlier_edits(run: Run) -> None:
    result = run("check", "-", stdin="🦵 é spinal twine, agony".encode())
    assert [line.split(":")[:3] for line in result.stdout.splitlines()] == [
        ["-", "1", "5"], ["-", "1", "19"],
    ]  # fmt: skip


def test_a_record_is_named_by_its_line(run: Run, tmp_path: Path) -> None:
    texts = ["fine", "a\nmiracle"]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": text}) for text in texts))
    assert run("check", "a.jsonl").stdout == "a.jsonl:2:3: error MIRACLE no miracle\n"


def test_a_failure_outweighs_findings_and_stops_nothing(run: Run, article: Path) -> None:
    result = run("check", "gone.txt", article.name)
    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 4
    assert "healthtext: gone.txt: there is no such file; check the path\n" in result.stderr


def test_edits_are_listed_by_tier_whatever_the_configuration_makes(
    run: Run, article: Path, tmp_path: Path
) -> None:
    (tmp_path / "healthtext.toml").write_text('apply = "suggest"\n')
    assert run("check", article.name).stdout.count("[suggest]") == 1


@pytest.mark.parametrize(("variable", "coloured"), [("FORCE_COLOR", True), ("NO_COLOR", False)])
def test_colour_is_for_terminals_and_whoever_asks(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch, variable: str, coloured: bool
) -> None:
    monkeypatch.setenv(variable, "1")
    assert ("\x1b[" in run("check", article.name).stdout) is coloured


def test_an_article_cannot_write_lines_of_its_own_or_drive_the_terminal(
    run: Run, tmp_path: Path
) -> None:
    name = "a\nb.txt:1:1: error FAKE.txt"
    (tmp_path / name).write_text("A long line of prose. \x1b]0;title\x07 agony")
    result = run("check", name)
    assert result.stdout.count("\n") == 1
    assert "agony" in result.stdout
    assert "\x1b" not in result.stdout
