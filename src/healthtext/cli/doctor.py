"""`healthtext doctor`: what is installed, what is missing and the command that mends it."""

from __future__ import annotations

import platform
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

import click

from healthtext import __version__, assets, rules, settings, user
from healthtext.cli.terminal import put, wants_colour
from healthtext.errors import AssetError, SettingsError
from healthtext.grammar import install, java, server
from healthtext.render.text import count, table
from healthtext.user import phrases

PACKAGES = (
    "click",
    "spacy",
    "scispacy",
    "trafilatura",
    "ftfy",
    "lemminflect",
    "language-tool-python",
)
_COLOURS = {"ok": "green", "missing": "yellow", "bad": "red"}


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
    yield _java()
    yield _maven()
    yield from _configuration()


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


def _configuration() -> Iterator[Check]:
    """Check the settings and the LanguageTool server or installation that they lead to."""
    try:
        chosen = settings.load()
    except SettingsError as error:
        yield Check("bad", "configuration", f"{error.where}: {error.problem}", error.remedy)
        chosen = settings.Settings()
    yield from _own_rules(chosen)
    yield _languagetool(chosen.languagetool_url)


def _own_rules(chosen: settings.Settings) -> Iterator[Check]:
    """Name every broken row of the user's lists, where a run names only the first."""
    try:
        rows: phrases.Rows = {}
        every = [(path, phrases.broken(path, rows)) for path in sorted(chosen.phrases)]
        problems = [f"{path}: {problem}" for path, broken in every for problem in broken]
        found = "" if problems else user.load(chosen).version
    except SettingsError as error:
        yield Check("bad", "own rules", f"{error.where}: {error.problem}", error.remedy)
        return
    for problem in problems:
        yield Check("bad", "own rules", problem, "mend the list")
    if not problems:
        yield Check("ok", "own rules", found or "none")


def _java() -> Check:
    problem = java.problem()
    if problem:
        found, remedy = problem.split("; ", 1)
        return Check("missing", "Java", f"{found}; the step grammar needs it", remedy)
    match = re.search(r'version "([^"]*)"', java.said(shutil.which("java") or "java", "-version"))
    return Check("ok", "Java", match[1] if match else "")


def _maven() -> Check:
    path = shutil.which("mvn")
    match = re.search(r"Apache Maven (\d[\w.-]*)", java.said(path, "--version")) if path else None
    if match is None:
        found = "not installed; needed only where LanguageTool's own site cannot be reached"
        return Check("missing", "Maven", found, "install maven")
    return Check("ok", "Maven", match[1])


def _languagetool(url: str) -> Check:
    if url:
        if server.healthy(server.checked(url)):
            return Check("ok", "LanguageTool", f"server at {url}")
        found = f"no server answers at {url}; the step grammar needs it"
        return Check("missing", "LanguageTool", found, "start it, or take languagetool_url out")
    folder = install.find()
    if folder is None:
        found = "not installed; the step grammar needs it"
        return Check("missing", "LanguageTool", found, "healthtext setup languagetool")
    return Check("ok", "LanguageTool", f"{folder.name.removeprefix('LanguageTool-')} in {folder}")
