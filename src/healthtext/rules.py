"""The rule catalogue: every edit and every finding is traced to one rule of data/rules/*.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from healthtext.errors import AssetError
from healthtext.records import STEPS, Severity

FOLDER = Path(__file__).parent / "data" / "rules"
_TEXTS = ("id", "step", "severity", "title", "why", "source", "message")
_LISTS = ("good", "bad", "cues")
_PATTERNS = ("patterns", "unless")
_OPTIONAL = frozenset(("message", "cues", "patterns", "unless"))
_ID = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*|[a-z][a-z0-9]*(?:-[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing healthtext changes or reports.

    `good` are texts on which the rule must stay silent, `bad` ones on which it must fire. `why`
    says what is wrong with it and `source` who says so. A pattern rule fires where one of
    `patterns` matches, but not in a sentence that one of `unless` matches; when there are `cues`,
    only a sentence that holds one of them (in lower case) is looked at. A word group of the file's
    table `words` is written <name> in a pattern. `message` is what a finding says, and how to mend
    it.
    """

    id: str
    step: str
    severity: Severity
    title: str
    why: str
    source: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    message: str = ""
    cues: tuple[str, ...] = ()
    patterns: tuple[re.Pattern[str], ...] = ()
    unless: tuple[re.Pattern[str], ...] = ()


@cache
def catalogue() -> Mapping[str, Rule]:
    """Return every rule by its id, in the order of the steps and of their files.

    Raises AssetError, naming file, rule and key, when a packaged rule is malformed.
    """
    rules: dict[str, Rule] = {}
    for step in STEPS:
        path = FOLDER / f"{step}.toml"
        for rule in parse(path.read_text("utf-8"), path.name) if path.is_file() else ():
            if rule.id in rules:
                raise _malformed(path.name, rule.id, "id is not unique", "give it another id")
            rules[rule.id] = rule
    return MappingProxyType(rules)


def of_step(step: str) -> tuple[Rule, ...]:
    """Return the rules of one step, in file order."""
    return tuple(rule for rule in catalogue().values() if rule.step == step)


def parse(text: str, name: str) -> Iterator[Rule]:
    """Yield the rules of a TOML text whose file is called `name`, STEP.toml.

    Raises AssetError for whatever is wrong with it.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AssetError(name, f"is no valid TOML ({error})", "mend that line") from None
    for key in tables.keys() - {"rule", "words"}:
        raise AssetError(name, f"unknown table {key!r}", "write each rule under [[rule]]")
    for number, entry in enumerate(tables.get("rule", ()), 1):
        yield _rule(_spelt_out(entry, tables.get("words", {}), name), name, number)


_GROUP = re.compile(r"<([a-z]+)>")


def _spelt_out(entry: Mapping[str, Any], words: Mapping[str, str], name: str) -> Mapping[str, Any]:
    """Put the word groups that the patterns of a rule name into them."""
    every = [text for key in _PATTERNS for text in entry.get(key, ()) if isinstance(text, str)]
    for group in dict.fromkeys(found for text in every for found in _GROUP.findall(text)):
        if not isinstance(words.get(group), str):
            label = str(entry.get("id", ""))
            raise _malformed(name, label, f"no word group {group!r}", "write it under [words]")
    return {
        key: [_GROUP.sub(lambda found: f"(?:{words[found[1]]})", text) for text in value]
        if key in _PATTERNS and isinstance(value, list) and all(isinstance(t, str) for t in value)
        else value
        for key, value in entry.items()
    }


def _rule(entry: Mapping[str, Any], name: str, number: int) -> Rule:
    label = str(entry.get("id", f"number {number}"))
    known = {field.name for field in fields(Rule)}
    for key in entry.keys() - known:
        raise _malformed(name, label, f"unknown key {key!r}", f"known: {', '.join(sorted(known))}")
    for key in known - _OPTIONAL:
        if not entry.get(key):
            raise _malformed(name, label, f"{key} is missing or empty", f"write {key} = ...")
    values: dict[str, Any] = {key: _typed(key, value, name, label) for key, value in entry.items()}
    rule = Rule(**values)
    _check_names(rule, name)
    return rule


def _typed(key: str, value: Any, name: str, label: str) -> Any:
    if key in _TEXTS:
        if not isinstance(value, str):
            raise _malformed(name, label, f"{key} = {value!r} is no text", "put it in quotes")
        return value
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _malformed(name, label, f"{key} is no list of texts", f'write {key} = ["..."]')
    if key in _LISTS:
        return tuple(value)
    return tuple(_compiled(pattern, key, name, label) for pattern in value)


def _compiled(pattern: str, key: str, name: str, label: str) -> re.Pattern[str]:
    if nests_quantifiers(pattern):
        problem = f"{key} {pattern!r} repeats a group that repeats, which can take forever"
        raise _malformed(name, label, problem, "write it with single repetitions")
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        problem = f"{key} {pattern!r} is no regular expression ({error})"
        raise _malformed(name, label, problem, "mend it") from None


def _check_names(rule: Rule, name: str) -> None:
    if rule.step not in STEPS or name != f"{rule.step}.toml":
        raise _malformed(name, rule.id, f"step = {rule.step!r}", "use the name of the file")
    if rule.severity not in get_args(Severity):
        allowed = ", ".join(get_args(Severity))
        raise _malformed(name, rule.id, f"severity = {rule.severity!r}", f"use one of {allowed}")
    if not _ID.fullmatch(rule.id) or not (rule.id.isupper() or rule.id.startswith(f"{rule.step}-")):
        remedy = f"edits are called {rule.step}-something, findings SOMETHING_LIKE_THIS"
        raise _malformed(name, rule.id, "id is no rule name", remedy)


def nests_quantifiers(pattern: str) -> bool:
    """Tell whether a group that holds + or * is itself repeated by +, * or {}."""
    bare = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", "x", pattern)
    repeats = [False]
    for at, char in enumerate(bare):
        if char == "(":
            repeats.append(False)
        elif char in "+*":
            repeats[-1] = True
        elif char == ")" and len(repeats) > 1:
            inside = repeats.pop()
            if inside and bare[at + 1 : at + 2] in ("+", "*", "{"):
                return True
            repeats[-1] |= inside
    return False


def _malformed(name: str, rule: str, problem: str, remedy: str) -> AssetError:
    return AssetError(name, f"rule {rule}: {problem}", remedy, code="bad-rule")
