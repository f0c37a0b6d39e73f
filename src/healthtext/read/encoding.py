"""Bytes to text: by byte order mark, declaration, UTF-8, then a guess that says so."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from healthtext.errors import InputError

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch, CharsetMatches

_MARKS = (  # UTF-32 before UTF-16, whose mark it begins with
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
# What browsers read under these names; pages that declare Latin-1 hold Windows quotes.
_BROWSER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "utf-16": "utf-8",
    "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}  # fmt: skip
_NO_CHARSET = frozenset(("idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"))
_SEQUENCE = re.compile(  # a character of UTF-8 that is not ASCII, and no half of one
    rb"[\xc2-\xdf][\x80-\xbf]|(?!\xed[\xa0-\xbf])[\xe0-\xef][\x80-\xbf]{2}"
    rb"|[\xf0-\xf4][\x80-\xbf]{3}"
)
_BYTES = re.compile(rb"[\x80-\xff]+")
_RARE, _ALONE = 0.1, 0.9  # share of bytes that are not ASCII, and of their runs that are of one
_CHAOS = 0.02  # how much messier than the best guess a Western reading may be and still be taken
REMEDY = "save it as UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the codec it was read with, and what an editor should know about that."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def marked(data: bytes) -> str:
    """Return the codec of the byte order mark that `data` begins with, or ""."""
    return next((codec for mark, codec in _MARKS if data.startswith(mark)), "")


def decode(data: bytes, where: str, *, declares: bool = False, label: str = "") -> Decoded:
    """Decode an article; `declares` says that its kind may name its encoding, as HTML does.

    `label` is an encoding named elsewhere, as by HTTP, and goes before the article's own word.
    Raises InputError where no encoding fits.
    """
    if codec := marked(data):
        if (text := _strict(data, codec)) is None:
            problem = f"begins with the mark of {codec.upper()} and is none"
            raise InputError(where, problem, REMEDY, code="encoding")
        return Decoded(text, codec)
    if declares and not _codec(label):
        label = _declaration(data)
    codec, utf8 = _codec(label), _strict(data, "utf-8")
    if codec not in ("", "utf-8") and (utf8 is None or data.isascii()):
        text = _strict(data, codec)
        if text is not None:
            return Decoded(text, codec)
    if utf8 is not None:
        wrong = codec not in ("", "utf-8")
        return Decoded(utf8, "utf-8", (f"declares {label} but is UTF-8",) if wrong else ())
    return _pasted(data) or _guess(data, where, label)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeError:
        return None


def _declaration(data: bytes) -> str:
    """Return the charset that an HTML or XML page names in its head, "" for none."""
    match = _DECLARED.search(data[:8192])
    return (match[1] or match[2]).decode("ascii") if match else ""


def _codec(label: str) -> str:
    """Return the codec for a declared name, "" for a name that is no character set."""
    try:
        info = codecs.lookup(label) if label else None
    except LookupError:
        return ""
    if info is None or not info._is_text_encoding or info.name in _NO_CHARSET:
        return ""
    return _BROWSER.get(info.name, info.name)


def _pasted(data: bytes) -> Decoded | None:
    """Read UTF-8 into which some Windows-1252 was pasted, or None for what is not mostly that."""
    found = _SEQUENCE.findall(data)
    strays = sum(map(len, _BYTES.findall(_SEQUENCE.sub(b"", data))))
    if strays > len(found):
        return None
    text = data.decode("utf-8", "healthtext-windows-1252")
    many = "1 byte" if strays == 1 else f"{strays:,} bytes"
    warning = f"is UTF-8 but for {many}, read as Windows-1252"
    return None if "\ufffd" in text else Decoded(text, "utf-8", (warning,))


def _windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("healthtext-windows-1252", _windows)


def _guess(data: bytes, where: str, label: str) -> Decoded:
    from charset_normalizer import from_bytes

    codec, text = "cp1252", _accented(data)
    if text is None:
        matches = from_bytes(data)
        best = matches.best()
        if best is None:
            raise InputError(where, "is in no encoding known here", REMEDY, code="encoding")
        codec = _likeliest(matches, best)
        text = str(best) if (strict := _strict(data, codec)) is None else strict
    warning = f"encoding guessed as {codec}"
    if label:
        warning += f", since the bytes are not the declared {label}"
    return Decoded(text, codec, (warning,))


def _accented(data: bytes) -> str | None:
    """Read English with a few accents and quotes as Windows-1252; None for any other text.

    Of a short one the statistics make two bytes of "Ménière" a Chinese character.
    """
    runs = _BYTES.findall(data)
    alone = sum(len(run) == 1 for run in runs)
    rare = sum(map(len, runs)) <= _RARE * len(data)
    return _strict(data, "cp1252") if rare and alone >= _ALONE * len(runs) else None


def _likeliest(matches: CharsetMatches, best: CharsetMatch) -> str:
    """Prefer Windows-1252 among near equals: the articles are English, and short ones tie."""
    for match in matches:
        if match.chaos <= best.chaos + _CHAOS and "cp1252" in match.could_be_from_charset:
            return "cp1252"
    return best.encoding
