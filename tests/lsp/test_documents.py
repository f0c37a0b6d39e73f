"""Positions and offsets: there and back in every unit, clamped where there is no such place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position

from healthtext.lsp.documents import Document, Text, Units

TEXTS = st.text(st.sampled_from("ab é🦵\u0301\u2028\x0c\r\n"), max_size=12)
UNITS = st.sampled_from(["utf-8", "utf-16", "utf-32"])


@given(TEXTS, UNITS)
def test_there_and_back(content: str, units: Units) -> None:
    text = Text(content, units)
    inside_end = {match.start() + 1 for match in re.finditer("\r\n", content)}
    for offset in set(range(len(content) + 1)) - inside_end:
        assert text.offset(text.position(offset)) == offset


@given(TEXTS)
def test_lines_are_those_of_the_protocol(content: str) -> None:
    lines = re.split(r"\r\n|\r|\n", content)
    end = Text(content).position(len(content))
    assert end.line == len(lines) - 1
    assert end.character == len(lines[-1].encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("line", "character", "offset"),
    [(0, 0, 0), (0, 2, 2), (0, 3, 2), (0, 4, 3), (0, 99, 3), (1, 0, 5), (7, 0, 7)],
)
def test_a_place_that_is_none_is_the_next_before(line: int, character: int, offset: int) -> None:
    assert Text("ab🦵\r\ncd").offset(Position(line, character)) == offset


@pytest.mark.parametrize(
    ("uri", "language", "kind"),
    [
        ("file:///a.txt", "plaintext", "text"),
        ("file:///a.md", "plaintext", "text"),
        ("file:///a", "markdown", "markdown"),
        ("file:///a.MD", "vimwiki", "markdown"),
        ("untitled:Untitled-1", "plaintext", "text"),
        ("file:///a.py", "python", ""),
        ("file:///a.html", "html", ""),
    ],
)
def test_text_and_markdown_are_checked(uri: str, language: str, kind: str) -> None:
    assert Document(uri, language, 1, Text("")).kind == kind
