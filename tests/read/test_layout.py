"""Tables that lay out a page, and tables that are tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthtext.read import layout, read
from healthtext.records import Article
from healthtext.settings import Settings

WORDS = "Massage {} eases the pain in the lower back, and it is a good way to relax after work."
TABLE = (
    "<table><tr><th>Drug<th>Dose<tr><td>Ibuprofen<td>200 mg<tr><td>Paracetamol<td>500 mg</table>"
)


def prose(join: str = "</p><p>") -> str:
    return f"<p>{join.join(map(WORDS.format, range(8)))}</p>"


def text(tmp_path: Path, page: str) -> str:
    (tmp_path / "a.html").write_text(page)
    (found,) = read(str(tmp_path / "a.html"), Settings())
    assert isinstance(found, Article), found
    return found.text


@pytest.mark.parametrize("join", ["</p><p>", "<br><br>"])
@pytest.mark.parametrize("body", ["{}", "<tbody>{}</tbody>", "<tr><td><table>{}</table>"])
def test_an_article_in_a_cell_is_no_row_of_a_table(tmp_path: Path, join: str, body: str) -> None:
    rows = (
        "<tr><td><a href=/>Home</a><br><a href=/a>About us</a></td><td><h1>Massage</h1>"
        f"{prose(join)}{TABLE}{prose(join).replace('Massage', 'Yoga')}</td></tr>"
    )
    script = f"<script>var words = '{'counted not ' * 400}'</script>"
    table = f"<table width=100%>{body.format(rows)}</table>"
    found = text(tmp_path, f"<html><body>{script}{table}</body>")
    lines = found.splitlines()
    assert {WORDS.format(0), WORDS.format(7)} <= set(lines)
    assert WORDS.format(3).replace("Massage", "Yoga") in lines
    assert "| Ibuprofen | 200 mg |" in lines
    assert "Home" not in found


def test_a_table_with_prose_in_a_cell_stays_one(tmp_path: Path) -> None:
    cell = "".join(f"<p>{WORDS.format('oil')}</p>" for _ in range(5))
    table = f"<table><tr><th>Drug<th>Use<tr><td>Ibuprofen<td>{cell}</table>"
    page = f"<html><body><article><h1>Drugs</h1>{prose()}{table}</article></body></html>"
    assert layout.in_html(page) == page
    assert "| Ibuprofen | " in text(tmp_path, page)


@pytest.mark.parametrize("page", ["", "<p>No table.</p>", "<table>", TABLE])
def test_a_page_that_lays_nothing_out_is_as_it_was(page: str) -> None:
    assert layout.in_html(page) == page
