"""DOCX with tracked changes: every edit can be accepted or rejected, its reason is a comment.

An empty line of the text is the end of a paragraph, any other line break a break in it. Characters
that XML cannot hold are written as U+FFFD.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from healthtext.records import Edit, Report
from healthtext.render.segments import Kind, Segment, comment, segments
from healthtext.render.spans import xml_text

if TYPE_CHECKING:
    from docx.document import Document

AUTHOR = "healthtext"
INITIALS = "ht"
_LONGEST = 255  # characters of a property of the document
_PIECES = re.compile(r"\n\n|\n|\t|[^\n\t]+")
_WRAPS = {"old": "w:del", "new": "w:ins"}


def render(report: Report, when: datetime | None = None) -> bytes:
    """Return a Word file of the text; `when` dates the changes, if not now."""
    import docx

    document = docx.Document()
    about = document.core_properties
    source = report.source
    about.title, about.author = (xml_text(x)[:_LONGEST] for x in (source.title, source.author))
    about.last_modified_by, about.comments = AUTHOR, ""
    writer = _Writer(document, (when or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ"))
    for segment in _lines_ended(segments(report)):
        writer.add(segment)
    writer.close()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _lines_ended(every: Iterator[Segment]) -> Iterator[Segment]:
    """Make every line end a line feed, also where an edit parts CR from LF.

    A line feed behind a carriage return is none of its own, in whichever text it stands behind it.
    """
    last = {"old": "", "new": ""}  # characters of the original and of the repaired text
    edit: Edit | None = None
    for segment in every:
        edit, text = segment.edit or edit, segment.text
        sides = tuple(last) if segment.kind == "same" else (segment.kind,)
        if text.startswith("\n") and any(last[side] == "\r" for side in sides):
            ends = [side for side in sides if last[side] != "\r"]
            if ends:  # the line ends here on one side only
                yield Segment("old" if ends == ["old"] else "new", "\n", edit)
            text = text[1:]
        last |= dict.fromkeys(sides, segment.text[-1])
        yield Segment(segment.kind, xml_text(re.sub(r"\r\n?", "\n", text)), segment.edit)


class _Writer:
    """Write segments to the end of a document, paragraph by paragraph."""

    def __init__(self, document: Document, date: str) -> None:
        self._document = document
        self._date = date
        self._changes = self._comments = 0
        self._notes: Any = document.comments._comments_elm
        self._paragraph = document.add_paragraph()._p
        self._edit: Edit | None = None

    def add(self, segment: Segment) -> None:
        """Write a segment; a change gets a comment around it."""
        if segment.edit is not self._edit:
            self.close()
            if segment.edit:
                self._begin(segment.edit)
        run: Any = None
        for piece in _PIECES.findall(segment.text):
            if piece == "\n\n":
                self._end_paragraph(segment.kind)
                run = None
                continue
            if run is None:
                run = self._run(segment.kind)
            _fill(run, piece, segment.kind)

    def close(self) -> None:
        """End the comment on the last change, if it is one."""
        if self._edit is None:
            return
        identifier = {"w:id": str(self._comments)}
        self._paragraph.append(_element("w:commentRangeEnd", identifier))
        run = _element("w:r")
        run.append(_element("w:commentReference", identifier))
        self._paragraph.append(run)
        self._edit = None

    def _begin(self, edit: Edit) -> None:
        """Open a comment; python-docx would look at all others to number one more."""
        self._edit, self._comments = edit, self._comments + 1
        about = {"w:author": AUTHOR, "w:initials": INITIALS, "w:date": self._date}
        note = _element("w:comment", {"w:id": str(self._comments), **about})
        note.add_p().add_r().text = xml_text(comment(edit))
        self._notes.append(note)
        self._paragraph.append(_element("w:commentRangeStart", {"w:id": str(self._comments)}))

    def _end_paragraph(self, kind: Kind) -> None:
        """Begin a paragraph; the mark at the end of the last one can be a change of its own."""
        if kind != "same":
            marks = _element("w:rPr")
            marks.append(self._change(kind))
            self._paragraph.get_or_add_pPr().append(marks)
        self._paragraph = self._document.add_paragraph()._p

    def _run(self, kind: Kind) -> Any:
        run, parent = _element("w:r"), self._paragraph
        if kind != "same":
            parent = self._change(kind)
            self._paragraph.append(parent)
        parent.append(run)
        return run

    def _change(self, kind: Kind) -> Any:
        self._changes += 1
        about = {"w:id": str(self._changes), "w:author": AUTHOR, "w:date": self._date}
        return _element(_WRAPS[kind], about)


def _fill(run: Any, piece: str, kind: Kind) -> None:
    if piece == "\n":
        run.append(_element("w:br"))
    elif piece == "\t":
        run.append(_element("w:tab"))
    else:
        text = _element("w:delText" if kind == "old" else "w:t")
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        text.text = piece
        run.append(text)


def _element(tag: str, attributes: dict[str, str] | None = None) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element: Any = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        element.set(qn(name), value)
    return element
