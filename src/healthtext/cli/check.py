"""`healthtext check`: every finding and every proposed edit, for people and other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from healthtext.cli import baseline as baselines
from healthtext.cli import lists, options
from healthtext.cli.baseline import Baseline
from healthtext.cli.runs import Run
from healthtext.cli.terminal import note
from healthtext.records import Report
from healthtext.render.problems import Problem, is_of_evidence, problems
from healthtext.render.text import COLOURS, count


@click.command("check", short_help="List what is wrong with articles, one line each.")
@options.sources
@click.option(
    "--format", "form", type=click.Choice(lists.FORMATS), default="text", show_default=True,
    help="Lines for people, or a format for programs.",
)  # fmt: skip
@click.option(
    "--baseline", metavar="FILE",
    help="List and fail for nothing that stands in this file already.",
)  # fmt: skip
@click.option("--write-baseline", is_flag=True, help="Write what is found to the baseline instead.")
def check(
    *, sources: tuple[str, ...], form: str, baseline: str | None, write_baseline: bool,
    **chosen: Any,
) -> None:  # fmt: skip
    """List what is wrong with articles, one line each.

    A line is FILE:LINE:COLUMN: SEVERITY RULE MESSAGE, in the order of the original text, for
    every finding and for every edit that `fix` would make or propose. Columns count characters
    from 1. For a JSONL record LINE is the record's and the column counts in its text; for HTML
    and DOCX both count in the main text that was read from it.

    Severities are error, warning and info. An edit is a warning, a mere suggestion is info; its
    tier stands at the end: [safe] ones are made by fix, [review] ones by fix --review and
    [suggest] ones by fix --all.

    \b
    text    the lines above
    json    one object with problems and failures
    jsonl   one object a problem, written as soon as it is there
    sarif   SARIF 2.1.0 with fixes, for code scanning and editors
    github  annotations for GitHub Actions

    A baseline keeps what is known by file, rule and words, so that moved lines change nothing.
    Writing one again keeps the entries of files that were not checked.

    Where a line of text speaks of evidence, a last one on standard error says which store was
    looked in, of which date and digest. It is no medical advice.

    \b
    Example:
      healthtext check article.txt
      healthtext check --skip despin,grammar *.md
      healthtext check --format sarif *.md > healthtext.sarif
      healthtext check --baseline known.json --write-baseline *.md
      healthtext check --baseline known.json *.md

    Exit status: 1 when anything was listed, 2 when an input failed, otherwise 0.
    """
    if write_baseline and not baseline:
        raise click.UsageError("--write-baseline needs --baseline FILE to write to.")
    known = baselines.load(Path(baseline), may_be_missing=write_baseline) if baseline else None
    with Run(sources, options.run_settings(apply="safe", **chosen), quiet=True) as run:
        if known and write_baseline:
            _write_baseline(run, known)
            run.exit()
        told: dict[str, str] = {}
        found = _list(run, form, known, told)
    _summarise(found, known)
    if told and form == "text":  # the others are for programs, which have the verdicts
        note(looked_up(told))
    run.exit(1 if found else 0)


def looked_up(versions: Mapping[str, str]) -> str:
    """Say where evidence was looked up, the user's own first, and that it is no advice."""
    own = [value for key, value in versions.items() if key.startswith("evidence ")]
    reached = "online" in versions and not versions["online"].startswith("failed: ")
    online = ["Europe PMC"] if reached else []
    return f"looked up in {' and '.join((*own, *online, versions['evidence']))}"


def _summarise(found: Counter[str], known: Baseline | None) -> None:
    if known and known.known:
        note(f"{count(known.known, 'problem')} of the baseline left out")
    if found:
        note(", ".join(_count(found[name], name) for name in COLOURS if found[name]))


def _list(run: Run, form: str, known: Baseline | None, told: dict[str, str]) -> Counter[str]:
    """Write what is found and count it by severity.

    `told` gets the versions of what was looked in, where anything listed is about evidence.
    """
    found: Counter[str] = Counter()
    listed: list[Problem] = []
    for report, every in _problems(run):
        new = list(known.new(every)) if known else every
        if "evidence" in report.versions and any(map(is_of_evidence, new)):
            told |= report.versions
        found.update(problem.severity for problem in new)
        if form in lists.AT_ONCE:
            listed += new
        else:
            lists.write(form, new)
    if form in lists.AT_ONCE:
        lists.write_all(form, listed, run.failures)
    return found


def _problems(run: Run) -> Iterator[tuple[Report, list[Problem]]]:
    for _, source in run.sources():
        for report in run.reports(source):
            yield report, list(problems(report))


def _write_baseline(run: Run, known: Baseline) -> None:
    number = 0
    for _, source in run.sources():
        for report in run.reports(source):
            known.read_file(report.source.name)
            number += known.note(problems(report))
    known.write()
    note(f"{count(number, 'problem')} in the baseline {known.path}")


def _count(number: int, severity: str) -> str:
    return f"{number:,} info" if severity == "info" else count(number, severity)
