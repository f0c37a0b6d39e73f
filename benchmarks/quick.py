"""A pipeline that takes no time, for what is tested and measured about batches apart from models.

Give it as `pipeline="benchmarks.quick:load"` to `healthtext.batch.run`. Words of an article tell it
to break in the ways in which an article can break a process.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path

from healthtext.errors import AssetError
from healthtext.records import (
    SCHEMA,
    Article,
    Claim,
    Concept,
    Edit,
    Entity,
    Failure,
    Finding,
    Hyponym,
    Quantity,
    Report,
)
from healthtext.settings import Settings

TWINE = re.compile("twine")
ONCE = re.compile(r"dies once at (\S+)")
PAUSE = re.compile(r"takes ([\d.]+) seconds")


class Quick:
    """Put `cord` for `twine`, and find an entity, a claim and a finding in every article."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def load(self) -> None:
        """Fail where the settings say so."""
        if self.settings.id_field == "no-model":
            raise AssetError("model", "is missing", "install it")
        if self.settings.id_field == "dies-loading":
            os._exit(7)

    def run(self, article: Article) -> Report | Failure:
        """Return a report, unless the article is one that breaks things."""
        for word, act in BREAKS.items():
            if word in article.text:
                act()
        if once := ONCE.search(article.text):
            _die_once(Path(once[1]))
        if pause := PAUSE.search(article.text):
            time.sleep(float(pause[1]))
        if "refuse" in article.text:
            return Failure(article.id, article.source, "despin", "refused", "it asks for", "leave")
        return report(article)


def report(article: Article) -> Report:
    """Return what Quick finds in an article."""
    edits = tuple(
        Edit(match.start(), match.end(), "twine", "cord", "despin", "despin-term", 0.9,
             alternatives=("rope",), steps=("despin",))
        for match in TWINE.finditer(article.text)
    )  # fmt: skip
    concept = Concept("MESH:1", "Thing", "MESH")
    words = article.text.split(" ", 1)[0]
    end = len(words)
    return Report(
        SCHEMA, article.id, article.source, article.text, TWINE.sub("cord", article.text), edits,
        (Entity(0, end, words, "condition", (concept,), original_start=0, original_end=end),),
        (Claim(0, end, words, "effect", "strong", "for", "none", "writer"),),
        (Finding(0, end, "NO_CITATION", "warning", "no source is given"),),
        {"despin.page": 0.5}, {"grammar": "off: skipped"},
        quantities=(Quantity(0, end, words, "count", 2.0, None),),
        hyponyms=(Hyponym(0, end, words, 0, end, words, "such_as"),),
    )  # fmt: skip


def _hog() -> None:
    hog = bytearray(400_000_000)
    hog[::4096] = b"x" * len(hog[::4096])
    time.sleep(30)


def _die_once(mark: Path) -> None:
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


BREAKS: dict[str, Callable[[], object]] = {
    "segfault": lambda: ctypes.string_at(0),
    "os-exit": lambda: os._exit(3),
    "kill-nine": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "hang": lambda: time.sleep(600),
    "hog": _hog,
}


def load(settings: Settings) -> Quick:
    """Return the pipeline, as healthtext.load does."""
    return Quick(settings)
