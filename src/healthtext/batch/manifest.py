"""DIR/manifest.json: what was run, on what, with what, and how often it was taken up again.

The part that decides the output is compared when a run is resumed: shards of two different runs
must never stand side by side. Times stand here and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from healthtext import __version__
from healthtext.batch.storage import Folder
from healthtext.errors import SettingsError
from healthtext.settings import Settings

if TYPE_CHECKING:
    from healthtext.engines import Job

NAME = "manifest.json"
FORMAT = "healthtext-batch/1"
DECIDING = ("format", "versions", "data", "settings", "sources", "run")
SHOWN = 3  # differences that are told
_ELSEWHERE = frozenset(("languagetool_url",))  # its version counts, not where it is


def identity(
    given: Sequence[str], job: Job, *, shard_size: int, formats: Sequence[str]
) -> dict[str, Any]:
    """Return everything that decides the output of a run, as plain JSON values."""
    from healthtext import sources

    limits = job.limits
    return {
        "format": FORMAT,
        "versions": _versions(job),
        "data": dict(_data(job)),
        "settings": dict(_settings(job.settings)),
        "sources": [{"name": name, "digest": sources.digest(name)} for name in given],
        "run": {
            "shard_size": shard_size, "formats": list(formats), "pipeline": job.pipeline,
            "article_timeout": limits.seconds, "memory": limits.megabytes,
        },
    }  # fmt: skip


def load(folder: Folder) -> dict[str, Any] | None:
    """Return the manifest of a folder, None where there is none. Raises SettingsError."""
    if not folder.exists(NAME):
        return None
    try:
        values = json.loads(folder.read(NAME))
        if values["format"] != FORMAT:
            raise ValueError(f"its format is {values['format']!r}")
        return dict(values)
    except (ValueError, KeyError, TypeError) as error:
        remedy = "give a new or empty folder"
        raise SettingsError(folder.path(NAME), f"is not of a batch ({error})", remedy) from None


def save(folder: Folder, values: dict[str, Any]) -> None:
    """Write the manifest."""
    folder.write(NAME, json.dumps(values, ensure_ascii=False, indent=2).encode() + b"\n")


def begin(folder: Folder, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return the manifest to go on with; raises SettingsError when the folder holds another run."""
    found = load(folder)
    if found is None:
        if taken := sorted(name for name in folder.sizes() if not name.startswith(".")):
            problem = f"holds other files ({', '.join(taken[:3])})"
            raise SettingsError(folder.url, problem, "give a new or empty folder")
        found = {**wanted, "runs": [], "complete": False}
        save(folder, found)
    other = [line for key in DECIDING for line in differences(key, found.get(key), wanted[key])]
    if other:
        more = f" and {len(other) - SHOWN:,} more" if len(other) > SHOWN else ""
        problem = f"holds a run with another {'; '.join(other[:SHOWN])}{more}"
        raise SettingsError(folder.url, problem, "give it as it was, or another --out")
    return found


def differences(name: str, before: object, now: object) -> Iterator[str]:
    """Yield what differs between two values, each as `settings.skip: "x" before, "y" now`."""
    if isinstance(before, dict) and isinstance(now, dict):
        for key in sorted({*before, *now}):
            yield from differences(f"{name}.{key}", before.get(key), now.get(key))
    elif name == "sources" and isinstance(before, list) and isinstance(now, list):
        yield from _sources(before, now)
    elif before != now:
        yield f"{name}: {_short(before)} before, {_short(now)} now"


def _sources(before: list[Any], now: list[Any]) -> Iterator[str]:
    old, new = [item["name"] for item in before], [item["name"] for item in now]
    if old != new:
        yield f"list of sources: {_short(old)} before, {_short(new)} now"
        return
    for was, item in zip(before, now, strict=True):
        if was["digest"] != item["digest"]:
            yield f"content of {item['name']}, which has changed since"


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 120 else f"{text[:110]}…"


def _data(job: Job) -> Iterator[tuple[str, str]]:
    """Yield the digest of every packaged file, and of every file that the settings name."""
    from healthtext import assets, sources
    from healthtext.engines import PIPELINE

    if job.pipeline == PIPELINE:
        yield from ((name, asset.sha256) for name, asset in sorted(assets.manifest().items()))
    for field in fields(job.settings):
        if field.name in ("phrases", "vocab") or field.name.endswith("_files"):
            for name in sorted(getattr(job.settings, field.name)):
                yield name, sources.digest(name)
    for name in sorted(job.settings.evidence):
        yield name, _held(name)


def _held(name: str) -> str:
    """Return what a store of evidence says of itself: the file may be as large as all of PubMed.

    Raises AssetError when there is no such store.
    """
    from healthtext.library import Library

    with Library.open(Path(name)) as library:
        return f"evidence:{library.info().digest}"


def _settings(settings: Settings) -> Iterator[tuple[str, Any]]:
    for field in fields(settings):
        value = getattr(settings, field.name)
        if field.name not in _ELSEWHERE:
            yield field.name, sorted(value) if isinstance(value, frozenset) else value


def _versions(job: Job) -> dict[str, str]:
    """Name what runs: the package, grammar as it is to be expected here, a model of the user's."""
    from healthtext.engines import PIPELINE

    versions = {"healthtext": __version__}
    if job.pipeline != PIPELINE:
        return versions
    if "grammar" not in job.settings.skip:
        from healthtext import grammar

        versions["grammar"] = grammar.load(job.settings).status
    if job.settings.model:
        from healthtext import syntax

        versions["model"] = syntax.version(job.settings.model)
    return versions
