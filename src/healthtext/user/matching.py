"""Wordings found in texts word by word: any case, any white space, and a possessive s left over.

A wording is a tuple of forms. Looking a text up takes time in proportion to its length, however
many wordings are known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from healthtext.records import Span

Key = tuple[str, ...]
Value = TypeVar("Value")
MOST_WORDS = 30  # of a wording: each place of a text is looked up under so many lengths at most
BLANK_LINE = "\n\n"
_TOKEN = re.compile(
    r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|['’](?![sS](?!\w))(?=[^\W\d_]))*|['’][sS](?!\w)"
    r"|\d+(?:[.,]\d+)*|\n\s*|[^\w\s]|_"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark of a text, and the form under which it is looked up."""

    start: int
    end: int
    form: str


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text; single line breaks are no more than spaces."""
    found = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token[0] != "\n":
            found.append(Token(match.start(), match.end(), _form(token)))
        elif token.count("\n") > 1:
            found.append(Token(match.start(), match.end(), BLANK_LINE))
    return found


def key(text: str) -> Key:
    """Return the forms of a wording."""
    return tuple(token.form for token in tokens(text))


def _form(token: str) -> str:
    if token.isascii():
        return token.lower()
    return unicodedata.normalize("NFC", token).casefold().replace("’", "'")


class Index(Generic[Value]):
    """Wordings by their forms, each with a value."""

    def __init__(self, entries: Mapping[Key, Value]) -> None:
        self._entries = entries
        lengths: dict[str, set[int]] = {}
        for forms in entries:
            lengths.setdefault(forms[0], set()).add(len(forms))
        self._lengths = {first: sorted(sizes, reverse=True) for first, sizes in lengths.items()}

    def find(self, text: str) -> Iterator[tuple[int, int, Value]]:
        """Yield the places of known wordings, leftmost longest, never overlapping."""
        reached = 0
        for start, end, value in self._scan(text):
            if start >= reached:
                reached = end
                yield start, end, value

    def spans(self, text: str) -> Iterator[Span]:
        """Yield every place of every known wording that no longer one begins with."""
        for start, end, _ in self._scan(text):
            yield start, end

    def inside(self, forms: Key) -> Iterator[Value]:
        """Yield the values of all known wordings that stand somewhere in another one."""
        for at, first in enumerate(forms):
            for size in self._lengths.get(first, ()):
                if forms[at : at + size] in self._entries:
                    yield self._entries[forms[at : at + size]]

    def _scan(self, text: str) -> Iterator[tuple[int, int, Value]]:
        if not self._entries:
            return
        found = tokens(text)
        forms = tuple(token.form for token in found)
        for at, token in enumerate(found):
            for size in self._lengths.get(token.form, ()):
                value = self._entries.get(forms[at : at + size])
                if value is not None and _whole(text, token.start, found[at + size - 1].end):
                    yield token.start, found[at + size - 1].end, value
                    break


def _whole(text: str, start: int, end: int) -> bool:
    """Tell whether a place ends where words end: not in the B of B12."""
    before = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    return not before and not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())
