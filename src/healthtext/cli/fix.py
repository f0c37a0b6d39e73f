"""`healthtext fix`: the repaired text, to standard output, a file, a folder or in place."""

from __future__ import annotations

import shutil
import sys
from contextlib import ExitStack
from pathlib import Path, PurePath
from typing import Any

import click

from healthtext.cli import options, outputs
from healthtext.cli.jsonl import Records, with_text
from healthtext.cli.runs import Run
from healthtext.cli.terminal import is_terminal, note, wants_colour
from healthtext.read.files import STDIN, kind_of
from healthtext.records import Report, Safety
from healthtext.render import diff as diffs
from healthtext.render.text import edit_counts

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
@click.option("--review", "apply", flag_value="review", help="Make edits of the tier review too.")
@click.option("--all", "apply", flag_value="suggest", help="Make every edit, suggestions too.")
def fix(
    *, sources: tuple[str, ...], output: str | None, in_place: bool, diff: bool,
    apply: Safety | None, **chosen: Any,
) -> None:  # fmt: skip
    """Repair articles and print the repaired text.

    A SOURCE is a file (text, Markdown, HTML, DOCX or JSONL) or - for standard input. Of HTML and
    DOCX the main text is repaired; of JSONL records the text field, all else is kept. An article
    that cannot be read is left out and named on standard error.

    --diff shows the changed sentences, in colour, on a terminal; elsewhere it is a unified diff.

    \b
    Example:
      healthtext fix article.txt > repaired.txt
      healthtext fix --review --diff article.txt
      healthtext fix *.md -o repaired/
    """
    if in_place and (output or diff):
        raise click.UsageError("--in-place goes with neither -o nor --diff.")
    if in_place and STDIN in sources:
        raise click.UsageError("--in-place cannot write back to standard input.")
    settings = options.run_settings(apply=apply, **chosen)
    quiet = output is None and not in_place and is_terminal(sys.stdout)
    with Run(sources, settings, quiet=quiet) as run:
        if in_place:
            _rewrite(run)
        else:
            _write(run, sources, output, diff)
    run.exit()


def _write(run: Run, sources: tuple[str, ...], output: str | None, diff: bool) -> None:
    targets = outputs.plan(sources, output, _diff_name if diff else _text_name)
    for index, source in run.sources():
        with run.writing(targets[index]), outputs.opened(targets[index]) as write:
            if diff:
                for report in run.reports(source):
                    write(_diff(report, output is None))
            elif kind_of(source) == "jsonl":
                _write_records(run, source, write)
            else:
                for report in run.reports(source):
                    last = output is not None or index == len(sources) - 1
                    write(report.repaired if last else _ended(report.repaired))
                    _tell(report)


def _write_records(run: Run, source: str, write: outputs.Write) -> None:
    if Path(source).exists() and not Path(source).is_file():
        run.refuse(source, "is no regular file, so it cannot be read twice", "save it to a file")
        return
    with ExitStack() as stack:
        records: Records | None = None
        for report in run.reports(source):
            records = records or stack.enter_context(Records(Path(source)))
            line = records.line(report.source.line or 1)
            changed = report.repaired != report.original
            write(with_text(line, run.settings.text_field, report.repaired) if changed else line)
            _tell(report)


def _rewrite(run: Run) -> None:
    for _, source in run.sources():
        if kind_of(source) in (*_EXTRACTED, "jsonl"):
            run.refuse(source, *_not_in_place(kind_of(source)))
            continue
        for report in run.reports(source):
            with run.writing(Path(source)):
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
    codec = report.source.encoding
    # Only what was read may be replaced: no other wording of the file, no lossy decoding.
    if path.read_bytes() != report.original.encode(codec, "replace"):
        return f"does not read the same twice as {codec}", "use -o, which writes UTF-8"
    data = report.repaired.encode(codec, "replace")
    if data.decode(codec) != report.repaired:
        return f"has repairs that {codec} cannot write", "use -o, which writes UTF-8"
    outputs.replace(path, data)
    return None


def _not_in_place(kind: str) -> tuple[str, str]:
    name = _EXTRACTED.get(kind, kind.upper())
    return f"is {name}, which is not repaired in place", "use -o FILE for the repaired text"


def _diff(report: Report, to_stdout: bool) -> str:
    if not to_stdout or not (is_terminal(sys.stdout) or wants_colour()):
        return diffs.unified(report)
    width = shutil.get_terminal_size().columns
    return diffs.words(report, width=min(width, 110), colour=wants_colour())


def _tell(report: Report) -> None:
    if is_terminal(sys.stderr):
        note(f"{report.source.name}: {edit_counts(report)}")


def _ended(text: str) -> str:
    return text if text.endswith(("\n", "\r")) else f"{text}\n"


def _text_name(source: PurePath) -> str:
    kind = kind_of(str(source))
    return f"{source.stem}.txt" if kind in _EXTRACTED else source.name


def _diff_name(source: PurePath) -> str:
    return f"{source.name}.diff"
