"""What every article has to pass, whatever file it came from: text, not too much, English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NoReturn

from healthtext.errors import InputError
from healthtext.read.encoding import marked
from healthtext.read.files import refuse_size
from healthtext.read.marks import respected
from healthtext.records import Article, Failure, Source

MIN_WORDS = 40  # shorter texts are never refused for their language
_LIKELY_WORDS = 10  # what even shorter texts are in nobody can tell
_SURE = 35.0  # log odds against English: lists of drugs reach 31, ten words of Malay 52
_JUDGED_WORDS = 400
_ENGLISH_SHARE = 0.08
# Frequent in English and hardly words of any other language in Latin letters.
_ENGLISH = frozenset(
    """
    the and of that with this from which are is was were have has you your they their it its for
    be been or not can may will would should when what who how than these those there here
    """.split()  # noqa: SIM905
)
# Scripts without spaces between words: two characters count as one.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\d_]+"
)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_CONTROL_SHARE = 0.1
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_VISIBLE = re.compile(r"[^\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SIGNATURES = ((b"%PDF-", "a PDF"), (b"PK\x03\x04", "a ZIP archive"), (b"{\\rtf", "an RTF file"))


def attempt(build: Callable[[], Article], id: str, source: Source) -> Article | Failure:
    """Return the article that `build` makes, or the Failure that its InputError says."""
    try:
        return build()
    except InputError as error:
        return failure(error, id, source)


def failure(error: InputError, id: str, source: Source) -> Failure:
    """Make the Failure of an article that could not be read."""
    return Failure(id, source, "read", error.code, _line(error.problem), _line(error.remedy))


def is_text(value: object) -> bool:
    """Tell whether a value is a string, not empty, that can be written anywhere."""
    return isinstance(value, str) and value != "" and not _SURROGATE.search(value)


def _line(text: str) -> str:
    """Return a text as one printable line."""
    return " ".join(text.encode("utf-8", "backslashreplace").decode("utf-8").split())


def refuse_binary_bytes(data: bytes, where: str) -> None:
    """Raise InputError for bytes that no text editor wrote."""
    kind = next((kind for mark, kind in _SIGNATURES if data.startswith(mark)), "")
    if kind:
        remedy = f"save the text of {kind} as TXT, Markdown or DOCX"
        raise InputError(where, f"is {kind}, not text", remedy, code="binary")
    if b"\0" in data and not marked(data):
        _refuse_binary(where, f"holds a zero byte at offset {data.index(0):,}")


def refuse_long(text: str, where: str, limit: int) -> None:
    """Raise InputError for a text over the limit that its file's size did not show."""
    if len(text) > limit or len(text.encode("utf-8", "surrogatepass")) > limit:
        refuse_size(where, f"a text of {len(text):,} characters", limit)


def admit(article: Article) -> Article:
    """Return the article, what it switches off protected; raises InputError if it is refused."""
    where, text = article.source.name, article.text
    if surrogate := _SURROGATE.search(text):
        problem = (
            f"holds half a character, \\u{ord(surrogate.group()):04x}, at {surrogate.start():,}"
        )
        remedy = "write both halves of the pair or take it out"
        raise InputError(where, problem, remedy, code="surrogate")
    if not _VISIBLE.search(text):
        raise InputError(where, "holds no text", "give an article with text in it", code="empty")
    zeros = text.count("\0")
    controls = len(_CONTROL.findall(text)) + zeros
    if zeros or controls > _CONTROL_SHARE * len(text):
        _refuse_binary(where, f"holds {controls:,} control character{'s' * (controls > 1)}")
    _refuse_other_language(article)
    return respected(article)


def _refuse_binary(where: str, problem: str) -> NoReturn:
    raise InputError(where, f"{problem}, so it is not text", "give a text file", code="binary")


def _refuse_other_language(article: Article) -> None:
    words = list(islice(_prose_words(article), _JUDGED_WORDS))
    if len(words) < MIN_WORDS or is_english(words):
        return
    remedy = "only English articles are repaired: translate it or leave it out"
    problem = f"is not in English but looks like {_language(words)!r}"
    raise InputError(article.source.name, problem, remedy, code="language")


def foreign(text: str) -> str:
    """Return the language that a text seems to be in which is too short to be refused for it.

    Nothing where it may be English: a single function word is enough for that.
    """
    words = _WORD.findall(text)
    if not _LIKELY_WORDS <= len(words) < MIN_WORDS or any(w.lower() in _ENGLISH for w in words):
        return ""
    from py3langid import rank

    odds = {str(language): float(odd) for language, odd in rank(" ".join(words))}
    found = max(odds, key=odds.__getitem__)
    return found if odds[found] - odds["en"] >= _SURE else ""


def is_english(words: list[str]) -> bool:
    """Tell whether words are English: by its function words, and only in doubt by letters."""
    known = sum(word.lower() in _ENGLISH for word in words)
    return known >= _ENGLISH_SHARE * len(words) or _language(words) == "en"


def _language(words: list[str]) -> str:
    from py3langid import classify

    return str(classify(" ".join(words))[0])


def _prose_words(article: Article) -> Iterator[str]:
    at = 0
    for start, end in (*article.protected, (len(article.text),) * 2):
        yield from (match.group() for match in _WORD.finditer(article.text, at, start))
        at = end
