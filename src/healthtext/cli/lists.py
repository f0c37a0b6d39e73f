"""What `check` found, written as text, JSON, SARIF or annotations of GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import click

from healthtext.cli.terminal import put, wants_colour
from healthtext.records import Failure
from healthtext.render import github, sarif, verdicts
from healthtext.render.problems import Problem, numbered
from healthtext.render.text import COLOURS, seen

FORMATS = ("text", "json", "jsonl", "sarif", "github")
SCHEMA = "healthtext-check/1"
AT_ONCE = frozenset(("json", "sarif"))  # one document for the whole run, written at its end


def write(form: str, listed: Iterable[Problem]) -> None:
    """Write problems in a format that takes them as they come."""
    colour = form == "text" and wants_colour()
    for problem in listed:
        if form == "jsonl":
            put(f"{_dumps(values(problem))}\n")
        elif form == "github":
            put(f"{github.annotation(problem)}\n")
        else:
            put(f"{_coloured(problem) if colour else problem}\n")


def write_all(form: str, listed: Sequence[Problem], failures: Sequence[Failure]) -> None:
    """Write everything of a run as one document."""
    if form == "sarif":
        put(f"{_dumps(sarif.log(listed, failures), indent=2)}\n")
        return
    whole = {
        "schema": SCHEMA,
        "problems": [values(problem) | {"identity": name} for problem, name in numbered(listed)],
        "failures": [_failed(item) for item in failures],
    }
    put(f"{_dumps(whole, indent=2)}\n")


def values(problem: Problem) -> dict[str, Any]:
    """Turn a problem into plain JSON values; `start` and `end` are code points of the original."""
    (end_line, end_column), (start, end) = problem.end, problem.span
    edit = problem.edit
    return {
        "file": problem.name, "record": problem.record or None, "kind": problem.kind,
        "line": problem.line, "column": problem.column,
        "end_line": end_line, "end_column": end_column, "start": start, "end": end,
        "severity": problem.severity, "rule": problem.rule, "message": problem.message,
        "words": problem.words,
        "edit": None if edit is None else {
            "new": edit.new, "alternatives": list(edit.alternatives),
            "safety": edit.safety, "score": edit.score, "reason": edit.reason,
        },
        "verdict": None if problem.verdict is None else verdicts.values(problem.verdict),
    }  # fmt: skip


def _failed(item: Failure) -> dict[str, Any]:
    return {
        "file": item.source.name, "line": item.source.line, "stage": item.stage,
        "code": item.code, "message": item.message, "remedy": item.remedy,
    }  # fmt: skip


def _dumps(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _coloured(problem: Problem) -> str:
    place = f"{seen(problem.name)}:{problem.line}:{problem.column}:"
    severity = click.style(problem.severity, fg=COLOURS[problem.severity], bold=True)
    rule = click.style(problem.rule, dim=True)
    return f"{click.style(place, bold=True)} {severity} {rule} {seen(problem.said)}"
