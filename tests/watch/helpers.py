"""Feeds of made-up words, one round of a watch, and what it wrote."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from healthtext.settings import Settings
from healthtext.watch import Watch

NEAR = Settings(allow_private=True, delay=0.001, timeout=3.0)
HOUR = 3600.0


def words(seed: object, count: int = 150) -> str:
    random = Random(repr(seed))
    return " ".join(f"the {''.join(random.choices('abcdefghij', k=5))}" for _ in range(count // 2))


def rss(*items: tuple[str, str], head: str = "") -> str:
    entries = (
        f"<item><guid>{id}</guid><description>{text}</description></item>" for id, text in items
    )
    return f'<rss version="2.0"><channel>{head}{"".join(entries)}</channel></rss>'


def full(*ids: object) -> str:
    return rss(*((str(id), words(id)) for id in ids))


def once(folder: Path, *urls: str, **about: Any) -> dict[str, int]:
    said = about.pop("said", [])
    every, settings = about.pop("every", HOUR), replace(NEAR, **about)
    stop = threading.Event()
    with Watch(urls, folder, settings, every=every, stop=stop, say=said.append) as run:
        return run.run(once=True)


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    path = folder / f"{table}.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def ids(folder: Path, table: str = "items") -> list[str]:
    return [row["id"] for row in rows(folder, table)]


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.jsonl"))}
