"""`healthtext fix`: the repaired text, to standard output, a file, a folder or in place."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import click

from healthtext.cli import options, outputs, repairs
from healthtext.cli.jsonl import Records, with_text
from healthtext.cli.runs import Run
from healthtext.cli.terminal import is_terminal, note
from healthtext.read.files import STDIN, kind_of
from healthtext.records import Report, Safety
from healthtext.render.text import edit_counts
from healthtext.settings import repairing

# What only main text is read from; writing it back would lose the page around it.
_EXTRACTED = {"html": "HTML", "docx": "DOCX"}


@click.command("fix", short_help="Repair articles and print the repaired text.")
@options.sources
@click.option(
    "-o", "--output", metavar="PATH",
    help="Write to this file, or folder for several sources, instead of standard output.",
)  # fmt: skip
@click.option("-i", "--in-place", is_flag=True, help="Repair text and Markdown files themselves.")
@click.option("--diff", is_flag=True, help="Show what would change instead of the text.")
@click.option(
    "--format", "form", type=click.Choice(repairs.FORMATS),
    help="Format of the result.  [docx for -o NAME.docx, otherwise text]",
)  # fmt: skip
@click.option("--review", "apply", flag_value="review", help="Make edits of the tier review too.")
@click.option("--all", "apply", flag_value="suggest", help="Make every edit, suggestions too.")
def fix(
    *, sources: tuple[str, ...], output: str | None, in_place: bool, diff: bool,
    form: str | None, apply: Safety | None, **chosen: Any,
) -> None:  # fmt: skip
    """Repair articles and print the repaired text.

    A SOURCE is a file (text, Markdown, HTML, DOCX or JSONL) or - for standard input. Of HTML and
    DOCX the main text is repaired and printed with a newline at its end; of text and Markdown, and
    of the text field of JSONL records, all that no edit touches is kept as it is. Results are in
    UTF-8 without a byte order mark; --in-place keeps the encoding of the file. An article that
    cannot be read is left out and named on standard error.

    Entities, claims and evidence change no text: they are left out, unless a model, vocabulary or
    evidence of yours is given.

    --diff shows the changed sentences, in colour, on a terminal; elsewhere it is a unified diff.

    \b
    text          the repaired text
    diff          a unified diff, which patch takes
    words         the changed sentences, with [-old-] and {+new+} or in colour
    criticmarkup  the text with every change marked in it, {~~old~>new~~}, and its reason
    docx          a Word file of tracked changes, each with its reason as a comment

    The last two show the edits that are made: give --review or --all to decide on more of them.

    \b
    Example:
      healthtext fix article.txt > repaired.txt
      healthtext fix --review --diff article.txt
      healthtext fix *.md -o repaired/
      healthtext fix --phrases house.csv --protect "Acme Relief" article.txt
      healthtext fix --all article.txt -o article.docx
    """
    _refuse(sources, output=output, in_place=in_place, diff=diff, form=form)
    form = repairs.form_of(form, diff, output)
    if output is not None and len(sources) == 1 and outputs.is_new_file(output):
        repairs.refuse_name(form, output, sources[0])
    if form == "docx" and output is None and (len(sources) > 1 or is_terminal(sys.stdout)):
        raise click.UsageError("A DOCX is one file an article: give -o FILE, or a folder.")
    settings = repairing(options.run_settings(apply=apply, **chosen))
    quiet = output is None and not in_place and is_terminal(sys.stdout)
    with Run(sources, settings, quiet=quiet) as run:
        if in_place:
            _rewrite(run)
        else:
            _write(run, sources, output, form)
    run.exit()


def _refuse(
    sources: tuple[str, ...], *, output: str | None, in_place: bool, diff: bool, form: str | None
) -> None:
    """Raise UsageError for options that do not go together."""
    if diff and form:
        raise click.UsageError("--diff chooses a format itself: give it or --format, not both.")
    if in_place and (output or diff or form not in (None, "text")):
        raise click.UsageError("--in-place goes with neither -o nor --diff nor a --format.")
    if in_place and STDIN in sources:
        raise click.UsageError("--in-place cannot write back to standard input.")


def _write(run: Run, sources: tuple[str, ...], output: str | None, form: str) -> None:
    targets = outputs.plan(sources, output, partial(repairs.name, form))
    for index, source in run.sources():
        is_records = kind_of(source) == "jsonl"
        if is_records and form == "docx":
            run.refuse(source, "holds many articles, a DOCX one", "use --format criticmarkup")
            continue
        with run.writing(targets[index]), outputs.opened(targets[index]) as write:
            if is_records and form in repairs.MARKED:
                _write_records(run, source, write, form)
                continue
            last = output is not None or index == len(sources) - 1
            many = is_records or (output is None and len(sources) > 1)
            for report in run.reports(source):
                if _writable(run, report, form, source):
                    result = repairs.content(report, form, to_stdout=output is None, many=many)
                    # the text of a page is a new file: it ends as text files do
                    kept = last and report.source.kind not in _EXTRACTED
                    write(result if kept or form not in repairs.MARKED else _ended(result))
                    _tell(report, form)


def _writable(run: Run, report: Report, form: str, source: str) -> bool:
    """Count an article as a failure if a format cannot hold it."""
    problem = repairs.problem(report, form, source)
    if problem:
        run.withdraw(report.source.name, *problem)
    return not problem


def _write_records(run: Run, source: str, write: outputs.Write, form: str) -> None:
    if Path(source).exists() and not Path(source).is_file():
        run.refuse(source, "is no regular file, so it cannot be read twice", "save it to a file")
        return
    with ExitStack() as stack:
        records: Records | None = None
        for report in run.reports(source):
            records = records or stack.enter_context(Records(Path(source)))
            line = records.line(report.source.line or 1)
            if not _writable(run, report, form, source):
                continue
            text = repairs.marked(report, form)
            changed = text != report.original
            write(with_text(line, run.settings.text_field, text) if changed else line)
            _tell(report, form)


def _rewrite(run: Run) -> None:
    for _, source in run.sources():
        if kind_of(source) in (*_EXTRACTED, "jsonl"):
            run.refuse(source, *_not_in_place(kind_of(source)))
            continue
        for report in run.reports(source):
            with run.writing(Path(source), taken=1):
                if problem := _in_place(report, Path(source)):
                    run.withdraw(source, *problem)
                else:
                    _tell(report)


def _in_place(report: Report, path: Path) -> tuple[str, str] | None:
    """Write a report's text back to its file; return the problem and its remedy if that fails."""
    if report.source.kind in _EXTRACTED:
        return _not_in_place(report.source.kind)
    if report.repaired == report.original:
        return None
    if problem := repairs.lost(report, path, "use -o, which writes UTF-8"):
        return problem
    outputs.replace(path, report.repaired.encode(report.source.encoding, "replace"))
    return None


def _not_in_place(kind: str) -> tuple[str, str]:
    name = _EXTRACTED.get(kind, kind.upper())
    return f"is {name}, which is not repaired in place", "use -o FILE for the repaired text"


def _tell(report: Report, form: str = "text") -> None:
    if is_terminal(sys.stderr) and form not in ("diff", "words"):
        note(f"{report.source.name}: {edit_counts(report)}")


def _ended(text: str | bytes) -> str | bytes:
    if isinstance(text, bytes) or text.endswith(("\n", "\r")):
        return text
    return f"{text}\n"
