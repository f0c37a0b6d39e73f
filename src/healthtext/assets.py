"""Packaged models and tables by name, checked against the manifest; nothing is ever downloaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from healthtext.errors import AssetError

DATA = Path(__file__).parent / "data"
MANIFEST = "manifest.json"
REMEDY = "reinstall it: pip install --force-reinstall healthtext"


@dataclass(frozen=True, slots=True)
class Asset:
    """What a packaged file must be: its length in bytes and its sha256 in hexadecimal."""

    bytes: int
    sha256: str


@cache
def path(name: str) -> Path:
    """Return the packaged file `name` (relative to the data folder, with slashes), verified once.

    Raises AssetError when the file is unknown, missing or not what the manifest says.
    """
    return verified(DATA, name)


def verified(folder: Path, name: str) -> Path:
    """Return `folder`/`name` when it has the length and digest its manifest expects."""
    asset = manifest(folder).get(name)
    if asset is None:
        raise AssetError(str(folder / name), f"is not in {MANIFEST}", REMEDY)
    file = folder / name
    expected = f"expected sha256 {asset.sha256} ({asset.bytes} bytes)"
    if not file.is_file():
        raise AssetError(str(file), f"is missing, {expected}", REMEDY)
    found = describe(file)
    if found != asset:
        problem = f"is damaged, {expected}, found {found.sha256} ({found.bytes} bytes)"
        raise AssetError(str(file), problem, REMEDY)
    return file


# What steps read when an article first asks for it, so that loading them would not find it damaged.
_ANNOTATING = ("lexicons/", "terms/", "models/syntax/")
_LATER = {
    "clean": ("lexicons/",),
    "despin": ("despin/", "lexicons/", "models/despin/", "terms/"),
    "grammar": ("grammar/",),
    "entities": (*_ANNOTATING, "linking/"),
    "claims": _ANNOTATING,
    "evidence": (*_ANNOTATING, "evidence/", "models/annotator/turns"),
}


def check(steps: Collection[str]) -> None:
    """Verify the files that steps will read. Raises AssetError for the first that is damaged."""
    needed = tuple({start for step in steps for start in _LATER.get(step, ())})
    for name in manifest(DATA):
        if name.startswith(needed):
            path(name)


def manifest(folder: Path = DATA) -> dict[str, Asset]:
    """Read what every packaged file must be, by name. Raises AssetError when it cannot be read."""
    file = folder / MANIFEST
    try:
        rows = json.loads(file.read_text("utf-8"))["files"]
        return {name: Asset(row["bytes"], row["sha256"]) for name, row in rows.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise AssetError(str(file), f"cannot be read ({error})", REMEDY) from None


def describe(file: Path) -> Asset:
    """Measure a file as the manifest does."""
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Asset(file.stat().st_size, digest)


@cache
def digest() -> str:
    """Return the first 12 digits of the sha256 of the manifest: one name for all packaged data."""
    return hashlib.sha256((DATA / MANIFEST).read_bytes()).hexdigest()[:12]


def rows(name: str) -> list[str]:
    """Return the lines of a packaged list, without empty ones and comments, which begin with #.

    Raises AssetError when it is missing or damaged.
    """
    lines = path(name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def function_words() -> frozenset[str]:
    """Return the words that carry grammar rather than meaning, in lower case."""
    return frozenset(path("lexicons/function_words.txt").read_text("utf-8").split())
