"""DOCX: everything Word shows, in order; damaged files and bombs are named."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import pytest

from healthtext.read import read
from healthtext.records import Article, Failure
from healthtext.settings import Settings

XML = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{}</w:body>'
    "</w:document>"
)


def made(folder: Path) -> Path:
    document = docx.Document()
    document.core_properties.title = "Baths"
    document.core_properties.author = "Jane Roe"
    document.core_properties.modified = datetime(2020, 3, 4)
    document.add_heading("Warm baths", 1)
    document.add_paragraph("A bath eases\tpain.")
    document.add_paragraph("First", style="List Bullet")
    document.add_paragraph("Second", style="List Number")
    table = document.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {number}"
    table.cell(0, 0).merge(table.cell(0, 1))
    document.add_paragraph("The end.")
    document.save(str(folder / "a.docx"))
    return folder / "a.docx"


def with_body(folder: Path, body: str) -> Path:
    """Write a DOCX whose document is the given XML."""
    old = zipfile.ZipFile(made(folder))
    path = folder / "b.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = XML.format(body) if part == "word/document.xml" else old.read(part)
            new.writestr(part, content)
    return path


def only(path: Path, settings: Settings | None = None) -> Article | Failure:
    (found,) = read(str(path), settings or Settings())
    return found


def text(path: Path) -> str:
    found = only(path)
    assert isinstance(found, Article), found
    return found.text


def test_all_kinds_of_blocks_in_order(tmp_path: Path) -> None:
    assert text(made(tmp_path)) == (
        "Warm baths\n\nA bath eases\tpain.\n\n- First\n- Second\n"
        "cell 0\ncell 1\ncell 2\ncell 3\n\nThe end."
    )


def test_raised_digits_behind_a_number_stay_raised(tmp_path: Path) -> None:
    run = "<w:r><w:rPr>{}</w:rPr><w:t>{}</w:t></w:r>"
    up = '<w:vertAlign w:val="superscript"/>'
    runs = [("", "Take 10"), (up, "-"), (up, "3"), ("", " g, kg/m"), (up, "2"), ("", " B"),
            ('<w:vertAlign w:val="subscript"/>', "12"), ("", " in 2019"), (up, "4")]  # fmt: skip
    body = "".join(run.format(*one) for one in runs)
    assert text(with_body(tmp_path, f"<w:p>{body}</w:p>")) == "Take 10⁻³ g, kg/m2 B12 in 2019⁴"


def test_symbols_are_text(tmp_path: Path) -> None:
    symbols = [("", "Symbol", "F0B3"), (" 5 ", "Symbol", "F06D"), ("g of ", "symbol", "0062"),
               ("-carotene ", "Wingdings", "F0FC"), ("at 37 ", "Symbol", "F0B0"),
               ("C, ", "Arial", "00BD"), (" or ", "Symbol", "F0FF"),
               (" ", "Symbol", "")]  # fmt: skip
    run = '<w:r><w:t>{}</w:t><w:sym w:font="{}" w:char="{}"/></w:r>'
    body = "".join(run.format(*one) for one in symbols)
    read = text(with_body(tmp_path, f"<w:p>{body}</w:p>"))
    assert read == "≥ 5 μg of β-carotene at 37 °C, ½ or \ufffd \ufffd"


def test_what_the_file_says_about_itself(tmp_path: Path) -> None:
    source = only(made(tmp_path)).source
    assert (source.kind, source.title, source.author, source.date) == (
        "docx", "Baths", "Jane Roe", "2020-03-04",
    )  # fmt: skip


def test_text_that_word_shows_and_text_it_hides(tmp_path: Path) -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>Tea </w:t></w:r>"
        "<w:ins><w:r><w:t>now</w:t></w:r></w:ins><w:del><w:r><w:delText>never</w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t> helps</w:t><w:br/><w:t>well</w:t></w:r></w:hyperlink>"
        "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p>"
        "</w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>Box</w:t></w:r></w:p></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Field</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Spam</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Seen</w:t></w:r></w:p>'
    )
    assert text(with_body(tmp_path, body)) == "Tea now helps\nwell\n\nBox\n\nField\n\nSeen"


@pytest.mark.parametrize("keep", [0.05, 0.5, 0.9, 0.99])
def test_truncated(tmp_path: Path, keep: float) -> None:
    path = made(tmp_path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    found = only(path)
    assert isinstance(found, Failure)
    assert found.code == "docx"
    assert "\n" not in str(found)


def test_every_damaged_byte_is_survived(tmp_path: Path) -> None:
    path = made(tmp_path)
    data = path.read_bytes()
    for at in range(0, len(data), len(data) // 60):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])
        assert isinstance(only(path), (Article, Failure))


def not_zip() -> bytes:
    return b"\xd0\xcf\x11\xe0 an old Word file"


def other_zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/a.txt", "tea")
    return file.getvalue()


@pytest.mark.parametrize("data", [b"", b"Tea.", not_zip(), other_zip()])
def test_other_files_called_docx(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    found = only(path)
    assert isinstance(found, Failure)
    assert found.code == "docx"


@pytest.mark.parametrize("body", ["<w:p>", "<w:p></w:q>", "<!-- no -->" * 2])
def test_broken_or_empty_document(tmp_path: Path, body: str) -> None:
    found = only(with_body(tmp_path, body))
    assert isinstance(found, Failure)
    assert found.code in ("docx", "empty")


def test_zip_bomb(tmp_path: Path) -> None:
    path = with_body(tmp_path, "<w:p><w:r><w:t>" + "tea " * 300_000 + "</w:t></w:r></w:p>")
    assert path.stat().st_size < 50_000
    found = only(path, Settings(max_bytes=50_000))
    assert isinstance(found, Failure)
    assert found.code == "too-large"
    assert "unpacks to" in found.message


def test_text_over_the_limit(tmp_path: Path) -> None:
    path = with_body(tmp_path, "<w:p><w:r><w:t>" + "tea " * 30_000 + "</w:t></w:r></w:p>")
    found = only(path, Settings(max_bytes=100_000))
    assert isinstance(found, Failure)
    assert found.code == "too-large"
    assert "characters" in found.message


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "tea"><!ENTITY b "&a;&a;">]>'
    old = zipfile.ZipFile(made(tmp_path))
    path = tmp_path / "c.docx"
    with zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            body = bomb + XML.format("<w:p><w:r><w:t>One &b;</w:t></w:r></w:p>")
            new.writestr(part, body if part == "word/document.xml" else old.read(part))
    found = only(path)
    assert isinstance(found, Failure) or "teatea" not in found.text


def test_unknown_suffix_is_sniffed(tmp_path: Path) -> None:
    path = made(tmp_path).rename(tmp_path / "upload")
    assert only(path).source.kind == "docx"
