"""The developer interface: short, complete, pinned, and clear about a machine without Python."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
MAKEFILE = ROOT / "Makefile"
PIN = re.compile(r"([a-z0-9-]+)==([0-9][\w.+!]*)")


def make(*arguments: str, cwd: Path, path: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("make")
    if program is None:
        pytest.skip("make is not installed")
    return subprocess.run(
        [program, *arguments], cwd=cwd, env={"PATH": path}, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Make a folder in which nothing is installed."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def test_it_stays_short() -> None:
    assert len(MAKEFILE.read_text("utf-8").splitlines()) < 50


def test_the_article_of_make_run_is_there() -> None:
    named = re.search(r"^ARTICLE \?= (.+)$", MAKEFILE.read_text("utf-8"), re.MULTILINE)
    assert named
    assert (ROOT / named[1]).is_file()


@pytest.mark.parametrize("target", ["run", "test", "soak", "lint", "gate", "bench"])
def test_every_target_installs_first(target: str, bare: Path) -> None:
    planned = make("-n", target, cwd=bare, path="/usr/bin:/bin")
    assert planned.returncode == 0, planned.stderr
    assert planned.stdout.index("-m venv") < planned.stdout.index("--group dev")


def test_bench_passes_a_folder_on(bare: Path) -> None:
    assert '--data "a folder"' in make("-n", "bench", "DATA=a folder", cwd=bare, path="/bin").stdout
    assert "--data" not in make("-n", "bench", cwd=bare, path="/bin").stdout


def test_a_machine_without_python_is_told_what_to_install(bare: Path) -> None:
    old = bare / "programs" / "python3"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = make("test", cwd=bare, path=str(old.parent))
    assert done.returncode == 2
    assert "no Python 3.11 or 3.12 with venv here" in done.stderr
    assert not (bare / ".venv").exists()


def test_ci_runs_what_the_readme_says() -> None:
    text = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "set -euo pipefail" in text
    assert "make lint test" in text
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
    opening = (ROOT / "README.md").read_text("utf-8").split("```")[1]
    assert re.findall(r"^make \w+", opening, re.MULTILINE) == ["make run", "make test"]


def test_constraints_are_names_and_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert all(PIN.fullmatch(line) for line in lines)
    names = [line.split("==")[0] for line in lines]
    assert names == sorted(set(names))


def test_every_dependency_is_pinned_to_a_version_it_may_have() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for text in declared(project):
        needed = Requirement(text)
        name = canonicalize_name(needed.name)
        if name != "healthtext":
            assert needed.specifier.contains(pinned[name]), text


def declared(project: dict[str, Any]) -> Iterator[str]:
    yield from project["build-system"]["requires"]
    yield from project["project"]["dependencies"]
    for extra in project["project"]["optional-dependencies"].values():
        yield from extra
    for group in project["dependency-groups"].values():
        yield from group


def test_links_of_the_readme_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
