"""The built package: what is in it, and the main job in an environment that has only it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
ARTICLE = ROOT / "corpora" / "spun_health" / "spun" / "S01_migraine_acupuncture.txt"


def call(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command and return what it prints; what it says when it fails fails the test."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False,
        encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    call(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder)
    return next(folder.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the sdist, as pip does for those who have no wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    call(
        sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation",
        "--no-index", "-w", folder, sdist,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a new environment and return the folder of its programs.

    The packages it asks for, and no others, are linked in from this environment: that takes a
    second and no network, and a package that is used but not asked for is missing all the same.
    """
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, symlinks=True)
    programs = folder / "bin"
    site = Path(call(programs / "python", "-c", _SITE).strip())
    for name in sorted(closure(requirements(wheel))):
        link(metadata.distribution(name), site)
    call(
        sys.executable, "-m", "pip", "--python", programs / "python", "install", "-q", "--no-deps",
        "--no-index", wheel,
    )  # fmt: skip
    call(sys.executable, "-m", "pip", "--python", programs / "python", "check")
    return programs


_SITE = "import sysconfig; print(sysconfig.get_path('purelib'))"


def requirements(wheel: Path) -> list[str]:
    """Return what a wheel asks for."""
    archive = zipfile.Path(wheel)
    folder = next(path for path in archive.iterdir() if path.name.endswith(".dist-info"))
    return metadata.PathDistribution(folder).requires or []


def closure(requires: list[str]) -> set[str]:
    """Return the names of all packages that are needed here; extras only where asked for."""
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [(text, frozenset[str]()) for text in requires]
    while waiting:
        text, extras = waiting.pop()
        needed = Requirement(text)
        asked = [{"extra": extra} for extra in ("", *extras)]
        key = (needed.name, frozenset(needed.extras))
        if key in seen or (needed.marker and not any(map(needed.marker.evaluate, asked))):
            continue
        seen.add(key)
        waiting += [(text, key[1]) for text in metadata.requires(needed.name) or ()]
    return {name for name, _ in seen}


def link(package: metadata.Distribution, site: Path) -> None:
    """Link what a package installed into another site-packages."""
    tops = {path.parts[0] for path in package.files or () if path.parts[0] != ".."}
    for top in tops - {"__pycache__"}:
        if not (site / top).exists():
            (site / top).symlink_to(Path(str(package.locate_file(top))))


def packaged() -> Iterator[str]:
    """Yield every file of the source tree that belongs into the package."""
    for path in sorted((SOURCE / "healthtext").rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(SOURCE).as_posix()


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name for name in names if ".dist-info/" not in name} == set(packaged())
    assert "healthtext/py.typed" in names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
    text = archive.read(name).decode("utf-8")
    assert "\nLicense-Expression: GPL-3.0-or-later\n" in text
    assert "\nRequires-Python: <3.13,>=3.11\n" in text
    points = archive.read(name.replace("METADATA", "entry_points.txt")).decode("utf-8")
    assert "healthtext = healthtext.cli:main" in points


def test_the_sdist_holds_the_sources_and_no_tests(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"src/{name}" for name in packaged()} <= names
    assert {name.split("/")[0] for name in names if name} == {
        "src", "README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml", "PKG-INFO", ".gitignore",
    }  # fmt: skip


def test_the_main_job_runs_where_only_the_wheel_is(installed: Path, tmp_path: Path) -> None:
    where = call(installed / "python", "-c", "import healthtext; print(healthtext.__file__)")
    assert Path(where.strip()).is_relative_to(installed.parent)
    assert sysconfig.get_path("purelib") not in where
    job = ("--skip", "grammar", ARTICLE)  # what Java adds is tested where it is looked for
    repaired = call(installed / "healthtext", "fix", *job, cwd=tmp_path)
    assert repaired != ARTICLE.read_text("utf-8")
    assert len(repaired) > 2_000
    report = json.loads(
        call(installed / "healthtext", "report", "--format", "json", *job, cwd=tmp_path)
    )
    assert report["repaired"] == repaired
    assert report["edits"] and report["entities"] and report["findings"]
