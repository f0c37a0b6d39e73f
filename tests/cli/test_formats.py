"""The formats of fix, check and report: one article, several, records, failures, bad options."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import docx
import jsonschema
import pyarrow.parquet as pq
import pytest
from click.testing import Result

from healthtext.cli import exports, repairs
from healthtext.cli import fix as fix_module
from healthtext.cli.lists import FORMATS as LISTS
from healthtext.render.json import schema

pytestmark = pytest.mark.usefixtures("small")
Run = Callable[..., Result]
MARKED = "The {~~spinal twine~>spinal cord~~}{>>despin-term: out of place<<} and agony.\n"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    lines = [
        '{"id": "../b", "text": "agony"}', '{"text": "crash"}',
        '{"id": "c", "text": "spinal twine"}',
    ]  # fmt: skip
    path.write_text("\n".join(lines))
    return path


# --- fix


def test_fix_marks_changes(run: Run, article: Path) -> None:
    result = run("fix", "--format", "criticmarkup", article)
    assert result.stdout.startswith(MARKED)
    assert run("fix", "--format", "text", article).stdout == run("fix", article).stdout


def test_fix_marks_as_many_tiers_as_are_asked_for(run: Run, article: Path) -> None:
    result = run("fix", "--all", "--format", "criticmarkup", article)
    assert "{~~agony~>pain~~}" in result.stdout and "{~~irritation~>" in result.stdout


def test_fix_refuses_marks_in_an_article_and_goes_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("spinal twine {++")
    (tmp_path / "b.txt").write_text("spinal twine")
    result = run("fix", "--format", "criticmarkup", "a.txt", "b.txt")
    assert result.exit_code == 2
    assert result.stderr.startswith(
        "healthtext: a.txt: holds {++, a mark of CriticMarkup; use --format docx or diff\n"
    )
    assert result.stdout.startswith("{~~spinal twine~>")


def test_fix_marks_the_text_of_records(run: Run, records: Path) -> None:
    result = run("fix", "--format", "criticmarkup", records)
    first, second = map(json.loads, result.stdout.splitlines())
    assert first == {"id": "../b", "text": "agony"}
    assert second["text"].startswith("{~~spinal twine~>spinal cord~~}")


@pytest.mark.parametrize("options", [("-o", "a.docx"), ("--format", "docx", "-o", "a.out")])
def test_fix_writes_a_word_file(
    run: Run, article: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    assert run("fix", article, *options).exit_code == 0
    document = docx.Document(str(tmp_path / options[-1]))
    assert [comment.text for comment in document.comments] == ["despin-term: out of place"]


def test_fix_writes_word_files_of_several_sources(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("agony")
    assert run("fix", "--format", "docx", article, "b.txt", "-o", "out").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["article.docx", "b.docx"]


def test_fix_refuses_many_articles_in_a_word_file(
    run: Run, article: Path, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "one file an article" in run("fix", "--format", "docx", article, article).stderr
    result = run("fix", records, "-o", "a.docx")
    assert result.exit_code == 2
    assert "holds many articles, a DOCX one; use --format criticmarkup\n" in result.stderr
    monkeypatch.setattr(fix_module, "is_terminal", lambda _: True)
    assert "give -o FILE" in run("fix", "--format", "docx", article).stderr


def test_fix_shows_words_without_a_terminal(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("spinal twine")
    result = run("fix", "--format", "words", article, "b.txt")
    assert result.stdout.startswith(
        f"== {article}\nline 1\n  The [-spinal twine-]{{+spinal cord+}}"
    )
    assert "== b.txt\n" in result.stdout
    assert run("fix", "--format", "diff", "b.txt").stdout.startswith("--- b.txt\n+++ b.txt\n")


@pytest.mark.parametrize(
    "options", [("--diff", "--format", "text"), ("-i", "--format", "docx"), ("--format", "odt")]
)
def test_fix_says_which_options_do_not_go_together(
    run: Run, article: Path, options: tuple[str, ...]
) -> None:
    before = article.read_bytes()
    result = run("fix", article, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert article.read_bytes() == before


@pytest.mark.parametrize("form", repairs.FORMATS)
def test_fix_of_an_empty_text_is_no_error_of_the_format(run: Run, form: str) -> None:
    result = run("fix", "--format", form, "-", stdin=b"Well.")
    assert result.exit_code == 0


# --- check


@pytest.mark.parametrize("form", LISTS)
def test_check_finds_the_same_in_every_format(run: Run, article: Path, form: str) -> None:
    result = run("check", "--format", form, article.name)
    assert result.exit_code == 1
    assert result.stderr == "healthtext: 1 error, 2 warnings, 1 info\n"
    for rule in ("despin-term", "despin-word", "MIRACLE", "despin-page"):
        assert rule in result.stdout


@pytest.mark.parametrize("form", LISTS)
def test_check_that_finds_nothing_ends_well(run: Run, form: str) -> None:
    result = run("check", "--format", form, "-", stdin=b"The spinal cord.")
    assert (result.exit_code, result.stderr) == (0, "")
    if form in ("text", "jsonl", "github"):
        assert result.stdout == ""


def test_check_json_has_problems_and_failures(run: Run, article: Path) -> None:
    whole = json.loads(run("check", "--format", "json", article.name, "gone.txt").stdout)
    first = whole["problems"][0]
    assert (first["line"], first["column"], first["end_column"]) == (1, 5, 17)
    assert first["words"] == "spinal twine" and first["edit"]["new"] == "spinal cord"
    assert whole["problems"][2]["edit"] is None
    assert [item["file"] for item in whole["failures"]] == ["gone.txt"]
    assert len({item["identity"] for item in whole["problems"]}) == 4


def test_check_jsonl_is_a_line_a_problem(run: Run, records: Path) -> None:
    lines = run("check", "--format", "jsonl", records).stdout.splitlines()
    found = [json.loads(line) for line in lines]
    assert [(item["record"], item["line"], item["start"]) for item in found] == [
        ("../b", 1, 0), ("c", 3, 0),
    ]  # fmt: skip


def test_check_sarif_tells_failures_and_is_one_document(run: Run, article: Path) -> None:
    result = run("check", "--format", "sarif", article.name, "gone.txt")
    assert result.exit_code == 2
    (whole,) = json.loads(result.stdout)["runs"]
    assert len(whole["results"]) == 4
    assert not whole["invocations"][0]["executionSuccessful"]


def test_check_is_not_coloured_for_programs(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    for form in set(LISTS) - {"text"}:
        assert "\x1b" not in run("check", "--format", form, article).stdout


# --- report


@pytest.mark.parametrize("form", sorted(set(exports.FORMATS) - {"html", "brat"}))
def test_report_goes_to_a_file_and_to_a_pipe_alike(
    run: Run, article: Path, tmp_path: Path, form: str
) -> None:
    piped = run("report", "--format", form, article)
    assert piped.exit_code == 0
    assert run("report", "--format", form, article, "-o", "r").exit_code == 0
    assert (tmp_path / "r").read_bytes() == piped.stdout_bytes


@pytest.mark.parametrize("form", sorted(set(exports.FORMATS) - {"html", "brat"}))
def test_report_of_nothing_that_could_be_read_is_nothing(run: Run, form: str) -> None:
    result = run("report", "--format", form, "gone.txt")
    assert (result.exit_code, result.stdout_bytes) == (2, b"")


@pytest.mark.parametrize(
    ("name", "start"), [("r.csv", b"article,"), ("r.parquet", b"PAR1"), ("r.xml", b"<?xml"),
                        ("r.conll", b"-DOCSTART-")],
)  # fmt: skip
def test_report_takes_the_format_from_the_name(
    run: Run, article: Path, tmp_path: Path, name: str, start: bytes
) -> None:
    run("report", article, "-o", name)
    assert (tmp_path / name).read_bytes().startswith(start)


def test_report_of_many_articles_is_one_table(run: Run, article: Path, records: Path) -> None:
    result = run("report", "--format", "csv", article, records)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["article"] for row in rows if row["record"] == "article"] == [
        str(article), "../b", "c",
    ]  # fmt: skip
    data = run("report", "--format", "parquet", article, records).stdout_bytes
    assert pq.read_table(io.BytesIO(data)).num_rows == len(rows)


def test_report_of_many_articles_is_one_list_for_displacy(run: Run, records: Path) -> None:
    values = json.loads(run("report", "--format", "displacy", records).stdout)
    assert [value["text"] for value in values] == ["agony", "spinal cord"]


def test_report_writes_a_file_a_source_in_a_folder(
    run: Run, article: Path, records: Path, tmp_path: Path
) -> None:
    run("report", "--format", "bioc", article, records, "-o", "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["article.bioc.xml", "records.bioc.xml"]


def test_report_writes_a_folder_for_brat(
    run: Run, article: Path, records: Path, tmp_path: Path
) -> None:
    result = run("report", "--format", "brat", article, records, records, "-o", "out")
    assert result.exit_code == 2  # of the records that crash
    assert "healthtext: wrote 5 articles to out\n" in result.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "__b-2.ann", "__b-2.txt", "__b.ann", "__b.txt", "annotation.conf", "article.ann",
        "article.txt", "c-2.ann", "c-2.txt", "c.ann", "c.txt",
    ]  # fmt: skip


def test_report_for_brat_overwrites_no_input(run: Run, article: Path, tmp_path: Path) -> None:
    before = article.read_bytes()
    result = run("report", "--format", "brat", article, "-o", tmp_path)
    assert result.exit_code == 2
    assert "is an input" in result.stderr
    assert article.read_bytes() == before


@pytest.mark.parametrize("options", [(), ("-o", "a.ann"), ("-o", "article.txt")])
def test_report_for_brat_needs_a_folder(run: Run, article: Path, options: tuple[str, ...]) -> None:
    result = run("report", "--format", "brat", article, *options)
    assert "brat has two files an article: give -o FOLDER" in result.stderr


def test_report_json_still_follows_its_schema(run: Run, article: Path) -> None:
    value = json.loads(run("report", "--format", "json", article).stdout)
    jsonschema.Draft202012Validator(schema()).validate(value)


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.xlsx", "a.txt", "a.gz"])
def test_a_report_is_not_called_what_it_is_not(run: Run, article: Path, name: str) -> None:
    result = run("report", article, "-o", name)
    assert (result.exit_code, Path(name).exists()) == (2, False)
    assert f"{name!r} ends in none of .html, .htm, .json, " in result.stderr
    assert run("report", article, "-o", name, "--format", "html").exit_code == 0


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.HTM", "<!doctype"), ("a.json", "{"), ("a", "<!doctype"), ("v1.2", "<!doctype")],
)
def test_a_name_says_the_format_of_a_report(
    run: Run, article: Path, name: str, begins: str
) -> None:
    assert run("report", article, "-o", name).exit_code == 0
    assert Path(name).read_text("utf-8").startswith(begins)


def test_a_folder_may_end_as_it_likes(run: Run, article: Path) -> None:
    Path("there.new").mkdir()
    for name in ("there.new", "made.new/"):
        assert run("report", article, "-o", name).exit_code == 0
        assert run("fix", article, "-o", name).exit_code == 0
    assert run("report", article, article, "-o", "two.new").exit_code == 0
    assert sorted(path.name for path in Path("two.new").iterdir()) == [
        "article-2.html", "article.html",
    ]  # fmt: skip


def test_a_repaired_text_is_not_called_a_page_or_document(run: Run, article: Path) -> None:
    Path("a.html").write_text(
        "<!doctype html><html><body><article><p>"
        + "The spinal twine is long. " * 30
        + "</p></article></body></html>"
    )
    for source, name in ((article, "a.pdf"), (article, "a.rtf"), ("a.html", "new.html")):
        result = run("fix", source, "-o", name)
        assert (result.exit_code, Path(name).exists()) == (2, False)
        assert "is no name for a text; call it NAME.txt, or NAME.docx for Word" in result.stderr
    assert run("fix", article, "-o", "template.html").exit_code == 0
    assert run("fix", "a.html", "-o", "a.html.txt").exit_code == 0
