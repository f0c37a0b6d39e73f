"""The formats of `fix`: one repaired article as text, diff, marked-up text or Word file."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path, PurePath

import click

from healthtext.cli.terminal import is_terminal, wants_colour
from healthtext.read.files import kind_of
from healthtext.records import Report
from healthtext.render import diff as diffs
from healthtext.render.problems import EXTRACTED
from healthtext.render.text import seen

FORMATS = ("text", "diff", "words", "criticmarkup", "docx")
MARKED = frozenset(("text", "criticmarkup"))  # what can stand in the text field of a record
WIDTH = 110
_DOCUMENTS = frozenset((".pdf", ".doc", ".odt", ".rtf", ".epub"))  # what no text is called


def form_of(form: str | None, diff: bool, output: str | None) -> str:
    """Return the format asked for; --diff is for reading on a terminal and a patch elsewhere."""
    if diff:
        seen_by_person = output is None and (is_terminal(sys.stdout) or wants_colour())
        return "words" if seen_by_person else "diff"
    return form or ("docx" if PurePath(output or "").suffix.lower() == ".docx" else "text")


def refuse_name(form: str, output: str, source: str) -> None:
    """Raise BadParameter for a text that would be called a page or a document it is not."""
    end = PurePath(output).suffix.lower()
    extracted = kind_of(source) in EXTRACTED
    if form == "text" and (end in _DOCUMENTS or (extracted and kind_of(output) == "html")):
        problem = f"{output!r} is no name for a text; call it NAME.txt, or NAME.docx for Word."
        raise click.BadParameter(problem, param_hint="-o")


def content(report: Report, form: str, *, to_stdout: bool, many: bool) -> str | bytes:
    """Return a repaired article in a format; `many` says that others stand in the same output."""
    match form:
        case "diff":
            return diffs.unified(report)
        case "words":
            return _words(report, to_stdout, many)
        case "docx":
            from healthtext.render import docx

            return docx.render(report)
    return marked(report, form)


def marked(report: Report, form: str) -> str:
    """Return the text of a format whose output is one text."""
    if form == "text":
        return report.repaired
    from healthtext.render import criticmarkup

    return criticmarkup.render(report)


def problem(report: Report, form: str, source: str) -> tuple[str, str] | None:
    """Return why an article of a source cannot be written in a format, and the remedy."""
    if form == "diff" and report.source.kind in diffs.FILES:
        return lost(report, Path(source), "use --format words, or -o for the text in UTF-8")
    if form != "criticmarkup":
        return None
    from healthtext.render import criticmarkup

    mark = criticmarkup.conflict(report)
    return (f"holds {mark}, a mark of CriticMarkup", "use --format docx or diff") if mark else None


def lost(report: Report, path: Path, remedy: str) -> tuple[str, str] | None:
    """Return why a repair cannot be written in the encoding of its source, and the remedy.

    Only what was read may be replaced: no other wording of the file, no lossy decoding.
    """
    codec = report.source.encoding
    if path.is_file() and path.read_bytes() != report.original.encode(codec, "replace"):
        return f"does not read the same twice as {codec}", remedy
    if report.repaired.encode(codec, "replace").decode(codec) != report.repaired:
        return f"has repairs that {codec} cannot write", remedy
    return None


def name(form: str, source: PurePath) -> str:
    """Name the file that a source's result goes to in a folder."""
    if form == "text":
        return f"{source.stem}.txt" if kind_of(str(source)) in EXTRACTED else source.name
    if form == "criticmarkup":
        suffix = ".jsonl" if kind_of(str(source)) == "jsonl" else ".md"
        return f"{source.stem}.critic{suffix}"
    return f"{source.stem}.docx" if form == "docx" else f"{source.name}.{form}"


def _words(report: Report, to_stdout: bool, many: bool) -> str:
    width = min(shutil.get_terminal_size().columns, WIDTH)
    changed = diffs.words(report, width=width, colour=to_stdout and wants_colour())
    return f"== {seen(report.source.name)}\n{changed}" if many and changed else changed
