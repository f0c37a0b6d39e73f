"""`healthtext check`: one line for every finding and every proposed edit."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from healthtext.cli import options
from healthtext.cli.runs import Run
from healthtext.cli.terminal import note, put, wants_colour
from healthtext.render.text import COLOURS, Problem, count, problems, seen


@click.command("check", short_help="List what is wrong with articles, one line each.")
@options.sources
def check(*, sources: tuple[str, ...], **chosen: Any) -> None:
    """List what is wrong with articles, one line each.

    A line is FILE:LINE:COLUMN: SEVERITY RULE MESSAGE, in the order of the original text, for
    every finding and for every edit that `fix` would make or propose. Columns count characters
    from 1. For a JSONL record LINE is the record's and the column counts in its text; for HTML
    and DOCX both count in the main text that was read from it.

    Severities are error, warning and info. An edit is a warning, a mere suggestion is info; its
    tier stands at the end: [safe] ones are made by fix, [review] ones by fix --review and
    [suggest] ones by fix --all.

    \b
    Example:
      healthtext check article.txt
      healthtext check --skip despin,grammar *.md

    Exit status: 1 when anything was listed, 2 when an input failed, otherwise 0.
    """
    found: Counter[str] = Counter()
    colour = wants_colour()
    with Run(sources, options.run_settings(apply="safe", **chosen), quiet=True) as run:
        for _, source in run.sources():
            for report in run.reports(source):
                for problem in problems(report):
                    found[problem.severity] += 1
                    put(f"{_coloured(problem) if colour else problem}\n")
    if found:
        note(", ".join(_count(found[name], name) for name in COLOURS if found[name]))
    run.exit(1 if found else 0)


def _count(number: int, severity: str) -> str:
    return f"{number:,} info" if severity == "info" else count(number, severity)


def _coloured(problem: Problem) -> str:
    place = f"{seen(problem.name)}:{problem.line}:{problem.column}:"
    severity = click.style(problem.severity, fg=COLOURS[problem.severity], bold=True)
    rule = click.style(problem.rule, dim=True)
    return f"{click.style(place, bold=True)} {severity} {rule} {seen(problem.message)}"
