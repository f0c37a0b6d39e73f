"""`healthtext fix`: what it prints, writes and refuses to write."""

from __future__ import annotations

import codecs
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from healthtext.cli import fix as fix_module
from healthtext.cli import outputs

pytestmark = pytest.mark.usefixtures("small")
Run = Callable[..., Result]
SAFE = "The spinal cord and agony.\nA miracle for irritation.\n"
REVIEW = "The spinal cord and pain.\nA miracle for irritation.\n"
EVERY = "The spinal cord and pain.\nA miracle for inflammation.\n"


@pytest.mark.parametrize(
    ("option", "expected"), [((), SAFE), (("--review",), REVIEW), (("--all",), EVERY)]
)
def test_each_tier_makes_its_edits(
    run: Run, article: Path, option: tuple[str, ...], expected: str
) -> None:
    result = run("fix", *option, article)
    assert (result.exit_code, result.stdout) == (0, expected)
    assert result.stderr == ""


def test_standard_input_is_a_source(run: Run) -> None:
    assert run("fix", "-", stdin=b"A spinal twine").stdout == "A spinal cord"


def test_line_ends_and_a_missing_one_stay_as_they_are(run: Run, article: Path) -> None:
    article.write_bytes("The spinal twine.\r\nTwo\rThree — 한국 🦵".encode())
    result = run("fix", article)
    assert result.stdout_bytes == "The spinal cord.\r\nTwo\rThree — 한국 🦵".encode()


def test_several_sources_on_standard_output_never_share_a_line(run: Run, tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"{name} spinal twine")
    result = run("fix", "a.txt", "b.txt")
    assert result.stdout == "a spinal cord\nb spinal cord"
    assert result.stderr == "healthtext: 2 articles: 2 reports, 0 failures\n"


def test_one_source_goes_to_the_file_of_that_name(run: Run, article: Path, tmp_path: Path) -> None:
    assert run("fix", article, "-o", "new/out.txt").stdout == ""
    assert (tmp_path / "new/out.txt").read_text() == SAFE


def test_several_sources_go_to_a_folder_and_keep_apart(run: Run, tmp_path: Path) -> None:
    for folder in ("x", "y", "Z"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"{folder} spinal twine")
    (tmp_path / "Z" / "a.txt").rename(tmp_path / "Z" / "A.TXT")
    assert run("fix", "x/a.txt", "y/a.txt", "Z/A.TXT", "-o", "out").exit_code == 0
    written = {path.name: path.read_text() for path in (tmp_path / "out").iterdir()}
    assert written == {
        "a.txt": "x spinal cord", "a-2.txt": "y spinal cord", "A-3.TXT": "Z spinal cord",
    }  # fmt: skip


