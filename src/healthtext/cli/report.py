"""`healthtext report`: everything found, as HTML for people or JSON for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path, PurePath
from typing import Any

import click

from healthtext import rules
from healthtext.cli import options, outputs
from healthtext.cli.runs import Run
from healthtext.cli.terminal import is_terminal, note
from healthtext.read.files import kind_of
from healthtext.records import Report
from healthtext.render import json
from healthtext.render.text import count

FORMATS = ("html", "json", "jsonl")


@click.command("report", short_help="Write everything found about articles as HTML or JSON.")
@options.sources
@click.option(
    "--format", "form", type=click.Choice(FORMATS),
    help="Format of the report.  [what the name after -o ends in, otherwise html]",
)  # fmt: skip
@click.option(
    "-o", "--output", metavar="PATH",
    help="Write to this file, or folder for several sources, instead of standard output.",
)  # fmt: skip
def report(
    *, sources: tuple[str, ...], form: str | None, output: str | None, **chosen: Any
) -> None:
    """Write everything found about articles as HTML or JSON.

    \b
    html   one page that needs nothing else: both texts side by side, every edit with its
           reason, findings, claims, entities; several articles get a table of contents
    json   one object; a list of them for a JSONL source or several sources on standard output
    jsonl  one object a line, in input order, written as soon as it is there

    The objects follow the schema in docs/schema.md. Reports always show the text after the safe
    edits, whatever tier the configuration tells fix to make.

    \b
    Example:
      healthtext report article.html -o report.html
      healthtext report --format jsonl records.jsonl > reports.jsonl
      healthtext report *.md -o reports/
    """
    form = form or _format_of(output)
    if form == "html" and output is None and is_terminal(sys.stdout):
        raise click.UsageError("An HTML report is for a browser: give -o FILE, or --format json.")
    settings = options.run_settings(apply="safe", **chosen)
    with Run(sources, settings, quiet=output is None) as run:
        if output is None:
            _write(run, form, None, _all_reports(run), many=len(sources) > 1 or _many(sources[0]))
        elif written := list(_write_files(run, sources, form, output)):
            note(f"wrote {written[0] if len(written) == 1 else count(len(written), 'file')}")
    run.exit()


def _write_files(run: Run, sources: tuple[str, ...], form: str, output: str) -> Iterator[Path]:
    """Write one file a source and yield those that were written."""
    targets = outputs.plan(sources, output, partial(_name, form))
    for index, source in run.sources():
        target, before = targets[index], run.reported
        _write(run, form, target, run.reports(source), many=_many(source))
        if target and run.reported > before:
            yield target


def _write(
    run: Run, form: str, target: Path | None, reports: Iterable[Report], *, many: bool
) -> None:
    write_all = {"html": _html, "json": _list if many else _lines, "jsonl": _lines}[form]
    with run.writing(target), outputs.opened(target) as write:
        write_all(reports, write, None if form == "jsonl" else 2)


def _html(reports: Iterable[Report], write: outputs.Write, _: int | None) -> None:
    from healthtext.render import html

    found = list(reports)
    if found:
        write(html.render(found, rules.catalogue()))


def _lines(reports: Iterable[Report], write: outputs.Write, indent: int | None) -> None:
    for item in reports:
        write(f"{json.dumps(item, indent=indent)}\n")


def _list(reports: Iterable[Report], write: outputs.Write, indent: int | None) -> None:
    before = "[\n"
    for item in reports:
        write(f"{before}{json.dumps(item, indent=indent)}")
        before = ",\n"
    if before == ",\n":
        write("\n]\n")


def _all_reports(run: Run) -> Iterator[Report]:
    for _, source in run.sources():
        yield from run.reports(source)


def _many(source: str) -> bool:
    return kind_of(source) == "jsonl"


def _format_of(output: str | None) -> str:
    suffix = PurePath(output or "").suffix.removeprefix(".").lower()
    return suffix if suffix in FORMATS else "html"


def _name(form: str, source: PurePath) -> str:
    return f"{source.stem}.{form}"
