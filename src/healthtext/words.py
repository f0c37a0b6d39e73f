"""Words as the n-gram model and the despin room see them: spans, and one normal form each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

REMEMBERED = 50_000  # tokens whose form is kept
_WORD = re.compile(
    r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|['’](?=[^\W\d_]))*"
    r"|\d+(?:[.,]\d+)*|\n\s*|[^\w\s]|_"
)
NUMBER, BREAK = "<num>", "<s>"
_BREAKS = tuple(map(re.compile, (r"\n[^\S\n]*\n", r"\n", r"[.!?]\s", r"\s")))


class Word(NamedTuple):
    """A word, number, mark or line break of a text: `form` is lower case, numbers are <num>."""

    start: int
    end: int
    text: str
    form: str
    is_word: bool


def split(text: str) -> list[Word]:
    """Return the words of a text; apostrophes inside a word belong to it, hyphens do not."""
    return [Word(*m.span(), m.group(), *_known(m.group())) for m in _WORD.finditer(text)]


@lru_cache(REMEMBERED)
def _known(token: str) -> tuple[str, bool]:
    """Return the normal form of a token, and whether it is a word."""
    form = normal(token)
    return form, form[0].isalpha()


def normal(token: str) -> str:
    """Return the form under which a token is counted."""
    if token[0].isdigit():
        return NUMBER
    if token[0] == "\n":
        return BREAK
    return token.lower().replace("’", "'")


def parts(text: str, size: int) -> Iterator[tuple[int, str]]:
    """Yield a text in parts of at most `size` characters with their offsets.

    Parts end at a paragraph, else at a sentence, else at a space, else where they must.
    """
    start = 0
    while len(text) - start > size:
        end = next(
            (cut for mark in _BREAKS if (cut := _last(mark, text, start, start + size)) > start),
            start + size,
        )
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _last(mark: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Return the end of the last mark in a span, or -1."""
    return max((match.end() for match in mark.finditer(text, start, end)), default=-1)
