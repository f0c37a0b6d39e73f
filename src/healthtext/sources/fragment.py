"""The text of a piece of HTML that is an article already, as feeds carry it."""

from __future__ import annotations

import re
from typing import Any

from healthtext.read.raised import in_html

_BLOCKS = frozenset(
    """
    address article aside blockquote caption center dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody
    td tfoot th thead tr ul
    """.split()  # noqa: SIM905
)
_UNREAD = frozenset(("script", "style", "template", "noscript", "iframe", "object", "svg", "head"))
_PARAGRAPHS = frozenset(("p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "section"))
_LINE, _PARAGRAPH, _BREAK = "\x00", "\x01", "\x02"  # XML and HTML hold none of them
_ENDS = re.compile("[\x00-\x02 ]*[\x00-\x02][\x00-\x02 ]*")
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]{0,500}>|&(?:#\d{1,7}|#x[\da-fA-F]{1,6}|[a-zA-Z]{2,8});")
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")


def text(html: str) -> str:
    """Return the text of a fragment, a line for a block and an empty one between paragraphs.

    Of a text without markup the line ends are kept.
    """
    if not _MARKUP.search(html):
        return html.strip()
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.HTMLParser(no_network=True, encoding="utf-8", recover=True)
    data = f"<html><body>{in_html(html)}</body></html>".encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):  # nothing in it that a parser can hold on to
        root = None
    return _joined(_pieces(root)) if root is not None else ""


def _pieces(root: Any) -> list[str]:
    """Return words and, between lines, what made them end."""
    from lxml import etree

    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in ("comment", "pi"):
            pieces.append(element.tail or "")
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCKS:
            pieces.append(_PARAGRAPH if tag in _PARAGRAPHS else _LINE)
        elif tag == "br" and event == "end":
            pieces.append(_BREAK)
        if event == "start" and tag in _UNREAD:
            walk.skip_subtree()
        elif event == "start":
            pieces.append(_SPACE.sub(" ", element.text or ""))
        if event == "end":
            pieces.append(_SPACE.sub(" ", element.tail or ""))
    return pieces


def _joined(pieces: list[str]) -> str:
    return _ENDS.sub(_end, re.sub(r" +", " ", "".join(pieces))).strip()


def _end(match: re.Match[str]) -> str:
    """Return one line end, or two where a paragraph ends, for whatever stands between lines."""
    found = match.group()
    return "\n\n" if _PARAGRAPH in found or found.count(_BREAK) > 1 else "\n"
