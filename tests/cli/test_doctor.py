"""`healthtext doctor`: what is there, what is missing, what is broken."""

from __future__ import annotations

from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import Result

from healthtext import __version__, assets
from healthtext.cli import doctor
from healthtext.cli.doctor import Check
from healthtext.errors import AssetError

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask no program for its version."""
    monkeypatch.setattr(doctor, "_program", lambda *call: call[-1](""))
    monkeypatch.setattr(assets, "path", Path)


def test_versions_and_what_is_missing_with_the_command_that_mends_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LTP_PATH", str(tmp_path))
    result = run("doctor")
    assert result.exit_code == 0
    lines = [line.split(maxsplit=2) for line in result.stdout.splitlines()]
    assert ["ok", "healthtext", __version__] in lines
    assert ["ok", "spacy", metadata.version("spacy")] in lines
    assert ["missing", "Java", "not found; the step grammar needs it"] in lines
    remedies = [" ".join(rest) for head, *rest in lines if head == "mend"]
    assert len(remedies) == 3
    assert remedies[0].startswith("it: install Java 17")


def test_damaged_data_is_bad_and_status_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(name: str) -> Path:
        raise AssetError(name, "is damaged", "reinstall it")

    monkeypatch.setattr(assets, "path", damaged)
    result = run("doctor")
    assert result.exit_code == 2
    assert "mend it: reinstall it" in result.stdout


def test_a_package_that_is_not_there_is_bad() -> None:
    check = doctor._package("no-such-package")
    assert (check.state, check.remedy) == ("bad", "python -m pip install no-such-package")


@pytest.mark.parametrize(
    ("said", "state", "found"),
    [
        ('openjdk version "17.0.15" 2025-04-15', "ok", "17.0.15"),
        ('java version "1.8.0_202"', "missing", "1.8.0_202; the step grammar needs 17 or later"),
        ('openjdk version "21" 2023-09-19', "ok", "21"),
        ("no runtime present", "missing", "not found; the step grammar needs it"),
    ],
)
def test_java_is_judged_by_its_version(said: str, state: str, found: str) -> None:
    check = doctor._java(said)
    assert (check.state, check.found) == (state, found)


def test_maven_is_found_behind_its_colours() -> None:
    assert doctor._maven("\x1b[1mApache Maven 3.8.7\x1b[m").found == "3.8.7"


@pytest.mark.parametrize("variable", ["LTP_PATH", "LTP_JAR_DIR_PATH"])
def test_languagetool_is_found_where_its_wrapper_looks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str
) -> None:
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "nothing"))
    monkeypatch.setenv(variable, str(tmp_path))
    assert doctor._languagetool().state == "missing"
    (tmp_path / "LanguageTool-6.8").mkdir()
    (tmp_path / "languagetool.jar").touch()
    assert doctor._languagetool().state == "ok"


def test_a_program_that_hangs_or_is_missing_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    said = doctor._program("no-such-program", [], lambda text: Check("ok", "x", text))
    assert said.found == ""
