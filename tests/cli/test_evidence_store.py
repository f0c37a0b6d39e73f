"""`healthtext evidence add`, `search` and `info`: what is written where, and exit statuses."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from threading import Timer

import pytest
from click.testing import CliRunner, Result

from healthtext.cli import cli
from healthtext.evidence.store import EvidenceStore
from healthtext.library import Library
from tests.library.conftest import article, pubmed


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xml").write_bytes(pubmed(article(1), article(2, "", title="Ginger, bare")))
    (tmp_path / "broken.xml").write_bytes(pubmed(article(3), article(4))[:-100])
    (tmp_path / "f.csv").write_text(
        "intervention,outcome,effect,identifier,retracted\nginger,nausea,benefit,10.1/x,yes\n"
    )
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["evidence", *arguments])


def test_what_was_added_is_counted() -> None:
    first = run("add", "a.xml", "f.csv")
    assert first.exit_code == 0, first.output
    assert first.stdout == ""
    assert first.stderr == (
        "healthtext: evidence.sqlite: 3 records, 3 new, 0 replaced, 0 as they were, 0 deleted, "
        "1 without abstract, 1 retracted, of 2 files, 0 broken, 0 read before\n"
    )
    assert "0 records, 0 new" in run("add", "a.xml").stderr


def test_a_broken_file_is_exit_status_2() -> None:
    result = run("add", "broken.xml", "a.xml")
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert "broken.xml: broken XML after 1 record" in lines[0]
    assert "3 records, 3 new" in lines[1]
    assert "1 broken" in lines[1]


def test_all_wrong_lines_of_findings_are_named(folder: Path) -> None:
    said = [("benefit", ""), ("good", ""), ("benefit", "maybe"), ("harm", "no")]
    rows = [f"ginger,nausea,{effect},10.1/{at},{gone}" for at, (effect, gone) in enumerate(said)]
    head = "intervention,outcome,effect,identifier,retracted"
    (folder / "g.csv").write_text("\n".join([head, *rows]) + "\n")
    result = run("add", "g.csv")
    assert result.exit_code == 2
    told, counted = result.stderr.splitlines()
    assert "line 3: effect = 'good' is not one (known: benefit" in told
    assert "; line 4: retracted = 'maybe' is not one" in told
    assert "0 records, 0 new" in counted  # not even what stands before the first wrong line
    many = [row.replace("benefit", "good") for row in rows[:1] * 9]
    (folder / "g.csv").write_text("\n".join([head, *many]) + "\n")
    assert (
        "; and 4 more; mend this and add the file again, or leave it out with --skip-broken"
        in run("add", "g.csv").stderr
    )


def test_broken_lines_are_left_out_when_asked_and_each_is_named(folder: Path) -> None:
    rows = ["ginger,nausea,benefit,10.1/a", "fig,cough,good,10.1/b", "mint,colic,none,10.1/c"]
    (folder / "g.csv").write_text("\n".join(["intervention,outcome,effect,identifier", *rows]))
    result = run("add", "--skip-broken", "g.csv")
    assert result.exit_code == 0
    told, counted = result.stderr.splitlines()
    assert "g.csv: line 3: effect = 'good' is not one; known: benefit" in told
    assert "2 records, 2 new" in counted
    assert counted.endswith("0 broken, 0 read before, 1 broken record left out")
    assert "mint" in run("search", "mint", "--store", "evidence.sqlite").stdout
    assert "0 records, 0 new" in run("add", "g.csv").stderr  # it was read


def test_a_damaged_store_is_told_though_every_file_was_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "b.xml").write_bytes(pubmed(*(article(number) for number in range(1, 300))))
    assert run("add", "b.xml").exit_code == 0
    assert run("add", "b.xml").exit_code == 0
    store = folder / "evidence.sqlite"
    held = bytearray(store.read_bytes())
    page = held.rindex(b"Ginger reduced nausea") // 4096 * 4096  # nothing else is on it
    held[page : page + 4096] = b"\xff" * 4096
    store.write_bytes(held)
    result = run("add", "b.xml")
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert "evidence.sqlite: is damaged" in line
    monkeypatch.setattr(Library, "verify", lambda _: None)
    assert run("add", "b.xml").exit_code == 0  # nothing else reads that page


def test_nothing_is_made_for_files_that_are_not_there(folder: Path) -> None:
    for name in ("none.xml", "a.pdf"):
        result = run("add", name)
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1
    assert not (folder / "evidence.sqlite").exists()


def test_words_are_found_in_findings_and_articles() -> None:
    run("add", "a.xml", "f.csv")
    lines = run("search", "ginger", "nausea", "--store", "evidence.sqlite").stdout.splitlines()
    assert lines[:2] == ["10.1/x finding RETRACTED: benefit", "  ginger for nausea"]
    assert "PMID:1 2014 article: Ginger for nausea" in lines
    assert "  without abstract" in run("search", "bare", "--store", "evidence.sqlite").stdout
    made = run("search", "ginger", "--store", "evidence.sqlite", "--json", "--limit", "1").stdout
    finding, record = map(json.loads, made.splitlines())
    assert (finding["identifier"], finding["retracted"] is True) == ("10.1/x", True)
    assert record["identifier"] in ("PMID:1", "PMID:2")
    nothing = run("search", "zzz", "--store", "evidence.sqlite")
    assert nothing.stdout == ""
    assert "evidence.sqlite holds none of these words" in nothing.stderr
    assert "the packaged evidence holds none" in run("search", "zorbexzz").stderr


def test_info_counts_what_a_store_holds(folder: Path) -> None:
    run("add", "a.xml", "f.csv")
    said = json.loads(run("info", "--store", "evidence.sqlite", "--json").stdout)
    assert (said["own_records"], said["own_with_abstract"], said["own_findings"]) == (2, 1, 1)
    assert (said["facts"], said["findings_of_finding"], said["own_files"]) == (1, 1, 2)
    assert len(said["digest"]) == 64
    assert "own records: 2\n" in run("info", "--store", "evidence.sqlite").stdout
    EvidenceStore.create(folder / "base.sqlite", "2026-01-02").close()
    assert json.loads(run("info", "--store", "base.sqlite", "--json").stdout)["own_records"] == 0


def test_info_of_the_packaged_store_says_reviews_and_trials() -> None:
    said = json.loads(run("info", "--json").stdout)
    assert said["findings_of_systematic_review"] > 4_000
    assert said["findings_of_randomised_trial"] >= 10_000
    assert said["reviews"] > 4_000
    assert 0.5 < said["accuracy"]["trial_direction"] < 1
    shown = run("info").stdout
    assert "digest: " in shown
    assert f"accuracy:\n  review facts: {said['accuracy']['review_facts']}\n" in shown


def test_a_missing_store_is_named_with_the_command_that_makes_it() -> None:
    commands = (("evidence", "search", "x", "--store"), ("evidence", "check", "x", "--store"),
                ("check", "a.xml", "--evidence"))  # fmt: skip
    for command in commands:
        result = CliRunner().invoke(cli, [*command, "none.sqlite"])
        assert result.exit_code == 2
        assert "none.sqlite: there is no such evidence store" in result.stderr
        assert "healthtext evidence add FILE... --store none.sqlite" in result.stderr


def test_a_damaged_store_is_one_line(folder: Path) -> None:
    (folder / "bad.sqlite").write_bytes(b"nothing" * 1000)
    for command in (("info",), ("search", "x"), ("add", "a.xml")):
        result = run(*command, "--store", "bad.sqlite")
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1
        assert "bad.sqlite: is damaged, or no evidence store" in result.stderr
        assert "move this file away and add your files anew" in result.stderr
        assert (folder / "bad.sqlite").read_bytes() == b"nothing" * 1000


def test_a_store_that_is_cut_off_or_another_program_s_is_said_to_be_so(folder: Path) -> None:
    run("add", "a.xml")
    whole = (folder / "evidence.sqlite").read_bytes()
    (folder / "cut.sqlite").write_bytes(whole[: len(whole) // 3])
    with sqlite3.connect(folder / "other.sqlite") as other:
        other.execute("create table bookmarks (url text)")
    cut, other_one = (
        run("search", "x", "--store", "cut.sqlite"),
        run("search", "x", "--store", "other.sqlite"),
    )
    assert (cut.exit_code, other_one.exit_code) == (2, 2)
    assert "cut.sqlite: is damaged, or no evidence store" in cut.stderr
    assert "other.sqlite: is a database, but no evidence store; name another" in other_one.stderr


@pytest.mark.parametrize("typed", ["10.1000/X", "doi:10.1000/x", "https://doi.org/10.1000/x."])
def test_a_doi_finds_its_findings(typed: str, folder: Path) -> None:
    (folder / "own.csv").write_text(
        "intervention,outcome,effect,identifier\nginger,nausea,benefit,10.1000/x\nfig,cough,none,A-7\n"
    )
    run("add", "a.xml", "own.csv")
    found = run("search", typed, "--store", "evidence.sqlite")
    assert [line.split()[0] for line in found.stdout.splitlines()] == ["10.1000/x", "ginger"]
    own = run("search", "A-7", "--store", "evidence.sqlite")
    assert "fig for cough" in own.stdout


def test_a_pmid_finds_its_article_and_an_unknown_one_says_so() -> None:
    run("add", "a.xml")
    whole = run("search", "ginger", "--store", "evidence.sqlite", "--json").stdout.splitlines()
    name = json.loads(whole[0])["identifier"]
    for typed in (name, name.replace(":", " "), name.removeprefix("PMID:")):
        (line,) = run("search", typed, "--store", "evidence.sqlite", "--json").stdout.splitlines()
        assert json.loads(line)["identifier"] == name
    unknown = run("search", "PMID 999999999", "--store", "evidence.sqlite")
    assert (unknown.exit_code, unknown.stdout) == (0, "")
    assert "holds no study PMID 999999999; try its words" in unknown.stderr


@pytest.mark.parametrize(
    "typed",
    ["CD000004", "cd000004", "10.1002/14651858.cd000004.pub2", "10.1002/14651858.CD000004"],
)
def test_the_number_of_a_cochrane_review_finds_its_rows(typed: str) -> None:
    found = run("search", typed, "--limit", "2").stdout
    assert found.startswith("10.1002/14651858.CD000004 systematic review")
    assert len(found.splitlines()) <= 4


def test_numbers_among_words_are_words() -> None:
    run("add", "f.csv")
    assert "ginger" in run("search", "ginger 2019", "--store", "evidence.sqlite").stdout


@pytest.mark.parametrize("command", [("add", "f.csv"), ("search", "ginger"), ("info",)])
@pytest.mark.parametrize(
    ("schema", "says"),
    [
        ("healthtext-evidence/2", "was made by a newer healthtext (schema 'healthtext-evidence/2'"),
        ("healthtext-evidence/0", "has schema 'healthtext-evidence/0', not"),
        ("other/7", "has schema 'other/7', not"),
    ],
)
def test_a_store_of_another_schema_is_told_by_it(
    command: tuple[str, ...], schema: str, says: str
) -> None:
    with Library.writable(Path("own.sqlite")) as own, own.writing() as connection:
        connection.execute("update meta set value = ? where key = 'schema'", (schema,))
    result = run(*command, "--store", "own.sqlite")
    assert (result.exit_code, result.output.startswith(f"healthtext: own.sqlite: {says}")) == (2, 1)
    assert ("install a newer healthtext" in result.output) is schema.endswith("/2")
    assert ("move this file away" in result.output) is not schema.endswith("/2")


@pytest.mark.parametrize("command", [("add", "f.csv"), ("search", "ginger"), ("info",)])
def test_a_folder_is_no_store(command: tuple[str, ...]) -> None:
    for folder in (".", ""):
        result = run(*command, "--store", folder)
        said = "healthtext: .: is a folder, no evidence store; name a file\n"
        assert (result.exit_code, result.output) == (2, said)


def test_a_folder_that_cannot_be_made_is_named() -> None:
    result = run("add", "f.csv", "--store", "a.xml/own.sqlite")
    assert (result.exit_code, result.output) == (
        2, "healthtext: a.xml/own.sqlite: its folder cannot be made (File exists); "
        "name another --store\n",
    )  # fmt: skip


def test_what_is_interrupted_says_how_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("healthtext.cli.evidence_store._Follow.__call__", stop)
    result = run("add", "a.xml", "--store", "own.sqlite")
    assert result.exit_code == 130
    assert "own.sqlite: what was read is kept; give the same files again" in result.output
    monkeypatch.undo()


def test_who_adds_waits_longer_for_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("healthtext.evidence.store.TIMEOUT_S", 0.5)
    run("add", "a.xml", "--store", "own.sqlite")
    other = sqlite3.connect("own.sqlite", isolation_level=None, check_same_thread=False)
    other.execute("begin exclusive")
    timer = Timer(1.5, lambda: other.execute("rollback"))
    timer.start()
    result = run("add", "f.csv", "--store", "own.sqlite")
    timer.join()
    other.close()
    assert (result.exit_code, "1 new" in result.output) == (0, True)
