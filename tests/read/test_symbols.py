"""The font Symbol in pages: what a reader saw, not the letter it was typed with."""

from __future__ import annotations

import pytest

from healthtext.read.symbols import in_html


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ('5 <font face="Symbol">m</font>g', '5 <font face="Symbol">μ</font>g'),
        ("<FONT size=2 face=symbol>b</FONT>-blocker", "<FONT size=2 face=symbol>β</FONT>-blocker"),
        ("<span style='font-family:Symbol;x'>£ 3</span>",
         "<span style='font-family:Symbol;x'>≤ 3</span>"),
    ],
)  # fmt: skip
def test_letters_in_symbol_are_greek(html: str, read: str) -> None:
    assert in_html(html) == read


@pytest.mark.parametrize(
    "html", ['<font face="Arial">m</font>', "<b>symbol</b> m", '<font face="symbols">m</font>']
)
def test_letters_of_other_fonts_are_not(html: str) -> None:
    assert in_html(html) == html
