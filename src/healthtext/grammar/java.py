"""Java and Maven on this machine: where they are and whether they will do."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache

NEEDED = 17  # by LanguageTool from version 6.6 on
REMEDY = f"install Java {NEEDED} or newer, such as openjdk-{NEEDED}-jre-headless"


@cache
def problem() -> str:
    """Return in one line what is wrong with this machine's Java, or ''."""
    path = shutil.which("java")
    if path is None:
        return f"Java is not installed; {REMEDY}"
    version = java_version(said(path, "-version"))
    if version and version < NEEDED:
        return f"Java {version} is too old; {REMEDY}"
    return "" if version else f"{path} does not say which Java it is; {REMEDY}"


def java_version(text: str) -> int:
    """Return the major version in what `java -version` says; 0 when it says none."""
    match = re.search(r'version "(?:1\.)?(\d+)', text)
    return int(match[1]) if match else 0


def said(*command: str) -> str:
    """Return everything a program prints within 30 seconds, or ''."""
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=30, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")
