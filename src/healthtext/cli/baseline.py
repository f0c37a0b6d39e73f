"""The baseline: what `check` found once and is not to say again.

A file of JSON, an entry a line: which words broke which rule in which file how often. Lines and
columns are not kept, so that an entry still holds when text is moved.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from healthtext.cli import outputs
from healthtext.errors import SettingsError
from healthtext.render.problems import Problem, identity

SCHEMA = "healthtext-baseline/1"
_WORDS = 80  # characters of the words that are kept for people to read
_WRITE = "write it with --write-baseline"
_WRITE_AGAIN = "write it again with --write-baseline"


@dataclass(frozen=True, slots=True)
class Entry:
    """Words in a file (named as seen from the baseline's folder) and how often they are there."""

    identity: str
    file: str
    rule: str
    words: str
    count: int


class Baseline:
    """What is known already. Each problem that it passes over is counted off."""

    def __init__(self, path: Path, entries: Iterable[Entry] = ()) -> None:
        self.path = path
        self._entries = tuple(entries)
        self._left = Counter({entry.identity: entry.count for entry in self._entries})
        self.known = 0
        self._found: dict[str, Entry] = {}
        self._files: set[str] = set()

    def read_file(self, name: str) -> None:
        """Note that a file was checked, whether or not anything is found in it."""
        self._files.add(self._name(name))

    def new(self, listed: Iterable[Problem]) -> Iterator[Problem]:
        """Yield the problems that are not known: of equal ones those beyond the known number."""
        for problem in listed:
            name = identity(problem, self._name(problem.name))
            if self._left[name] > 0:
                self._left[name] -= 1
                self.known += 1
            else:
                yield problem

    def note(self, listed: Iterable[Problem]) -> int:
        """Take problems in for `write` and return how many."""
        number = 0
        for number, problem in enumerate(listed, 1):  # noqa: B007 (counted)
            entry = self._entry(problem)
            before = self._found.get(entry.identity, entry)
            self._found[entry.identity] = replace(entry, count=before.count + 1)
        return number

    def write(self) -> None:
        """Write what was noted; entries of files that were not checked and still exist stay."""
        folder = self.path.parent
        kept = [
            entry for entry in self._entries
            if entry.file not in self._files and (folder / entry.file).exists()
        ]  # fmt: skip
        entries = sorted(
            [*kept, *self._found.values()], key=lambda e: (e.file, e.rule, e.words, e.identity)
        )
        lines = ",\n".join(_dumps(entry) for entry in entries)
        text = f'{{"schema": "{SCHEMA}", "known": [\n{lines}\n]}}\n'
        outputs.replace(self.path, text.encode("utf-8", "backslashreplace"))

    def _entry(self, problem: Problem) -> Entry:
        file = self._name(problem.name)
        words = " ".join(problem.words.split())[:_WORDS]
        return Entry(identity(problem, file), file, problem.rule, words, 0)

    def _name(self, name: str) -> str:
        """Return a file's name as seen from the baseline's folder, so that any folder will do."""
        return name if name == "-" else Path(os.path.relpath(name, self.path.parent)).as_posix()


def load(path: Path, *, may_be_missing: bool = False) -> Baseline:
    """Read a baseline; raises SettingsError for one that is missing or damaged."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        if may_be_missing:
            return Baseline(path)
        raise SettingsError(str(path), "there is no such baseline", _WRITE) from None
    except OSError as error:
        problem = f"cannot be read ({error.strerror})"
        raise SettingsError(str(path), problem, "give another file to --baseline") from None
    return Baseline(path, _entries(data, str(path)))


def _entries(data: bytes, where: str) -> list[Entry]:
    try:
        values: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SettingsError(where, f"is no JSON ({error!s:.80})", _WRITE_AGAIN) from None
    if not isinstance(values, dict) or values.get("schema") != SCHEMA:
        raise SettingsError(where, f"is no baseline of the schema {SCHEMA}", _WRITE_AGAIN)
    known = values.get("known")
    if not isinstance(known, list) or not all(map(_is_entry, known)):
        raise SettingsError(where, "has entries that are damaged", _WRITE_AGAIN)
    return [Entry(**value) for value in known]


def _is_entry(value: object) -> bool:
    kinds = Entry.__annotations__
    if not isinstance(value, dict) or value.keys() != kinds.keys():
        return False
    texts = all(isinstance(value[name], str) for name in kinds if name != "count")
    return texts and type(value["count"]) is int and value["count"] > 0


def _dumps(entry: Entry) -> str:
    values = {name: getattr(entry, name) for name in Entry.__annotations__}
    return json.dumps(values, ensure_ascii=False)
