"""`healthtext doctor`: what is there, what is missing, what is broken."""

from __future__ import annotations

from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import Result

from healthtext import __version__, assets
from healthtext.cli import doctor
from healthtext.errors import AssetError
from healthtext.grammar import install, java, server

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Start no Java, verify nothing, and work where there is no configuration."""
    monkeypatch.setattr(java, "problem", lambda: "Java is not installed; install Java 17")
    monkeypatch.setattr(java, "said", lambda *_: "")
    monkeypatch.setattr(install, "find", lambda: None)
    monkeypatch.setattr(assets, "path", Path)
    monkeypatch.chdir(tmp_path)


def test_versions_and_what_is_missing_with_the_command_that_mends_it(run: Run) -> None:
    result = run("doctor")
    assert result.exit_code == 0
    lines = [line.split(maxsplit=2) for line in result.stdout.splitlines()]
    assert ["ok", "healthtext", __version__] in lines
    assert ["ok", "spacy", metadata.version("spacy")] in lines
    assert ["missing", "Java", "Java is not installed; the step grammar needs it"] in lines
    remedies = [" ".join(rest) for head, *rest in lines if head == "mend"]
    assert remedies == [
        "it: install Java 17", "it: install maven", "it: healthtext setup languagetool",
    ]  # fmt: skip


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


def test_a_bad_configuration_is_bad(run: Run, tmp_path: Path) -> None:
    (tmp_path / "healthtext.toml").write_text('aply = "safe"')
    result = run("doctor")
    assert result.exit_code == 2
    assert "unknown setting 'aply'" in result.stdout
    assert "mend it: did you mean 'apply'?" in result.stdout


def test_what_is_there_is_told_with_its_version(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(java, "problem", lambda: "")
    monkeypatch.setattr(java, "said", lambda *_: 'openjdk version "17.0.15" 2025-04-15')
    monkeypatch.setattr(install, "find", lambda: tmp_path / "LanguageTool-6.7")
    assert doctor._java().found == "17.0.15"
    assert doctor._languagetool("").found.startswith("6.7 in ")


def test_maven_is_found_behind_its_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.shutil, "which", lambda _: "/bin/mvn")
    monkeypatch.setattr(java, "said", lambda *_: "\x1b[1mApache Maven 3.8.7\x1b[m")
    assert doctor._maven().found == "3.8.7"


@pytest.mark.parametrize(("answers", "state"), [(True, "ok"), (False, "missing")])
def test_a_server_of_the_user_is_asked(
    monkeypatch: pytest.MonkeyPatch, answers: bool, state: str
) -> None:
    monkeypatch.setattr(server, "healthy", lambda _: answers)
    check = doctor._languagetool("http://localhost:8081")
    assert (check.state, "http://localhost:8081" in check.found) == (state, True)


def test_every_broken_row_of_an_own_list_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "healthtext.toml").write_text('phrases = ["own.csv"]\nallow = ["wellness"]\n')
    (tmp_path / "own.csv").write_text("spinal twine,spinal cord\n")
    assert "(own.csv: 1, allowed: 1)" in run("doctor").stdout
    (tmp_path / "own.csv").write_text("a,\n" * 9)
    result = run("doctor")
    assert result.exit_code == 2
    assert all(f"own.csv: row {row} has no right wording" in result.stdout for row in range(1, 10))
    (tmp_path / "own.csv").write_text("a,a b\n")
    assert "would loop" in run("doctor").stdout
    (tmp_path / "own.csv").unlink()
    assert "cannot be read" in run("doctor").stdout
