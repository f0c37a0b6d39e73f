"""The plain text of articles in XML and HTML: a number stays the number that it is."""

from __future__ import annotations

import html
import re

from lxml import etree  # type: ignore[import-untyped]

from healthtext.read.raised import in_html, raised

_RAISED = re.compile(r"\s*[-−–]?\d+\s*")
_HEADINGS = re.compile(r"<(h\d)>[^<]{0,200}</\1>", re.I)
_MARKS = re.compile(  # and not what stands between "p<0.05" and "n>30"
    r"</?(?:h\d|a|b|i|u|p|br|em|ol|ul|li|div|sub|sup|sec|span|bold|italic|strong|title)"
    r"\b[^<>]{0,200}>",
    re.I,
)


def text(element: etree._Element) -> str:
    """Return the text of an element, marks within it left out.

    Digits raised behind others are written as raised ones (10³, not 103), fractions with a stroke.
    """
    for one in element.iter("{*}sup", "{*}msup", "{*}mfrac"):
        _in_line(one)
    said = " ".join("".join(str(part) for part in element.itertext()).split())
    return html.unescape(said) if "&" in said else said


def _in_line(one: etree._Element) -> None:
    name = etree.QName(one).localname
    if name == "sup":
        if not len(one) and _before(one)[-1:].isdigit() and _RAISED.fullmatch(one.text or ""):
            one.text = raised(one.text.strip())
    elif len(one) == 2 and name == "mfrac":
        one[0].tail = "/"
    elif len(one) == 2 and _RAISED.fullmatch(one[1].text or ""):
        one[1].text = raised(one[1].text.strip())


def _before(one: etree._Element) -> str:
    """Return the text right before an element."""
    beside, parent = one.getprevious(), one.getparent()
    if beside is not None:
        return str(beside.tail or "")
    return str(parent.text or "") if parent is not None else ""


def of_html(value: str) -> str:
    """Return the text of a piece of HTML without its headings."""
    return html.unescape(_MARKS.sub("", _HEADINGS.sub(" ", in_html(value))))
