"""What a repair changed: a unified diff for programs, a word-level one for readers."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import diff_bytes, unified_diff
from io import StringIO
from itertools import groupby
from typing import TYPE_CHECKING

from healthtext.records import Report
from healthtext.render.sides import Lines, Row, paragraphs, sentences
from healthtext.render.text import seen

if TYPE_CHECKING:
    from rich.text import Text

FILES = ("text", "markdown")  # kinds of source whose text is all of the file
_NO_NEWLINE = b"\n\\ No newline at end of file\n"


def unified(report: Report) -> bytes:
    """Return a unified diff that `patch` takes; empty when nothing was changed.

    Its lines are in the encoding of the source, as those of the file that it is for; the text of
    a page, a Word file or a record, which is no file, is in UTF-8.
    """
    name = seen(report.source.name).encode()
    name += b"\t" if b" " in name else b""  # ends a name with spaces, as for diff itself
    codec = report.source.encoding if report.source.kind in FILES else "utf-8"
    before, after = (
        _lines(text.encode(codec, "backslashreplace"))
        for text in (report.original, report.repaired)
    )
    lines = diff_bytes(unified_diff, before, after, name, name)
    return b"".join(line if line.endswith(b"\n") else line + _NO_NEWLINE for line in lines)


def words(report: Report, *, width: int, colour: bool) -> str:
    """Return the changed sentences with each change marked, wrapped to `width` columns.

    Without colour the marks are those of wdiff: [-old-] and {+new+}.
    """
    from rich.console import Console
    from rich.padding import Padding

    stream = StringIO()
    console = Console(
        file=stream, width=width, force_terminal=colour, highlight=False,
        color_system="standard" if colour else None, emoji=False, legacy_windows=False,
    )  # fmt: skip
    for line, text in _changed(report, colour):
        console.print(f"line {line}", style="cyan dim")
        console.print(Padding(text, (0, 0, 0, 2), expand=False))
        console.print()
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().split("\n")[:-1])


def _lines(data: bytes) -> list[bytes]:
    """Split at line feeds only: `patch` knows no other line end."""
    lines = data.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _changed(report: Report, colour: bool) -> Iterator[tuple[int, Text]]:
    """Yield each paragraph with a change: its line and its changed sentences."""
    lines = Lines(report.original)
    for pieces in _paragraphs(report):
        if any(piece.changed for piece in pieces):
            yield lines.at(pieces[0].original[0])[0], _marked(report.original, pieces, colour)


def _paragraphs(report: Report) -> Iterator[list[Row]]:
    """Yield the sentences of each paragraph."""
    heads = {(row.original[0], row.repaired[0]) for row in paragraphs(report)}
    pieces: list[Row] = []
    for piece in sentences(report):
        if pieces and (piece.original[0], piece.repaired[0]) in heads:
            yield pieces
            pieces = []
        pieces.append(piece)
    yield pieces


def _marked(original: str, pieces: list[Row], colour: bool) -> Text:
    """Join the changed sentences of a paragraph; […] stands for those in between."""
    from rich.text import Text

    text = Text()
    for changed, run in groupby(pieces, key=lambda piece: piece.changed):
        if not changed:
            text.append("[…] ", "dim")
        else:
            for piece in run:
                _append(text, original, piece, colour)
    text.rstrip()
    return text


def _append(text: Text, original: str, piece: Row, colour: bool) -> None:
    at, end = piece.original
    for edit in (change.edit for change in piece.changes if change.made):
        text.append(seen(original[at : edit.start]))
        if edit.old:
            text.append(seen(edit.old) if colour else f"[-{seen(edit.old)}-]", "red strike")
        if edit.new:
            text.append(seen(edit.new) if colour else f"{{+{seen(edit.new)}+}}", "bold green")
        at = edit.end
    text.append(seen(original[at:end].rstrip()) + " ")
