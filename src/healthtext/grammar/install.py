"""LanguageTool on this machine: where it is found, and how it is fetched, verified and kept."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from healthtext.errors import AssetError, StepError
from healthtext.grammar import java

VERSION = "6.7"
NAME = f"LanguageTool-{VERSION}"
OLDEST = (6, 6)
JARS = ("languagetool-server.jar", "languagetool.jar")  # as the wrapper looks for them
DATA = Path(__file__).parents[1] / "data" / "languagetool"
REACH = 5  # seconds to find out whether a download's host can be reached at all
DOWNLOAD = 900  # seconds that one way of fetching may take
_FETCH = (
    "from language_tool_python.download_lt import LocalLanguageTool as L; "
    f"L.from_version_name({VERSION!r}).download()"
)

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Installed:
    """Where LanguageTool lies and its size in bytes; `new` when this call put it there."""

    folder: Path
    bytes: int
    new: bool


def find() -> Path | None:
    """Return the folder of the best LanguageTool there is: the pinned version, else the newest."""
    folders = [
        folder for root in roots() for folder in sorted(root.glob("LanguageTool-*"))
        if _version(folder) >= OLDEST and any((folder / jar).is_file() for jar in JARS)
    ]  # fmt: skip
    pinned = (folder for folder in folders if folder.name == NAME)
    return next(pinned, max(folders, key=_version, default=None))


def roots() -> Iterator[Path]:
    """Yield the folders that hold LanguageTool: the wrapper's own, then ours."""
    given = os.environ.get("LTP_PATH")
    yield Path(given) if given else Path.home() / ".cache" / "language_tool_python"
    yield home()


def home() -> Path:
    """Return the folder that healthtext keeps LanguageTool in."""
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("healthtext")) / "languagetool"


def setup(say: Say) -> Installed:
    """Find LanguageTool or fetch it, saying every step. Raises StepError when it cannot be had."""
    folder = find()
    if folder is not None:
        if (folder / "libs" / ".complete").is_file():
            verify(folder / "libs")
        return Installed(folder, size(folder), new=False)
    problem = java.problem()
    if problem:
        raise StepError("languagetool", *problem.split("; ", 1), code="languagetool")
    folder = home() / NAME
    folder.parent.mkdir(parents=True, exist_ok=True)
    reasons = []
    for fetch in (by_wrapper, by_maven):
        reason = fetch(folder, say)
        if not reason:
            return Installed(folder, size(folder), new=True)
        say(reason)
        reasons.append(reason)
    raise StepError(
        "languagetool", f"cannot be fetched ({'; '.join(reasons)})",
        "connect to the network, or give a server with --languagetool-url", code="languagetool",
    )  # fmt: skip


def by_wrapper(folder: Path, say: Say) -> str:
    """Let language-tool-python download and verify it; return why it could not, or ''."""
    from language_tool_python.download_lt import LocalLanguageTool

    host = urlsplit(LocalLanguageTool.from_version_name(VERSION).download_url).hostname or ""
    if not reachable(host):
        return f"{host} cannot be reached"
    say(f"downloading {NAME} from {host}")
    environment = {**os.environ, "LTP_PATH": str(folder.parent)}
    environment.pop("LTP_BYPASS_VERIFIED_DOWNLOADS", None)
    problem = _run([sys.executable, "-c", _FETCH], environment)
    if problem or not any((folder / jar).is_file() for jar in JARS):
        shutil.rmtree(folder, ignore_errors=True)
        return f"{host}: {problem or 'the archive holds no LanguageTool'}"
    return ""


def by_maven(folder: Path, say: Say) -> str:
    """Assemble it from Maven Central's artefacts; return why it could not, or ''."""
    maven = shutil.which("mvn")
    if maven is None:
        return "Maven is not installed, install maven"
    with TemporaryDirectory(dir=folder.parent, prefix=".setup-") as temporary:
        libs = Path(temporary) / NAME / "libs"
        goal = [
            maven, "-B", "-q", "-f", str(DATA / "pom.xml"),
            "dependency:copy-dependencies", f"-DoutputDirectory={libs}",
        ]  # fmt: skip
        say(f"fetching {NAME} from Maven Central")
        problem = _run([*goal, "-o"]) and _run(goal)  # without the network first: it may be there
        if problem:
            return f"Maven: {problem}"
        verify(libs)
        assemble(libs)
        shutil.rmtree(folder, ignore_errors=True)
        libs.parent.rename(folder)
    return ""


def verify(libs: Path) -> None:
    """Raise AssetError unless a folder holds exactly the jars of the packaged list."""
    expected = digests()
    found = {path.name for path in libs.glob("*.jar")}
    remedy = f"remove {libs.parent} and run: healthtext setup languagetool"
    for name in sorted(found ^ expected.keys()):
        problem = "is missing" if name in expected else "does not belong there"
        raise AssetError(str(libs / name), problem, remedy)
    for name, digest in expected.items():
        with (libs / name).open("rb") as stream:
            if file_digest(stream, "sha256").hexdigest() != digest:
                raise AssetError(str(libs / name), f"is damaged, expected sha256 {digest}", remedy)


def digests() -> dict[str, str]:
    """Return the sha256 of every jar, by name."""
    lines = (DATA / "jars.sha256").read_text("ascii").splitlines()
    return {name: digest for digest, name in map(str.split, lines)}


def assemble(libs: Path) -> None:
    """Write the jar that names all others beside their folder, as the wrapper expects it."""
    names = " ".join(f"libs/{name}" for name in sorted(digests()))
    manifest = f"Manifest-Version: 1.0\r\n{_folded(f'Class-Path: {names}')}\r\n\r\n"
    with zipfile.ZipFile(libs.parent / JARS[0], "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", manifest)
    (libs / ".complete").touch()


def _folded(line: str) -> str:
    """Break a manifest line after 70 characters, as the JAR format asks."""
    return "\r\n ".join(re.findall(r".{1,70}", line))


def reachable(host: str) -> bool:
    """Tell whether anything answers there within a few seconds."""
    try:
        socket.create_connection((host, 443), timeout=REACH).close()
    except OSError:
        return False
    return True


def size(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _version(folder: Path) -> tuple[int, ...]:
    match = re.fullmatch(r"LanguageTool-(\d+)\.(\d+)", folder.name)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _run(command: list[str], environment: dict[str, str] | None = None) -> str:
    """Run a program in the user's cache; return the first line of what went wrong, or ''."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=DOWNLOAD, check=False, env=environment,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    lines = [line for line in done.stdout.decode("utf-8", "replace").splitlines() if line.strip()]
    errors = [line for line in lines if "ERROR" in line or "Error" in line] or lines
    return "" if done.returncode == 0 else (errors or ["it failed"])[0][:300]
