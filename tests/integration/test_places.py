"""The pre-commit hooks and the GitHub action: well formed, and their commands are ours."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from healthtext.cli import cli

ROOT = Path(__file__).parents[2]
HEALTHTEXT = """#!/bin/sh
printf '%s\\n' "$@" > arguments
exit ${STATUS:-0}
"""


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def parses(line: list[str]) -> None:
    """Parse a command with its options, without running it."""
    command = cli.get_command(click.Context(cli), line[1])
    assert line[0] == "healthtext" and command
    command.make_context(line[1], [*line[2:], "article.txt"])


def test_hooks_are_complete_and_their_commands_parse() -> None:
    hooks = load(".pre-commit-hooks.yaml")
    assert [hook["id"] for hook in hooks] == ["healthtext-check", "healthtext-fix"]
    for hook in hooks:
        assert {"id", "name", "entry", "language", "types_or"} <= hook.keys()
        assert hook["language"] == "python" and hook["require_serial"] is True
        parses(shlex.split(hook["entry"]))


def test_the_action_is_composite_and_needs_no_secrets() -> None:
    action = load("action.yml")
    assert action["runs"]["using"] == "composite"
    assert "secrets" not in (ROOT / "action.yml").read_text("utf-8").replace("no secrets", "")
    assert all(entry["description"] for entry in action["inputs"].values())
    for step in action["runs"]["steps"]:
        assert "uses" in step or step["shell"] == "bash"
        assert "${{" not in step.get("run", "")  # an input is never a part of a script


@pytest.mark.parametrize(("status", "found"), [(0, "false"), (1, "true"), (2, "false")])
def test_the_action_calls_check_and_hands_its_status_on(
    tmp_path: Path, status: int, found: str
) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    program = tmp_path / "bin" / "healthtext"
    program.parent.mkdir()
    program.write_text(HEALTHTEXT)
    program.chmod(0o755)
    script = load("action.yml")["runs"]["steps"][-1]["run"]
    environment = {
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}", "STATUS": str(status),
        "FILES": "a b.txt\n$(touch pwned).md\n", "SKIP": "grammar", "FORMAT": "github",
        "OUTPUT": "", "BASELINE": "known.json", "GITHUB_OUTPUT": str(tmp_path / "output"),
    }  # fmt: skip
    done = subprocess.run(
        [bash, "-eo", "pipefail", "-c", script], cwd=tmp_path, env=environment, timeout=60,
        check=False,
    )  # fmt: skip
    assert done.returncode == status
    line = (tmp_path / "arguments").read_text().splitlines()
    assert line == [
        "check", "--format", "github", "--skip", "grammar", "--baseline", "known.json", "--",
        "a b.txt", "$(touch pwned).md",
    ]  # fmt: skip
    parses(["healthtext", *line[:-2]])
    assert (tmp_path / "output").read_text() == f"found={found}\n"
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_the_action_can_write_a_file(tmp_path: Path, form: str) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    program = tmp_path / "healthtext"
    program.write_text("#!/bin/sh\necho result\n")
    program.chmod(0o755)
    script = load("action.yml")["runs"]["steps"][-1]["run"]
    environment = {
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "FILES": "a.txt", "SKIP": "grammar",
        "FORMAT": form, "OUTPUT": "out", "BASELINE": "", "GITHUB_OUTPUT": str(tmp_path / "o"),
    }  # fmt: skip
    subprocess.run([bash, "-ec", script], cwd=tmp_path, env=environment, timeout=60, check=True)
    assert (tmp_path / "out").read_text() == "result\n"
