"""`healthtext doctor`: what is installed, what is missing and the command that mends it."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import click

from healthtext import __version__, assets, rules
from healthtext.cli.terminal import put, wants_colour
from healthtext.errors import AssetError
from healthtext.render.text import count, table

PACKAGES = (
    "click",
    "spacy",
    "scispacy",
    "trafilatura",
    "ftfy",
    "lemminflect",
    "language-tool-python",
)
JAVA_NEEDED = 17  # by LanguageTool from version 6.6 on
_COLOURS = {"ok": "green", "missing": "yellow", "bad": "red"}
_LANGUAGETOOL_REMEDY = (
    'python -c "from language_tool_python.download_lt import download_lt; download_lt()"'
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: `state` is ok, missing (it can be done without) or bad (it cannot)."""

    state: str
    name: str
    found: str
    remedy: str = ""


@click.command("doctor", short_help="Check this installation and say what is missing.")
def doctor() -> None:
    """Check this installation and say what is missing.

    Lists versions, the packaged data (every file is verified), Java, Maven and LanguageTool. What
    is missing is only needed by the step named with it.

    \b
    Example:
      healthtext doctor

    Exit status: 0 when everything that is needed is there, otherwise 2.
    """
    checks = list(_checks())
    rows = [(check.state, check.name, check.found) for check in checks]
    for check, line in zip(checks, table(rows), strict=True):
        colour = _COLOURS[check.state]
        put(f"{click.style(line, fg=colour) if wants_colour() else line}\n")
        if check.remedy:
            put(f"         mend it: {check.remedy}\n")
    click.get_current_context().exit(2 if any(check.state == "bad" for check in checks) else 0)


def _checks() -> Iterator[Check]:
    yield _python()
    yield Check("ok", "healthtext", __version__)
    for name in PACKAGES:
        yield _package(name)
    yield _data()
    yield _rules()
    yield _program("java", ["-version"], _java)
    yield _program("mvn", ["--version"], _maven)
    yield _languagetool()


def _python() -> Check:
    version = platform.python_version()
    if (3, 11) <= sys.version_info < (3, 13):
        return Check("ok", "python", version)
    return Check("bad", "python", f"{version}, needed is 3.11 or 3.12", "install Python 3.12")


def _package(name: str) -> Check:
    try:
        return Check("ok", name, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check("bad", name, "not installed", f"python -m pip install {name}")


def _data() -> Check:
    try:
        names = assets.manifest()
        for name in names:
            assets.path(name)
    except AssetError as error:
        return Check("bad", "packaged data", f"{error.where}: {error.problem}", error.remedy)
    return Check("ok", "packaged data", f"{count(len(names), 'file')} verified")


def _rules() -> Check:
    try:
        return Check("ok", "rules", str(len(rules.catalogue())))
    except AssetError as error:
        return Check("bad", "rules", f"{error.where}: {error.problem}", error.remedy)


def _program(name: str, arguments: list[str], judge: Callable[[str], Check]) -> Check:
    """Ask a program for its version; `judge` gets what it says, or nothing."""
    path = shutil.which(name)
    if path is None:
        return judge("")
    try:
        done = subprocess.run(
            [path, *arguments], capture_output=True, text=True, timeout=30, check=False,
            stdin=subprocess.DEVNULL, errors="replace",
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return judge("")
    return judge(done.stdout + done.stderr)


def _java(said: str) -> Check:
    match = re.search(r'version "((?:1\.)?(\d+)[^"]*)"', said)
    remedy = f"install Java {JAVA_NEEDED} or later, such as openjdk-{JAVA_NEEDED}-jre-headless"
    if match is None:
        return Check("missing", "Java", "not found; the step grammar needs it", remedy)
    if int(match[2]) < JAVA_NEEDED:
        found = f"{match[1]}; the step grammar needs {JAVA_NEEDED} or later"
        return Check("missing", "Java", found, remedy)
    return Check("ok", "Java", match[1])


def _maven(said: str) -> Check:
    match = re.search(r"Apache Maven (\d[\w.-]*)", said)
    if match is None:
        found = "not found; needed only to fetch LanguageTool from Maven Central"
        return Check("missing", "Maven", found, "install maven")
    return Check("ok", "Maven", match[1])


def _languagetool() -> Check:
    """Look where language-tool-python does: in LTP_JAR_DIR_PATH, LTP_PATH or its cache folder."""
    jars = os.environ.get("LTP_JAR_DIR_PATH", "")
    if jars and any(Path(jars).glob("*.jar")):
        return Check("ok", "LanguageTool", jars)
    cache = Path(os.environ.get("LTP_PATH") or Path.home() / ".cache" / "language_tool_python")
    found = sorted(folder.name for folder in cache.glob("LanguageTool*") if folder.is_dir())
    if found:
        return Check("ok", "LanguageTool", found[-1])
    return Check(
        "missing", "LanguageTool", "not found; the step grammar needs it", _LANGUAGETOOL_REMEDY
    )
