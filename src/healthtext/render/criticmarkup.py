"""CriticMarkup (criticmarkup.com): changes marked in the text, which any text editor shows."""

from __future__ import annotations

import re

from healthtext.records import Edit, Report
from healthtext.render.segments import comment, segments

_MARKS = re.compile(r"\{(?:\+\+|--|~~|>>|==)|(?:\+\+|--|~~|<<|==)\}")
_OPENING = re.compile(r"\{(?:\+\+|--|~~|>>|==)")


def render(report: Report) -> str:
    """Return the text with its changes marked, each followed by its reason as a comment.

    Accepting every change gives the repaired text, rejecting every one the original.
    """
    parts: list[str] = []
    met: Edit | None = None
    for segment in segments(report):
        if segment.edit is None:
            parts.append(segment.text)
        elif segment.edit is not met:
            met = segment.edit
            parts += (_change(met), _comment(met))
    return "".join(parts)


def conflict(report: Report) -> str:
    """Return a mark of CriticMarkup that the article itself holds, or nothing.

    The markup has no way to quote its marks, so such an article cannot be written in it.
    """
    texts = [(_OPENING, report.original), (_OPENING, report.repaired)]
    texts += [(_MARKS, part) for edit in report.edits for part in (edit.old, edit.new)]
    found = (pattern.search(text) for pattern, text in texts)
    return next((match.group() for match in found if match), "")


def _change(edit: Edit) -> str:
    if edit.old and edit.new and "~>" not in edit.old:
        return f"{{~~{edit.old}~>{edit.new}~~}}"
    old = f"{{--{edit.old}--}}" if edit.old else ""
    return old + (f"{{++{edit.new}++}}" if edit.new else "")


def _comment(edit: Edit) -> str:
    """Write a comment that no reason can end: reasons quote words of the article."""
    return f"{{>>{_MARKS.sub('…', ' '.join(comment(edit).split()))}<<}}"
