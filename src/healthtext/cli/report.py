"""`healthtext report`: everything found, for people and for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from healthtext.cli import exports, options, outputs
from healthtext.cli.runs import Run
from healthtext.cli.terminal import is_terminal, note
from healthtext.read.files import kind_of
from healthtext.records import Report
from healthtext.render.text import count


@click.command("report", short_help="Write everything found about articles, as HTML or data.")
@options.sources
@click.option(
    "--format", "form", type=click.Choice(exports.FORMATS),
    help="Format of the report.  [what the name after -o ends in, otherwise html]",
)  # fmt: skip
@click.option(
    "-o", "--output", metavar="PATH",
    help="Write to this file, or folder for several sources, instead of standard output.",
)  # fmt: skip
def report(
    *, sources: tuple[str, ...], form: str | None, output: str | None, **chosen: Any
) -> None:
    """Write everything found about articles, as HTML or data.

    \b
    html      one page that needs nothing else: both texts side by side, every edit with its
              reason, findings, claims, entities; several articles get a table of contents
    json      one object; a list of them for a JSONL source or several sources on standard output
    jsonl     one object a line, in input order, written as soon as it is there
    brat      a folder with NAME.txt and NAME.ann for each article, and annotation.conf
    bioc      one collection in BioC XML, a document for each article
    conll     CoNLL-2003, the entities as B-, I-, O; each article begins with -DOCSTART-
    displacy  a list of what spaCy's displacy.render takes with manual=True
    csv       one table, a row for each article, edit, entity, claim and finding
    parquet   the same table, typed

    The objects follow the schema in docs/schema.md, the other formats docs/formats.md. Reports
    always show the text after the safe edits, whatever tier the configuration tells fix to make.

    \b
    Example:
      healthtext report article.html -o report.html
      healthtext report --format jsonl records.jsonl > reports.jsonl
      healthtext report *.md -o reports/
      healthtext report --format brat records.jsonl -o annotated/
    """
    several = len(sources) > 1
    form = form or outputs.format_of(output, exports.SUFFIXES, several=several)
    exports.refuse(form, output, to_terminal=is_terminal(sys.stdout))
    settings = options.run_settings(apply="safe", **chosen)
    with Run(sources, settings, quiet=output is None) as run:
        if form == "brat":
            _write_folder(run, sources, Path(output or "."))
        elif output is None:
            many = len(sources) > 1 or _many(sources[0])
            _write(run, form, None, _all_reports(run), many=many)
        elif written := list(_write_files(run, sources, form, output)):
            note(f"wrote {written[0] if len(written) == 1 else count(len(written), 'file')}")
    run.exit()


def _write_files(run: Run, sources: tuple[str, ...], form: str, output: str) -> Iterator[Path]:
    """Write one file a source and yield those that were written."""
    targets = outputs.plan(sources, output, partial(exports.name, form))
    for index, source in run.sources():
        target, before = targets[index], run.reported
        _write(run, form, target, run.reports(source), many=_many(source))
        if target and run.reported > before:
            yield target


def _write(
    run: Run, form: str, target: Path | None, reports: Iterable[Report], *, many: bool
) -> None:
    with run.writing(target), outputs.opened(target) as put:
        exports.write(form, reports, put, many=many)


def _write_folder(run: Run, sources: tuple[str, ...], folder: Path) -> None:
    brat = exports.BratFolder(folder, sources)
    for item in _all_reports(run):
        with run.writing(folder, taken=1):
            brat.add(item)
    if brat.written:
        note(f"wrote {count(brat.written, 'article')} to {folder}")


def _all_reports(run: Run) -> Iterator[Report]:
    for _, source in run.sources():
        yield from run.reports(source)


def _many(source: str) -> bool:
    return kind_of(source) == "jsonl"
