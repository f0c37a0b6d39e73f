"""Digits raised behind a number are no digits of it, in HTML, feeds and DOCX alike."""

from __future__ import annotations

import pytest

from healthtext.read.raised import in_html, raised


@pytest.mark.parametrize(
    ("html", "same"),
    [
        ("10<sup>9</sup> CFU", "10<sup>⁹</sup> CFU"),
        ("10<sup>-3</sup>, 10<sup>−12</sup>", "10<sup>⁻³</sup>, 10<sup>⁻¹²</sup>"),
        ("10<SUP class='x'>&minus;3</SUP>", "10<SUP class='x'>⁻³</SUP>"),
        ("<b>10</b><sup>6</sup>", "<b>10</b><sup>⁶</sup>"),
        ("1<sup>1</sup>/<sub>2</sub> tablets", "1<sup>¹</sup>/<sub>2</sub> tablets"),
        ('2019<sup><a href="#r12">12</a></sup>', '2019<sup><a href="#r12">¹²</a></sup>'),
        ("5<sup>&#49;7</sup>", "5<sup>&#49;⁷</sup>"),
    ],
)
def test_digits_behind_a_digit_are_raised(html: str, same: str) -> None:
    assert in_html(html) == same


@pytest.mark.parametrize(
    "html",
    [
        "Ca<sup>2+</sup>, the 1<sup>st</sup>", "H<sub>2</sub>O, B<sub>12</sub>",
        "pain<sup>12</sup>", "10 <sup>9</sup>", "3<super>4</super>",
    ],
)  # fmt: skip
def test_everything_else_stays(html: str) -> None:
    assert in_html(html) == html


def test_a_text_is_raised_whole() -> None:
    assert raised("-12a") == "⁻¹²a"
