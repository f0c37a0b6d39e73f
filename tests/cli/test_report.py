"""`healthtext report`: formats, files, and what is never overwritten."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result

from healthtext.cli import report as report_module
from healthtext.render.json import schema

pytestmark = pytest.mark.usefixtures("small")
Run = Callable[..., Result]
VALIDATOR = jsonschema.Draft202012Validator(schema())


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    lines = ['{"id": "b", "text": "agony"}', '{"text": "crash"}', '{"text": "spinal twine"}']
    path.write_text("\n".join(lines))
    return path


def test_jsonl_is_one_report_a_line_in_input_order(run: Run, article: Path, records: Path) -> None:
    result = run("report", "--format", "jsonl", article.name, records.name)
    reports = [json.loads(line) for line in result.stdout.splitlines()]
    assert [item["id"] for item in reports] == ["article.txt", "b", "records.jsonl:3"]
    for item in reports:
        VALIDATOR.validate(item)
    assert result.exit_code == 2
    assert "healthtext: records.jsonl:2: fell over; skip it\n" in result.stderr
    assert result.stderr.endswith("healthtext: 4 articles: 3 reports, 1 failure\n")


def test_json_is_an_object_for_one_article_and_a_list_for_many(
    run: Run, article: Path, records: Path
) -> None:
    VALIDATOR.validate(json.loads(run("report", "--format", "json", article).stdout))
    for sources in ((article, article), (records,)):
        found = json.loads(run("report", "--format", "json", *sources).stdout)
        assert len(found) == 2
        for item in found:
            VALIDATOR.validate(item)


def test_the_repaired_text_is_the_one_after_safe_edits(
    run: Run, article: Path, tmp_path: Path
) -> None:
    (tmp_path / "healthtext.toml").write_text('apply = "suggest"\n')
    found = json.loads(run("report", "--format", "json", article).stdout)
    assert found["repaired"] == "The spinal cord and agony.\nA miracle for irritation.\n"
    assert [edit["safety"] for edit in found["edits"]] == ["safe", "review", "suggest"]


@pytest.mark.parametrize(
    ("name", "begin"), [("r.html", "<!doctype html>"), ("r.json", "{\n"), ("r.jsonl", '{"schema"'),
                        ("r.out", "<!doctype html>")],
)  # fmt: skip
def test_the_name_of_the_output_says_the_format(
    run: Run, article: Path, tmp_path: Path, name: str, begin: str
) -> None:
    result = run("report", article, "-o", name)
    assert (result.stdout, result.stderr) == ("", f"healthtext: wrote {name}\n")
    assert (tmp_path / name).read_text().startswith(begin)


def test_several_sources_make_a_folder_of_reports(
    run: Run, article: Path, records: Path, tmp_path: Path
) -> None:
    (tmp_path / "article.md").write_text("Agony.\n")
    result = run("report", article, "article.md", records, "gone.txt", "-o", "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["article-2.html", "article.html", "records.html"]
    assert "healthtext: wrote 3 files\n" in result.stderr
    page = (tmp_path / "out/records.html").read_text()
    assert page.count("<article id=") == 2
    assert 'class="contents"' in page


def test_html_for_a_pipe_is_one_page_with_a_table_of_contents(run: Run, article: Path) -> None:
    page = run("report", article, article).stdout
    assert page.count("<!doctype html>") == 1
    assert 'href="#r2"' in page


def test_html_is_not_poured_over_a_terminal(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_module, "is_terminal", lambda _: True)
    result = run("report", article)
    assert result.exit_code == 2
    assert "give -o FILE, or --format json" in result.stderr
    assert run("report", "--format", "json", article).exit_code == 0


@pytest.mark.parametrize("form", ["html", "json", "jsonl"])
def test_nothing_is_written_when_everything_failed(
    run: Run, article: Path, tmp_path: Path, form: str
) -> None:
    article.write_text("crash")
    result = run("report", "--format", form, article, article)
    assert (result.exit_code, result.stdout) == (2, "")
    assert run("report", article, "-o", f"r.{form}").exit_code == 2
    assert not (tmp_path / f"r.{form}").exists()


def test_a_report_that_cannot_be_written_fails_its_article_only(
    run: Run, article: Path, tmp_path: Path
) -> None:
    (tmp_path / "out/article.html").mkdir(parents=True)
    (tmp_path / "b.txt").write_text("agony")
    result = run("report", article, "b.txt", "-o", "out")
    assert result.exit_code == 2
    assert "healthtext: out/article.html: cannot be written (" in result.stderr
    assert "healthtext: wrote out/b.html" in result.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["article.html", "b.html"]


def test_a_page_of_many_records_that_cannot_be_written_fails_all_of_them(
    run: Run, records: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    result = run("report", records, "-o", "file/r.html")
    number = len(records.read_text().splitlines())
    assert result.exit_code == 2
    assert "wrote" not in result.stderr
    first, account = result.stderr.splitlines()[-2:]
    assert first.startswith("healthtext: file/r.html: cannot be written (Not a directory), with ")
    assert account.endswith(f" articles: 0 reports, {number} failures")


def test_an_input_is_never_the_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body>agony</body></html>")
    result = run("report", "a.html", "-o", ".")
    assert (result.exit_code, "is an input" in result.stderr) == (2, True)
