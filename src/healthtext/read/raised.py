"""Digits raised behind a number: 10<sup>9</sup> is no 109, and 1<sup>1</sup>/2 is no 11/2."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MINUS = re.compile(r"\A\s*(?:[-−–]|&minus;|&ndash;|&#8722;)(?=\d)")
_DIGITS = re.compile(r"(?:&#?\w{1,10};|<[^<>]*>)|\d+")  # those of an entity or a tag are no text
_BEHIND = re.compile(
    r"(?<=\d)((?:</\w{1,10}>){0,3}<sup\b[^<>]{0,300}>)(.{0,300}?)(?=</sup)",
    re.IGNORECASE | re.DOTALL,
)


def raised(text: str) -> str:
    """Return a text or piece of HTML with raised digits, and a raised minus before the first."""
    text = _MINUS.sub("⁻", text)
    return _DIGITS.sub(
        lambda match: match[0].translate(_RAISED) if match[0].isdigit() else match[0], text
    )


def in_html(html: str) -> str:
    """Return a page in which what is raised behind a digit is raised without markup too."""
    return _BEHIND.sub(lambda match: match[1] + raised(match[2]), html)
