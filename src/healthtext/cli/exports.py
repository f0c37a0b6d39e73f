"""The formats of `report`: many reports to one output, or a folder of files for brat."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, count
from pathlib import Path, PurePath

import click

from healthtext.cli import outputs
from healthtext.cli.outputs import Write
from healthtext.records import Report

# What the name of an output ends in, and the format it stands for.
SUFFIXES = {
    "html": "html", "htm": "html", "json": "json", "jsonl": "jsonl", "csv": "csv",
    "parquet": "parquet", "xml": "bioc", "conll": "conll", "ann": "brat",
}  # fmt: skip
FORMATS = (
    "html", "json", "jsonl", "brat", "bioc", "conll", "displacy", "csv", "parquet",
)  # fmt: skip
_NAMES = {"bioc": ".bioc.xml", "displacy": ".displacy.json"}
_UNSAFE = re.compile(r"[^\w.-]+|^\.+")
_LONGEST = 100


def name(form: str, source: PurePath) -> str:
    """Name the file that a source's report goes to in a folder."""
    return f"{source.stem}{_NAMES.get(form, f'.{form}')}"


def refuse(form: str, output: str | None, *, to_terminal: bool) -> None:
    """Raise UsageError for a format that cannot go where it is to go."""
    if form == "brat" and (output is None or output.endswith(".ann") or Path(output).is_file()):
        raise click.UsageError("brat has two files an article: give -o FOLDER.")
    if form in ("html", "parquet") and output is None and to_terminal:
        what = "An HTML report is for a browser" if form == "html" else "Parquet is no text"
        raise click.UsageError(f"{what}: give -o FILE, or --format json.")


def write(form: str, reports: Iterable[Report], put: Write, *, many: bool) -> None:
    """Write reports to one output; `many` says that there can be more than one."""
    for piece in _pieces(form, reports, many):
        put(piece)


def _pieces(form: str, reports: Iterable[Report], many: bool) -> Iterator[str | bytes]:
    match form:
        case "html":
            return _html(reports)
        case "json":
            return _json(reports, many)
        case "displacy":
            from healthtext.render import displacy

            return _list(reports, displacy.dumps)
        case "jsonl":
            from healthtext.render import json

            return (f"{json.dumps(report)}\n" for report in reports)
        case "conll":
            from healthtext.render import conll

            return map(conll.render, reports)
        case "bioc":
            from healthtext.render import bioc

            return bioc.render(reports)
        case "csv":
            from healthtext.render import table

            return table.to_csv(reports)
    from healthtext.render import table

    return table.to_parquet(reports)


def _html(reports: Iterable[Report]) -> Iterator[str]:
    from healthtext import rules
    from healthtext.render import html

    found = list(reports)
    if found:
        yield html.render(found, rules.catalogue())


def _json(reports: Iterable[Report], many: bool) -> Iterator[str]:
    from healthtext.render import json

    if many:
        return _list(reports, lambda report: json.dumps(report, indent=2))
    return (f"{json.dumps(report, indent=2)}\n" for report in reports)


def _list(reports: Iterable[Report], dumps: Callable[[Report], str]) -> Iterator[str]:
    before = "[\n"
    for report in reports:
        yield f"{before}{dumps(report)}"
        before = ",\n"
    if before == ",\n":
        yield "\n]\n"


class BratFolder:
    """A folder of brat: NAME.txt and NAME.ann for each article, and the types they use."""

    def __init__(self, folder: Path, sources: Iterable[str]) -> None:
        self.folder = folder
        self.written = 0
        self._taken: set[str] = set()
        self._inputs = {_file(Path(source)) for source in sources if Path(source).exists()}

    def add(self, report: Report) -> None:
        """Write one article; raises OSError when that fails, BadParameter over an input."""
        from healthtext.render import brat

        if not self.written:
            self._write("annotation.conf", brat.configuration())
        name = self._name(report)
        self._write(f"{name}.txt", brat.text(report))
        self._write(f"{name}.ann", brat.standoff(report))
        self.written += 1

    def _write(self, name: str, text: str) -> None:
        target = self.folder / name
        if target.exists() and _file(target) in self._inputs:
            raise click.BadParameter(
                f"{str(target)!r} is an input; give another folder.", param_hint="-o"
            )
        with outputs.opened(target) as put:
            put(text)

    def _name(self, report: Report) -> str:
        """Name an article by its file or record id, numbered where that is taken."""
        is_record = report.source.line is not None
        said = report.id if is_record else PurePath(report.source.name).stem
        stem = _UNSAFE.sub("_", said)[:_LONGEST] or "article"
        numbered = (f"{stem}-{number}" for number in count(2))
        name = next(n for n in chain([stem], numbered) if n.casefold() not in self._taken)
        self._taken.add(name.casefold())
        return name


def _file(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_dev, about.st_ino
