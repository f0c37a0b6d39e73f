"""Characters of the font Symbol, by its own code: Word keeps "5 μg" as 5, a symbol and g, and old
pages as 5 <font face="symbol">m</font>g.

The code is Adobe's Symbol Encoding (unicode.org, VENDORS/ADOBE/symbol.txt); Word adds F000 to it.
"""

from __future__ import annotations

import re
from functools import cache

FONT = "symbol"
UNKNOWN = "\ufffd"  # better seen than left out: it may be all that tells μg from g
_PRIVATE = range(0xF000, 0xF100)
_CAPITALS, _SMALL = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SIGNS = {
    0x2D: "−", 0x40: "≅", 0x7E: "∼", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xAB: "↔",
    0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥",
    0xB4: "×", 0xB5: "∝", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…",
    0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√", 0xE2: "®", 0xE3: "©", 0xE4: "™", 0xE5: "∑",
}  # fmt: skip
_IN_HTML = re.compile(
    r"""(<(font|span)\b[^<>]{0,300}\b(?:face\s*=|font-family\s*:)\s*["']?symbol\b[^<>]{0,300}>)"""
    r"([^<>&]{1,40})(?=</\2\b)",
    re.IGNORECASE,
)
_AS_ASCII = " %()+,./0123456789:;<=>?[]_{|}"


def character(font: str, code: str) -> str:
    """Return the character of a code in hexadecimal; none for what is only an ornament."""
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN
    if font.lower() == FONT:
        return _table().get(number & 0xFF, UNKNOWN)
    ornament = number in _PRIVATE or not 0x20 <= number < 0xD800
    return "" if ornament else chr(number)


def in_html(html: str) -> str:
    """Return a page in which what is set in the font Symbol is written out."""
    return _IN_HTML.sub(lambda found: found[1] + _written_out(found[3]), html)


def _written_out(text: str) -> str:
    return "".join(_table().get(ord(char), char) for char in text)


@cache
def _table() -> dict[int, str]:
    table = {ord(sign): sign for sign in _AS_ASCII} | _SIGNS
    table |= {ord("A") + at: letter for at, letter in enumerate(_CAPITALS)}
    return table | {ord("a") + at: letter for at, letter in enumerate(_SMALL)}
