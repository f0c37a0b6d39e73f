"""Finding, fetching and verifying LanguageTool, with programs that stand in for Maven."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from healthtext.cli import cli
from healthtext.errors import AssetError, StepError
from healthtext.grammar import install, java, server

JARS = {"a-1.jar": b"first", "long-name-of-a-library-that-folds-the-manifest-line-2.jar": b"second"}
COPY = """#!/bin/sh
case "$*" in *' -o'*) {offline};; esac
for part in "$@"; do
  case $part in -DoutputDirectory=*) out=${{part#-DoutputDirectory=}};; esac
done
mkdir -p "$out"
printf first > "$out/a-1.jar"
printf {second} > "$out/long-name-of-a-library-that-folds-the-manifest-line-2.jar"
"""
FAIL = "#!/bin/sh\necho '[ERROR] Could not transfer artifact'\nexit 1\n"


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine with Java, without a network, whose caches are empty."""
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "wrapper"))
    monkeypatch.setattr(install, "home", lambda: tmp_path / "ours")
    monkeypatch.setattr(install, "reachable", lambda _: False)
    monkeypatch.setattr(java, "problem", lambda: "")
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in JARS.items()}
    monkeypatch.setattr(install, "digests", lambda: digests)
    monkeypatch.chdir(tmp_path)
    return tmp_path


Maven = Callable[[str], None]


@pytest.fixture
def maven(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Maven:
    """Put a program called mvn on this machine; an empty text takes it away."""

    def put(script: str) -> None:
        path = tmp_path / "mvn"
        path.write_text(script)
        path.chmod(0o755)
        monkeypatch.setattr(install.shutil, "which", lambda _: str(path) if script else None)

    put("")
    return put


def setup(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["setup", "languagetool", *arguments])


def test_from_maven_when_the_download_cannot_be_reached(maven: Maven, tmp_path: Path) -> None:
    maven(COPY.format(offline="exit 1", second="second"))
    result = setup()
    assert result.exit_code == 0, result.output
    folder = tmp_path / "ours" / "LanguageTool-6.7"
    assert result.stdout == f"LanguageTool-6.7: fetched and verified, 0 MB in {folder}\n"
    assert "cannot be reached" in result.stderr
    assert "from Maven Central" in result.stderr
    assert {path.name for path in (folder / "libs").glob("*.jar")} == JARS.keys()
    assert [path.name for path in folder.parent.iterdir()] == ["LanguageTool-6.7"]


def test_the_server_jar_names_every_other_one(maven: Maven, tmp_path: Path) -> None:
    maven(COPY.format(offline=":", second="second"))
    setup()
    jar = tmp_path / "ours" / "LanguageTool-6.7" / "languagetool-server.jar"
    manifest = zipfile.ZipFile(jar).read("META-INF/MANIFEST.MF").decode()
    assert all(len(line) <= 72 for line in manifest.split("\r\n"))
    joined = manifest.replace("\r\n ", "")
    assert f"Class-Path: {' '.join(f'libs/{name}' for name in JARS)}\r\n" in joined


def test_again_without_network_and_without_maven(maven: Maven) -> None:
    maven(COPY.format(offline=":", second="second"))
    setup()
    maven("")
    result = setup()
    assert result.exit_code == 0
    assert "there already" in result.stdout
    assert result.stderr == ""


def test_the_repository_of_maven_is_enough(maven: Maven, tmp_path: Path) -> None:
    maven(COPY.format(offline=f"touch {tmp_path}/offline", second="second"))
    assert setup().exit_code == 0
    assert (tmp_path / "offline").exists()


def test_a_jar_that_is_not_the_one_expected_is_refused(maven: Maven, tmp_path: Path) -> None:
    maven(COPY.format(offline="exit 1", second="forged"))
    result = setup()
    assert result.exit_code == 2
    assert "is damaged, expected sha256" in result.stderr
    assert list((tmp_path / "ours").iterdir()) == []


def test_a_jar_that_was_damaged_later_is_found(maven: Maven, tmp_path: Path) -> None:
    maven(COPY.format(offline=":", second="second"))
    setup()
    (tmp_path / "ours" / "LanguageTool-6.7" / "libs" / "a-1.jar").write_bytes(b"firsu")
    result = setup()
    assert result.exit_code == 2
    assert "is damaged" in result.stderr
    assert "run: healthtext setup languagetool" in result.stderr


@pytest.mark.parametrize("change", ["missing", "more"])
def test_the_list_of_jars_is_complete(tmp_path: Path, change: str) -> None:
    for name, data in JARS.items():
        (tmp_path / name).write_bytes(data)
    install.verify(tmp_path)
    if change == "more":
        (tmp_path / "b.jar").touch()
    else:
        (tmp_path / "a-1.jar").unlink()
    with pytest.raises(AssetError, match=r"is missing|does not belong"):
        install.verify(tmp_path)


def test_no_network_at_all(maven: Maven) -> None:
    maven(FAIL)
    result = setup()
    assert result.exit_code == 2
    assert "Maven: [ERROR] Could not transfer artifact" in result.stderr
    assert "connect to the network, or give a server with --languagetool-url" in result.stderr


def test_no_maven(maven: Maven) -> None:
    maven("")
    result = setup()
    assert result.exit_code == 2
    assert "Maven is not installed, install maven" in result.stderr


def test_no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "problem", lambda: f"Java is not installed; {java.REMEDY}")
    result = setup()
    assert result.exit_code == 2
    assert result.stderr == f"healthtext: languagetool: Java is not installed; {java.REMEDY}\n"


