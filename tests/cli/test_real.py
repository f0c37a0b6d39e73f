"""The commands through the real pipeline, against outputs that somebody has read.

HEALTHTEXT_GOLDEN=write writes them anew; read the difference before it is committed. The golden
ones leave out despin and grammar, whose models change more often than what is tested here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result

from healthtext import evidence
from healthtext.cli.check import looked_up
from healthtext.cli.lists import FORMATS
from healthtext.evidence import store
from healthtext.evidence.store import EvidenceStore
from healthtext.render.json import from_json, schema
from healthtext.rules import catalogue

Run = Callable[..., Result]
GOLDEN = Path(__file__).parent / "golden"
SKIP = ("--skip", "despin,grammar")
NO_JAVA = ("--skip", "grammar")
SPUN = (
    "Massage remedy might help you with a sore decrease again. The nerve leaves the spinal twine "
    "and runs down the leg, the place it splits. Ladies with points reminiscent of spinal "
    "stenosis ought to ask earlier than they start, since it slows the coronary heart charge."
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that holds the article and no configuration."""
    (tmp_path / "article.txt").write_bytes((GOLDEN / "article.txt").read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(store, "default", EvidenceStore.empty)  # the packaged one grows
    return tmp_path


def assert_golden(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("HEALTHTEXT_GOLDEN") == "write":
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.usefixtures("folder")
def test_check_prints_what_it_always_did(run: Run) -> None:
    result = run("check", *SKIP, "article.txt")
    assert result.exit_code == 1
    assert_golden("check.txt", result.stdout)


LOOKED = "healthtext: looked up in "


def test_check_says_once_what_was_looked_up_and_that_it_is_no_advice(
    run: Run, folder: Path
) -> None:
    """On standard error, behind the counts, and only where a line speaks of evidence."""
    (folder / "other.txt").write_text("Ginger tea cures cancer.")
    said = run("check", *SKIP, "article.txt", "other.txt").stderr.splitlines()
    assert [line.startswith(LOOKED) for line in said] == [*[False] * (len(said) - 1), True]
    assert said[-1].removeprefix(LOOKED) == evidence.version()
    assert "digest" in evidence.version() or "no findings" in evidence.version()
    assert said[-1].endswith("; no medical advice")
    (folder / "plain.txt").write_text("The  café was closed\u200b today.")
    assert LOOKED not in run("check", *SKIP, "plain.txt").stderr
    assert LOOKED not in run("check", "--skip", "despin,grammar,evidence", "other.txt").stderr
    run("check", *SKIP, "--baseline", "known.json", "--write-baseline", "other.txt")
    assert LOOKED not in run("check", *SKIP, "--baseline", "known.json", "other.txt").stderr


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("form", [form for form in FORMATS if form != "text"])
def test_formats_for_programs_have_no_such_line(run: Run, form: str) -> None:
    result = run("check", "--format", form, *SKIP, "article.txt")
    assert "DANGEROUS_ADVICE" in result.stdout
    assert LOOKED not in result.output


@pytest.mark.parametrize(
    ("versions", "said"),
    [
        ({"evidence": "the base", "evidence 1": "my.sqlite"}, "my.sqlite and the base"),
        ({"evidence": "the base", "online": "https://example.org"}, "Europe PMC and the base"),
        ({"evidence": "the base", "online": "failed: timed out"}, "the base"),
    ],
)
def test_what_was_looked_in_beside_the_base_is_said_first(
    versions: dict[str, str], said: str
) -> None:
    assert looked_up(versions) == f"looked up in {said}"


@pytest.mark.usefixtures("folder")
def test_report_prints_what_it_always_did(run: Run) -> None:
    found = json.loads(run("report", "--format", "json", *SKIP, "article.txt").stdout)
    del found["versions"], found["scores"]
    found["entities"] = [f"{item['text']}: {item['type']}" for item in found["entities"]]
    assert_golden("report.json", json.dumps(found, ensure_ascii=False, indent=1) + "\n")


@pytest.mark.usefixtures("folder")
def test_a_whole_report_fits_its_schema_and_every_rule_is_known(run: Run) -> None:
    (Path.cwd() / "spun.txt").write_text(SPUN)
    result = run("report", "--format", "jsonl", *NO_JAVA, "article.txt", "spun.txt")
    assert result.exit_code == 0
    for line in result.stdout.splitlines():
        values = json.loads(line)
        jsonschema.Draft202012Validator(schema()).validate(values)
        report = from_json(values)
        for record in (*report.edits, *report.findings):
            assert record.rule in catalogue()
        for entity in report.entities:
            assert report.repaired[entity.start : entity.end] == entity.text
        for edit in report.edits:
            assert report.original[edit.start : edit.end] == edit.old
    assert "spinal cord" in report.repaired


def test_fix_in_place_repairs_what_check_marked_as_safe(run: Run, folder: Path) -> None:
    (folder / "article.txt").write_text(SPUN)
    assert "[safe]" in run("check", *NO_JAVA, "article.txt").stdout
    assert run("fix", "-i", *NO_JAVA, "article.txt").exit_code == 0
    assert "spinal cord" in (folder / "article.txt").read_text()
    assert "[safe]" not in run("check", *NO_JAVA, "article.txt").stdout


@pytest.mark.usefixtures("folder")
def test_html_shows_both_texts_and_says_why(run: Run) -> None:
    page = run("report", *SKIP, "article.txt").stdout
    assert "출장 안마" in page
    assert "Why this matters" in page


def test_every_step_can_be_left_out(run: Run, folder: Path) -> None:
    every = "clean,despin,grammar,entities,claims,evidence"
    result = run("check", "--skip", every, "article.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert run("fix", "--skip", every, "article.txt").stdout_bytes == (
        (folder / "article.txt").read_bytes()
    )


@pytest.mark.usefixtures("folder")
def test_a_model_that_is_none_is_one_line(run: Run) -> None:
    result = run("check", "--model", "no_such_model", *NO_JAVA, "article.txt")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "healthtext: model: cannot load 'no_such_model'" in result.stderr