def test_a_folder_is_a_folder_for_one_source_too(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    assert run("fix", article, "-o", "there").exit_code == 0
    assert run("fix", article, "-o", "new/").exit_code == 0
    assert (tmp_path / "there/article.txt").read_text() == SAFE
    assert (tmp_path / "new/article.txt").read_text() == SAFE


@pytest.mark.parametrize("output", ["article.txt", "./article.txt", ".", "link.txt"])
def test_an_output_that_is_an_input_is_refused(
    run: Run, article: Path, tmp_path: Path, output: str
) -> None:
    (tmp_path / "link.txt").symlink_to(article)
    before = article.read_bytes()
    result = run("fix", article, "-o", output)
    assert result.exit_code == 2
    assert "is an input; give another file or folder" in result.stderr
    assert article.read_bytes() == before


def test_a_file_cannot_be_the_folder_of_several_sources(
    run: Run, article: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("old")
    result = run("fix", article, article, "-o", "out")
    assert result.exit_code == 2
    assert "'out' is a file; give a folder for several sources" in result.stderr


def test_an_output_stays_when_its_article_fails(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("old")
    article.write_text("crash")
    result = run("fix", article, "-o", "out.txt")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert (tmp_path / "out.txt").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "out.txt"]


def test_an_output_that_cannot_be_written_is_a_failure_of_its_article(
    run: Run, article: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    result = run("fix", article, "-o", "file/out.txt")
    assert result.exit_code == 2
    assert result.stderr.startswith("healthtext: file/out.txt: cannot be written (Not a directory)")
    assert result.stderr.count("\n") == 1


def test_a_pipe_that_is_the_output_stays_one_and_gets_the_text(
    run: Run, article: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert run("fix", article, "-o", "pipe").exit_code == 0
    assert os.read(reader, 100).startswith(b"The spinal cord")
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_an_output_that_is_a_link_stays_one(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "out.txt").symlink_to("deep/real.txt")
    assert run("fix", article, "-o", "out.txt").exit_code == 0
    assert (tmp_path / "out.txt").is_symlink()
    assert (tmp_path / "deep/real.txt").read_text().startswith("The spinal cord")


def test_a_disk_that_is_full_at_the_end_loses_every_record_of_the_file(
    run: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(target: Path, _: Path) -> None:
        if target.name == "many.jsonl":
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(outputs, "_copy_mode", full_disk)
    (tmp_path / "many.jsonl").write_text('{"text": "Agony and more."}\n' * 3)
    result = run("fix", "many.jsonl", article, "-o", "out")
    assert result.stderr.splitlines() == [
        "healthtext: out/many.jsonl: cannot be written (No space left on device), with 3 articles; "
        "give another -o",
        "healthtext: 4 articles: 1 report, 3 failures",
    ]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["article.txt"]


@pytest.mark.parametrize(("command", "name"), [("fix", "out.jsonl"), ("report", "out.csv")])
def test_records_behind_one_that_cannot_be_written_are_counted(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, name: str
) -> None:
    records = tmp_path / "many.jsonl"
    records.write_text('{"text": "one"}\n{"text": "two"}\nno JSON\n{"text": "four"}\n')

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outputs._Output, "_begun", full)
    result = run(command, records, "-o", name)
    assert result.exit_code == 2
    assert "cannot be written (No space left on device), with 4 articles; " in result.stderr
    assert result.stderr.endswith("healthtext: 4 articles: 0 reports, 4 failures\n")


def test_new_files_get_the_usual_permissions_and_old_ones_keep_theirs(
    run: Run, article: Path, tmp_path: Path
) -> None:
    umask = os.umask(0o022)
    run("fix", article, "-o", "out.txt")
    os.umask(umask)
    assert stat.S_IMODE((tmp_path / "out.txt").stat().st_mode) == 0o644
    (tmp_path / "out.txt").chmod(0o600)
    run("fix", article, "-o", "out.txt")
    assert stat.S_IMODE((tmp_path / "out.txt").stat().st_mode) == 0o600


def test_in_place_repairs_the_file_and_keeps_its_permissions(run: Run, article: Path) -> None:
    article.chmod(0o640)
    result = run("fix", "--in-place", "--all", article)
    assert (result.exit_code, result.stdout) == (0, "")
    assert article.read_text() == EVERY
    assert stat.S_IMODE(article.stat().st_mode) == 0o640
    assert [path.name for path in article.parent.iterdir()] == ["article.txt"]


def test_in_place_writes_a_new_file_and_renames_it(run: Run, article: Path) -> None:
    """A second name of the old content shows that it was not written over."""
    other = article.with_name("other.txt")
    os.link(article, other)
    before = article.read_text()
    run("fix", "-i", article)
    assert (article.read_text(), other.read_text()) == (SAFE, before)


def test_in_place_follows_a_link_and_keeps_it(run: Run, article: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(article)
    run("fix", "-i", link)
    assert link.is_symlink()
    assert article.read_text() == SAFE


def test_in_place_leaves_an_article_alone_that_needs_nothing(run: Run, article: Path) -> None:
    article.write_text("The spinal cord.")
    before = article.stat()
    run("fix", "-i", article)
    assert (article.stat().st_ino, article.stat().st_mtime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
    )


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_in_place_keeps_the_encoding(run: Run, article: Path, codec: str) -> None:
    text = "“Café” and a naïve spinal twine – of a patient who walks a lot and sleeps well.\r\n"
    article.write_bytes(text.encode(codec))
    assert run("fix", "-i", article).exit_code == 0
    assert article.read_bytes() == text.replace("twine", "cord").encode(codec)


def test_in_place_refuses_an_encoding_that_would_change_other_bytes(
    run: Run, article: Path
) -> None:
    data = codecs.BOM_UTF16_BE + "A spinal twine.".encode("utf-16-be")
    article.write_bytes(data)
    result = run("fix", "-i", article)
    assert result.exit_code == 2
    assert "does not read the same twice as utf-16; use -o, which writes UTF-8" in result.stderr
    assert article.read_bytes() == data


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("A naïve spinal twine.".encode("cp1252"), "encoding guessed as cp1252"),
        ("“A” naïve ".encode() + b"caf\xe9.", "is UTF-8 but for 1 byte, read as Windows-1252"),
        (b"One.\n<!-- healthtext: off -->", "healthtext is off from line 2 to the end"),
    ],
)
@pytest.mark.parametrize("command", ["fix", "check"])
def test_how_a_file_was_read_is_told_where_that_is_not_sure(
    run: Run, article: Path, data: bytes, said: str, command: str
) -> None:
    article.write_bytes(data)
    assert f"healthtext: {article}: {said}" in run(command, article).stderr


def test_how_a_record_was_read_is_told_with_its_line(run: Run) -> None:
    Path("a.jsonl").write_text('{"text": "One."}\n{"text": "A <!-- healthtext: of --> mark."}\n')
    said = run("fix", "a.jsonl").stderr
    assert said.startswith(
        "healthtext: a.jsonl:2: <!-- healthtext: of --> in line 1 switches nothing"
    )


def test_in_place_refuses_a_file_that_changed_meanwhile(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fix_module, "_tell", lambda _: None)
    whole = fix_module._in_place
    later = "Somebody else wrote this."

    def late(report: object, path: Path) -> object:
        path.write_text(later)
        return whole(report, path)  # type: ignore[arg-type]

    monkeypatch.setattr(fix_module, "_in_place", late)
    assert run("fix", "-i", article).exit_code == 2
    assert article.read_text() == later


@pytest.mark.parametrize("name", ["a.html", "a.docx", "a.jsonl", "sniffed"])
def test_in_place_refuses_what_would_be_lost_and_goes_on(
    run: Run, article: Path, tmp_path: Path, name: str
) -> None:
    page = "<!doctype html><html><body><p>" + "The spinal twine is long. " * 30 + "</p></body>"
    (tmp_path / name).write_text(page)
    result = run("fix", "-i", name, article)
    assert result.exit_code == 2
    assert f"healthtext: {name}: is " in result.stderr
    assert "which is not repaired in place; use -o FILE" in result.stderr
    assert (tmp_path / name).read_text() == page
    assert article.read_text() == SAFE


@pytest.mark.parametrize("rest", [("-o", "x"), ("--diff",)])
def test_in_place_goes_with_no_other_output(run: Run, article: Path, rest: tuple[str, ...]) -> None:
    result = run("fix", "-i", article, *rest)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "--in-place goes with neither -o nor --diff" in result.stderr


def test_in_place_refuses_standard_input(run: Run) -> None:
    assert "cannot write back to standard input" in run("fix", "-i", "-").stderr


def test_a_replacement_that_breaks_off_leaves_the_file(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = article.read_bytes()

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outputs, "_copy_mode", full_disk)
    with pytest.raises(OSError, match="No space"):
        outputs.replace(article, b"new")
    assert article.read_bytes() == before
    assert [path.name for path in article.parent.iterdir()] == ["article.txt"]


def test_diff_is_a_unified_one_for_programs(run: Run, article: Path) -> None:
    lines = run("fix", "--diff", "--review", article.name).stdout.splitlines()
    assert lines[:2] == ["--- article.txt", "+++ article.txt"]
    assert "+The spinal cord and pain." in lines


@pytest.mark.parametrize("codec", ["utf-16", "cp1252"])
def test_a_diff_is_in_the_encoding_of_its_file(run: Run, article: Path, codec: str) -> None:
    text = "“Café” and a naïve spinal twine – of a patient who walks a lot and sleeps well.\n"
    article.write_bytes(text.encode(codec))
    changed = text.replace("twine", "cord").encode(codec).split(b"\n")[0]
    assert b"\n+" + changed + b"\n" in run("fix", "--diff", article.name).stdout_bytes


def test_a_diff_that_no_patch_could_take_is_refused(run: Run, article: Path) -> None:
    article.write_bytes(codecs.BOM_UTF16_BE + "A spinal twine.".encode("utf-16-be"))
    result = run("fix", "--diff", article.name)
    assert (result.exit_code, result.stdout) == (2, "")
    problem = "does not read the same twice as utf-16; use --format words, or -o for the text"
    assert problem in result.stderr


def test_diff_shows_words_in_colour_on_a_terminal(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[9;31mspinal twine\x1b[0m" in run("fix", "--diff", article).stdout


def test_diffs_of_several_sources_go_to_a_folder(run: Run, article: Path, tmp_path: Path) -> None:
    run("fix", "--diff", article, article, "-o", "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["article.txt-2.diff", "article.txt.diff"]


def test_html_and_docx_become_text_files(run: Run, tmp_path: Path) -> None:
    page = "<!doctype html><html><body><article><p>" + "The spinal twine is long. " * 30
    (tmp_path / "a.html").write_text(page + "</p></article></body></html>")
    assert run("fix", "a.html", "a.html", "-o", "out").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a-2.txt", "a.txt"]
    assert (tmp_path / "out/a.txt").read_text().startswith("The spinal cord is long.")


def test_records_keep_every_other_character(run: Run, tmp_path: Path) -> None:
    lines = [
        '{"id": 7,  "n": 1.10, "big": 1e400, "text": "A spinal tw\\u0069ne.", "text2": "agony"}',
        "",
        '{"text":"nothing to do \\u00e9"}\r',
        '{"deep": {"text": "spinal twine"}, "a": [1, {"b": "}"}], "text"\t: "spinal twine é\\n"}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    result = run("fix", "a.jsonl")
    assert result.exit_code == 0
    assert result.stdout_bytes.decode().split("\n") == [
        lines[0].replace("tw\\u0069ne", "cord"),
        lines[2],
        lines[3].replace('\t: "spinal twine', '\t: "spinal cord'),
        "",
    ]


def test_records_that_fail_are_left_out_and_named(run: Run, tmp_path: Path) -> None:
    lines = ['{"text": "spinal twine"}', "{", '{"body": "x"}', '{"text": "crash"}', '{"text": "b"}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    result = run("fix", "a.jsonl")
    assert result.exit_code == 2
    assert [json.loads(line)["text"] for line in result.stdout.splitlines()] == ["spinal cord", "b"]
    places = [line.split(": ")[1] for line in result.stderr.splitlines()[:-1]]
    assert places == ["a.jsonl:2", "a.jsonl:3", "a.jsonl:4"]
    assert result.stderr.endswith("healthtext: 5 articles: 2 reports, 3 failures\n")


def test_records_may_call_their_fields_otherwise(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('\ufeff{"key": 1, "text": 5, "body": "spinal twine"}\n')
    result = run("fix", "--text-field", "body", "--id-field", "key", "a.jsonl")
    assert json.loads(result.stdout) == {"key": 1, "text": 5, "body": "spinal cord"}


def test_records_in_a_pipe_are_refused_before_it_is_opened(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jsonl")
    result = run("fix", "a.jsonl")
    assert result.exit_code == 2
    assert "a.jsonl: is no regular file, so it cannot be read twice" in result.stderr


def test_what_waits_is_told_on_a_terminal(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fix_module, "is_terminal", lambda _: True)
    result = run("fix", article.name)
    assert result.stderr == (
        "healthtext: article.txt: 1 edit made, 1 more with --review, 1 more with --all\n"
    )


SHORT = "Die Wurzel hilft seit langer Zeit vielen Leuten gegen Übelkeit und Husten."


@pytest.mark.parametrize("command", ["fix", "report", "check"])
def test_a_short_text_in_another_language_is_named_once_and_is_no_failure(
    run: Run, tmp_path: Path, command: str
) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(SHORT, "utf-8")
    options = ("-o", "out/") if command == "report" else ()
    result = run(command, "a.txt", "b.txt", *options)
    assert result.exit_code == 0
    assert result.stderr.count("a.txt: looks like 'de', though it is too short to be sure") == 1
    assert "b.txt: looks like" not in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "A spinal twine, tired nurses, young doctors, old cooks, warm tea, hot milk.",
        "Die Wurzel hilft.",
        f"{SHORT} This is what they say.",
    ],
)
def test_what_may_be_english_is_not_said_to_be_something_else(
    run: Run, tmp_path: Path, text: str
) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert run("fix", "a.txt").stderr == ""


PAGE = "The back has many bones, and between them there are soft discs. " * 4


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
@pytest.mark.parametrize("form", ["text", "criticmarkup"])
def test_the_text_of_a_page_ends_with_a_newline_whatever_its_file_ends_with(
    run: Run, tmp_path: Path, end: str, form: str
) -> None:
    page = tmp_path / "a.html"
    page.write_bytes(
        f"<article><h1>Backs</h1><p>{PAGE} The spinal twine is long.</p></article>{end}".encode()
    )
    before = page.read_bytes()
    for target in ((), ("-o", "out.txt")):
        result = run("fix", "--format", form, page, *target)
        written = (tmp_path / "out.txt").read_bytes() if target else result.stdout_bytes
        assert written.endswith(b"is long.\n")
        assert not written.endswith(b"\n\n")
    assert page.read_bytes() == before