def test_the_wrappers_folder_is_used_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "wrapper" / "LanguageTool-6.8"
    folder.mkdir(parents=True)
    (folder / "languagetool-server.jar").touch()
    assert "LanguageTool-6.8: there already" in setup().stdout
    assert install.find() == folder


def test_the_pinned_version_comes_first_and_old_ones_never(tmp_path: Path) -> None:
    for name in ("LanguageTool-6.5", "LanguageTool-6.7", "LanguageTool-6.10", "LanguageTool-x"):
        (tmp_path / "wrapper" / name).mkdir(parents=True)
        (tmp_path / "wrapper" / name / "languagetool-server.jar").touch()
    found = [install.find()]
    (tmp_path / "wrapper" / "LanguageTool-6.7" / "languagetool-server.jar").unlink()
    found.append(install.find())
    (tmp_path / "wrapper" / "LanguageTool-6.10" / "languagetool-server.jar").unlink()
    assert [folder and folder.name for folder in (*found, install.find())] == [
        "LanguageTool-6.7", "LanguageTool-6.10", None,
    ]  # fmt: skip


def test_the_wrappers_download_is_tried_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(install, "reachable", lambda _: True)
    jar = tmp_path / "ours" / "LanguageTool-6.7" / "languagetool-server.jar"
    script = f"import os; os.makedirs({str(jar.parent)!r}); open({str(jar)!r}, 'w')"
    monkeypatch.setattr(install, "_FETCH", script)
    assert "fetched and verified" in setup().stdout


def test_a_download_that_fails_falls_through(monkeypatch: pytest.MonkeyPatch, maven: Maven) -> None:
    monkeypatch.setattr(install, "reachable", lambda _: True)
    monkeypatch.setattr(install, "_FETCH", "raise SystemExit('Error: 404')")
    maven(COPY.format(offline=":", second="second"))
    result = setup()
    assert result.exit_code == 0
    assert "Error: 404" in result.stderr


def test_a_server_of_the_user_needs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "healthy", lambda url: url == "http://localhost:1234")
    assert (
        "the server at http://localhost:1234"
        in setup("--languagetool-url", "localhost:1234").stdout
    )
    assert setup("--languagetool-url", "localhost:4321").exit_code == 2
    assert setup("--languagetool-url", "https://api.languagetool.org").exit_code == 2


def test_both_ways_fail_with_both_reasons(maven: Maven) -> None:
    maven("")
    with pytest.raises(StepError, match=r"cannot be reached; Maven is not installed"):
        install.setup(lambda _: None)


def test_the_packaged_list_is_of_the_pinned_version() -> None:
    lines = (install.DATA / "jars.sha256").read_text().splitlines()
    assert len(lines) == 124
    assert any(line.endswith(f"  languagetool-server-{install.VERSION}.jar") for line in lines)
    assert f"<version>{install.VERSION}</version>" in (install.DATA / "pom.xml").read_text()
