"""SARIF 2.1.0 (OASIS): what `check` lists, with fixes, for code scanning and editors.

Columns and offsets are code points and say so (`columnKind`). Of HTML and DOCX only main text is
read, so a result names the file alone, and one in a JSONL record the record's line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from healthtext import __version__
from healthtext.records import Failure
from healthtext.render.problems import Problem, numbered
from healthtext.render.text import failure, seen
from healthtext.render.verdicts import values
from healthtext.rules import Rule, catalogue

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_LINK = re.compile(r"\[([^\[\]]*)\](?=\()")


def log(listed: Sequence[Problem], failures: Sequence[Failure]) -> dict[str, Any]:
    """Return a log of one run as plain JSON values."""
    rules = list(catalogue().values())
    indices = {rule.id: index for index, rule in enumerate(rules)}
    driver = {
        "name": "healthtext", "semanticVersion": __version__, "version": __version__,
        "rules": [_rule(rule) for rule in rules],
    }  # fmt: skip
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [_invocation(failures)],
        "results": [_result(problem, name, indices) for problem, name in numbered(listed)],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    described = {
        "id": rule.id,
        "shortDescription": {"text": _plain(rule.title)},
        "fullDescription": {"text": _plain(rule.why)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "help": {"text": _plain(f"{rule.message or rule.why} Source: {rule.source}")},
    }
    return described | {"properties": {"tags": [rule.step]}}


def _invocation(failures: Sequence[Failure]) -> dict[str, Any]:
    told = [
        {"level": "error", "message": {"text": _plain(failure(item))}, "locations": [_file(item)]}
        for item in failures
    ]
    return {"executionSuccessful": not failures, "toolExecutionNotifications": told}


def _file(item: Failure) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": uri(item.source.name)}}}


def _result(problem: Problem, name: str, indices: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": problem.rule,
        "level": LEVELS[problem.severity],
        "message": {"text": _plain(seen(problem.said))},
        "locations": [_location(problem)],
        "partialFingerprints": {"healthtext/v1": name},
    }
    if problem.rule in indices:
        result["ruleIndex"] = indices[problem.rule]
    if problem.verdict:
        result["properties"] = {"verdict": values(problem.verdict)}
    fixes = _fixes(problem)
    return result | ({"fixes": fixes} if fixes else {})


def _location(problem: Problem) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(problem.name)}}
    if problem.in_file:
        physical["region"] = _region(problem)
        return {"physicalLocation": physical}
    if problem.record:
        physical["region"] = {"startLine": problem.line}
    return {"physicalLocation": physical, "logicalLocations": [_in_text(problem)]}


def _in_text(problem: Problem) -> dict[str, Any]:
    """Name a place in text that is not the file's own: of a page, or of a record's field."""
    start, end = problem.span
    where = f"{problem.record or 'main text'}, characters {start} to {end}"
    return {"name": seen(where), "kind": "object" if problem.record else "element"}


def _region(problem: Problem) -> dict[str, int]:
    start, end = problem.span
    return {
        "startLine": problem.line, "startColumn": problem.column,
        "endLine": problem.end[0], "endColumn": problem.end[1],
        "charOffset": start, "charLength": end - start,
    }  # fmt: skip


def _fixes(problem: Problem) -> list[dict[str, Any]]:
    """Return the proposed wording and its alternatives, each a fix of its own."""
    edit = problem.edit
    if edit is None or not problem.in_file:
        return []
    return [_fix(problem, new) for new in dict.fromkeys((edit.new, *edit.alternatives))]


def _fix(problem: Problem, new: str) -> dict[str, Any]:
    what = f"Replace by “{seen(new)}”" if new else "Remove"
    replacement = {"deletedRegion": _region(problem), "insertedContent": {"text": new}}
    change = {"artifactLocation": {"uri": uri(problem.name)}, "replacements": [replacement]}
    return {"description": {"text": _plain(what)}, "artifactChanges": [change]}


def uri(name: str) -> str:
    """Return a file name as a URI, relative if the name is."""
    path = PurePath(name)
    if path.is_absolute():
        return path.as_uri()
    relative = quote(path.as_posix(), errors="replace")
    return f"./{relative}" if ":" in name.split("/")[0] else relative


def _plain(text: str) -> str:
    """Write text of which SARIF takes nothing as a link of its own, and no lone surrogate."""
    return _LINK.sub(r"\\[\1\\]", text).encode("utf-8", "backslashreplace").decode("utf-8")
