"""DOCX: the text of headings, paragraphs, list items and table cells, in order."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from healthtext.errors import InputError
from healthtext.read import gates
from healthtext.read.raised import raised
from healthtext.read.symbols import character
from healthtext.records import Article, Source
from healthtext.settings import Settings

_UNPACKED = 10  # times max_bytes; real files unpack to less than that
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# Text that Word does not show, or shows once although the file holds it twice.
_HIDDEN = (
    f"{_W}del",
    f"{_W}moveFrom",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
# Not text of this paragraph: properties, and the paragraphs of a text box, which have their turn.
_OTHER = frozenset((*_HIDDEN, f"{_W}p", f"{_W}pPr", f"{_W}rPr"))
_OFF = frozenset(("0", "false", "off"))


def article(data: bytes, source: Source, settings: Settings) -> Article:
    """Make an article of a Word file; raises InputError for one that is damaged or a zip bomb."""
    _refuse_bomb(data, source.name, _UNPACKED * settings.max_bytes)
    document = _document(data, source.name)
    text = _joined(_blocks(document.element.body))
    gates.refuse_long(text, source.name, settings.max_bytes)
    about = document.core_properties
    changed = about.modified or about.created
    date = changed.date().isoformat() if changed else ""
    source = replace(source, title=about.title, author=about.author, date=date)
    return Article(source.name, text, source)


def _refuse_bomb(data: bytes, where: str, limit: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _damaged(where, error) from None
    if size > limit:
        problem = f"unpacks to {size:,} bytes, over the limit of {limit:,}"
        remedy = "save its text alone or raise the setting max_bytes"
        raise InputError(where, problem, remedy, code="too-large")


def _document(data: bytes, where: str) -> Any:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        return docx.Document(io.BytesIO(data))
    except (
        OpcError, LxmlError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError,
        NotImplementedError, RuntimeError, AttributeError, TypeError, IndexError,
    ) as error:  # fmt: skip
        raise _damaged(where, error) from None


def _damaged(where: str, error: Exception) -> InputError:
    problem = f"is no complete DOCX ({type(error).__name__}: {error!s:.80})"
    return InputError(where, problem, "save it again in Word or as text", code="docx")


def _blocks(body: Any) -> Iterator[tuple[str, bool]]:
    """Yield the text of each paragraph, and whether the next one follows it without a gap."""
    for paragraph in body.iter(f"{_W}p"):
        text = re.sub(r"[ \t]+\n", "\n", _text(paragraph)).strip()
        if not text or any(True for _ in paragraph.iterancestors(*_HIDDEN)):
            continue
        in_list = paragraph.find(f"{_W}pPr/{_W}numPr") is not None or _is_list(paragraph)
        in_table = next(paragraph.iterancestors(f"{_W}tc"), None) is not None
        yield f"- {text}" if in_list and not in_table else text, in_list or in_table


def _is_list(paragraph: Any) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style is not None and style.get(f"{_W}val", "").startswith("List")


def _text(paragraph: Any) -> str:
    parts = [""]
    for is_raised, run in groupby(_pieces(paragraph), key=itemgetter(1)):
        piece = "".join(text for text, _ in run)
        parts.append(raised(piece) if is_raised and parts[-1][-1:].isdigit() else piece)
    return "".join(parts)


def _pieces(element: Any, is_raised: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a paragraph that Word shows, and whether each is raised."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or "", is_raised
        elif child.tag in _MARKS:
            yield _MARKS[child.tag], is_raised
        elif child.tag == f"{_W}sym":
            yield character(child.get(f"{_W}font", ""), child.get(f"{_W}char", "")), is_raised
        elif child.tag == f"{_W}r" and _property(child, "vanish") not in (None, *_OFF):
            continue
        elif child.tag not in _OTHER:
            up = is_raised or _property(child, "vertAlign") == "superscript"
            yield from _pieces(child, up)


def _property(run: Any, name: str) -> str | None:
    """Return the value of a run's property, "" for one that is on without a value."""
    found = run.find(f"{_W}rPr/{_W}{name}")
    return None if found is None else str(found.get(f"{_W}val", ""))


def _joined(blocks: Iterator[tuple[str, bool]]) -> str:
    """Put an empty line between paragraphs, and none between list items or cells."""
    parts: list[str] = []
    dense = False
    for text, is_dense in blocks:
        parts += ("\n" if dense and is_dense else "\n\n", text)
        dense = is_dense
    return "".join(parts[1:])
