"""Bytes to text: mark, declaration, UTF-8, and a guess that says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtext.errors import InputError
from healthtext.read import encoding, read
from healthtext.records import Article
from healthtext.settings import Settings

TEXT = "The patient’s pain was “dull” – at 25 °C in the café.\r\n"


def decoded(data: bytes, **options: bool) -> encoding.Decoded:
    return encoding.decode(data, "a.txt", **options)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark(codec: str) -> None:
    assert decoded(TEXT.encode(codec)) == encoding.Decoded(TEXT, codec)


def test_byte_order_mark_of_the_other_end() -> None:
    assert decoded(b"\xfe\xff" + TEXT.encode("utf-16-be")).text == TEXT
    assert decoded(b"\0\0\xfe\xff" + TEXT.encode("utf-32-be")).text == TEXT


def test_mark_of_another_encoding_is_refused() -> None:
    with pytest.raises(InputError, match="UTF-16") as error:
        decoded(b"\xff\xfeodd")
    assert error.value.code == "encoding"


def test_utf8_needs_no_warning() -> None:
    assert decoded(TEXT.encode()) == encoding.Decoded(TEXT, "utf-8")


@pytest.mark.parametrize(
    "text", [TEXT, "café", "5 µg ± 1", "Ménière disease. Massage eases the spinal cord."]
)
def test_windows_text_is_guessed_with_a_warning(text: str) -> None:
    found = decoded(text.encode("cp1252"))
    assert (found.text, found.encoding) == (text, "cp1252")
    assert "guessed" in found.warnings[0]


def test_windows_text_pasted_into_utf8_is_read_as_both() -> None:
    text = "“Café” – it’s naïve, 5 µg"
    found = decoded(text.encode() + " A cure for the café.".encode("cp1252"))
    assert found.text == text + " A cure for the café."
    assert found.warnings == ("is UTF-8 but for 1 byte, read as Windows-1252",)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("痛みは肩と腰にあります。薬を飲む。" * 3, "shift_jis"),
        ("Боль в спине лечат теплом." * 5, "cp1251"),
        ("허리 통증에는 운동이 좋습니다." * 5, "euc_kr"),
        ("头痛的时候要多喝水并且休息。" * 3, "gb18030"),
    ],
)
def test_other_scripts_are_not_taken_for_pasted_text(text: str, codec: str) -> None:
    assert not any("Windows-1252" in one for one in decoded(text.encode(codec)).warnings)


def test_halves_of_characters_are_counted_among_what_is_no_utf8() -> None:
    data = "“Café” – it’s \ud800 naïve".encode("utf-8", "surrogatepass")
    assert decoded(data).warnings == ("is UTF-8 but for 3 bytes, read as Windows-1252",)


def test_a_name_of_another_script_is_not_read_as_accents() -> None:
    text = "The physician Боткин wrote on pain. " * 5
    assert decoded(text.encode("cp1251")).encoding != "cp1252"


def test_guess_of_another_script() -> None:
    text = "Боль в спине лечат теплом, сном и движением, но не у всех. " * 5
    assert decoded(text.encode("cp1251")).text == text


def test_declaration_in_html() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Боль</body></html>'
    found = decoded(page.encode("cp1251"), declares=True)
    assert found == encoding.Decoded(page, "cp1251")
    xml = "<?xml version='1.0' encoding='iso-8859-1'?><html>It’s</html>"
    assert decoded(xml.encode("cp1252"), declares=True) == encoding.Decoded(xml, "cp1252")


def test_declaration_counts_in_html_only() -> None:
    page = '<meta charset="windows-1251"> It’s a café.'
    assert decoded(page.encode()).encoding == "utf-8"


def test_wrong_declaration() -> None:
    latin = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">It’s'
    found = decoded(latin.encode(), declares=True)
    assert (found.text, found.encoding) == (latin, "utf-8")
    assert "iso-8859-1" in found.warnings[0]
    utf8 = '<meta charset="utf-8">It’s a café.'
    found = decoded(utf8.encode("cp1252"), declares=True)
    assert (found.text, found.encoding) == (utf8, "cp1252")
    assert "utf-8" in found.warnings[0]


@pytest.mark.parametrize("label", ["rot13", "unicode-escape", "idna", "nonsense", "utf-16"])
def test_a_declaration_that_is_no_character_set_is_passed_over(label: str) -> None:
    page = f'<meta charset="{label}">Tea \\u0041'
    assert decoded(page.encode(), declares=True) == encoding.Decoded(page, "utf-8")


def test_the_encoding_reaches_the_article(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("cp1252"))
    (found,) = read(str(path), Settings())
    assert isinstance(found, Article)
    assert found.source.encoding == "cp1252"
    assert found.source.warnings == ("encoding guessed as cp1252",)


@given(st.text(max_size=60), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_the_encoding_named_writes_the_text_back(text: str, codec: str) -> None:
    data = ("x" + text).encode(codec)
    found = decoded(data)
    assert found.text.encode(found.encoding) == data
